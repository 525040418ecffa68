"""The words of a text as search sees them: runs of letters and digits, with where they stand."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from meada.article.fold import fold
from meada.span import Span

__all__ = ["Word", "accented", "plain", "words"]

_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_LONGEST = 64


class Word(NamedTuple):
    """A word: its span in the text and its ``form``, in lower case with its accents (composed)."""

    span: Span
    form: str


def words(text: str, span: Span | None = None) -> list[Word]:
    """The words in ``span`` of ``text`` in order. A hyphen, apostrophe, point or comma parts words: ``10.000`` is two.

    Runs longer than 64 characters (no word of these languages) are left out.
    """
    begin, end = (span.start, span.end) if span else (0, len(text))
    return [
        Word(Span(m.start(), m.end()), unicodedata.normalize("NFC", m[0].lower()))
        for m in _WORD.finditer(text, begin, end)
        if m.end() - m.start() <= _LONGEST
    ]


def plain(form: str) -> str:
    """``form`` without accents: letters and digits only, as one word; empty when nothing is left."""
    return fold(form).replace(" ", "")


def accented(form: str) -> bool:
    """True when ``form`` has an accent that `plain` takes away."""
    return plain(form) != form
