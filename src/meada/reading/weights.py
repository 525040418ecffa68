"""How often a pattern is right with a verb: learned counts, kept as a table that can be read."""

from __future__ import annotations

from functools import lru_cache

from meada.lang.table import table

__all__ = ["Weights", "weights"]

_PRIOR = 4.0
"""How many imagined cases a verb starts with, at the pattern's own average times `_DOUBT`."""
_DOUBT = 0.9


class Weights:
    """``patterns`` and ``verbs`` map a pattern, and a verb with it, to ``[right, seen]``; ``least`` is the cut-off.

    The counts come from aligning what the patterns propose with annotated news (PolNeAR, training part); no text of it
    is kept. A verb the table does not know gets a little less than the average of its pattern.
    """

    def __init__(self, patterns: dict[str, list[int]], verbs: dict[str, dict[str, list[int]]], least: float) -> None:
        self.patterns, self.verbs, self.least = patterns, verbs, least

    def share(self, lemma: str | None, pattern: str) -> float | None:
        """The share of right readings expected; None for a pattern that was never weighed."""
        known = self.patterns.get(pattern)
        if known is None or known[1] < _PRIOR:
            return None
        mean = known[0] / known[1]
        right, seen = self.verbs.get(lemma or "", {}).get(pattern, [0, 0])
        return (right + _PRIOR * _DOUBT * mean) / (seen + _PRIOR)


@lru_cache(maxsize=8)
def weights(lang: str) -> Weights | None:
    """The weights of ``lang``, None where none were learned."""
    try:
        data = table(lang, "weights")
    except FileNotFoundError:
        return None
    return Weights(data["patterns"], data["verbs"], data["least"])
