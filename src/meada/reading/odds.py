"""How likely a proposal is right: the sum of what its traits are worth, learned and kept as a table that can be read."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from math import exp

from meada.lang.table import table

__all__ = ["Odds", "odds"]


class Odds:
    """``worth`` maps a trait (`meada.reading.trait`) to its log-odds; ``least`` is the share below which a proposal falls.

    A logistic model: ``share = 1 / (1 + exp(-Σ worth))``. A trait the table lacks is worth nothing.
    """

    def __init__(self, worth: dict[str, float], least: float) -> None:
        self.worth, self.least = worth, least
        self.words = frozenset(t.split(" ")[1] for t in worth if t.startswith("verb "))
        """The lemmas that the table knows as cues."""

    def share(self, traits: Iterable[str]) -> float:
        """The share of right readings expected of a proposal with ``traits``, between 0 and 1."""
        return 1.0 / (1.0 + exp(-sum(self.worth.get(t, 0.0) for t in traits)))

    def heaviest(self, traits: Iterable[str], most: int = 6) -> tuple[tuple[str, float], ...]:
        """Those of ``traits`` that the share turns on, the weightiest first, each with its log-odds."""
        known = {t: self.worth[t] for t in traits if t in self.worth}
        return tuple(sorted(known.items(), key=lambda one: (-abs(one[1]), one[0]))[:most])


@lru_cache(maxsize=8)
def odds(lang: str) -> Odds | None:
    """The odds of ``lang``, None where none were learned."""
    try:
        data = table(lang, "odds")
    except FileNotFoundError:
        return None
    return Odds(data["worth"], data["least"])
