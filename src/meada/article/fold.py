"""Comparable forms of names and lines: no accents, no case, one space between words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["fold", "slug"]

_NOT_WORD = re.compile(r"[\W_]+")
_MARKS = re.compile(r"[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u1ab0-\u1aff\u20d0-\u20ff]+")
_SHORT = 300


def fold(text: str) -> str:
    """``text`` in lower case without accents or punctuation, words parted by one space. Short texts are remembered."""
    return _kept(text) if len(text) <= _SHORT else _folded(text)


@lru_cache(maxsize=16_384)
def _kept(text: str) -> str:
    return _folded(text)


def _folded(text: str) -> str:
    if text.isascii():
        return _NOT_WORD.sub(" ", text.lower()).strip()
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", text)).casefold()
    return _NOT_WORD.sub(" ", _MARKS.sub("", unicodedata.normalize("NFKD", plain))).strip()


def slug(text: str) -> str:
    """`fold` with hyphens: the form a name takes in an address."""
    return fold(text).replace(" ", "-")
