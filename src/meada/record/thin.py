"""Updates of a count: 4 → 11 → 19, not 4 → 19."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import product

from meada.record.link import Link
from meada.record.verdict import Verdict

__all__ = ["Thread", "is_series"]


def is_series(one: Link | Verdict) -> bool:
    """True for the update of a figure by a later one."""
    return one.relation == "updates" and "as_of" in one.slots


class Thread:
    """Updates of counts as pairs of statements, the earlier first: ``drawn`` are all in which the statements ``own`` stand;
    ``follows`` tells of two others whether the second updates the first, which it can only with a later one of ``days``."""

    def __init__(
        self,
        drawn: Iterable[tuple[str, str]],
        own: Collection[str],
        days: Mapping[str, str],
        follows: Callable[[str, str], bool],
    ) -> None:
        self._own, self._days, self._ask = own, days, follows
        later: dict[str, list[str]] = {}
        earlier: dict[str, list[str]] = {}
        for a, b in drawn:
            later.setdefault(a, []).append(b)
            earlier.setdefault(b, []).append(a)
        self._drawn = {a: frozenset(found) for a, found in later.items()}
        self._later = {a: sorted(found, key=days.__getitem__) for a, found in later.items()}
        self._earlier = {b: sorted(found, key=days.__getitem__, reverse=True) for b, found in earlier.items()}
        self._asked: dict[tuple[str, str], bool] = {}

    def overtaken(self, a: str, b: str) -> bool:
        """True where another count stands between two, of which one is own, and the one updates the other.

        The counts nearest to the one that is own are tried first: what they overtake, most others do as well.
        """
        if a in self._own:
            return any(self._follows(middle, b) for middle in self._nearest(self._later[a], b))
        return any(self._follows(a, middle) for middle in self._nearest(self._earlier[b], a))

    def between(self) -> set[tuple[str, str]]:
        """The pairs of statements, neither of them own, that one of the own stands between."""
        return {
            pair
            for middle in self._later.keys() & self._earlier.keys() & set(self._own)
            for pair in product(set(self._earlier[middle]) - set(self._own), set(self._later[middle]) - set(self._own))
        }

    def _nearest(self, found: Iterable[str], end: str) -> Iterable[str]:
        """Those of ``found`` that stand before ``end`` is reached, which counts of its own day do not."""
        day = self._days[end]
        for middle in found:
            if self._days[middle] == day:
                return
            yield middle

    def _follows(self, a: str, b: str) -> bool:
        if a in self._own or b in self._own:
            return b in self._drawn.get(a, ())
        if (a, b) not in self._asked:
            self._asked[a, b] = self._ask(a, b)
        return self._asked[a, b]
