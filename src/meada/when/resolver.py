"""Partial dates to calendar: the only place that knows publication, discourse and tense together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from msgspec.structs import replace

from meada.when import clockwork, counting
from meada.when.almanac import easter, last_day, moved, nth_weekday, safe_date
from meada.when.context import Context
from meada.when.filling import fill, inside, near
from meada.when.finding import Finding, at_stretch
from meada.when.partial import (
    Clock,
    During,
    Every,
    Fields,
    Holiday,
    Listed,
    Modified,
    Near,
    Offset,
    Partial,
    PartOf,
    Range,
    Reference,
    Shift,
    Since,
    Timed,
    Within,
    Worded,
)
from meada.when.value import Stretch, stretch, write

__all__ = ["resolve"]

UNITS = {"D": "day", "W": "week", "WE": "weekend", "M": "month", "Q": "quarter", "H": "half", "Y": "year"}
UNITS |= {"DE": "decade", "CE": "century"}


def resolve(item: Partial, context: Context) -> Finding | None:
    """The finding of a partial date, None when it comes to nothing on the calendar."""
    try:
        return _RESOLVERS[type(item)](item, context)
    except (ValueError, OverflowError):
        return None


def _near(item: Near, context: Context) -> Finding | None:
    base = context.today
    if item.base == "discourse" and context.discourse is not None:
        base = context.discourse.first
    if base is None:
        return fill(item.item, context)
    if item.item.check is not None:
        return fill(item.item, context)
    if item.item.year is not None:
        return fill(item.item, context)
    found = near(item.item, item.side, base, south=context.south)
    return None if found is None else at_stretch(found, "publication" if item.base == "publication" else "discourse")


def _shift(item: Shift, context: Context) -> Finding | None:
    base, anchor = context.today, "publication"
    fine = item.unit in ("D", "W", "WE")
    known = context.discourse_day if fine else context.discourse
    if item.base == "discourse" and known is not None:
        base, anchor = known.first, "discourse"
    if item.base == "discourse" and item.unit == "Y" and item.count < 0 and context.report is not None:
        base = context.report.first
    if base is None:
        return None
    if item.unit not in UNITS:
        return counting.small_shift(item, context)
    step = {"WE": "W"}.get(item.unit, item.unit)
    granularity: Any = UNITS[item.unit]
    found = stretch(granularity, moved(base, step, item.count))
    if item.unit == "WE" and item.count > 0 and base.isoweekday() < 6:
        found = stretch("weekend", moved(base, "W", item.count - 1))
    return at_stretch(found, "publication" if anchor == "publication" else "discourse")


def _within(item: Within, context: Context) -> Finding | None:
    outer = resolve(item.outer, context)
    if outer is None:
        return None
    if isinstance(item.inner, Worded):
        return _same_in(item.inner, outer, context)
    inner = item.inner
    if isinstance(inner, Near):
        inner = inner.item
    if outer.stretch is None or not isinstance(inner, Fields):
        if isinstance(inner, Holiday) and outer.stretch is not None:
            return _holiday(Holiday(rule=inner.rule, offset=inner.offset, year=outer.stretch.first.year), context)
        return resolve(item.inner, context)
    if inner.unit == "FN":
        return _fortnight(inner, outer)
    found = inside(inner, outer.stretch, context)
    return resolve(item.inner, context) if found is None else at_stretch(found, outer.anchor, outer.confidence)


def _fortnight(item: Fields, outer: Finding) -> Finding | None:
    if outer.stretch is None or outer.stretch.granularity != "month":
        return None
    month = outer.stretch.first
    first, last = (1, 15) if item.nth == 1 else (16, last_day(month.year, month.month))
    ends = [Stretch("day", month.replace(day=x)) for x in (first, last)]
    return replace(at_stretch(ends[1], outer.anchor, outer.confidence), value="/".join(map(write, ends)))


def _same_in(item: Worded, outer: Finding, context: Context) -> Finding | None:
    """The same month of 2024, the same period of last year: the period under report, moved into ``outer``."""
    if outer.stretch is None:
        return outer
    year = outer.stretch.first.year
    if item.unit in ("M", "Q", "H"):
        granularity: Any = UNITS[item.unit]
        source = context.discourse if context.discourse and context.discourse.granularity == granularity else None
        day = source.first if source else context.today
        return (
            outer if day is None else at_stretch(stretch(granularity, day.replace(year=year, day=1)), "discourse", 0.7)
        )
    report = context.report
    if report is not None and outer.stretch.granularity == "year":
        return at_stretch(Stretch(report.granularity, report.first.replace(year=year)), "discourse", 0.7)
    return outer


def _period_day(unit: str, granularity: str, context: Context) -> date | None:
    """A day of the period that an unnamed quarter or half refers to: the one under report, else the last complete."""
    for known in (context.report, context.discourse):
        if known is not None and known.granularity == granularity:
            return known.first
    if context.today is None or unit == "M":
        return context.today
    return moved(context.today, unit, -1)


def _holiday(item: Holiday, context: Context) -> Finding | None:
    if item.year is not None:
        day = feast(item.rule, item.year)
        return None if day is None else at_stretch(Stretch("day", day + timedelta(days=item.offset)))
    today = context.today
    if today is None:
        return Finding(type="DATE", value=f"XXXX-{item.rule}", confidence=0.4) if item.rule[0].isdigit() else None
    days = [feast(item.rule, year) for year in range(today.year - 1, today.year + 2)]
    found = [d + timedelta(days=item.offset) for d in days if d is not None]
    tense = context.tense()
    if tense in ("past", "pluperfect"):
        before = [d for d in found if d <= today]
        chosen = before[-1] if before else found[0]
    elif tense == "future":
        chosen = next((d for d in found if d >= today), found[-1])
    else:
        chosen = min(found, key=lambda d: abs((d - today).days))
    return at_stretch(Stretch("day", chosen), "publication", 0.8)


_WEEKDAYS = {name: i for i, name in enumerate(["mon", "tue", "wed", "thu", "fri", "sat", "sun"], 1)}
_ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}


def feast(rule: str, year: int) -> date | None:
    """The day of a feast in a year: ``12-25``, ``easter-47``, ``fourth-thu-11``."""
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule[6:] or 0))
    parts = rule.split("-")
    if len(parts) == 3:
        return nth_weekday(year, int(parts[2]), _WEEKDAYS[parts[1]], _ORDER[parts[0]])
    return safe_date(year, int(parts[0]), int(parts[1]))


def _range(item: Range, context: Context) -> Finding | None:
    if isinstance(item.first, Clock) or isinstance(item.last, Clock):
        return clockwork.clock_range(item, None, context)
    last = resolve(item.last, context)
    if last is None or last.stretch is None:
        return None
    first = _start_of(item.first, last.stretch, context)
    if first is None:
        return None
    end = last.stretch
    if first.first > end.first and not (isinstance(item.last, Fields) and item.last.year):
        later = resolve(item.last, context)
        end = near(item.last, 1, first.first) or end if isinstance(item.last, Fields) and later else end
    if first.first > end.first:
        return None
    return Finding(
        type="DATE",
        value=f"{write(first)}/{write(end)}",
        stretch=end,
        granularity=end.granularity,
        anchor=last.anchor,
        confidence=last.confidence,
    )


def _start_of(item: Partial, last: Stretch, context: Context) -> Stretch | None:
    """The first end of a range, its missing fields taken from the last."""
    if isinstance(item, Fields) and item.year is None and item.weekday is None and (item.month or item.day):
        month = item.month or last.first.month
        if item.day is None:
            found = Stretch("month", date(last.first.year, month, 1))
        else:
            day = safe_date(last.first.year, month, item.day)
            if day is None:
                return None
            found = Stretch("day", day)
        if found.first > last.first:
            before = safe_date(found.first.year - 1, month, item.day or 1)
            return None if before is None else Stretch(found.granularity, before)
        return found
    found_first = resolve(item, context)
    return None if found_first is None else found_first.stretch


def _listed(item: Listed, context: Context) -> Finding | None:
    last = resolve(item.items[-1], context)
    if last is None or last.stretch is None:
        return None
    others = [_start_of(part, last.stretch, context) for part in item.items[:-1]]
    found = [x for x in others if x is not None]
    if len(found) != len(others):
        return None
    values = [write(x) for x in (*found, last.stretch)]
    return Finding(
        type="DATE",
        value=",".join(values),
        stretch=last.stretch,
        granularity=last.granularity,
        anchor=last.anchor,
        confidence=last.confidence,
    )


def _modified(item: Modified, context: Context) -> Finding | None:
    found = resolve(item.item, context)
    if found is None:
        return None
    return replace(found, mod=item.mod)


def _reference(item: Reference, context: Context) -> Finding:
    day = None if context.today is None else context.today.isoformat()
    begin = day if item.value == "FUTURE_REF" else None
    until = day if item.value == "PAST_REF" else None
    if item.value == "PRESENT_REF" and context.today is not None:
        begin, until = day, (context.today + timedelta(days=1)).isoformat()
    return Finding(type="DATE", value=item.value, begin=begin, until=until, anchor="publication", confidence=0.9)


def _since(item: Since, context: Context) -> Finding | None:
    if context.discourse is None:
        return Finding(type="DATE", value="PAST_REF", anchor="discourse", confidence=0.4)
    start = write(context.discourse)
    if context.today is None:
        return Finding(type="DATE", value=start, begin=start, anchor="discourse", confidence=0.5)
    return Finding(
        type="DATE",
        value=f"{start}/{context.today.isoformat()}",
        granularity=context.discourse.granularity,
        anchor="discourse",
        confidence=0.8,
    )


def _worded(item: Worded, context: Context) -> Finding | None:
    found = context.discourse
    if item.kind == "report":
        unit: Any = UNITS[item.unit]
        day = _period_day(item.unit, unit, context)
        return None if day is None else at_stretch(stretch(unit, day), "discourse", 0.6)
    if item.kind == "same" and item.unit in UNITS and found is not None:
        granularity: Any = UNITS[item.unit]
        return at_stretch(stretch(granularity, found.first), "discourse", 0.8)
    if found is None:
        return Finding(type="DATE", value="PAST_REF", anchor="discourse", confidence=0.4)
    return at_stretch(found, "discourse", 0.8)


def _every(item: Every, context: Context) -> Finding:
    return Finding(type="SET", value=item.value)


_RESOLVERS: dict[type, Callable[[Any, Context], Finding | None]] = {
    Fields: fill,
    Near: _near,
    Shift: _shift,
    Within: _within,
    Holiday: _holiday,
    Range: _range,
    Listed: _listed,
    Modified: _modified,
    Reference: _reference,
    Since: _since,
    Worded: _worded,
    Every: _every,
    Offset: lambda item, context: counting.offset(item, context, resolve),
    During: counting.during,
    PartOf: lambda item, context: clockwork.part_of(item, context, resolve),
    Clock: clockwork.clock,
    Timed: lambda item, context: clockwork.timed(item, context, resolve),
}
