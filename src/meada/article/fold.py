"""Comparable forms of names and lines: no accents, no case, one space between words."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["fold", "slug"]

_NOT_WORD = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """``text`` in lower case without accents or punctuation, words parted by one space."""
    plain = unicodedata.normalize("NFKD", text)
    return _NOT_WORD.sub(" ", "".join(c for c in plain if not unicodedata.combining(c)).casefold()).strip()


def slug(text: str) -> str:
    """`fold` with hyphens: the form a name takes in an address."""
    return fold(text).replace(" ", "-")
