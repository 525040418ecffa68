"""Whether two tellings can be of one happening or one saying."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from meada.reading.mention import Entity
from meada.record import slot
from meada.record.origin import root
from meada.record.side import Side
from meada.record.slot import Fit
from meada.record.statement import Statement

__all__ = ["AHEAD", "QUOTED", "SPOKEN", "TOPIC", "VICTIM", "ahead", "one", "same_quote", "share"]

AHEAD = frozenset(("planned", "expected"))
VICTIM = frozenset(("CASUALTY",))
SPOKEN = frozenset(("AGREE", "SUPPORT", "CONCEDE", "REQUEST", "REJECT", "ACCUSE", "THREATEN", "PROTEST", "STATEMENT"))
TOPIC = 0.5
"""Share of the words of the shorter one that two tellings without a date in common must share."""
_WEEK = 3
QUOTED = 2
"""Quoted words that two tellings of one act must share."""


def one(a: Side, b: Side, kind: Fit, entities: Mapping[str, Entity]) -> bool:
    """Whether both can tell one happening: a common date or place, the same holder, or enough of the same words."""
    x, y = a.statement, b.statement
    when = slot.times(x.time, y.time)
    dated = when in (Fit.SAME, Fit.NESTED) and slot.firm(x.time) and slot.firm(y.time)
    if x.type == "STATEMENT" or y.type == "STATEMENT":
        return _one_saying(a, b, dated=dated)
    if ahead(x) != ahead(y):
        return dated and slot.precise(x.time) and slot.precise(y.time)
    if x.polarity != y.polarity and kind is Fit.SAME and _same_week(a, b):
        return slot.actors(x, y, entities) is Fit.SAME
    if (x.modality == "conditional") != (y.modality == "conditional"):
        return False
    if (kind is Fit.NESTED and dated and _deal(x, y, entities)) or _one_request(a, b, when, entities):
        return True
    if kind is Fit.SAME and dated and (x.type not in VICTIM or None in (x.mode, y.mode) or x.mode == y.mode):
        return x.type not in SPOKEN or (x.mode is not None and x.mode == y.mode) or _alike(a, b)
    if (x.kind == "trend") != (y.kind == "trend"):
        return False
    if slot.places(x.place, y.place) is Fit.SAME and slot.site(x.place) and when is not Fit.DISJOINT:
        return True
    if x.kind == y.kind == "trend" or x.type in VICTIM:
        return kind is Fit.SAME and (x.type not in VICTIM or None in (x.mode, y.mode) or x.mode == y.mode)
    return _by_content(a, b, kind, entities)


def _by_content(a: Side, b: Side, kind: Fit, entities: Mapping[str, Entity]) -> bool:
    """Whether two tellings without a date or site in common are of one happening: by its type, holder or words."""
    x, y = a.statement, b.statement
    if kind is Fit.SAME and x.type in ("AID", "MOBILIZE", "RETREAT", "SANCTION"):
        return True
    if a.holder and b.holder and _same_act(a.holder, b.holder, entities):
        return True
    if slot.places(x.place, y.place) is Fit.DISJOINT and kind is Fit.NESTED:
        return slot.site(x.place) or slot.site(y.place)
    return kind is Fit.SAME and _alike(a, b)


def _deal(x: Statement, y: Statement, entities: Mapping[str, Entity]) -> bool:
    """True for what the same two sides agreed and signed."""
    both = slot.sides(x, "actor", entities)
    return {x.type, y.type} == {"AGREE", "SUPPORT"} and len(both) > 1 and both == slot.sides(y, "actor", entities)


def _one_request(a: Side, b: Side, when: Fit, entities: Mapping[str, Entity]) -> bool:
    """Told by one origin in two languages within days, on no other day: the same request."""
    if a.statement.type != "REQUEST" or b.statement.type != "REQUEST":
        return False
    one, other = root(a.statement.chain, entities), root(b.statement.chain, entities)
    return one is not None and one == other and a.lang != b.lang and when is not Fit.DISJOINT and _same_week(a, b)


def _same_week(a: Side, b: Side) -> bool:
    """True when both pages are dated and no more than three days apart: what one affirms the other can deny."""
    if not a.published or not b.published:
        return False
    days = (dt.date.fromisoformat(one.published[:10]) for one in (a, b) if one.published)
    first, second = days
    return abs((second - first).days) <= _WEEK


def ahead(statement: Statement) -> bool:
    """True for what is still to come."""
    return statement.modality in AHEAD


def _one_saying(a: Side, b: Side, *, dated: bool) -> bool:
    """Two sayings are one where they carry one mode of act on one date, or the same words."""
    x, y = a.statement, b.statement
    if x.type != y.type or x.kind == "report" or y.kind == "report":
        return False
    if same_quote(a, b):
        return True
    if x.mode == y.mode == "acknowledge" and dated:
        return True
    if a.quoted and b.quoted:
        shared = set(a.quoted) & set(b.quoted)
        return len(shared) >= QUOTED and len(shared) >= TOPIC * min(len(set(a.quoted)), len(set(b.quoted)))
    return a.lang == b.lang and share(a, b) >= TOPIC and len(a.words & b.words) >= 4


def _same_act(x: Statement, y: Statement, entities: Mapping[str, Entity]) -> bool:
    dated = slot.times(x.time, y.time) in (Fit.SAME, Fit.NESTED) and slot.firm(x.time) and slot.firm(y.time)
    return dated and (x.type, x.mode) == (y.type, y.mode) and slot.actors(x, y, entities) is Fit.SAME


def _alike(a: Side, b: Side) -> bool:
    return same_quote(a, b) or (a.lang == b.lang and share(a, b) >= TOPIC and len(a.words & b.words) >= 3)


def share(a: Side, b: Side) -> float:
    """The share of the words of the shorter one that both have, in [0, 1]."""
    return len(a.words & b.words) / max(1, min(len(a.words), len(b.words)))


def same_quote(a: Side, b: Side) -> bool:
    """True when one quotes all the words that the other quotes, in order, and they are enough to be words of one act."""
    short, long = sorted((a.quoted, b.quoted), key=len)
    if len(short) < QUOTED or len(set(short)) < QUOTED:
        return False
    return any(long[n : n + len(short)] == short for n in range(len(long) - len(short) + 1))
