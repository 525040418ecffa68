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
    and its points by day. Parts of another count ("of them") and figures of one day's toll stand in series of their own."""

    counts: str
    unit: str | None
    whom: tuple[str, ...] = ()
    place: str | None = None
    part: bool = False
    points: tuple[Point, ...] = ()


def series(record: Record) -> tuple[Series, ...]:
    """Every count that the record tells more than once, the longest first."""
    entities = {e.id: e for e in record.entities}
    groups: dict[tuple[str, str | None, tuple[str, ...], bool], list[Statement]] = defaultdict(list)
    for statement in record.statements:
        if statement.figure is None or not (what := _counted(statement)):
            continue
        whom = tuple(sorted(slot.sides(statement, "recipient", entities)))
        groups[what, statement.figure.unit, whom, bool(statement.figure.part_of)].append(statement)
    made = [
        Series(counts=what, unit=unit, whom=whom, part=part, points=_points(found, record))
        for (what, unit, whom, part), found in groups.items()
        if len(found) > 1
    ]
    return tuple(sorted(made, key=lambda s: (-len(s.points), s.counts, s.whom, s.unit or "", s.part)))


def _counted(statement: Statement) -> str | None:
    """What is counted: the mode of a toll, else the happening's type; a bare figure without either is in no series."""
    if toll := slot.toll(statement):
        return toll
    return statement.type.lower() if statement.type not in ("OTHER", "STATEMENT") else None


def _points(found: list[Statement], record: Record) -> tuple[Point, ...]:
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
    return tuple(_superseded(points))


def _standing(point: Point, before: list[Point]) -> Standing:
    if not before:
        return "initial"
    same_day = [p for p in before if p.as_of == point.as_of]
    if any(p.value == point.value for p in before[-3:]):
        return "repeated"
    if any(p.value != point.value and p.source != point.source for p in same_day):
        return "conflicting"
    return "revised"


def _superseded(points: list[Point]) -> list[Point]:
    """A toll of dead that the same source lowers was withdrawn: the higher figures before it are superseded."""
    out = []
    for at, point in enumerate(points):
        lowered = any(
            later.source == point.source and later.source is not None and (later.value or 0) < (point.value or 0)
            and later.as_of > point.as_of
            for later in points[at + 1 :]
        )  # fmt: skip
        rising = any((later.value or 0) > (point.value or 0) for later in points)
        out.append(msgspec.structs.replace(point, standing="superseded") if lowered and rising else point)
    return out
