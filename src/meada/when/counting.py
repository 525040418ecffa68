"""Counted time: durations, and shifts of so many units from an anchor."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from msgspec.structs import replace

from meada.when.almanac import month_later, moved
from meada.when.builder import written
from meada.when.context import Context, Resolve
from meada.when.finding import Finding, at_stretch
from meada.when.partial import During, Offset, Partial, Shift
from meada.when.value import Stretch, stretch

__all__ = ["during", "offset", "small_shift"]

Parts = tuple[tuple[str, float | None], ...]
_WHOLE = {"L": ("Y", 5), "DE": ("Y", 10), "CE": ("Y", 100), "ML": ("Y", 1000), "Q": ("M", 3), "H": ("M", 6)}
_SECONDS = {"h": 3600, "m": 60, "s": 1}
_GRANULARITY = {"D": "day", "W": "day", "WE": "weekend", "M": "month", "Q": "quarter", "H": "half", "Y": "year"}
_GRANULARITY |= {"DE": "year", "CE": "year"}


def plain(parts: Parts) -> Parts:
    """``parts`` in the units of TIMEX3: decades as years, quarters as months where they are counted."""
    out: list[tuple[str, float | None]] = []
    for unit, count in parts:
        if unit in _WHOLE and count is not None:
            name, times = _WHOLE[unit]
            out.append((name, count * times))
        else:
            out.append((unit, count))
    return tuple(out)


def during(item: During, context: Context) -> Finding:
    """A duration; "the last 24 hours" also has its ends, the next ones theirs."""
    found = Finding(type="DURATION", value=written(plain(item.parts)), mod=item.mod)
    if not item.side or context.now is None:
        return found
    far = _moved_clock(context.now, item.parts, item.side)
    if far is None:
        return found
    fine = context.timed and any(unit in _SECONDS for unit, _ in item.parts)
    ends = sorted([far, context.now])
    begin, until = (_stamp(x, fine) for x in ends)
    return Finding(type="DURATION", value=found.value, begin=begin, until=until, anchor="publication", mod=item.mod)


def _stamp(at: datetime, fine: bool) -> str:
    return at.isoformat(timespec="seconds") if fine else at.date().isoformat()


def _moved_clock(at: datetime, parts: Parts, side: int) -> datetime | None:
    try:
        for unit, count in parts:
            if count is None:
                return None
            if unit in _SECONDS:
                at += timedelta(seconds=side * count * _SECONDS[unit])
            else:
                at = datetime.combine(_moved_day(at.date(), unit, side * count), at.time())
    except (ValueError, OverflowError):
        return None
    return at


def _moved_day(day: date, unit: str, count: float) -> date:
    whole = int(count)
    rest = count - whole
    step = {"WE": "W"}.get(unit, unit)
    found = moved(day, step, whole)
    if not rest:
        return found
    months = {"Y": 12, "DE": 120, "CE": 1200, "H": 6, "Q": 3}.get(unit)
    if months:
        return month_later(found, round(months * rest))
    return found + timedelta(days=round({"M": 30, "W": 7}.get(unit, 1) * rest))


def offset(item: Offset, context: Context, resolve: Resolve) -> Finding | None:
    """So many units before or after the anchor; with a present tense verb "há dois anos" is how long it has lasted."""
    vague = any(count is None for _, count in item.parts)
    if item.base == "event":
        return _from_event(item, context, vague, resolve)
    if isinstance(item.base, Partial):
        base = resolve(item.base, context)
        if base is None or base.stretch is None or vague:
            return Finding(type="DURATION", value=written(plain(item.parts)), mod=item.mod)
        return _counted(item, base.stretch.first, "event", 0.9)
    if item.duration and _lasts(item, context):
        return Finding(type="DURATION", value=written(plain(item.parts)), mod=item.mod)
    if item.base == "discourse":
        return _from_discourse(item, context, vague)
    if vague:
        day = None if context.today is None else context.today.isoformat()
        past = item.side < 0
        return Finding(
            type="DATE",
            value="PAST_REF" if past else "FUTURE_REF",
            begin=None if past else day,
            until=day if past else None,
            anchor="publication",
            confidence=0.9,
        )
    if context.fetch_widget():
        return _from_fetch(item)
    if any(unit in _SECONDS for unit, _ in item.parts):
        return _clock_shift(item, context)
    if context.report is not None and item.side < 0 and item.parts == (("Y", 1.0),):
        return _a_year_before(context.report)
    return None if context.today is None else _counted(item, context.today, "publication", 0.95)


def _lasts(item: Offset, context: Context) -> bool:
    """Whether the count is a length of time: behind "há" with a present verb, behind "in" without a future one."""
    if item.side < 0:
        return context.tense() in ("present", "programme")
    return context.tense() not in ("future", "programme", None)


def _a_year_before(report: Stretch) -> Finding:
    """In a report on a quarter, "há um ano" is the same quarter of the year before."""
    return at_stretch(Stretch(report.granularity, report.first.replace(year=report.first.year - 1)), "discourse", 0.7)


def _from_fetch(item: Offset) -> Finding:
    value = "FETCH" + ("-" if item.side < 0 else "+") + written(plain(item.parts))
    return Finding(type="TIME", value=value, anchor="fetch", confidence=0.9)


def _from_discourse(item: Offset, context: Context, vague: bool) -> Finding | None:
    if vague or context.discourse is None:
        return Finding(type="DURATION", value=written(plain(item.parts)), mod=item.mod, confidence=0.6)
    if context.report is not None and item.side < 0 and item.parts == (("Y", 1.0),):
        return _a_year_before(context.report)
    fine = {"D": "day", "W": "day"}.get(item.parts[-1][0])
    if fine and context.discourse.granularity not in ("day", "part", "hour", "minute"):
        return Finding(type="DURATION", value=written(plain(item.parts)), mod=item.mod, confidence=0.6)
    if any(unit in _SECONDS for unit, _ in item.parts):
        return Finding(type="DURATION", value=written(plain(item.parts)), mod=item.mod, confidence=0.6)
    return _counted(item, context.discourse.first, "discourse", 0.8)


def _from_event(item: Offset, context: Context, vague: bool, resolve: Resolve) -> Finding:
    if not vague:
        found = context.event_date(resolve)
        if found is not None:
            return _counted(item, found, "event", 0.6) or Finding(type="DATE", value="PAST_REF")
    if item.core is not None:
        return Finding(type="DURATION", value=written(plain(item.parts)), mod=item.mod, core=item.core)
    sign = "<" if item.side < 0 else ">"
    return Finding(type="DATE", value=f"{written(plain(item.parts))}{sign}E", anchor="event", confidence=0.8)


def _counted(item: Offset, base: date, anchor: Any, confidence: float) -> Finding | None:
    far = _moved_clock(datetime(base.year, base.month, base.day), item.parts, item.side)
    if far is None:
        return None
    unit = item.parts[-1][0]
    granularity: Any = _GRANULARITY.get(unit, "day")
    to_the_day = anchor == "event" or (item.side > 0 and anchor == "publication" and granularity == "month")
    if to_the_day and granularity in ("month", "year"):
        granularity = "day"
    return replace(at_stretch(stretch(granularity, far.date()), anchor, confidence), mod=item.mod)


def _clock_shift(item: Offset, context: Context) -> Finding:
    duration = Finding(type="DURATION", value=written(plain(item.parts)), mod=item.mod, confidence=0.7)
    if context.now is None or not context.timed:
        return duration
    far = _moved_clock(context.now, item.parts, item.side)
    if far is None:
        return duration
    return at_stretch(Stretch("minute", far.date(), hour=far.hour, minute=far.minute), "publication", 0.8)


def small_shift(item: Shift, context: Context) -> Finding:
    """a última hora, o próximo minuto: a duration that ends or begins at publication."""
    return during(During(parts=((item.unit, 1.0),), side=(item.count > 0) - (item.count < 0)), context)
