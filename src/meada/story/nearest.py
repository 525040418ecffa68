"""The nearest articles of every article of a stream at once: what `Neighbours` gives one by one, over arrays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from meada.story.neighbour import Vector
from meada.story.weight import Bar, Weights

__all__ = ["Numbers", "Pairs", "Reals", "nearest", "summed"]

Numbers = NDArray[np.int64]
Reals = NDArray[np.float64]

_ENTRIES = 1 << 20
"""Entries of the inverted index that are looked at together, and cells of a table of vectors: it bounds memory."""


class Pairs(NamedTuple):
    """Pairs of numbers, ``low`` < ``high``, each once, in order of the higher and then the lower, with their ``likeness``."""

    low: Numbers
    high: Numbers
    likeness: Reals


def nearest(
    days: Sequence[float | None],
    langs: Sequence[str],
    terms: Sequence[Mapping[str, float]],
    vectors: Sequence[Vector] | None,
    weights: Weights,
    bar: Bar,
) -> Pairs:
    """Each article with those before it that are like it, as `Neighbours` defines likeness and bounds the work.

    ``days`` ascend, unknown days come last; ``terms`` and ``vectors`` (None without the extra) have length 1 each.
    """
    tongues = np.unique(np.array(langs, np.str_), return_inverse=True)[1]
    spans = _Spans(days, weights.time.window)
    index = _Index(terms)
    found = []
    for first, until in index.parts(spans.first, weights, bool(vectors)):
        key, sums, shared = index.sums(first, until)
        if bar.lone:
            tells = (shared > 1) | (sums >= bar.lone) | (tongues[key // len(days)] != tongues[key % len(days)])
            key, sums = key[tells], sums[tells]
        if vectors and bar.vector:
            key, sums = _blended(key, sums, first, until, vectors, spans.first, bar)
        kept = sums >= bar.floor
        found.append(_kept(key[kept], sums[kept], spans, len(days), weights, bar))
    if not found:
        return Pairs(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))
    return Pairs(*(np.concatenate(part) for part in zip(*found, strict=True)))


class _Spans:
    """The days of all articles, and for each the first article of its window."""

    def __init__(self, days: Sequence[float | None], window: float) -> None:
        self.days = np.array([np.inf if day is None else day for day in days], np.float64)
        self.dated = np.isfinite(self.days)
        first = np.searchsorted(self.days, self.days - window)
        self.first: Numbers = np.where(self.dated, first, 0).astype(np.int64)

    def fading(self, high: Numbers, low: Numbers, weights: Weights) -> Reals:
        """What time leaves of the likeness of each pair."""
        if self.dated.all():
            return np.exp((self.days[low] - self.days[high]) / weights.time.fade)
        dated = self.dated[high] & self.dated[low]
        gap = np.where(dated, self.days[high], 0.0) - np.where(dated, self.days[low], 0.0)
        return np.where(dated, np.exp(-gap / weights.time.fade), weights.time.undated)


class _Index:
    """Terms as numbers, each article's from the heaviest, and for each term the articles that have it."""

    def __init__(self, terms: Sequence[Mapping[str, float]]) -> None:
        self.size = len(terms)
        numbers: dict[str, int] = {}
        term = np.array([numbers.setdefault(t, len(numbers)) for held in terms for t in held], np.int64)
        weight = np.array([x for held in terms for x in held.values()], np.float64)
        article = np.repeat(np.arange(self.size), [len(held) for held in terms])
        order = np.lexsort((-weight, article))
        self.term, self.weight, self.article = term[order], weight[order], article[order]
        posted = np.argsort(self.term, kind="stable")
        self.posted_article, self.posted_weight = self.article[posted], self.weight[posted]
        self.key = self.term[posted] * self.size + self.posted_article
        self.place = np.empty_like(posted)
        self.place[posted] = np.arange(len(posted))
        self.length = np.zeros(0, np.int64)

    def parts(self, first: Numbers, weights: Weights, dense: bool) -> Iterator[tuple[int, int]]:
        """Runs of articles whose work fits into memory, once the entries each may look at are known."""
        self.length = self._lengths(first, weights)
        work = np.bincount(self.article, self.length, minlength=self.size)
        if dense:
            work = np.maximum(work, np.arange(self.size) - first)
        total = np.cumsum(work)
        at = 0
        while at < self.size:
            until = int(np.searchsorted(total, (total[at - 1] if at else 0) + _ENTRIES, side="right"))
            yield at, max(at + 1, until)
            at = max(at + 1, until)

    def _lengths(self, first: Numbers, weights: Weights) -> Numbers:
        """How many entries before its own each term of each article looks at: the heaviest terms first, the newest
        articles first, until the effort is spent."""
        begin = np.searchsorted(self.key, self.term * self.size + first[self.article])
        length = np.minimum(self.place - begin, weights.effort.term)
        before = np.cumsum(length) - length
        starts = np.searchsorted(self.article, self.article)
        left = np.maximum(weights.effort.postings - (before - before[starts]), 0)
        allowed: Numbers = np.minimum(left, length)
        return allowed

    def sums(self, first: int, until: int) -> tuple[Numbers, Reals, Numbers]:
        """The products of shared terms summed up, and how many are shared, for pairs whose later article is one of ``first``
        to ``until``; a pair is one number, later · size + earlier, in ascending order."""
        a, b = np.searchsorted(self.article, (first, until))
        length = self.length[a:b]
        ends = np.cumsum(length)
        shift = self.place[a:b] - ends
        there = np.repeat(shift, length) + np.arange(ends[-1] if len(ends) else 0)
        key = np.repeat(self.article[a:b] * self.size, length) + self.posted_article[there]
        product = np.repeat(self.weight[a:b], length) * self.posted_weight[there]
        return summed(key, product)


def summed(key: Numbers, value: Reals) -> tuple[Numbers, Reals, Numbers]:
    """The distinct keys in ascending order with the sums of their values, and how many each had."""
    if not len(key):
        return key, value, key
    order = np.argsort(key, kind="stable")
    key = key[order]
    starts = np.flatnonzero(np.concatenate(((True,), key[1:] != key[:-1])))
    return key[starts], np.add.reduceat(value[order], starts), np.diff(starts, append=len(key))


def _blended(
    key: Numbers, sums: Reals, first: int, until: int, vectors: Sequence[Vector], starts: Numbers, bar: Bar
) -> tuple[Numbers, Reals]:
    """Likeness of terms and of vectors in the shares that ``bar`` says."""
    size, low = len(vectors), int(starts[first:until].min())
    later, earlier = np.stack(vectors[first:until]), np.stack(vectors[low:until])
    table = (later @ earlier.T).astype(np.float64)
    table[table <= bar.floor / 2] = 0.0
    table *= bar.vector
    at, other = np.divmod(key, size)
    table[at - first, other - low] += (1 - bar.vector) * sums
    rows, columns = np.nonzero(table >= bar.floor)
    inside = (columns + low < rows + first) & (columns + low >= starts[rows + first])
    rows, columns = rows[inside], columns[inside]
    return (rows + first) * size + columns + low, table[rows, columns]


def _kept(
    key: Numbers, x: Reals, spans: _Spans, size: int, weights: Weights, bar: Bar
) -> tuple[Numbers, Numbers, Reals]:
    """Likeness faded by time, above the floor, and of each article only as many as it may keep."""
    high, low = np.divmod(key, size)
    x = x * spans.fading(high, low, weights)
    kept = np.flatnonzero(x >= bar.floor)
    kept = kept[_strongest(high[kept], x[kept], weights.effort.neighbours)]
    return low[kept], high[kept], x[kept]


def _strongest(owner: Numbers, x: Reals, most: int) -> Numbers:
    """The places of the ``most`` greatest of ``x`` for each of ``owner``, which ascends."""
    edges = np.concatenate(((0,), np.flatnonzero(owner[1:] != owner[:-1]) + 1, (len(owner),)))
    inside = np.ones(len(owner), bool)
    for start, end in pairwise(edges.tolist()):
        if end - start > most:
            inside[start + np.argpartition(x[start:end], end - start - most)[: end - start - most]] = False
    return np.flatnonzero(inside)
