"""A statement in a few words: what the digest of a story counts of it."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from meada.reading.mention import Entity
from meada.record.origin import independent
from meada.record.statement import Statement

__all__ = ["Note", "accuses", "note"]


class Note(msgspec.Struct, frozen=True, array_like=True):
    """``roots`` are its independent origins, ``denies`` the statement it rejects. ``figure`` is true where it has one,
    ``counts`` where that has a unit, ``charged`` of an accusation in a headline, ``able`` of what may stand for a story (no act
    of saying, no accusation, nothing denied), ``own`` where it is dated itself."""

    id: str
    roots: tuple[str, ...] = ()
    denies: str | None = None
    figure: bool = False
    counts: bool = False
    charged: bool = False
    able: bool = False
    own: bool = False


def note(statement: Statement, entities: Mapping[str, Entity]) -> Note:
    """The note on ``statement``."""
    charge = accuses(statement, entities)
    return Note(
        id=statement.id,
        roots=independent((statement,), entities),
        denies=statement.denies,
        figure=statement.figure is not None,
        counts=statement.figure is not None and bool(statement.figure.unit),
        charged=charge and any(e.zone == "headline" for e in statement.evidence),
        able=statement.type != "STATEMENT" and statement.polarity == "affirmed" and not charge,
        own=statement.time is not None and statement.time.how == "own",
    )


def accuses(statement: Statement, entities: Mapping[str, Entity]) -> bool:
    """True for an accusation of a named person, or an act that is only alleged of one."""
    named = [p for p in statement.participants if p.entity in entities and entities[p.entity].type == "person"]
    if statement.type == "ACCUSE":
        return any(p.role == "recipient" for p in named)
    return statement.modality == "alleged" and any(p.role == "actor" for p in named)
