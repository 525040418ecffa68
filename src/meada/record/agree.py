"""What compatible statements amount to: repetition, agreement of independent origins, or mere coincidence."""

from __future__ import annotations

from collections.abc import Mapping

from meada.reading.mention import Entity
from meada.record.origin import independent, root
from meada.record.side import Side
from meada.record.verdict import Verdict

__all__ = ["agreement", "later"]


def later(a: Side, b: Side) -> bool:
    """True when ``b`` was published after ``a``."""
    return (a.published or "") < (b.published or "")


def agreement(a: Side, b: Side, entities: Mapping[str, Entity], slots: tuple[str, ...]) -> Verdict:
    """``repeats`` within one copy family or from one origin; ``corroborates`` from two origins or more; else ``coincides``.

    Two sources that give one figure often took it from each other: that agreement is the less sure one."""
    x, y = a.statement, b.statement
    if a.family == b.family and x.page != y.page:
        return Verdict(relation="repeats", slots=("family", *slots), why="copies of one text", confidence=0.95)
    one, other = root(x.chain, entities), root(y.chain, entities)
    if one is not None and one == other:
        return Verdict(
            relation="repeats", slots=("origin", *slots), why="the same origin says the same", confidence=0.7
        )
    if len(independent((x, y), entities)) >= 2:
        sure = 0.5 if "figure" in slots else 0.6
        return Verdict(relation="corroborates", slots=slots, why="independent origins agree", confidence=sure)
    return Verdict(
        relation="coincides", slots=slots, why="compatible, with fewer than two sourced origins", confidence=0.6
    )
