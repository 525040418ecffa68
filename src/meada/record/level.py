"""Which links are shown, and which stand under "a conferir"."""

from __future__ import annotations

from typing import Literal

from meada.lang.table import resource
from meada.record.verdict import Verdict

__all__ = ["level"]


def level(verdict: Verdict) -> Literal["shown", "suggested"]:
    """``shown`` from the cut-off of its relation in ``resources/levels.toml`` on; a relation without one is suggested."""
    cut = resource("levels")["shown"].get(verdict.relation)
    return "shown" if cut is not None and verdict.confidence >= cut else "suggested"
