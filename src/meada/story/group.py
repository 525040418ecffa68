"""Grouping by mean likeness: the two groups that are most alike on average become one, as long as they reach a bar."""

from __future__ import annotations

import heapq
import math
from collections.abc import Mapping, Sequence

import numpy as np

from meada.story.nearest import Numbers, Pairs, Reals, summed
from meada.story.weight import Bar

__all__ = ["group", "group_pairs"]

_FEW = 0.001
"""A round over all pairs is worth its time while it merges at least this part of the groups."""


def group(edges: Sequence[Mapping[int, float]], bar: Bar) -> list[list[int]]:
    """The groups of the numbers from 0 to ``len(edges)`` by average link, each sorted, in the order of their first.

    ``edges[i]`` holds the likeness of ``i`` with others, in either or both directions; what it lacks is 0. Ties go to
    the lower numbers, so that the same edges always give the same groups. Rows merge small into large: O(e log² e) for e edges.
    """
    rows: dict[int, dict[int, float]] = {i: {} for i in range(len(edges))}
    for i, found in enumerate(edges):
        for j, x in found.items():
            rows[i][j] = rows[j][i] = x
    return _merged(rows, {i: [i] for i in rows}, bar)


def group_pairs(size: int, pairs: Pairs, bar: Bar) -> list[list[int]]:
    """What `group` gives for ``pairs`` of the numbers below ``size``, for many of them.

    Groups that are each other's most alike merge in rounds, all at once: as no mean rises when others merge, the order
    does not matter (reciprocal nearest neighbours, Murtagh 1983). What is left after a few rounds goes to `group`.
    """
    home = np.arange(size)
    count = np.ones(size, np.int64)
    merged = size
    while merged >= max(1, _FEW * size):
        mean = _mean(pairs, count, bar)
        pairs, mean = _open(pairs, mean, size, bar)
        into = _mutual(pairs, mean, size, bar)
        merged = int(np.count_nonzero(into != np.arange(size)))
        home = into[home]
        count = np.bincount(home, minlength=size)
        a, b = into[pairs.low], into[pairs.high]
        key, total, _ = summed((np.maximum(a, b) * size + np.minimum(a, b))[a != b], pairs.likeness[a != b])
        pairs = Pairs(key % size, key // size, total)
    rows: dict[int, dict[int, float]] = {at: {} for at in np.flatnonzero(count).tolist()}
    for low, high, x in zip(*(column.tolist() for column in pairs), strict=True):
        rows[low][high] = rows[high][low] = x
    members: dict[int, list[int]] = {at: [] for at in rows}
    for i, at in enumerate(home.tolist()):
        members[at].append(i)
    return _merged(rows, members, bar)


def _mean(pairs: Pairs, count: Numbers, bar: Bar) -> Reals:
    """How alike each pair of groups is on average, less what their size asks for."""
    low, high = count[pairs.low], count[pairs.high]
    mean = pairs.likeness / (low * high)
    return mean - bar.size * np.log(np.minimum(low, high)) if bar.size else mean


def _open(pairs: Pairs, mean: Reals, size: int, bar: Bar) -> tuple[Pairs, Reals]:
    """The pairs of groups that may still merge: a group that reaches the bar with none never will."""
    able = np.zeros(size, bool)
    reach = mean >= bar.join
    able[pairs.low[reach]] = able[pairs.high[reach]] = True
    kept = able[pairs.low] & able[pairs.high]
    return Pairs(pairs.low[kept], pairs.high[kept], pairs.likeness[kept]), mean[kept]


def _mutual(pairs: Pairs, mean: Reals, size: int, bar: Bar) -> Numbers:
    """Which group each goes into: the lower of two that are most alike to each other, else itself."""
    able = np.flatnonzero(mean >= bar.join)
    low, high, mean = pairs.low[able], pairs.high[able], mean[able]
    best = np.zeros(size)
    np.maximum.at(best, low, mean)
    np.maximum.at(best, high, mean)
    both = np.flatnonzero((mean == best[low]) & (mean == best[high]))
    into, taken = np.arange(size), set[int]()
    for a, b in sorted(zip(low[both].tolist(), high[both].tolist(), strict=True)):
        if a not in taken and b not in taken:
            taken |= {a, b}
            into[b] = a
    return into


def _merged(rows: dict[int, dict[int, float]], members: dict[int, list[int]], bar: Bar) -> list[list[int]]:
    """Merge the two most alike until none reaches the bar; ``rows`` hold sums of likeness over all pairs."""

    def mean(a: int, b: int) -> float:
        mine, other = len(members[a]), len(members[b])
        return rows[a][b] / (mine * other) - bar.size * math.log(min(mine, other))

    heap = [(-x, i, j) for i in members for j in rows[i] if i < j and (x := mean(i, j)) >= bar.join]
    heapq.heapify(heap)
    while heap:
        held, a, b = heapq.heappop(heap)
        if a not in members or b not in members:
            continue
        now = mean(a, b)
        if now < -held:  # a group has grown since; no mean rises without a new entry
            if now >= bar.join:
                heapq.heappush(heap, (-now, a, b))
            continue
        if len(rows[a]) < len(rows[b]):
            a, b = b, a
        touched = _merge(rows, a, b)
        members[a] += members.pop(b)
        for c in touched:
            x = mean(a, c)
            if x >= bar.join:
                heapq.heappush(heap, (-x, min(a, c), max(a, c)))
    return sorted(sorted(found) for found in members.values())


def _merge(rows: dict[int, dict[int, float]], a: int, b: int) -> list[int]:
    """Add the row of ``b``, the shorter, to the row of ``a``; rows hold sums of likeness over all pairs. Gives whose sum
    with ``a`` has changed."""
    kept, gone = rows[a], rows[b]
    del kept[b], gone[a]
    for c, x in gone.items():
        kept[c] = total = kept.get(c, 0.0) + x
        row = rows[c]
        del row[b]
        row[a] = total
    rows[b] = {}
    return list(gone)
