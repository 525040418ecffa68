"""Updates of a count: 4 → 11 → 19, not 4 → 19."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product

from meada.record.link import Link

__all__ = ["Thread", "is_series", "thin"]


def is_series(link: Link) -> bool:
    """True for the update of a figure by a later one."""
    return link.relation == "updates" and "as_of" in link.slots


def thin(links: Sequence[Link]) -> list[Link]:
    """``links`` without the updates of a figure that another update of it stands between."""
    ends = {end for one in links for end in (one.a, one.b)}
    return Thread(links, ends, lambda a, b: False).kept()


class Thread:
    """Updates of counts, all that the statements ``own`` stand in; ``follows`` tells of two others whether one updates the
    other."""

    def __init__(self, links: Sequence[Link], own: set[str], follows: Callable[[str, str], bool]) -> None:
        self._links, self._own, self._ask = links, own, follows
        self._later: dict[str, dict[str, None]] = {}
        self._earlier: dict[str, dict[str, None]] = {}
        self._asked: dict[tuple[str, str], bool] = {}
        for one in links:
            if is_series(one):
                self._later.setdefault(one.a, {})[one.b] = None
                self._earlier.setdefault(one.b, {})[one.a] = None

    def kept(self) -> list[Link]:
        """The links without those that another stands between."""
        return [one for one in self._links if not (is_series(one) and self._overtaken(one.a, one.b))]

    def between(self) -> set[tuple[str, str]]:
        """The pairs of statements, neither of them own, that one of the own stands between."""
        return {
            pair
            for middle in self._later.keys() & self._earlier.keys() & self._own
            for pair in product(self._earlier[middle].keys() - self._own, self._later[middle].keys() - self._own)
        }

    def _overtaken(self, a: str, b: str) -> bool:
        if a in self._own:
            return any(self._follows(middle, b) for middle in self._later[a] if middle != b)
        return any(self._follows(a, middle) for middle in self._earlier[b] if middle != a)

    def _follows(self, a: str, b: str) -> bool:
        if a in self._own or b in self._own:
            return b in self._later.get(a, ())
        if (a, b) not in self._asked:
            self._asked[a, b] = self._ask(a, b)
        return self._asked[a, b]
