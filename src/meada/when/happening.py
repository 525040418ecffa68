"""The date of an event: its own, else inherited from what was said before it, else only a bound."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from meada.moment import Granularity, ZoneBasis
from meada.span import Span
from meada.when.context import anchor_clock
from meada.when.expression import Anchor, Expression

__all__ = ["EventTime", "event_time"]

Where = Literal["clause", "sentence", "paragraph", "discourse", "publication"]
_COMMAS = 1
"""Commas that may part an event from a date of its own in the same sentence."""
_BORDERS = ",;:—–()"


class EventTime(msgspec.Struct, frozen=True, kw_only=True):
    """When an event happened: ``begin`` inclusive, ``until`` exclusive, ISO 8601, None where open.

    ``how`` is ``own``, ``inherited`` or ``bound`` (only not after publication, or not before it for what is to come);
    ``where`` says from what; ``span`` is the expression's, None for a bound.
    """

    begin: str | None = None
    until: str | None = None
    granularity: Granularity = "unknown"
    zone: str | None = None
    zone_basis: ZoneBasis = "unknown"
    how: Literal["own", "inherited", "bound"] = "bound"
    where: Where = "publication"
    span: Span | None = None


def event_time(
    trigger: Span,
    times: Sequence[Expression],
    *,
    text: str,
    sentences: Sequence[Span],
    anchor: Anchor,
    clause: Span | None = None,
    planned: bool = False,
) -> EventTime:
    """The time of the event that ``trigger`` names.

    ``times`` are the text's expressions as `read` gives them, ``sentences`` its sentences in order, ``clause`` the
    event's clause where a parse knows it. Looked for in this order: the clause (or the sentence, with at most one
    comma between), the rest of the sentence, earlier sentences of the paragraph, the paragraph before. Otherwise the
    publication instant only bounds it: before it, or after it when ``planned``. The publication day is never given as
    the day of an event unless the text says so.
    """
    dated = [x for x in times if _dates(x, planned)]
    sentence = next((s for s in sentences if s.contains(trigger) or s.overlaps(trigger)), trigger)
    near = sorted((x for x in dated if x.span.overlaps(sentence)), key=lambda x: _distance(x.span, trigger))
    for found in near:
        if _is_own(found, trigger, clause, text):
            return _from(found, "own", "clause")
    if near:
        return _from(near[0], "inherited", "sentence")
    earlier = [x for x in dated if x.span.end <= sentence.start and x.type in ("DATE", "TIME")]
    if earlier:
        last = earlier[-1]
        breaks = text.count("\n", last.span.end, trigger.start)
        if breaks <= 1:
            return _from(last, "inherited", "paragraph" if breaks == 0 else "discourse")
    return _bound(anchor, planned)


def _dates(item: Expression, planned: bool) -> bool:
    """True for an expression that can date an event: a place on the calendar, on the right side for a plan."""
    if item.type not in ("DATE", "TIME") and not (item.type == "DURATION" and item.begin):
        return False
    if item.value in ("PRESENT_REF", "FUTURE_REF") or item.confidence < 0.4:
        return item.value == "FUTURE_REF" and planned
    return item.begin is not None or item.until is not None


def _is_own(item: Expression, trigger: Span, clause: Span | None, text: str) -> bool:
    if clause is not None:
        return clause.contains(item.span)
    a, b = sorted([item.span, trigger])
    between = text[a.end : b.start]
    return sum(between.count(mark) for mark in _BORDERS) <= _COMMAS


def _distance(a: Span, b: Span) -> int:
    return max(a.start, b.start) - min(a.end, b.end)


def _from(item: Expression, how: Literal["own", "inherited"], where: Where) -> EventTime:
    return EventTime(
        begin=item.begin,
        until=item.until,
        granularity=item.granularity,
        zone=item.zone,
        zone_basis=item.zone_basis,
        how=how,
        where=where,
        span=item.span,
    )


def _bound(anchor: Anchor, planned: bool) -> EventTime:
    at, timed, offset = anchor_clock(anchor.published, anchor.zone)
    if at is None:
        return EventTime()
    stamp = at.isoformat(timespec="seconds") if timed else at.date().isoformat()
    basis: ZoneBasis = "outlet" if timed and offset else "unknown"
    zone = offset if timed else None
    if planned:
        return EventTime(begin=stamp, zone=zone, zone_basis=basis)
    return EventTime(until=stamp, zone=zone, zone_basis=basis)
