"""Figures over time: what one count was said to be, day by day and by whom."""

from __future__ import annotations

from collections import defaultdict
from typing import Literal

import msgspec

from meada.reading.figure import Bound
from meada.record import slot
from meada.record.origin import root
from meada.record.record import Record
from meada.record.statement import Statement

__all__ = ["Point", "Series", "series"]

Standing = Literal["initial", "repeated", "revised", "conflicting", "superseded"]


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """One telling of the count. ``as_of`` is an ISO date; ``source`` the root of its chain, None where nobody is cited.

    ``standing``: ``initial`` the first; ``repeated`` as told before; ``revised`` against the day before; ``conflicting``
    with another source of its day; ``superseded`` withdrawn by a correction of the same source on its day or the next.
    """

    statement: str
    as_of: str
    value: float | None
    low: float | None
    high: float | None
    bound: Bound
    source: str | None
    standing: Standing


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """One count over time: ``counts`` what is counted (``dead``, ``missing``, or the noun), ``whom`` it befell, ``place``,
    and its points by day. Parts of another count ("of them", ``part``) and counts of a day or stretch (``daily``, against the
    cumulative ones) stand in series of their own; a count that its own text calls past is no point."""

    counts: str
    unit: str | None
    whom: tuple[str, ...] = ()
    place: str | None = None
    part: bool = False
    daily: bool = False
    points: tuple[Point, ...] = ()


def series(record: Record) -> tuple[Series, ...]:
    """Every count that the record tells more than once, the longest first."""
    entities = {e.id: e for e in record.entities}
    groups: dict[tuple[str, str | None, tuple[str, ...], bool, bool], list[Statement]] = defaultdict(list)
    for statement in record.statements:
        if statement.figure is None or statement.figure.former or not (what := _counted(statement)):
            continue
        whom = tuple(sorted(slot.sides(statement, "recipient", entities)))
        figure = statement.figure
        groups[what, figure.unit, whom, bool(figure.part_of), figure.daily].append(statement)
    made = [
        Series(counts=what, unit=unit, whom=whom, part=part, daily=daily, points=_points(what, found, record))
        for (what, unit, whom, part, daily), found in groups.items()
        if len(found) > 1
    ]
    return tuple(sorted(made, key=lambda s: (-len(s.points), s.counts, s.whom, s.unit or "", s.part, s.daily)))


def _counted(statement: Statement) -> str | None:
    """What is counted: the mode of a toll, else the happening's type; a bare figure without either is in no series."""
    if toll := slot.toll(statement):
        return toll
    return statement.type.lower() if statement.type not in ("OTHER", "STATEMENT") else None


def _points(what: str, found: list[Statement], record: Record) -> tuple[Point, ...]:
    entities = {e.id: e for e in record.entities}
    ordered = sorted(found, key=lambda s: ((s.figure.as_of if s.figure else None) or "", s.page, s.evidence[0].span))
    points: list[Point] = []
    for statement in ordered:
        assert statement.figure is not None
        figure, source = statement.figure, root(statement.chain, entities)
        point = Point(
            statement=statement.id, as_of=(figure.as_of or "")[:10], value=figure.value, low=figure.low, high=figure.high,
            bound=figure.bound, source=source, standing="initial",
        )  # fmt: skip
        points.append(msgspec.structs.replace(point, standing=_standing(point, points)))
    return tuple(_superseded(points) if what in _GROWING else points)


def _standing(point: Point, before: list[Point]) -> Standing:
    if not before:
        return "initial"
    same_day = [p for p in before if p.as_of == point.as_of]
    if any(p.value == point.value for p in before[-3:]):
        return "repeated"
    if any(p.value != point.value and p.source != point.source for p in same_day):
        return "conflicting"
    return "revised"


_GROWING = frozenset(("dead", "hurt"))
"""Tolls that only grow: a lower count is a correction, not news. Of missing and displaced a lower count is the next state."""
_NEAR = 0.6
"""A correction keeps at least this share of what it corrects; a lower figure counts something else."""


def _superseded(points: list[Point]) -> list[Point]:
    """A toll that its source lowers was withdrawn: what the source said the day before is superseded."""
    out = []
    for at, point in enumerate(points):
        lowered = any(_withdraws(later, point) for later in points[at + 1 :])
        out.append(msgspec.structs.replace(point, standing="superseded") if lowered else point)
    return out


def _withdraws(later: Point, point: Point) -> bool:
    same = later.source is not None and later.source == point.source
    new, old = later.value or 0, point.value or 0
    return same and later.as_of > point.as_of and _NEAR * old <= new < old
