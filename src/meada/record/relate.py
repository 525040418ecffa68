"""The rules that relate two statements, tried in the order of ``docs/record.md``; each names the slots that decided."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from meada.reading.mention import Entity
from meada.record import slot
from meada.record.link import Relation
from meada.record.origin import independent, root
from meada.record.slot import Fit
from meada.record.statement import Statement

__all__ = ["Side", "Verdict", "relate"]


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """A statement with what the comparison needs from its page: copy family, publication date, content words."""

    statement: Statement
    family: str
    published: str | None
    words: frozenset[str]


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """A relation, the slots that decided it, why in words, and the rule's name."""

    relation: Relation
    slots: tuple[str, ...]
    why: str
    confidence: float = 0.5


_BACKGROUND = frozenset(("background",))
_CHANNEL = frozenset(("phone", "visit", "third-party", "video"))


def relate(a: Side, b: Side, entities: Mapping[str, Entity]) -> Verdict | None:
    """How ``b`` stands to ``a`` (``a`` the earlier published), or None when nothing ties them."""
    x, y = a.statement, b.statement
    if y.denies == x.id or x.denies == y.id:
        return Verdict(
            relation="contradicts", slots=("polarity",), why="one rejects the content of the other", confidence=0.9
        )
    if x.kind in _BACKGROUND or y.kind in _BACKGROUND:
        return _background(a, b, entities)
    if x.figure and y.figure and slot.types(x, y) is Fit.SAME:
        found = _figures(a, b, entities)
        if found:
            return found
    return _happening(a, b, entities)


def _background(a: Side, b: Side, entities: Mapping[str, Entity]) -> Verdict | None:
    x, y = a.statement, b.statement
    if x.kind == y.kind and x.type == y.type and _same_people(x, y, entities):
        return Verdict(relation="background", slots=("type", "participants"), why="known to all", confidence=0.6)
    return None


def _same_people(x: Statement, y: Statement, entities: Mapping[str, Entity]) -> bool:
    who, whom = slot.actors(x, y, entities), slot.recipients(x, y, entities)
    return who in (Fit.SAME, Fit.NESTED) and whom is not Fit.DISJOINT


def _figures(a: Side, b: Side, entities: Mapping[str, Entity]) -> Verdict | None:
    x, y = a.statement, b.statement
    assert x.figure is not None
    assert y.figure is not None
    counted = slot.population(x, y, entities)
    if counted is Fit.DISJOINT or (counted is Fit.OPEN and not a.words & b.words):
        return None
    fit = slot.figures(x.figure, y.figure)
    when = ("figure", "population")
    if fit is Fit.SAME:
        return _agreement(a, b, entities, ("figure", "population"))
    later = (x.figure.as_of or "") < (y.figure.as_of or "")
    one_voice = root(x.chain, entities) == root(y.chain, entities)
    if later and (one_voice or fit is not Fit.DISJOINT or _rises(x, y)):
        return Verdict(relation="updates", slots=(*when, "as_of"), why="the same count at a later date", confidence=0.7)
    if fit is Fit.DISJOINT and not one_voice:
        return Verdict(relation="contradicts", slots=when, why="different figures for the same count", confidence=0.7)
    if fit is Fit.NESTED:
        return _agreement(a, b, entities, when)
    return None


def _rises(x: Statement, y: Statement) -> bool:
    return bool(x.figure and y.figure and (x.figure.value or 0) < (y.figure.value or 0))


def _happening(a: Side, b: Side, entities: Mapping[str, Entity]) -> Verdict | None:
    x, y = a.statement, b.statement
    kind = slot.types(x, y)
    if kind is Fit.DISJOINT or not _same_people(x, y, entities):
        return None
    if _apart(x, y):
        return Verdict(
            relation="distinct", slots=_apart_slots(x, y), why="same kind of act, another occasion", confidence=0.7
        )
    when = slot.times(x.time, y.time)
    topic = len(a.words & b.words) / max(1, min(len(a.words), len(b.words)))
    if x.type == "STATEMENT" and topic < 0.5 and not (x.mode == y.mode == "acknowledge" and when is not Fit.OPEN):
        return None
    if when is Fit.OPEN and topic < 0.34:
        return None
    if x.polarity != y.polarity:
        return Verdict(
            relation="contradicts", slots=("polarity",), why="one affirms what the other denies", confidence=0.6
        )
    slots = tuple(
        name
        for name, fit in (
            ("type", kind),
            ("actor", slot.actors(x, y, entities)),
            ("recipient", slot.recipients(x, y, entities)),
            ("time", when),
            ("place", slot.places(x.place, y.place)),
        )
        if fit in (Fit.SAME, Fit.NESTED)
    )
    if x.modality in ("planned", "expected") and y.modality == "asserted" and _before(a, b):
        return Verdict(
            relation="updates", slots=(*slots, "modality"), why="planned before, now told as done", confidence=0.7
        )
    if bool(y.figure) != bool(x.figure) and y.figure and _before(a, b):
        return Verdict(
            relation="updates", slots=(*slots, "figure"), why="the later report adds a figure", confidence=0.6
        )
    if slot.places(x.place, y.place) is Fit.DISJOINT:
        return Verdict(relation="tension", slots=("place",), why="told of different places", confidence=0.5)
    return _agreement(a, b, entities, slots)


def _before(a: Side, b: Side) -> bool:
    return (a.published or "") < (b.published or "")


def _apart(x: Statement, y: Statement) -> bool:
    return bool(_apart_slots(x, y))


def _apart_slots(x: Statement, y: Statement) -> tuple[str, ...]:
    """Which slots show that two acts of one kind are two acts: disjoint days, or a call against a visit."""
    slots = []
    if slot.times(x.time, y.time) is Fit.DISJOINT and (slot.precise(x.time) or slot.precise(y.time)):
        slots.append("time")
    if x.mode != y.mode and {x.mode, y.mode} <= _CHANNEL and x.mode and y.mode:
        slots.append("mode")
    return tuple(slots)


def _agreement(a: Side, b: Side, entities: Mapping[str, Entity], slots: tuple[str, ...]) -> Verdict:
    x, y = a.statement, b.statement
    one, other = root(x.chain, entities), root(y.chain, entities)
    if a.family == b.family and x.page != y.page:
        return Verdict(relation="repeats", slots=("family",), why="copies of one text", confidence=0.95)
    if one is not None and one == other:
        return Verdict(
            relation="repeats", slots=("origin", *slots), why="the same origin says the same", confidence=0.7
        )
    if len(independent((x, y), entities)) >= 2:
        return Verdict(relation="corroborates", slots=slots, why="independent origins agree", confidence=0.6)
    return Verdict(
        relation="coincides", slots=slots, why="compatible, with fewer than two sourced origins", confidence=0.6
    )
