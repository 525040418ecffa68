"""What people said of items: a log that only grows, and the state it amounts to."""

from __future__ import annotations

from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, insert, select

from meada.errors import NotFoundError, StoreError
from meada.store import schema
from meada.store.codec import pack, unpack
from meada.store.entry import now

__all__ = ["Action", "Judgement", "append", "effective", "log"]

Action = Literal["confirm", "reject", "edit", "add", "merge", "split", "link", "unlink", "undo"]


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the log: ``who`` did ``action`` to ``item`` (an id; ``kind`` is what it is) ``at`` a time (ISO 8601),
    and ``why``.

    ``payload`` holds what an edit, addition, merge or split needs. ``undoes`` is the id of the line
    that an ``undo`` takes back.
    """

    id: int
    at: str
    who: str
    item: str
    kind: str
    action: Action
    why: str | None = None
    payload: dict[str, Any] = {}
    undoes: int | None = None


def append(
    connection: Connection,
    *,
    who: str,
    item: str,
    kind: str,
    action: Action,
    why: str | None = None,
    payload: dict[str, Any] | None = None,
    undoes: int | None = None,
) -> Judgement:
    """Adds a line and gives it. Nothing in the log is ever changed; raises when ``undoes`` and ``action`` do not fit."""
    if (action == "undo") != (undoes is not None):
        raise StoreError("an undo names the judgement it takes back, and nothing else does")
    j = schema.judgement.c
    if undoes is not None:
        old = connection.execute(select(j.item).where(j.id == undoes)).scalar()
        if old is None:
            raise NotFoundError(f"no judgement {undoes}", next="list the judgements of the item")
        if old != item:
            raise StoreError(f"judgement {undoes} is about {old}, not {item}")
    at = now()
    values = {"at": at, "who": who, "item": item, "kind": kind, "action": action, "why": why, "undoes": undoes}
    result = connection.execute(insert(schema.judgement).values(**values, data=pack(payload or {})))
    number = int(result.inserted_primary_key[0]) if result.inserted_primary_key else 0
    return Judgement(
        id=number, at=at, who=who, item=item, kind=kind, action=action, why=why, payload=payload or {}, undoes=undoes
    )


def log(connection: Connection, item: str | None = None) -> list[Judgement]:
    """The lines about ``item``, or all, oldest first."""
    j = schema.judgement.c
    query = select(schema.judgement).order_by(j.id)
    rows = connection.execute(query if item is None else query.where(j.item == item)).mappings()
    return [
        Judgement(
            payload=unpack(row["data"], dict),
            **{k: row[k] for k in ("id", "at", "who", "item", "kind", "action", "why", "undoes")},
        )
        for row in rows
    ]


def effective(lines: list[Judgement]) -> dict[str, Judgement]:
    """The judgement in force for each item: the latest that is not taken back. An undo can be undone itself.

    ``lines`` is a log, oldest first.
    """
    undone: set[int] = set()
    for line in reversed(lines):
        if line.undoes is not None and line.id not in undone:
            undone.add(line.undoes)
    return {line.item: line for line in lines if line.undoes is None and line.id not in undone}
