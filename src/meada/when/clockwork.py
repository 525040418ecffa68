"""Clock times and parts of the day, with their zones."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from msgspec.structs import replace

from meada.when.context import Context, Resolve
from meada.when.finding import Finding, at_stretch
from meada.when.partial import Clock, Fields, PartOf, Range, Shift, Timed
from meada.when.value import Stretch
from meada.when.zone import offset_at

__all__ = ["clock", "clock_range", "part_of", "timed"]


def _day(context: Context) -> tuple[date | None, str]:
    """The day a bare clock time belongs to: the last one named in the paragraph, else that of publication."""
    last = context.discourse
    fine = last is not None and last.granularity in ("day", "part", "hour", "minute")
    if last is not None and fine and context.same_paragraph(context.discourse_at):
        return last.first, "discourse"
    return context.today, "publication"


def clock(item: Clock, context: Context) -> Finding | None:
    """A clock time with no day of its own."""
    day, anchor = _day(context)
    if day is None:
        return Finding(type="TIME", value=f"XXXX-XX-XXT{item.hour:02d}:{item.minute:02d}", confidence=0.5)
    return _at(item, day, "discourse" if anchor == "discourse" else "publication", 0.7, context)


def _at(item: Clock, day: date, anchor: str, confidence: float, context: Context) -> Finding:
    hour, minute, zone = item.hour, item.minute, item.zone
    other = item.other
    if other is not None and other.zone not in (None, "local"):
        day = _other_day(item, other, day)
        hour, minute, zone = other.hour, other.minute, other.zone
    if hour == 24:
        day, hour = day + timedelta(days=1), 0
    at = datetime(day.year, day.month, day.day, hour, minute)
    known = offset_at(zone, at) if zone and zone != "local" else None
    made = Stretch("minute", day, hour=hour, minute=minute, second=item.second, zone=known)
    found = at_stretch(made, anchor, confidence)  # type: ignore[arg-type]
    shown = known or (None if zone == "local" else context.offset)
    basis = "text" if known else "outlet" if shown else "unknown"
    return replace(found, zone=shown, zone_basis=basis)


def _other_day(item: Clock, other: Clock, day: date) -> date:
    """The day on the second clock of one instant: the two differ by less than half a day."""
    gap = (other.hour * 60 + other.minute) - (item.hour * 60 + item.minute)
    if gap > 720:
        return day - timedelta(days=1)
    return day + timedelta(days=1) if gap < -720 else day


def timed(item: Timed, context: Context, resolve: Resolve) -> Finding | None:
    """A clock time, or a range of them, on a day."""
    day = resolve(item.day, context)
    if day is None or day.stretch is None:
        if isinstance(item.clock, Clock) and day is not None:
            tail = f"T{item.clock.hour:02d}:{item.clock.minute:02d}"
            return Finding(type="TIME", value=day.value + tail, confidence=day.confidence)
        return None
    if isinstance(item.clock, Range):
        return clock_range(item.clock, day.stretch.first, context)
    if not isinstance(item.clock, Clock):
        return None
    found = _at(item.clock, day.stretch.first, day.anchor, day.confidence, context)
    whole = isinstance(item.day, Fields) and item.day.year is not None
    if whole and item.clock.zone is None and context.stamps_zone(found):
        return replace(found, value=found.value + (found.zone or ""), alternatives=day.alternatives)
    return found


def clock_range(item: Range, day: date | None, context: Context) -> Finding | None:
    """From one clock time to another; past midnight the second is of the next day."""
    anchor = "publication"
    if day is None:
        day, anchor = _day(context)
    if day is None or not isinstance(item.first, Clock) or not isinstance(item.last, Clock):
        return None
    first = _at(item.first, day, anchor, 0.8, context)
    after = item.last.hour * 60 + item.last.minute <= item.first.hour * 60 + item.first.minute
    last = _at(item.last, day + timedelta(days=1) if after else day, anchor, 0.8, context)
    return Finding(
        type="TIME",
        value=f"{first.value}/{last.value}",
        stretch=first.stretch,
        granularity="minute",
        zone=last.zone,
        zone_basis=last.zone_basis,
        anchor=first.anchor,
        confidence=0.8,
    )


def part_of(item: PartOf, context: Context, resolve: Resolve) -> Finding | None:
    """A part of the day; the small hours are hours 0 to 6 of the day named."""
    day = resolve(item.day or Shift(unit="D", count=0), context)
    if day is None:
        return None
    if day.stretch is None or day.granularity not in ("day", "part", "minute"):
        return Finding(type="TIME", value=f"{day.value}T{item.part}", confidence=0.5)
    first = day.stretch.first
    zone = item.zone
    known = offset_at(zone, datetime(first.year, first.month, first.day)) if zone and zone != "local" else None
    found = at_stretch(Stretch("part", first, part=item.part, zone=known), day.anchor, day.confidence)
    shown = known or context.offset
    return replace(found, zone=shown, zone_basis="text" if known else "outlet" if shown else "unknown")
