"""Slot by slot: how one field of two statements stands."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from meada.reading.event import Place, Time
from meada.reading.mention import Entity
from meada.record.statement import FigureValue, Statement

__all__ = ["Fit", "actors", "figures", "places", "population", "recipients", "times", "types"]


class Fit(Enum):
    """How two values of one slot stand: equal, compatible (one nests in the other), disjoint, or one is missing."""

    SAME = "same"
    NESTED = "nested"
    DISJOINT = "disjoint"
    OPEN = "open"


_KIN = (
    frozenset(("AGREE", "CONSULT")),
    frozenset(("AGREE", "SUPPORT")),
    frozenset(("AID", "COOPERATE")),
    frozenset(("AID", "MOBILIZE")),
    frozenset(("AID", "ASSAULT")),
)
"""Types under which one happening may be told: a summit planned and held, troops sent as aid or as fighters."""

_PRECISE = frozenset(("minute", "hour", "part", "day"))


def types(a: Statement, b: Statement) -> Fit:
    """SAME for one type, NESTED for kin types, else DISJOINT."""
    if a.type == b.type:
        return Fit.SAME
    return Fit.NESTED if any(a.type in kin and b.type in kin for kin in _KIN) else Fit.DISJOINT


def times(a: Time | None, b: Time | None) -> Fit:
    """By interval; a bound from publication alone ("not after") is OPEN."""
    if a is None or b is None or a.how == "bound" or b.how == "bound":
        return Fit.OPEN
    if (a.begin, a.until) == (b.begin, b.until) and a.begin:
        return Fit.SAME
    if (a.until and b.begin and a.until[:10] <= b.begin[:10]) or (b.until and a.begin and b.until[:10] <= a.begin[:10]):
        return Fit.DISJOINT
    if not ((a.begin and a.until) or (b.begin and b.until)):
        return Fit.OPEN
    return Fit.NESTED


def precise(time: Time | None) -> bool:
    """True when the time is known to the day or better."""
    return time is not None and time.how != "bound" and time.granularity in _PRECISE


def _base(entity: str, entities: Mapping[str, Entity]) -> str:
    """The state of a state's organ, so that an army matches its country; other entities as they are."""
    known = entities.get(entity)
    if known is not None and known.country and (known.kind in ("government", "military", "state_media", "country")):
        return known.country
    return entity


def _sides(statement: Statement, role: str, entities: Mapping[str, Entity]) -> frozenset[str]:
    return frozenset(_base(p.entity, entities) for p in statement.participants if p.role == role)


def _sets(a: frozenset[str], b: frozenset[str]) -> Fit:
    if not a or not b:
        return Fit.OPEN
    if a == b:
        return Fit.SAME
    return Fit.NESTED if a & b else Fit.DISJOINT


def actors(a: Statement, b: Statement, entities: Mapping[str, Entity]) -> Fit:
    """Who acts; a state's organ matches its state."""
    return _sets(_sides(a, "actor", entities), _sides(b, "actor", entities))


def recipients(a: Statement, b: Statement, entities: Mapping[str, Entity]) -> Fit:
    """Who is acted on."""
    return _sets(_sides(a, "recipient", entities), _sides(b, "recipient", entities))


def places(a: Place | None, b: Place | None) -> Fit:
    """By name, then by country when one of the two names no more than a country."""
    if a is None or b is None:
        return Fit.OPEN
    if a.name == b.name:
        return Fit.SAME
    if a.country and b.country and a.country != b.country:
        return Fit.DISJOINT
    return Fit.NESTED


def figures(a: FigureValue, b: FigureValue) -> Fit:
    """By interval: SAME for one value and bound, NESTED where the intervals meet, else DISJOINT."""
    if a.value == b.value and a.bound == b.bound:
        return Fit.SAME
    (low_a, high_a), (low_b, high_b) = _interval(a), _interval(b)
    if low_a is None or low_b is None or high_a is None or high_b is None:
        return Fit.OPEN
    return Fit.NESTED if max(low_a, low_b) <= min(high_a, high_b) else Fit.DISJOINT


def _interval(figure: FigureValue) -> tuple[float | None, float | None]:
    if figure.low is None and figure.high is None:
        return figure.value, figure.value
    low = figure.low if figure.low is not None else float("-inf")
    high = figure.high if figure.high is not None else float("inf")
    return low, high


def population(a: Statement, b: Statement, entities: Mapping[str, Entity]) -> Fit:
    """Whether two figures count the same thing: unit, type of happening, mode, and whom it befell."""
    if a.figure is None or b.figure is None or a.figure.unit != b.figure.unit or a.type != b.type or a.mode != b.mode:
        return Fit.DISJOINT
    befell = recipients(a, b, entities)
    return Fit.OPEN if befell is Fit.OPEN else befell
