"""Makers of clock times and of what hangs on them: days, parts of the day, second clocks, ranges."""

from __future__ import annotations

from meada.when.builder import Builder
from meada.when.match import Match
from meada.when.partial import Clock, Every, Partial, PartOf, Range, Shift, Timed

__all__ = ["DIALS"]


def _clock(m: Match) -> Partial | None:
    made = m.partial("item")
    if isinstance(made, Clock):
        hour, minute, second = made.hour, made.minute, made.second
        zone, other = made.zone, made.other
    else:
        found = m.number("hhmm")
        hour_found = m.number("hour") if found is None else found // 100
        if hour_found is None and "hour" in m.options:
            hour_found = int(m.options["hour"])
        if hour_found is None and m.has("noon"):
            hour_found = int(m.value("noon", "NOON"))
        if hour_found is None or hour_found > 24:
            return None
        hour, second, zone, other = hour_found, None, None, None
        minute = (m.number("minute") or 0) if found is None else found % 100
        if m.has("half"):
            minute = int(60 * float(m.value("half", "FRACTION") or 0.5))
    hour = _half_day(m, hour)
    if m.has("less"):
        fraction = m.value("less", "FRACTION")
        minute_less = int(60 * float(fraction)) if fraction else m.number("less") or 0
        hour, minute = divmod(hour * 60 - minute_less, 60)
    if m.has("zone"):
        zone = str(m.value("zone", "ZONE"))
    second_clock = m.partial("other")
    if isinstance(second_clock, Clock):
        other = second_clock
    if minute > 59 or not 0 <= hour <= 24:
        return None
    return Clock(hour=hour, minute=minute, second=second, zone=zone, other=other)


def _half_day(m: Match, hour: int) -> int:
    half = m.value("ampm", "AMPM")
    part = m.value("part", "PART")
    if half == "PM" or (part in ("AF", "EV", "NI") and not (part == "NI" and hour == 12)):
        small = part == "NI" and hour < 5
        return hour + 12 if hour < 12 and not small else hour
    if half == "AM" or part in ("MO", "DW") or (part == "NI" and hour == 12):
        return hour % 12 if hour == 12 else hour
    return hour


def _timed(m: Match) -> Partial | None:
    clock, day = m.partial("clock"), m.partial("day")
    if clock is None:
        return None
    if day is None:
        node = m.node("clock")
        day = node.values.get("DAY") if node is not None else None
    return Timed(clock=clock, day=day) if isinstance(day, Partial) else None


def _isotime(m: Match) -> Partial | None:
    node = m.node("item")
    if node is None or node.partial is None:
        return None
    return Timed(clock=node.partial, day=node.values["DAY"])


def _local_and_other(m: Match) -> Partial | None:
    """18h locais (21h em Lisboa): one instant on two clocks."""
    clock, other = m.partial("item"), m.partial("other")
    if not isinstance(clock, Clock) or not isinstance(other, Clock) or clock.zone != "local":
        return None
    return Clock(hour=clock.hour, minute=clock.minute, zone=clock.zone, other=other)


def _two_clocks(m: Match) -> Partial | None:
    clock, other, day = m.partial("item"), m.partial("other"), m.partial("day")
    if not isinstance(clock, Clock) or not isinstance(other, Clock) or day is None:
        return None
    joined = Clock(hour=clock.hour, minute=clock.minute, zone=clock.zone, other=other)
    return Timed(clock=joined, day=day)


def _two_clocks_local(m: Match) -> Partial | None:
    """8 p.m. local time (1400 GMT) on Monday; not 10 a.m. EST (1500 GMT), where the first clock says enough."""
    clock = m.partial("item")
    if isinstance(clock, Clock) and clock.zone == "local":
        return _two_clocks(m)
    day = m.partial("day")
    return None if clock is None or day is None else Timed(clock=clock, day=day)


def _timed_range(m: Match) -> Partial | None:
    first, last, day = m.partial("first"), m.partial("last"), m.partial("day")
    if first is None or last is None or day is None:
        return None
    return Timed(clock=Range(first=first, last=last), day=day)


def _hour_range(m: Match) -> Partial | None:
    """between 2 and 4:30 pm, entre as 5 e as 7 da manhã: the half of the day of the last hour counts for both."""
    hour, last = m.number("hour"), m.partial("last")
    if hour is None or not isinstance(last, Clock):
        return None
    if last.hour >= 12 and hour < 12 and hour + 12 <= last.hour:
        hour += 12
    return Range(first=Clock(hour=hour, zone=last.zone), last=last)


def _set_time(m: Match) -> Partial | None:
    """every Monday at 10."""
    item, clock = m.partial("item"), m.partial("clock")
    if not isinstance(item, Every) or not isinstance(clock, Clock) or not item.value.startswith("XXXX-WXX"):
        return None
    return Every(value=f"{item.value}T{clock.hour:02d}:{clock.minute:02d}")


def _timed_part(m: Match) -> Partial | None:
    clock, part = m.partial("clock"), m.partial("item")
    if not isinstance(clock, Clock) or not isinstance(part, PartOf):
        return None
    late = part.part in ("AF", "EV", "NI") and 1 <= clock.hour < 12
    moved = Clock(hour=clock.hour + 12 if late else clock.hour, minute=clock.minute, zone=clock.zone)
    return Timed(clock=moved, day=part.day or Shift(unit="D", count=0))


def _zoned(m: Match) -> Partial | None:
    part = m.partial("item")
    if not isinstance(part, PartOf):
        return None
    return PartOf(part=part.part, day=part.day, zone=str(m.value("zone", "ZONE")))


DIALS: dict[str, Builder] = {
    "clock": _clock,
    "timed": _timed,
    "isotime": _isotime,
    "local_and_other": _local_and_other,
    "two_clocks": _two_clocks,
    "two_clocks_local": _two_clocks_local,
    "timed_range": _timed_range,
    "hour_range": _hour_range,
    "set_time": _set_time,
    "timed_part": _timed_part,
    "zoned": _zoned,
}
"""Builders of clock times by the name the tables use."""
