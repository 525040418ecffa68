"""Grouping by mean likeness: the two groups that are most alike on average become one, as long as they reach a bar."""

from __future__ import annotations

import heapq
import math
from collections.abc import Mapping, Sequence

from meada.story.weight import Bar

__all__ = ["group"]


def group(edges: Sequence[Mapping[int, float]], bar: Bar) -> list[list[int]]:
    """The groups of the numbers from 0 to ``len(edges)`` by average link, each sorted, in the order of their first.

    ``edges[i]`` holds the likeness of ``i`` with others, in either or both directions; what it lacks is 0. Ties go to
    the lower numbers, so that the same edges always give the same groups. O(e log e) in the number of edges.
    """
    rows = _both(edges)
    members = {i: [i] for i in range(len(rows))}
    stamp = [0] * len(rows)
    heap = [(-x, i, j, 0, 0) for i, row in enumerate(rows) for j, x in row.items() if i < j and x >= bar.join]
    heapq.heapify(heap)
    while heap:
        _, a, b, seen_a, seen_b = heapq.heappop(heap)
        if a not in members or b not in members or stamp[a] != seen_a or stamp[b] != seen_b:
            continue
        _merge(rows, a, b)
        members[a] += members.pop(b)
        stamp[a] += 1
        mine = len(members[a])
        for c, total in rows[a].items():
            other = len(members[c])
            mean = total / (mine * other) - bar.size * math.log(min(mine, other))
            if mean >= bar.join:
                low, high = (a, c) if a < c else (c, a)
                heapq.heappush(heap, (-mean, low, high, stamp[low], stamp[high]))
    return [sorted(found) for _, found in sorted(members.items())]


def _both(edges: Sequence[Mapping[int, float]]) -> list[dict[int, float]]:
    rows: list[dict[int, float]] = [{} for _ in edges]
    for i, found in enumerate(edges):
        for j, x in found.items():
            rows[i][j] = rows[j][i] = x
    return rows


def _merge(rows: list[dict[int, float]], a: int, b: int) -> None:
    """Add the row of ``b`` to the row of ``a`` (the lower number stays); rows hold sums of likeness over all pairs."""
    kept, gone = rows[a], rows[b]
    kept.pop(b, None)
    gone.pop(a, None)
    for c, x in gone.items():
        kept[c] = total = kept.get(c, 0.0) + x
        row = rows[c]
        del row[b]
        row[a] = total
    rows[b] = {}
