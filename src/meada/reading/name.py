"""Capitalised names in a sentence: where they start and end, and what their words say they are."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from meada.lang.lexicon import Word
from meada.lang.table import table
from meada.reading.mention import EntityType
from meada.span import Span

__all__ = ["NameWords", "name_at", "name_words"]


class NameWords(NamedTuple):
    """The table ``names`` of a language as sets."""

    particles: frozenset[str]
    links: frozenset[str]
    openers: frozenset[str]
    definite: frozenset[str]
    indefinite: frozenset[str]
    of: frozenset[str]
    conjunction: frozenset[str]
    official: frozenset[str]
    locative: frozenset[str]
    possessive: frozenset[str]
    organisation: frozenset[str]
    place: frozenset[str]
    work: frozenset[str]
    voices: frozenset[str]
    breakers: frozenset[str]
    proper_all_the_same: frozenset[str]
    company: frozenset[str]
    accusing: frozenset[str]
    articled: frozenset[str]
    either: frozenset[str]
    inside: frozenset[str]
    settled: frozenset[str]
    common_endings: tuple[str, ...]

    def type_of(self, name: str) -> EntityType | None:
        """What the head words of ``name`` make it: its first word, or in languages that put heads last any word."""
        parts = name.split()
        for words, kind in ((self.organisation, "organisation"), (self.work, "work"), (self.place, "place")):
            if parts[0] in words or (len(parts) > 1 and "of" in self.links and parts[-1] in words):
                return kind  # type: ignore[return-value]
        return None


@lru_cache(maxsize=8)
def name_words(lang: str) -> NameWords:
    """The words that names of ``lang`` are made of."""
    rows = table(lang, "names")
    sets = {field: frozenset(rows[field]) for field in NameWords._fields if field != "common_endings"}
    return NameWords(**sets, common_endings=tuple(rows["common_endings"]))


def name_at(text: str, words: list[Word], i: int, known: NameWords) -> int | None:
    """The index after the last word of the name that starts at ``words[i]``, or None where none does.

    Capitalised words that only white space parts belong together; particles (``da``, ``van``, ``bin``) join them, and
    links (``of the``, ``e``) where the first word heads an organisation, a place or a work.
    """
    if not _capital(text, words[i]) or words[i].lower in known.openers:
        return None
    first = text[words[i].start : words[i].end]
    titled = first in known.organisation or first in known.work or first in known.place
    end = i + 1
    while end < len(words):
        step = end
        while step < len(words) and step - end < 3 and _joins(words[step].lower, known, titled):
            step += 1
        if step >= len(words) or not _adjacent(text, words, end - 1, step, known.organisation):
            break
        if step > end and text[words[step].start : words[step].end].isupper() and not titled:
            break
        if words[step].lower in known.breakers and not titled:
            break
        if not _capital(text, words[step]) or (step > end and words[step].lower in known.openers and not titled):
            break
        end = step + 1
    return end


def _joins(word: str, known: NameWords, titled: bool) -> bool:
    return word in known.particles or (titled and word in known.links)


def _capital(text: str, word: Word) -> bool:
    return text[word.start].isupper()


def _owners(text: str, a: Word, gap: str, b: Word, heads: frozenset[str]) -> bool:
    """True for the plural owners of a body (``Orchard Pickers’ Union``)."""
    return gap in ("’ ", "' ") and text[a.end - 1] == "s" and text[b.start : b.end] in heads


def _adjacent(text: str, words: list[Word], first: int, last: int, heads: frozenset[str]) -> bool:
    """True when only spaces (or the point of an initial, or the mark of owners before one of ``heads``) stand between
    ``words[first]`` and ``words[last]``."""
    for a, b in zip(words[first:last], words[first + 1 : last + 1], strict=True):
        gap = text[a.end : b.start]
        initial = a.end - a.start == 1 and text[a.start].isupper()
        if gap not in (" ", "\u00a0") and not (initial and gap in (". ", ".")) and not _owners(text, a, gap, b, heads):
            return False
    return True


def span_of(words: list[Word], first: int, end: int) -> Span:
    """The span of ``words[first:end]``."""
    return Span(words[first].start, words[end - 1].end)
