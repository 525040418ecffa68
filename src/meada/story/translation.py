"""Translated copies: two languages, one text. Names, numbers and paragraphs come in the same order in both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from meada.span import Span
from meada.story.term import fold

__all__ = ["SCARRED", "TRANSLATED", "Anchor", "Anchors", "Translation", "align", "anchors"]

TRANSLATED = 0.6
"""From this share of anchors in the same order on, one text translates the other."""
SCARRED = 0.5
"""The same where one of them has scars of translation (a doubled cue, a mixed variety)."""

_LEAST = 10
_MOST = 400
_STEM = 4
_ANCHOR = re.compile(r"(?P<number>\d(?:[., ]?\d)*)|(?P<word>[^\W\d_]+)")
_OPEN = " \t\n\"“”«»—–-'‘’([•"
_STOP = ".!?:;…"


class Anchor(NamedTuple):
    """What a translator keeps: the stem of a name or the digits of a number, and the paragraph it stands in."""

    form: str
    paragraph: int


Anchors = tuple[Anchor, ...]


class Translation(NamedTuple):
    """``share`` of the anchors of the shorter text that stand in the other in the same order, the ``names`` and
    ``numbers`` among them, and the pairs of ``paragraphs`` that hold them."""

    share: float
    names: int
    numbers: int
    paragraphs: tuple[tuple[int, int], ...]


def anchors(text: str, paragraphs: Sequence[Span]) -> Anchors:
    """The anchors of the ``paragraphs`` of ``text`` in order; the first word of a sentence is none (its capital tells
    nothing). At most 400, which bounds the time of `align`."""
    found: list[Anchor] = []
    for at, span in enumerate(paragraphs):
        paragraph = span.of(text)
        for match in _ANCHOR.finditer(paragraph):
            form = _form(paragraph, match)
            if form:
                found.append(Anchor(form, at))
        if len(found) >= _MOST:
            break
    return tuple(found[:_MOST])


def _form(paragraph: str, match: re.Match[str]) -> str | None:
    number, word = match["number"], match["word"]
    if number:
        return "".join(c for c in number if c.isdigit())
    if len(word) < 3 or not word[0].isupper():
        return None
    before = paragraph[max(0, match.start() - 8) : match.start()].rstrip(_OPEN)
    return fold(word)[:_STEM] if before and before[-1] not in _STOP else None


def align(a: Anchors, b: Anchors) -> Translation | None:
    """How far two texts say the same in the same order; None where there is too little to tell."""
    least = min(len(a), len(b))
    if least < _LEAST:
        return None
    pairs = _common(a, b)
    numbers = sum(a[i].form[0].isdigit() for i, _ in pairs)
    paragraphs = tuple(sorted({(a[i].paragraph, b[j].paragraph) for i, j in pairs}))
    return Translation(len(pairs) / least, len(pairs) - numbers, numbers, paragraphs)


def _common(a: Anchors, b: Anchors) -> list[tuple[int, int]]:
    """The longest common subsequence of the forms, as pairs of places.

    A row of the table is one number: bit ``j`` is 0 where the row grows at place ``j`` of ``b`` (Hyyrö 2004, "Bit-parallel
    LCS-length computation revisited"), so that a row costs two additions, whatever the length of ``b``.
    """
    places: dict[str, int] = {}
    for j, y in enumerate(b):
        places[y.form] = places.get(y.form, 0) | 1 << j
    every = (1 << len(b)) - 1
    rows = [every]
    for x in a:
        row = rows[-1]
        held = row & places.get(x.form, 0)
        rows.append((row + held | row - held) & every)
    pairs = []
    i, j = len(a), len(b)
    while i and j:
        if a[i - 1].form == b[j - 1].form:
            i, j = i - 1, j - 1
            pairs.append((i, j))
        elif _length(rows[i - 1], j) >= _length(rows[i], j - 1):
            i -= 1
        else:
            j -= 1
    return pairs[::-1]


def _length(row: int, j: int) -> int:
    return j - (row & (1 << j) - 1).bit_count()
