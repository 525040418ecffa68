"""Connected groups over pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

__all__ = ["connected"]


def connected(size: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The connected groups of the numbers below ``size``, each sorted, in the order of their first; the order of
    ``pairs`` does not matter."""
    parent = list(range(size))

    def root(x: int) -> int:
        while parent[x] != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    for a, b in pairs:
        low, high = sorted((root(a), root(b)))
        parent[high] = low
    groups: dict[int, list[int]] = defaultdict(list)
    for x in range(size):
        groups[root(x)].append(x)
    return list(groups.values())
