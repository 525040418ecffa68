"""The date of an event or of a saying, by one rule: its own, else the one it inherits, else only a bound.

Who looks decides which stretches of text belong to an event; how a date is chosen there and what follows from none is
told here, for `reading` (events) and `record` (sayings) alike.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from meada.moment import Granularity, ZoneBasis
from meada.span import Span
from meada.when.expression import Expression

__all__ = ["Time", "after", "bound", "event_time", "is_closed", "is_inside", "is_short", "nearest", "only_date"]

_DATED = frozenset(("minute", "hour", "day", "weekend", "week", "month", "quarter", "half", "season", "year"))
_SHORT = dt.timedelta(days=3)


class Time(msgspec.Struct, frozen=True, kw_only=True):
    """When something happened: ``begin`` inclusive, ``until`` exclusive, ISO 8601, None where open. ``how`` says where
    it comes from: ``own``, ``inherited`` (sentence, paragraph, discourse) or ``bound`` (only not after publication).
    ``span`` is the expression's, None for a bound."""

    begin: str | None = None
    until: str | None = None
    granularity: Granularity = "unknown"
    zone: str | None = None
    zone_basis: ZoneBasis = "unknown"
    how: Literal["own", "inherited", "bound"] = "bound"
    span: Span | None = None


def event_time(own: Expression | None, inherited: Expression | None, published: str | None) -> Time:
    """The date that ``own`` words give, else the one ``inherited``, else the bound that ``published`` (ISO 8601) sets.

    The publication day is never given as the day of an event unless the text says so.
    """
    found = own or inherited
    if found is None:
        return bound(published)
    return Time(
        begin=found.begin,
        until=found.until,
        granularity=found.granularity,
        zone=found.zone,
        zone_basis=found.zone_basis,
        how="own" if own else "inherited",
        span=found.span,
    )


def bound(published: str | None) -> Time:
    """Nothing says when: before the day after publication, open where that is unknown."""
    return Time(until=after(published) if published else None, how="bound")


def after(stamp: str) -> str | None:
    """The day after the date in ``stamp``, ISO 8601; None where it names no day or the calendar ends."""
    day = _day(stamp)
    return (day + dt.timedelta(days=1)).isoformat() if day and day < dt.date.max else None


def nearest(times: Iterable[Expression], to: Span) -> Expression | None:
    """The expression with the fewest characters between itself and ``to``, the first of equals; None of none."""
    return min(times, key=lambda item: max(item.span.start, to.start) - min(item.span.end, to.end), default=None)


def only_date(times: Iterable[Expression], published: str | None, *, past: bool) -> Expression | None:
    """The one date of ``times`` on the calendar; None of several, or of one after publication for what is ``past``."""
    dated = [item for item in times if is_closed(item) and item.granularity in _DATED]
    if len(dated) != 1:
        return None
    ahead = published is not None and (dated[0].begin or "")[:10] > published[:10]
    return None if ahead and past else dated[0]


def is_closed(item: Expression) -> bool:
    """True for an expression with both its ends on the calendar."""
    return item.begin is not None and item.until is not None


def is_short(item: Expression) -> bool:
    """True for a time that is a day or little more."""
    begin, until = _day(item.begin), _day(item.until)
    return begin is not None and until is not None and until - begin <= _SHORT


def is_inside(span: Span | None, parts: Sequence[Span]) -> bool:
    """True where one of ``parts`` holds ``span``."""
    return span is not None and any(part.contains(span) for part in parts)


def _day(stamp: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat((stamp or "")[:10])
    except ValueError:
        return None
