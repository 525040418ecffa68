"""Where sentences start: what the network holds likely, if the orthography lets it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

__all__ = ["bounds"]

_CLOSING = frozenset("»”’)]}.,;:?!%…")
_STRAIGHT = frozenset(('"', "'", "''"))
_FORWARD = frozenset(
    "sr sra srs sras srta dr dra drs dras st sta mr mrs ms messrs prof profa eng engª arq exmo exma gen gral cel sgt sarg"
    " lt capt adm alm gov sen dep pres av r rua pç pça jr nº n.º pág págs pp cf vs lic arz mons fr d dna".split()
)
"""Abbreviations that stand before a name or a number, so that no sentence ends with them."""


def bounds(doc: Doc, place: NDArray[np.int64], odds: NDArray[np.float32], longest: int) -> list[int]:
    """Which of the words of ``doc`` at ``place`` start a sentence, given the log-odds for each; the first always does.

    No sentence has more than ``longest`` words: a longer one is cut where it is likeliest.
    """
    starts = [0]
    for number in np.flatnonzero(odds > 0).tolist():
        if number and _may_start([doc[int(i)] for i in place[starts[-1] : number + 1]]):
            starts.append(number)
    if len(odds) <= longest:
        return starts
    short: list[int] = []
    for start, end in zip(starts, [*starts[1:], len(odds)], strict=True):
        short.append(start)
        while end - short[-1] > longest:
            first = short[-1] + longest // 2
            short.append(first + int(odds[first : short[-1] + longest].argmax()))
    return short


def _may_start(words: Sequence[Token]) -> bool:
    """Whether the orthography lets the last of ``words`` start a sentence, the first of them having started one: not a
    closing mark, not where only opening marks and dashes stand before it, not in small letters after a semicolon or an
    abbreviation's point, not after a title.
    """
    *before, token = words
    text = token.text
    if text[0] in _CLOSING or all(word.is_punct for word in before):
        return False
    if text in _STRAIGHT and token.doc[token.i - 1] == before[-1] and not before[-1].whitespace_:
        return False
    point = before[-1].text
    if point == ";" and text[0].islower():
        return False
    if not point.endswith(".") or point.endswith(".."):
        return True
    if text[0].islower():
        return False
    word = before[-2].text if point == "." and len(before) > 1 and not before[-2].whitespace_ else point
    return word.lower().rstrip(".") not in _FORWARD
