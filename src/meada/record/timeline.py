"""When things happened against when they were reported, and who told each first."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from meada.moment import Granularity
from meada.reading.event import Time
from meada.record.level import Level
from meada.record.origin import independent
from meada.record.record import Record
from meada.record.statement import Statement

__all__ = ["Day", "Entry", "first_reports", "timeline"]

_SAME = frozenset(("repeats", "corroborates", "coincides", "updates"))
_DAILY = frozenset(("minute", "hour", "part", "day"))


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One happening on the line. ``begin`` and ``until`` as in `meada.reading.event.Time`, at the ``granularity`` that the
    text gives; ``reported`` when the first of its pages was published; ``statements`` all that tell it, that page's first.
    ``level`` is ``suggested`` where each of them is."""

    begin: str
    until: str | None
    granularity: Granularity
    reported: str | None
    statements: tuple[str, ...]
    origins: tuple[str, ...]
    level: Level = "shown"


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """A day or longer stretch and what happened in it. ``last`` is the last day of a stretch that its ``date`` and
    ``granularity`` do not give ("since 2024", "from 3 to 5 March"). ``weight`` is the number of its tellings, each counted
    once more for every independent origin behind it."""

    date: str
    granularity: Granularity
    last: str | None = None
    weight: int
    entries: tuple[Entry, ...]


def timeline(record: Record, published: Mapping[str, str | None]) -> tuple[Day, ...]:
    """The days of the record in order; a month is not put on its first day but stands as a month.

    ``published`` maps a page to its publication time. Only what has a date of its own, or one inherited, is on the line.
    """
    entities = {e.id: e for e in record.entities}
    days: dict[tuple[str, Granularity, str | None], list[Entry]] = defaultdict(list)
    for told in _clusters(record, published):
        first = next((s for s in told if s.time and s.time.how != "bound" and s.time.begin), None)
        if first is None or first.time is None or first.time.begin is None:
            continue
        time, begin = first.time, first.time.begin
        entry = Entry(
            begin=begin, until=time.until, granularity=time.granularity, reported=published.get(told[0].page),
            statements=tuple(s.id for s in told), origins=independent(told, entities), level=_level(told),
        )  # fmt: skip
        daily: Granularity = "day" if time.granularity in _DAILY else time.granularity
        days[begin[:10] if daily == "day" else begin, daily, _last(time)].append(entry)
    made = [
        Day(
            date=date,
            granularity=size,
            last=last,
            weight=sum(len(e.statements) + len(e.origins) for e in found),
            entries=tuple(found),
        )
        for (date, size, last), found in days.items()
    ]
    return tuple(sorted(made, key=lambda d: (d.date, d.granularity, d.last or "")))


_DAYS = {"day": 1, "weekend": 3, "week": 7, "month": 31, "quarter": 92, "half": 184, "season": 94, "year": 366}
"""Days that one unit has at most; a weekend may begin on a Friday."""


def _last(time: Time) -> str | None:
    """The last day of a stretch of several units; None for one unit, an open end, and what is longer than years."""
    unit = _DAYS.get("day" if time.granularity in _DAILY else time.granularity)
    if unit is None or time.begin is None or time.until is None:
        return None
    begin, until = dt.date.fromisoformat(time.begin[:10]), dt.date.fromisoformat(time.until[:10])
    if "T" in time.until and time.until[11:16] != "00:00":
        until += dt.timedelta(days=1)
    return (until - dt.timedelta(days=1)).isoformat() if (until - begin).days > unit else None


def _level(told: Sequence[Statement]) -> Level:
    return "shown" if any(s.level == "shown" for s in told) else "suggested"


def first_reports(record: Record, published: Mapping[str, str | None]) -> dict[str, str]:
    """Statement id → id of the statement that told the same first; a statement that nobody told before maps to itself."""
    return {s.id: told[0].id for told in _clusters(record, published) for s in told}


def _clusters(record: Record, published: Mapping[str, str | None]) -> list[list[Statement]]:
    """Statements that tell one happening, first published first."""
    parent = {s.id: s.id for s in record.statements}

    def top(one: str) -> str:
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for link in record.links:
        if link.relation in _SAME and link.a in parent and link.b in parent:
            parent[top(link.a)] = top(link.b)
    groups: dict[str, list[Statement]] = defaultdict(list)
    for statement in record.statements:
        groups[top(statement.id)].append(statement)
    ordered = [
        sorted(g, key=lambda s: (published.get(s.page) or "9", s.page, s.evidence[0].span)) for g in groups.values()
    ]
    return sorted(ordered, key=lambda g: (published.get(g[0].page) or "9", g[0].page, g[0].evidence[0].span))
