"""TIMEX3 values and the calendar intervals they stand for.

`docs/time.md` holds the grammar. A `Stretch` is a value taken apart; `write` and `parse` go both ways.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

import msgspec

from meada.moment import Granularity
from meada.when.almanac import month_later, week_start

__all__ = ["HOURS", "Stretch", "interval", "parse", "stretch", "write"]

HOURS = {"MO": (6, 12), "MI": (12, 13), "AF": (12, 18), "EV": (18, 24), "NI": (18, 24), "DT": (6, 18), "DW": (0, 6)}
"""Hours of the parts of the day. ``DW``, the small hours, has no TIMEX3 letter pair and is written as an interval."""

_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


class Stretch(msgspec.Struct, frozen=True):
    """One piece of the calendar: ``granularity``, its first day, and below the day ``part`` or ``hour`` and ``minute``.

    ``south`` turns the seasons round: their months are those of the southern hemisphere. ``zone`` is an offset.
    """

    granularity: Granularity
    first: date
    part: str | None = None
    hour: int = 0
    minute: int = 0
    second: int | None = None
    zone: str | None = None
    south: bool = False

    @property
    def begin(self) -> datetime:
        """The first instant, on the clock of the zone."""
        at = datetime(self.first.year, self.first.month, self.first.day)
        if self.granularity == "part" and self.part:
            return at + timedelta(hours=HOURS[self.part][0])
        if self.granularity in ("hour", "minute"):
            return at + timedelta(hours=self.hour, minutes=self.minute, seconds=self.second or 0)
        if self.granularity == "season" and self.south:
            months = 6 if self.first.month in (3, 6) else -6
            if self.first.month == 12:
                months = -6
            return _at(month_later(self.first, months))
        return at

    @property
    def until(self) -> datetime | None:
        """The first instant after it; None past the end of the calendar."""
        try:
            return _after(self)
        except (ValueError, OverflowError):
            return None


def _at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)


_MONTHS = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}


def _after(item: Stretch) -> datetime:
    if item.granularity == "part" and item.part:
        return _at(item.first) + timedelta(hours=HOURS[item.part][1])
    if item.granularity == "minute":
        return item.begin + timedelta(minutes=1)
    if item.granularity == "hour":
        return item.begin + timedelta(hours=1)
    if item.granularity in _MONTHS:
        return _at(month_later(item.begin.date(), _MONTHS[item.granularity]))
    return item.begin + timedelta(days={"week": 7, "weekend": 2}.get(item.granularity, 1))


def stretch(granularity: Granularity, day: date, **more: str | int | None) -> Stretch:
    """The stretch of that granularity that ``day`` lies in."""
    year, month = day.year, day.month
    first = {
        "week": lambda: week_start(day),
        "weekend": lambda: week_start(day) + timedelta(days=5),
        "month": lambda: date(year, month, 1),
        "quarter": lambda: date(year, (month - 1) // 3 * 3 + 1, 1),
        "half": lambda: date(year, 1 if month < 7 else 7, 1),
        "season": lambda: date(year, month // 3 * 3 or 12, 1) if month > 2 else date(year - 1, 12, 1),
        "year": lambda: date(year, 1, 1),
        "decade": lambda: date(max(1, year // 10 * 10), 1, 1),
        "century": lambda: date(max(1, year // 100 * 100), 1, 1),
    }.get(granularity, lambda: day)()
    return Stretch(granularity, first, **more)  # type: ignore[arg-type]


def write(item: Stretch) -> str:
    """The value of a stretch: ``2025-W32``, ``2025-08-12T19:48-03:00``, ``199``."""
    day, year = item.first, f"{item.first.year:04d}"
    if item.granularity in ("week", "weekend"):
        iso = day.isocalendar()
        return f"{iso.year:04d}-W{iso.week:02d}" + ("-WE" if item.granularity == "weekend" else "")
    simple = {
        "month": f"{year}-{day.month:02d}",
        "quarter": f"{year}-Q{(day.month + 2) // 3}",
        "half": f"{year}-H{1 if day.month < 7 else 2}",
        "season": f"{year}-{next((k for k, m in _SEASONS.items() if m == day.month), 'WI')}",
        "year": year,
        "decade": year[:3],
        "century": year[:2],
    }
    if item.granularity in simple:
        return simple[item.granularity]
    if item.granularity == "part" and item.part == "DW":
        return f"{day.isoformat()}T00:00/{day.isoformat()}T06:00{item.zone or ''}"
    if item.granularity == "part":
        return f"{day.isoformat()}T{item.part}"
    if item.granularity in ("hour", "minute"):
        tail = "" if item.second is None else f":{item.second:02d}"
        return f"{day.isoformat()}T{item.hour:02d}:{item.minute:02d}{tail}{item.zone or ''}"
    return day.isoformat()


_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:W(?P<week>\d\d)(?P<we>-WE)?|Q(?P<q>[1-4])|H(?P<h>[12])|(?P<season>SP|SU|FA|WI)"
    r"|(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T(?:(?P<part>[A-Z]{2})|(?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d))?))?)?))?"
    r"(?P<zone>[+-]\d\d:\d\d)?|(?P<decade>\d{3})|(?P<century>\d\d)"
)


@lru_cache(maxsize=2048)
def parse(value: str, *, south: bool = False) -> Stretch | None:
    """The stretch of a plain value; None for durations, sets, references, vague values and what is no value."""
    found = _VALUE.fullmatch(value)
    if found is None:
        return None
    try:
        return _parsed(found.groupdict(), south)
    except ValueError:
        return None


def _parsed(g: dict[str, str | None], south: bool) -> Stretch | None:
    if g["century"] or g["decade"]:
        year = int(g["century"] or "0") * 100 or int(g["decade"] or "0") * 10
        return Stretch("century" if g["century"] else "decade", date(max(1, year), 1, 1))
    year = int(g["year"] or 0)
    if g["week"]:
        monday = date.fromisocalendar(year, int(g["week"]), 1)
        return Stretch("weekend", monday + timedelta(days=5)) if g["we"] else Stretch("week", monday)
    if g["q"] or g["h"]:
        month = int(g["q"]) * 3 - 2 if g["q"] else int(g["h"] or 1) * 6 - 5
        return Stretch("quarter" if g["q"] else "half", date(year, month, 1))
    if g["season"]:
        return Stretch("season", date(year, _SEASONS[g["season"]], 1), south=south)
    if not g["month"]:
        return None if g["zone"] else Stretch("year", date(year, 1, 1))
    day = date(year, int(g["month"]), int(g["day"] or 1))
    if g["part"]:
        return Stretch("part", day, part=g["part"]) if g["part"] in HOURS else None
    if g["hour"]:
        hour, minute, second = int(g["hour"]), int(g["minute"] or 0), g["second"]
        if hour > 24 or minute > 59:
            return None
        tail = int(second) if second else None
        return Stretch("minute", day, hour=hour, minute=minute, second=tail, zone=g["zone"])
    return Stretch("day" if g["day"] else "month", day)


def interval(value: str, *, south: bool = False) -> tuple[str | None, str | None]:
    """``(begin, until)`` of a value, ISO 8601, ``until`` exclusive; both None where the value has no place in time.

    An interval ``a/b`` runs from the begin of ``a`` to the end of ``b`` (a clock time at its end is the end itself);
    a list ``a,b`` from the first begin to the last end.
    """
    if "," in value:
        parts = [interval(part, south=south) for part in value.split(",")]
        return parts[0][0], parts[-1][1]
    if "/" in value:
        left, _, right = value.partition("/")
        a, b = parse(left, south=south), parse(right, south=south)
        end = None if b is None else (b.begin if b.granularity in ("minute", "hour") else b.until)
        return (None if a is None else iso(a.begin, a)), (None if b is None or end is None else iso(end, b))
    item = parse(value, south=south)
    if item is None:
        return None, None
    return iso(item.begin, item), None if item.until is None else iso(item.until, item)


def iso(at: datetime, item: Stretch) -> str:
    """``at`` as ISO 8601, a bare date where ``item`` is not finer than the day."""
    if item.granularity in ("minute", "hour", "part"):
        return at.isoformat(timespec="seconds")
    return at.date().isoformat()
