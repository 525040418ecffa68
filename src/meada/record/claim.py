"""Two claims about one thing, told in other words or another language: compared by what they are about and their polarity."""

from __future__ import annotations

from collections.abc import Mapping

from meada.reading.mention import Entity
from meada.record import slot
from meada.record.origin import root
from meada.record.side import Side
from meada.record.slot import Fit
from meada.record.statement import Statement
from meada.record.topic import shared
from meada.record.verdict import Verdict

__all__ = ["relate"]

_CLAIMS = frozenset(("STATEMENT", "ACCUSE", "REJECT"))
_ACTS = frozenset(("decline", "ask", "report"))
_SHARE, _CLOSE = 0.5, 0.6
_SLOTS = ("topic",)


def relate(a: Side, b: Side, entities: Mapping[str, Entity]) -> Verdict | None:
    """How two claims stand that share most of what they are about: the same origin repeats itself, two origins contradict
    each other where one denies what the other affirms, and corroborate each other where both tell nearly the same.

    Claims without a source that can be told are not compared: what narration says is no claim of anyone.
    """
    x, y = a.statement, b.statement
    if not (_is_claim(x) and _is_claim(y)) or slot.recipients(x, y, entities) is Fit.DISJOINT:
        return None
    one, other = root(x.chain, entities), root(y.chain, entities)
    if one is None or other is None or _anyone(one, entities) or _anyone(other, entities):
        return None
    both = shared(x, y)
    if len(both.names) < 2 or not both.telling or both.share < _SHARE:
        return None
    if one == other:
        if both.opposite or x.page == y.page:
            return None
        sure = 0.55 if both.telling >= 2 and both.close >= _CLOSE else 0.45
        return Verdict(
            relation="repeats", slots=("origin", *_SLOTS), why="the same origin says the same", confidence=sure
        )
    if both.opposite:
        return Verdict(
            relation="contradicts", slots=("polarity", *_SLOTS), why="one denies what the other affirms", confidence=0.5
        )
    if both.close >= _CLOSE and both.telling >= 1 and x.kind != "denial" and y.kind != "denial":
        return Verdict(relation="corroborates", slots=_SLOTS, why="independent origins agree", confidence=0.45)
    return None


def _is_claim(statement: Statement) -> bool:
    return bool(statement.topics) and statement.type in _CLAIMS and statement.mode not in _ACTS


def _anyone(origin: str, entities: Mapping[str, Entity]) -> bool:
    """True for a source that only a common noun tells ("the government", "activists"), which may be another elsewhere."""
    known = entities.get(origin)
    return known is not None and known.type == "group" and known.kind not in _SERVICES


_SERVICES = frozenset(("firefighters", "police"))
