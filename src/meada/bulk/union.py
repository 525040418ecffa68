"""Union and find over edges that come in pieces; eight bytes a member."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

__all__ = ["Union"]


class Union:
    """Groups of the numbers below ``size``, none larger than ``most`` where that is given.

    A group is known by its lowest number; the order of `tie` matters only where ``most`` stops one.
    """

    def __init__(self, size: int, *, most: int | None = None, weights: Iterable[int] = ()) -> None:
        self._parent = array("q", range(size))
        self._most = most
        self._size = array("q", weights) if most is not None else array("q")
        self.refused = 0

    def root(self, x: int) -> int:
        """The lowest number of the group of ``x``."""
        parent = self._parent
        while parent[x] != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    def tie(self, a: int, b: int) -> None:
        """Makes one group of two, unless it would pass the size allowed."""
        a, b = self.root(a), self.root(b)
        if a == b:
            return
        low, high = (a, b) if a < b else (b, a)
        if self._most is not None:
            if self._size[a] + self._size[b] > self._most:
                self.refused += 1
                return
            self._size[low] += self._size[high]
        self._parent[high] = low

    def roots(self) -> array[int]:
        """The lowest number of the group of each number."""
        return array("q", (self.root(x) for x in range(len(self._parent))))
