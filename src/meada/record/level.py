"""What is shown, and what stands under "a conferir"."""

from __future__ import annotations

from typing import Any, Literal

from meada.lang.table import resource
from meada.record.verdict import Verdict

__all__ = ["Level", "cut", "happening", "level"]

Level = Literal["shown", "suggested"]


def level(verdict: Verdict) -> Level:
    """``shown`` from the cut-off of its relation on; a relation that has none is only suggested, as are claims compared by what
    they are about: all their evidence is from pages of our own making."""
    if "topic" in verdict.slots:
        return "suggested"
    at = cut("link", verdict.relation)
    return "shown" if at is not None and verdict.confidence >= at else "suggested"


def happening(type: str, confidence: float) -> Level:
    """``suggested`` for an event whose type was measured and does not reach the cut-off; types that no development set codes
    (sayings, tolls) are shown."""
    if type not in resource("levels").get("event", {}):
        return "shown"
    at = cut("event", type)
    return "shown" if at is not None and confidence >= at else "suggested"


def cut(group: str, kind: str) -> float | None:
    """The confidence from which on a ``kind`` of ``group`` (``link``, ``event``) is shown, None where it never is.

    ``resources/levels.toml`` has the precision and sample size behind each; benchmarks/levels.py chooses them.
    """
    row: dict[str, Any] = resource("levels").get(group, {}).get(kind, {})
    found = row.get("shown")
    return None if found is None else float(found)
