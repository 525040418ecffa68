"""What people decided laid over what the machine made: the effective record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, TypeVar

import msgspec
from msgspec.structs import replace

from meada.record.link import Link
from meada.record.record import Record
from meada.record.statement import Statement

__all__ = ["EDITABLE", "Ruling", "State", "apply", "states"]

T = TypeVar("T", Statement, Link)
Act = Literal["confirm", "reject", "edit", "merge", "split"]
State = Literal["machine", "confirmed", "rejected", "edited"]

EDITABLE = frozenset(
    ("kind", "type", "mode", "time", "place", "modality", "polarity", "commitment", "participants", "relation")
)
"""The fields that an edit may set; quotes and chains stand on the page and are not edited."""


class Ruling(msgspec.Struct, frozen=True, kw_only=True):
    """One decision in force about an item. ``payload`` of an ``edit`` maps fields to new values; of a ``merge`` has
    ``into``, the id of the statement or entity that ``item`` is; of a ``split`` has ``from``, the statement it is not."""

    item: str
    act: Act
    payload: dict[str, Any] = {}


def apply(record: Record, rulings: Iterable[Ruling]) -> Record:
    """``record`` as people left it; the record itself is not changed, and a ruling about an item it lacks has no effect.

    A rejected statement takes its links along; a rejected link is gone and a confirmed one is ``shown``; a merged statement
    gives its evidence to the other; a split removes every link between the two. Raises `msgspec.ValidationError` when an
    edit sets a field to what it cannot hold, `ValueError` for a field that cannot be edited.
    """
    for ruling in rulings:
        record = _one(record, ruling)
    return record


def states(record: Record, rulings: Iterable[Ruling]) -> dict[str, State]:
    """The state of every statement and link of ``record`` by id."""
    named: dict[Act, State] = {
        "confirm": "confirmed",
        "reject": "rejected",
        "edit": "edited",
        "merge": "edited",
        "split": "edited",
    }
    ids = (*(s.id for s in record.statements), *(k.id for k in record.links))
    out: dict[str, State] = dict.fromkeys(ids, "machine")
    out.update({r.item: named[r.act] for r in rulings if r.item in out})
    return out


def _one(record: Record, ruling: Ruling) -> Record:
    if ruling.act == "reject":
        return _without(record, ruling.item)
    if ruling.act == "confirm":
        links = tuple(replace(k, level="shown") if k.id == ruling.item else k for k in record.links)
        return replace(record, links=links)
    if ruling.act == "edit":
        return _edited(record, ruling)
    if ruling.act == "merge":
        return _merged(record, ruling.item, str(ruling.payload.get("into", "")))
    pair = {ruling.item, str(ruling.payload.get("from", ""))}
    return replace(record, links=tuple(k for k in record.links if {k.a, k.b} != pair))


def _without(record: Record, item: str) -> Record:
    statements = tuple(s for s in record.statements if s.id != item)
    links = tuple(k for k in record.links if item not in (k.id, k.a, k.b))
    return replace(record, statements=statements, links=links)


def _edited(record: Record, ruling: Ruling) -> Record:
    if refused := set(ruling.payload) - EDITABLE:
        raise ValueError(f"cannot be edited: {', '.join(sorted(refused))}")
    statements = tuple(_set(s, ruling.payload) if s.id == ruling.item else s for s in record.statements)
    links = tuple(_set(k, ruling.payload) if k.id == ruling.item else k for k in record.links)
    return replace(record, statements=statements, links=links)


def _set(item: T, payload: dict[str, Any]) -> T:
    """``item`` with the fields of ``payload``, checked against its type."""
    return msgspec.convert(msgspec.to_builtins(item) | payload, type(item))


def _merged(record: Record, item: str, into: str) -> Record:
    by_id = {s.id: s for s in record.statements}
    if item not in by_id or into not in by_id or item == into:
        return record
    kept = by_id[into]
    quotes = tuple(dict.fromkeys((*kept.evidence, *by_id[item].evidence)))
    statements = tuple(replace(s, evidence=quotes) if s.id == into else s for s in record.statements if s.id != item)
    links = (replace(k, a=into if k.a == item else k.a, b=into if k.b == item else k.b) for k in record.links)
    return replace(record, statements=statements, links=tuple(k for k in links if k.a != k.b))
