"""Slot by slot: how one field of two statements stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import Enum

from meada.reading.event import Place, Time
from meada.reading.mention import Entity
from meada.record.statement import FigureValue, Statement

__all__ = [
    "KIN",
    "TOLLS",
    "Fit",
    "above",
    "actors",
    "base",
    "figures",
    "firm",
    "places",
    "population",
    "precise",
    "recipients",
    "sides",
    "site",
    "times",
    "toll",
    "types",
]  # fmt: skip


class Fit(Enum):
    """How two values of one slot stand: equal, compatible (one nests in the other), disjoint, or one is missing."""

    SAME = "same"
    NESTED = "nested"
    DISJOINT = "disjoint"
    OPEN = "open"


KIN = (
    frozenset(("AGREE", "CONSULT")),
    frozenset(("AGREE", "SUPPORT")),
    frozenset(("AID", "COOPERATE")),
    frozenset(("AID", "MOBILIZE")),
    frozenset(("AID", "ASSAULT")),
)
"""Types under which one happening may be told: a summit planned and held, troops sent as aid or as fighters."""

_PRECISE = frozenset(("minute", "hour", "part", "day"))
_FIRM = _PRECISE | {"week", "month", "season", "quarter", "year"}
_SERVICES = frozenset(("military", "police", "firefighters"))
_ORGANS = frozenset(("government", "military", "state_media", "country", "police", "ministry"))


def types(a: Statement, b: Statement) -> Fit:
    """SAME for one type, NESTED for kin types, else DISJOINT. OTHER is like OTHER only under one mode."""
    if a.type == b.type:
        return Fit.SAME if a.type != "OTHER" or (a.mode and a.mode == b.mode) else Fit.DISJOINT
    return Fit.NESTED if any(a.type in kin and b.type in kin for kin in KIN) else Fit.DISJOINT


def above(statement: Statement) -> bool:
    """True for what is told above the text, in the headline or the standfirst."""
    return any(e.zone in ("headline", "standfirst") for e in statement.evidence)


def times(a: Time | None, b: Time | None) -> Fit:
    """By interval; a bound from publication alone ("not after") is OPEN unless the other lies wholly after it."""
    if a is None or b is None:
        return Fit.OPEN
    if _before(a, b) or _before(b, a):
        return Fit.NESTED if _touch(a, b) else Fit.DISJOINT
    if a.how == "bound" or b.how == "bound":
        return Fit.OPEN
    if (a.begin, a.until) == (b.begin, b.until) and a.begin:
        return Fit.SAME
    if not (a.begin and a.until and b.begin and b.until):
        return Fit.OPEN
    return Fit.NESTED


def _before(a: Time, b: Time) -> bool:
    return bool(a.until and b.begin and _day(a.until) <= b.begin[:10])


def _touch(a: Time, b: Time) -> bool:
    """True for two days in a row that may be one day in two zones: no zone is given, or they differ."""
    if (
        a.how == "bound"
        or b.how == "bound"
        or not (a.begin and b.begin)
        or not {a.granularity, b.granularity} <= _PRECISE
    ):
        return False
    days = sorted((dt.date.fromisoformat(a.begin[:10]), dt.date.fromisoformat(b.begin[:10])))
    return (days[1] - days[0]).days <= 1 and (a.zone is None or a.zone != b.zone)


def _day(until: str) -> str:
    """The first day wholly outside: an end inside a day leaves that day in."""
    return until[:10] if "T" not in until or until[11:16] == "00:00" else until[:10] + "~"


def precise(time: Time | None) -> bool:
    """True when the time is known to the day or better."""
    return time is not None and time.how != "bound" and time.granularity in _PRECISE and time.begin is not None


def firm(time: Time | None) -> bool:
    """True when the time is a place on the calendar, a year or shorter."""
    return time is not None and time.how != "bound" and time.granularity in _FIRM and time.begin is not None


def base(entity: str, entities: Mapping[str, Entity]) -> str:
    """The state of a state's organ, so that an army matches its country; the body that a person speaks for, but not a state:
    it is presidents who meet. Other entities as they are."""
    known = entities.get(entity)
    if known is not None and known.serves and (body := entities.get(known.serves)) and body.type != "state":
        entity, known = known.serves, body
    if known is not None and known.country and (known.kind in _ORGANS or known.type == "state"):
        return known.country
    return entity


def sides(statement: Statement, role: str, entities: Mapping[str, Entity]) -> frozenset[str]:
    """Who stands in ``role``, organs counted as their state."""
    found = (p.entity for p in statement.participants if p.role == role)
    return frozenset(base(entity, entities) for entity in found if not _anyone(entity, entities))


def _anyone(entity: str, entities: Mapping[str, Entity]) -> bool:
    """True for a crowd that tells nothing apart: "people", "moradores"."""
    known = entities.get(entity)
    return known is not None and known.type == "group" and known.country is None and known.kind not in _SERVICES


def _sets(a: frozenset[str], b: frozenset[str]) -> Fit:
    if not a or not b:
        return Fit.OPEN
    if a == b:
        return Fit.SAME
    return Fit.NESTED if a <= b or b <= a else Fit.DISJOINT


def actors(a: Statement, b: Statement, entities: Mapping[str, Entity]) -> Fit:
    """Who acts; a state's organ matches its state."""
    return _sets(sides(a, "actor", entities), sides(b, "actor", entities))


def recipients(a: Statement, b: Statement, entities: Mapping[str, Entity]) -> Fit:
    """Who is acted on."""
    return _sets(sides(a, "recipient", entities), sides(b, "recipient", entities))


def places(a: Place | None, b: Place | None) -> Fit:
    """By name, then by country when one of the two names no more than a country."""
    if a is None or b is None:
        return Fit.OPEN
    if a.name == b.name:
        return Fit.SAME
    if a.country and b.country and a.country != b.country:
        return Fit.DISJOINT
    return Fit.NESTED


def site(place: Place | None) -> bool:
    """True for a place finer than a country."""
    return place is not None and place.granularity not in (None, "country", "region")


def figures(a: FigureValue, b: FigureValue) -> Fit:
    """By interval: SAME for one value (whatever the hedge), NESTED where the intervals meet, else DISJOINT."""
    if a.value is not None and a.value == b.value:
        return Fit.SAME
    (low_a, high_a), (low_b, high_b) = _interval(a), _interval(b)
    if low_a is None or low_b is None or high_a is None or high_b is None:
        return Fit.OPEN
    if (low_a, high_a) == (low_b, high_b):
        return Fit.SAME
    return Fit.NESTED if max(low_a, low_b) <= min(high_a, high_b) else Fit.DISJOINT


def _interval(figure: FigureValue) -> tuple[float | None, float | None]:
    if figure.low is None and figure.high is None:
        return figure.value, figure.value
    low = figure.low if figure.low is not None else float("-inf")
    high = figure.high if figure.high is not None else float("inf")
    return low, high


TOLLS = ("dead", "missing", "hurt", "displaced")
"""The modes of a count of people that something befell."""


def toll(statement: Statement) -> str | None:
    """What befell those that the statement counts: its mode, ``dead`` for those killed ("matou 31 pescadores"); None where
    it is no toll."""
    if statement.figure is None:
        return None
    if statement.type == "ASSAULT" and statement.mode == "assassinate":
        return "dead"
    return statement.mode if statement.mode in TOLLS else None


def population(a: Statement, b: Statement, entities: Mapping[str, Entity]) -> Fit:
    """Whether two figures count the same thing: unit, type of happening, mode, and whom it befell."""
    if a.figure is None or b.figure is None or a.figure.unit != b.figure.unit or a.type != b.type or a.mode != b.mode:
        return Fit.DISJOINT
    return recipients(a, b, entities)
