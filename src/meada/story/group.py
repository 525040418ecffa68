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
    the lower numbers, so that the same edges always give the same groups. Rows merge small into large: O(e log² e) for e edges.
    """
    rows = _both(edges)
    members = {i: [i] for i in range(len(rows))}

    def mean(a: int, b: int) -> float:
        mine, other = len(members[a]), len(members[b])
        return rows[a][b] / (mine * other) - bar.size * math.log(min(mine, other))

    heap = [(-x, i, j) for i, row in enumerate(rows) for j, x in row.items() if i < j and x >= bar.join]
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


def _both(edges: Sequence[Mapping[int, float]]) -> list[dict[int, float]]:
    rows: list[dict[int, float]] = [{} for _ in edges]
    for i, found in enumerate(edges):
        for j, x in found.items():
            rows[i][j] = rows[j][i] = x
    return rows


def _merge(rows: list[dict[int, float]], a: int, b: int) -> list[int]:
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
