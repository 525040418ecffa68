"""Calendar arithmetic: weeks, months, seasons and movable feasts."""

from __future__ import annotations

from datetime import date, timedelta

__all__ = ["easter", "last_day", "month_later", "moved", "nth_weekday", "safe_date", "week_start"]


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher's algorithm)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def last_day(year: int, month: int) -> int:
    """The number of the last day of a month."""
    return (month_later(date(year, month, 1), 1) - timedelta(days=1)).day


def month_later(day: date, months: int) -> date:
    """``day`` moved by whole months; a day that the month lacks becomes its last. Raises `ValueError` out of range."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            if last == 28:
                raise
    raise AssertionError("unreachable")


def week_start(day: date) -> date:
    """The Monday of the ISO week of ``day``."""
    return day - timedelta(days=day.weekday())


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The ``nth`` ``weekday`` (ISO, 1 to 7) of a month; a negative ``nth`` counts from its end."""
    if nth > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    last = date(year, month, last_day(year, month))
    return last - timedelta(days=(last.isoweekday() - weekday) % 7 + 7 * (-nth - 1))


_DAYS = {"D": 1, "W": 7, "BD": 1}
_MONTHS = {"M": 1, "Q": 3, "T": 4, "H": 6, "Y": 12, "L": 60, "DE": 120, "CE": 1200, "ML": 12000}


def moved(day: date, unit: str, count: int) -> date:
    """``day`` moved by ``count`` units (``D W M Q T H Y L DE CE``); raises `ValueError` outside the calendar."""
    try:
        if unit in _DAYS:
            return day + timedelta(days=_DAYS[unit] * count)
        return month_later(day, _MONTHS[unit] * count)
    except OverflowError as error:
        raise ValueError(str(error)) from error


def safe_date(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None
