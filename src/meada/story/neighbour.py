"""The nearest articles of an article, over an inverted index of terms parted by days."""

from __future__ import annotations

import heapq
import math
from collections.abc import Mapping
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from meada.story.weight import Bar, Weights

__all__ = ["Neighbours", "Vector"]

Vector = NDArray[np.float32]

_Postings = dict[str, list[tuple[int, float]]]


_weight = itemgetter(1)


class _Block:
    """The articles of some days: postings by term, and the vectors in one array that doubles as it fills."""

    __slots__ = ("ids", "postings", "vectors")

    def __init__(self) -> None:
        self.ids: list[int] = []
        self.postings: _Postings = {}
        self.vectors: Vector | None = None

    def add(self, at: int, terms: Mapping[str, float], vector: Vector | None) -> None:
        for term, x in terms.items():
            self.postings.setdefault(term, []).append((at, x))
        n = len(self.ids)
        self.ids.append(at)
        if vector is None:
            return
        if self.vectors is None or n >= len(self.vectors):
            grown = np.zeros((max(64, 2 * n), len(vector)), np.float32)
            grown[:n] = 0 if self.vectors is None else self.vectors[:n]
            self.vectors = grown
        self.vectors[n] = vector


class Neighbours:
    """Articles come in one at a time, in any order; `add` gives those before it that are like it.

    A likeness is ``(1 - vector) · cosine of terms + vector · cosine of vectors``, times ``exp(-days / fade)``. Terms are
    looked up from the heaviest, the newest article first, until the effort allowed is spent: the cost of one article
    does not depend on how many there are in other days, and is bounded within its own.
    """

    def __init__(self, weights: Weights, bar: Bar) -> None:
        self._time, self._effort, self._bar = weights.time, weights.effort, bar
        self._blocks: dict[int | None, _Block] = {}
        self._days: list[float | None] = []
        self._langs: list[str] = []

    def __len__(self) -> int:
        return len(self._days)

    def add(
        self, day: float | None, terms: Mapping[str, float], vector: Vector | None = None, lang: str = ""
    ) -> dict[int, float]:
        """Take in an article of ``day`` (a number of days, None where unknown) in ``lang`` with vectors of length 1.

        Gives the likeness, above the floor, of the nearest articles added before, by their number in order of adding.
        """
        at = len(self._days)
        self._days.append(day)
        self._langs.append(lang)
        home = None if day is None else math.floor(2 * day / self._time.window)
        keys = self._blocks if home is None else (None, *range(home + 2, home - 3, -1))
        blocks = [self._blocks[key] for key in keys if key in self._blocks]
        found = self._likeness(day, self._sums(blocks, terms, lang), self._dots(blocks, vector))
        self._blocks.setdefault(home, _Block()).add(at, terms, vector)
        return found

    def _sums(self, blocks: list[_Block], terms: Mapping[str, float], lang: str) -> dict[int, float]:
        sums: dict[int, float] = {}
        twice: set[int] = set()
        left, cap = self._effort.postings, self._effort.term
        postings = [block.postings for block in blocks]
        for term, x in sorted(terms.items(), key=_weight, reverse=True):
            each = min(cap, left)
            for posted in postings:
                entries = posted.get(term)
                if entries and each > 0:
                    recent = entries if len(entries) <= each else entries[-each:]
                    for other, y in recent:
                        if other in sums:
                            sums[other] += x * y
                            twice.add(other)
                        else:
                            sums[other] = x * y
                    spent = len(recent)
                    each -= spent
                    left -= spent
            if left <= 0:
                break
        lone, langs = self._bar.lone, self._langs
        return {at: x for at, x in sums.items() if x >= lone or at in twice or langs[at] != lang} if lone else sums

    def _dots(self, blocks: list[_Block], vector: Vector | None) -> dict[int, float] | None:
        if vector is None or not self._bar.vector:
            return None
        least = self._bar.floor / 2
        near: dict[int, float] = {}
        for block in blocks:
            if block.vectors is not None:
                dots = block.vectors[: len(block.ids)] @ vector
                for i in np.flatnonzero(dots > least):
                    near[block.ids[i]] = float(dots[i])
        return near

    def _likeness(self, day: float | None, sums: dict[int, float], dots: dict[int, float] | None) -> dict[int, float]:
        share, floor, days = self._bar.vector, self._bar.floor, self._days
        fade, window, undated = self._time.fade, self._time.window, self._time.undated
        if dots is not None:
            sums = {at: (1 - share) * sums.get(at, 0.0) + share * dots.get(at, 0.0) for at in {*sums, *dots}}
        found: list[tuple[float, int]] = []
        for at, x in [(at, x) for at, x in sums.items() if x >= floor]:
            other = days[at]
            if day is None or other is None:
                x *= undated
            else:
                gap = abs(day - other)
                x = x * math.exp(-gap / fade) if gap <= window else 0.0
            if x >= floor:
                found.append((x, at))
        if len(found) > self._effort.neighbours:
            found = heapq.nlargest(self._effort.neighbours, found)
        return {at: x for x, at in found}
