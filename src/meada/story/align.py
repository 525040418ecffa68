"""Where two texts have the same words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from meada.story.gram import GRAM, Gram, Word

__all__ = ["Run", "runs"]

_PLACES = 8


class Run(NamedTuple):
    """``length`` words that stand at word ``here`` of one text and at word ``there`` of another."""

    here: int
    there: int
    length: int


def runs(here: list[Word], there: list[Word], least: int = GRAM) -> list[Run]:
    """The longest runs of at least ``least`` words (not below `GRAM`) of ``here`` that stand in ``there`` too, left to
    right and none inside another. Linear: of a run that stands in many places, the first eight are tried.
    """
    places: dict[Gram, list[int]] = defaultdict(list)
    for at, gram in _grams(there):
        if len(places[gram]) < _PLACES:
            places[gram].append(at)
    found: list[Run] = []
    free = 0
    for at, gram in _grams(here):
        if at < free:
            continue
        best = max((Run(at, p, _extent(here, there, at, p)) for p in places.get(gram, ())), key=_longest, default=None)
        if best and best.length >= least:
            found.append(best)
            free = at + best.length
    return found


def _longest(run: Run) -> tuple[int, int]:
    return run.length, -run.there


def _grams(words: list[Word]) -> Iterator[tuple[int, Gram]]:
    forms = [word.form for word in words]
    return enumerate(zip(forms, forms[1:], forms[2:], forms[3:], strict=False))


def _extent(here: list[Word], there: list[Word], i: int, j: int) -> int:
    n = 0
    while i + n < len(here) and j + n < len(there) and here[i + n].form == there[j + n].form:
        n += 1
    return n
