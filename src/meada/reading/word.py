"""Words, numbers and marks of a text, with their offsets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

__all__ = ["Word", "dotted", "words_of"]

_WORD = re.compile(r"\d+(?:[.,:]\d+)*%?|[^\W\d_]\w*(?:[-'’.][^\W_]\w*)*|\w+|--+|\S")
_LONG = 40
"""Words of as many characters are not kept: hostile text shall not fill the memory."""
_GOES_ON = frozenset((",", "'", "’", "-", ")"))


class Word(NamedTuple):
    """A word, number (``n``), mark (``p``) or folded quotation (``q``); ``lower`` in lower case, "" for a quotation."""

    start: int
    end: int
    lower: str
    kind: str
    cap: bool


def words_of(text: str, start: int, end: int) -> list[Word]:
    """The words, numbers and marks of ``text`` in ``[start, end)``; hyphens in a row are a dash."""
    out = []
    for match in _WORD.finditer(text, start, end):
        word = match[0]
        low, kind, cap = _kept(word) if len(word) < _LONG else _shape(word)
        out.append(Word(match.start(), match.end(), low, kind, cap))
    return out


def _shape(word: str) -> tuple[str, str, bool]:
    first = word[0]
    kind = "n" if first.isdigit() else "w" if first.isalpha() else "p"
    return "—" if word.startswith("--") else word.lower(), kind, first.isupper()


_kept = lru_cache(maxsize=1 << 14)(_shape)


def dotted(words: Sequence[Word]) -> list[Word]:
    """``words`` with the stops inside a sentence joined to the short forms they belong to ("Mr. Orrin", "St. Ives")."""
    out: list[Word] = []
    for k, word in enumerate(words):
        attached = word.lower == "." and out and out[-1].kind == "w" and out[-1].end == word.start
        if attached and k + 1 < len(words) and (words[k + 1].kind in ("w", "n") or words[k + 1].lower in _GOES_ON):
            out[-1] = out[-1]._replace(end=word.end)
        else:
            out.append(word)
    return out
