"""What people decided laid over what the machine made: the effective record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, TypeVar

import msgspec
from msgspec.structs import replace

from meada.anchor import Anchor, place
from meada.ident import ident
from meada.record.link import Link, Relation
from meada.record.origin import camp, independent
from meada.record.record import Record
from meada.record.statement import Statement

__all__ = ["EDITABLE", "Ruling", "State", "apply", "ruled", "states"]

T = TypeVar("T", Statement, Link)
Act = Literal["confirm", "reject", "edit", "merge", "split", "link", "unlink", "keep"]
State = Literal["machine", "confirmed", "rejected", "edited", "added"]

EDITABLE = frozenset(
    ("kind", "type", "mode", "time", "place", "modality", "polarity", "commitment", "participants", "relation")
)
"""The fields that an edit may set; quotes and chains stand on the page and are not edited."""


class Ruling(msgspec.Struct, frozen=True, kw_only=True):
    """One decision in force about an item. ``payload`` of an ``edit`` maps fields to new values; of a ``merge`` has
    ``into``, the id of the statement that ``item`` is; of a ``split`` or ``unlink`` has ``from``, the statement it is not
    tied to; of a ``link`` has ``a``, ``b`` and ``relation``. ``keep`` only keeps the id of a statement. ``anchors`` find a
    statement again that has another id now."""

    item: str
    act: Act
    payload: dict[str, Any] = {}
    anchors: tuple[Anchor, ...] = ()


def ruled(statements: Sequence[Statement], rulings: Sequence[Ruling], text: str) -> tuple[Statement, ...]:
    """The ``statements`` of one page of ``text`` after ``rulings``, before anything is compared: judged ones under the id
    they were judged by, rejected ones gone, edited ones changed. What pointed at one that is gone points at nothing.
    """
    if not rulings:
        return tuple(statements)
    names = {}
    for ruling in rulings:
        found = _found(ruling, statements, text)
        if found is not None and found.id != ruling.item:
            names[found.id] = ruling.item
    out = [_named(s, names) for s in statements]
    for ruling in rulings:
        if ruling.act == "reject":
            out = [_freed(s, ruling.item) for s in out if s.id != ruling.item]
        elif ruling.act == "edit":
            out = [_set(s, ruling.payload) if s.id == ruling.item else s for s in out]
    return tuple(out)


def _found(ruling: Ruling, statements: Sequence[Statement], text: str) -> Statement | None:
    """The statement that ``ruling`` is about: by its id, else the only one of its kind on the same words."""
    for one in statements:
        if one.id == ruling.item:
            return one
    for held in reversed(ruling.anchors):
        if held.item == ruling.item and held.quotes:
            spans = [place(text, quote) for quote in held.quotes]
            there = [s for s in statements if [e.span for e in s.evidence] == spans and held.kind.endswith(s.kind)]
            if len(there) == 1:
                return there[0]
    return None


def _named(one: Statement, to: Mapping[str, str]) -> Statement:
    if not to:
        return one

    def new(id: str | None) -> str | None:
        return to.get(id, id) if id else None

    own = to.get(one.id, one.id)
    return replace(one, id=own, content=new(one.content), within=new(one.within), denies=new(one.denies))


def _freed(one: Statement, gone: str) -> Statement:
    if gone not in (one.content, one.within, one.denies):
        return one
    left = {name: None for name in ("content", "within", "denies") if getattr(one, name) == gone}
    return replace(one, **left)


def apply(record: Record, rulings: Iterable[Ruling], families: Mapping[str, str] | None = None) -> Record:
    """``record`` as people left it; the record itself is not changed, and a ruling about an item it lacks has no effect.
    ``families`` gives the copy family of each page, for links that are added.

    A rejected statement takes its links along; a rejected link is gone and a confirmed one is ``shown``; a merged statement
    gives its evidence to the other; a split removes every link between the two. Raises `msgspec.ValidationError` when an
    edit sets a field to what it cannot hold, `ValueError` for a field that cannot be edited.
    """
    for ruling in rulings:
        record = _one(record, ruling, families or {})
    return record


def states(record: Record, rulings: Iterable[Ruling]) -> dict[str, State]:
    """The state of every statement and link of ``record`` by id."""
    named: dict[Act, State] = {
        "confirm": "confirmed",
        "reject": "rejected",
        "edit": "edited",
        "merge": "edited",
        "split": "edited",
        "link": "added",
        "unlink": "rejected",
    }
    ids = (*(s.id for s in record.statements), *(k.id for k in record.links))
    out: dict[str, State] = dict.fromkeys(ids, "machine")
    out.update({r.item: named[r.act] for r in rulings if r.item in out and r.act in named})
    return out


def _one(record: Record, ruling: Ruling, families: Mapping[str, str]) -> Record:
    if ruling.act == "keep":
        return record
    if ruling.act == "link":
        return _linked(record, ruling, families)
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


def _linked(record: Record, ruling: Ruling, families: Mapping[str, str]) -> Record:
    """A link that a person drew takes the place of what the machine thought of the two."""
    by_id = {s.id: s for s in record.statements}
    a, b = by_id.get(str(ruling.payload.get("a"))), by_id.get(str(ruling.payload.get("b")))
    if a is None or b is None:
        return record
    entities = {e.id: e for e in record.entities}
    origins = independent((a, b), entities)
    relation: Relation = msgspec.convert(ruling.payload.get("relation"), Relation)
    made = Link(
        id=ident("link", a.id, b.id, relation),
        a=a.id,
        b=b.id,
        relation=relation,
        slots=tuple(ruling.payload.get("slots", ())),
        why=str(ruling.payload.get("why") or ""),
        origins=origins,
        camps=tuple(sorted({camp(origin, entities) for origin in origins})),
        families=((families.get(a.page, a.page),), (families.get(b.page, b.page),)),
        level="shown",
        rule="judgement",
    )
    others = (k for k in record.links if {k.a, k.b} != {a.id, b.id})
    return replace(record, links=tuple(sorted((*others, made), key=lambda k: k.id)))


def _without(record: Record, item: str) -> Record:
    statements = tuple(s for s in record.statements if s.id != item)
    links = tuple(k for k in record.links if item not in (k.id, k.a, k.b))
    return replace(record, statements=statements, links=links)


def _edited(record: Record, ruling: Ruling) -> Record:
    if refused := set(ruling.payload) - EDITABLE:
        raise ValueError(f"cannot be edited: {', '.join(sorted(refused))}")
    statements = tuple(_set(s, ruling.payload) if s.id == ruling.item else s for s in record.statements)
    links = (_set(k, ruling.payload | {"level": "shown"}) if k.id == ruling.item else k for k in record.links)
    return replace(record, statements=statements, links=tuple(links))


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
