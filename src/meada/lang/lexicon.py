"""Finding listed phrases in text: one dictionary look-up a word, longest phrase first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

from meada.span import Span

__all__ = ["Lexicon", "Word", "lowered", "pieces", "words"]

_WORD = re.compile(r"\w+(?:[-'’](?!s\b)\w+)*")
T = TypeVar("T")


class Word(NamedTuple):
    """A word of a text: where it stands and its lower-case form."""

    start: int
    end: int
    lower: str


def words(text: str, span: Span) -> list[Word]:
    """The words in ``span`` of ``text`` in order; a hyphen or apostrophe joins, the English possessive does not."""
    return [Word(*m.span(), m[0].lower()) for m in _WORD.finditer(text, span.start, span.end)]


def pieces(text: str, span: Span, limit: int = 250) -> list[Span]:
    """``span`` in stretches of at most ``limit`` words: a bound on the work that one endless sentence makes."""
    if len(span) < limit:
        whole = span.trimmed(text)
        return [whole] if len(whole) else []
    ends = [m.end() for m in _WORD.finditer(text, span.start, span.end)][limit - 1 :: limit]
    marks = [span.start, *ends, span.end]
    found = [Span(a, b).trimmed(text) for a, b in pairwise(marks)]
    return [piece for piece in found if len(piece)]


def lowered(text: str) -> str:
    """``text`` in lower case with every offset kept (the few letters whose lower case is longer stay as they are)."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


class Lexicon(Generic[T]):
    """Phrases with a value each. ``fold`` matches without regard to case. Build once, share freely."""

    def __init__(self, items: Iterable[tuple[str, T]], *, fold: bool = False) -> None:
        self.fold = fold
        found: dict[str, dict[str, T]] = {}
        for phrase, value in items:
            form = phrase.lower() if fold else phrase
            first = _WORD.search(form)
            if first is None or first.start():
                raise ValueError(f"a phrase must start with a word: {phrase!r}")
            found.setdefault(first[0].lower(), {}).setdefault(form, value)
        self._by_word = {word: sorted(forms.items(), key=lambda item: -len(item[0])) for word, forms in found.items()}

    def opens(self, word: str) -> bool:
        """Whether a phrase begins with ``word``, which is in lower case."""
        return word in self._by_word

    def at(self, text: str, word: Word) -> tuple[Span, T] | None:
        """The longest phrase that starts at ``word`` and ends at a word's end; ``text`` lowered where the lexicon folds."""
        for form, value in self._by_word.get(word.lower, ()):
            end = word.start + len(form)
            if text.startswith(form, word.start) and not (
                end < len(text) and form[-1].isalnum() and _inside(text, end)
            ):
                return Span(word.start, end), value
        return None

    def find(self, text: str, sentence: Iterable[Word]) -> Iterator[tuple[Span, T]]:
        """Every phrase in ``sentence``, left to right, none inside another."""
        done = -1
        for word in sentence:
            if word.start >= done and (hit := self.at(text, word)):
                done = hit[0].end
                yield hit


def _inside(text: str, end: int) -> bool:
    """True when ``end`` is in the middle of a word (a hyphen goes on with one)."""
    return text[end].isalnum() or (text[end] == "-" and end + 1 < len(text) and text[end + 1].isalpha())
