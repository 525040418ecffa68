"""The dates and times that a page prints over its article, as read from one line in any of the languages of the table."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time
from functools import lru_cache

import msgspec

from meada.lang.table import resource
from meada.span import Span
from meada.when.zone import offset_at

__all__ = ["PrintedDate", "printed_dates"]

_LONGEST = 400
_NEAR = 28
"""Characters between a date and the time that belongs to it."""


class PrintedDate(msgspec.Struct, frozen=True, kw_only=True):
    """A printed date: ``day``, the time of day and its zone (offset) where they are printed too, its ``span`` in the line,
    whether it is that of an update, and ``swapped``: the other reading of an all-figure date whose order is open."""

    day: date
    time: time | None = None
    zone: str | None = None
    span: Span
    updated: bool = False
    swapped: date | None = None

    @property
    def begin(self) -> str:
        """ISO date, or date-time to the second."""
        if self.time is None:
            return self.day.isoformat()
        return datetime.combine(self.day, self.time).isoformat(timespec="seconds")


class _Words(msgspec.Struct, frozen=True):
    months: dict[str, int]
    dates: tuple[re.Pattern[str], ...]
    updated: re.Pattern[str]
    zones: dict[str, str]
    zone: re.Pattern[str]


_TIME = re.compile(
    r"(?<![\d/.:,-])(?:(?P<h>[01]?\d|2[0-3])\s?(?:[h:]|\.(?=\d\d(?:\s?uhr|\s?h\b|\s*[ap]\.?m|\s[b-eg]?[esm][dse]?t\b)))\s?(?P<m>[0-5]\d)(?:[:m](?P<s>[0-5]\d))?(?![\d/]|\s?min)"
    r"|(?P<h2>[01]?\d|2[0-3])\s?h(?![\w])|(?P<h3>1[0-2]|0?\d)(?=\s?[ap]\.?m\b))\s?(?:h(?:rs|oras)?\b|uhr)?\s?(?P<half>[ap])?(?(half)\.?m\b\.?)"
)
_OFFSET = re.compile(r"\s*\(?(?:utc|gmt)?\s?([+-]\d{1,2}(?::?\d{2})?)\)?")


@lru_cache(maxsize=1)
def _words() -> _Words:
    data = resource("dateline")
    months = {name: number for number, names in enumerate(data["months"], 1) for name in map(_plain, names)}
    name = "|".join(sorted(map(re.escape, months), key=len, reverse=True))
    year = r"(?P<y>(?:19|20)\d\d)"
    return _Words(
        months=months,
        dates=(
            re.compile(rf"(?<!\d){year}\s?[-/.年]\s?(?P<m>\d{{1,2}})\s?[-/.月]\s?(?P<d>\d{{1,2}})日?(?!\d)"),
            re.compile(
                rf"(?<!\d)(?P<d>\d{{1,2}})(?:º|ª|st|nd|rd|th|\.|er)?[\s./-]{{0,3}}(?:de\s|of\s)?\s?(?P<n>{name})\b\.?,?[\s./-]{{0,3}}"
                rf"(?:de\s|del\s|of\s)?\s?{year}(?!\d)"
            ),
            re.compile(rf"\b(?P<n>{name})\.?\s?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,3}}{year}(?!\d)"),
            re.compile(rf"(?<![\d/])(?P<d>\d{{1,2}})\s?[/.-]\s?(?P<m>\d{{1,2}})\s?[/.-]\s?{year}(?!\d)"),
            re.compile(r"(?<![\d/.-])(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<yy>\d\d)(?![\d/.])"),
        ),
        updated=re.compile(rf"(?<![a-z])(?:{'|'.join(map(re.escape, data['updated']))})(?![a-z])"),
        zones=data["zones"],
        zone=re.compile(rf"[\s,(]*\b({'|'.join(sorted(map(re.escape, data['zones']), key=len, reverse=True))})\b"),
    )


def printed_dates(line: str) -> list[PrintedDate]:
    """Every date printed in ``line``, in order, each with the time of day that stands next to it.

    Days before months in figures; `PrintedDate.swapped` holds the other reading where both are days of the calendar.
    """
    plain = _plain(line[:_LONGEST])
    found = _dates(plain)
    out: list[PrintedDate] = []
    for place, (start, end, day, swapped) in enumerate(found):
        before = found[place - 1][1] if place else 0
        after = found[place + 1][0] if place + 1 < len(found) else len(plain)
        updated = _words().updated.search(plain, before, start) is not None
        after = min([after, *(m.start() for m in _words().updated.finditer(plain, end, after))])
        at = _time(plain, end, min(after, end + _NEAR)) or (
            _time(plain, max(before, start - _NEAR), start) if not out or out[-1].time is None else None
        )
        span = Span(min(start, at[1].start), max(end, at[1].end)) if at else Span(start, end)
        zone = _zone(plain, at[1].end, day, at[0]) if at else None
        out.append(
            PrintedDate(day=day, time=at[0] if at else None, zone=zone, span=span, updated=updated, swapped=swapped)
        )
    return out + _later(plain, out)


def _later(plain: str, found: list[PrintedDate]) -> list[PrintedDate]:
    """A time of update without a day of its own ("Updated at 8:15 pm"): that of the date before it."""
    out: list[PrintedDate] = []
    for word in _words().updated.finditer(plain):
        day = next((clock.day for clock in reversed(found) if clock.span.end <= word.start()), None)
        taken = any(word.start() <= clock.span.start <= word.end() + _NEAR for clock in found)
        if day is not None and not taken and (at := _time(plain, word.end(), word.end() + 16)):
            out.append(
                PrintedDate(day=day, time=at[0], zone=_zone(plain, at[1].end, day, at[0]), span=at[1], updated=True)
            )
    return out[:1]


def _plain(text: str) -> str:
    """Lower case without accents, code point for code point."""
    return "".join(_letter(c) for c in text)


@lru_cache(maxsize=2048)
def _letter(character: str) -> str:
    lowered = unicodedata.normalize("NFKD", character)[:1].lower() if character.isalpha() else character
    return lowered if len(lowered) == 1 else character


def _dates(plain: str) -> list[tuple[int, int, date, date | None]]:
    taken: list[tuple[int, int, date, date | None]] = []
    for pattern in _words().dates:
        for match in pattern.finditer(plain):
            if any(match.start() < end and start < match.end() for start, end, _, _ in taken):
                continue
            parts = match.groupdict()
            year = int(parts["y"]) if parts.get("y") else 2000 + int(parts["yy"])
            figures = "n" not in parts
            month = int(parts["m"]) if figures else _words().months[parts["n"]]
            first = not match.group().startswith(parts.get("y") or "-")
            made, other = _day(year, month, int(parts["d"])), None
            if figures and first:
                other = _day(year, int(parts["d"]), month)
            if made or other:
                taken.append(
                    (match.start(), match.end(), made or other or date.min, other if made and other != made else None)
                )
    return sorted(taken, key=lambda item: item[0])


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _time(plain: str, start: int, end: int) -> tuple[time, Span] | None:
    found = _TIME.search(plain, start, min(len(plain), end + 8))
    if found is None or found.start() >= end:
        return None
    hour = int(found["h"] or found["h2"] or found["h3"])
    half = found["half"]
    if half and hour <= 12:
        hour = hour % 12 + 12 * (half == "p")
    stop = found.start() + len(found.group().rstrip())
    return time(hour, int(found["m"] or 0), int(found["s"] or 0)), Span(found.start(), stop)


def _zone(plain: str, end: int, day: date, at: time) -> str | None:
    clock = datetime.combine(day, at)
    if (named := _words().zone.match(plain, end)) is not None:
        exact = _OFFSET.match(plain, named.start(1)) if named[1] in ("utc", "gmt") else None
        return offset_at(exact[1] if exact else _words().zones[named[1]], clock)
    if (exact := _OFFSET.match(plain, end)) is not None and exact.group().strip(" (").startswith(("utc", "gmt")):
        return offset_at(exact[1], clock)
    return None
