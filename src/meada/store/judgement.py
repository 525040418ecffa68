"""What people said of items: a log that only grows, and the state it amounts to."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, insert, or_, select

from meada.anchor import Anchor
from meada.errors import NotFoundError, StoreError
from meada.store import schema
from meada.store.codec import legible, pack, unpack
from meada.store.entry import now

__all__ = ["Action", "Judgement", "append", "effective", "log", "standing", "undone"]

Action = Literal[
    "confirm", "reject", "edit", "add", "merge", "split", "link", "unlink", "unsure", "undo",
]  # fmt: skip


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the log: ``who`` did ``action`` to ``item`` (an id; ``kind`` is what it is) ``at`` a time (ISO 8601),
    and ``why``.

    ``page`` is the id of the page the item stands on, None for what spans pages (a link, a story, an entity).
    ``payload`` holds what an edit, addition, merge or split needs. ``undoes`` is the id of the line
    that an ``undo`` takes back. ``anchors`` say where the item stood, so that it is found again under another id; ``was``
    is the item as it stood then.
    """

    id: int
    at: str
    who: str
    item: str
    kind: str
    action: Action
    why: str | None = None
    page: str | None = None
    payload: dict[str, Any] = {}
    undoes: int | None = None
    anchors: tuple[Anchor, ...] = ()
    was: dict[str, Any] | None = None


class _Kept(msgspec.Struct, frozen=True, kw_only=True):
    """What of a judgement stands in its ``anchor`` column."""

    anchors: tuple[Anchor, ...] = ()
    was: dict[str, Any] | None = None


def append(
    connection: Connection,
    *,
    who: str,
    item: str,
    kind: str,
    action: Action,
    why: str | None = None,
    page: str | None = None,
    payload: dict[str, Any] | None = None,
    undoes: int | None = None,
    anchors: tuple[Anchor, ...] = (),
    was: dict[str, Any] | None = None,
) -> Judgement:
    """Adds a line and gives it. Nothing in the log is ever changed; raises when ``undoes`` and ``action`` do not fit."""
    if (action == "undo") != (undoes is not None):
        raise StoreError("an undo names the judgement it takes back, and nothing else does")
    j = schema.judgement.c
    if undoes is not None:
        old = connection.execute(select(j.item, j.page).where(j.id == undoes)).first()
        if old is None:
            raise NotFoundError(f"no judgement {undoes}", next="list the judgements of the item")
        if old.item != item:
            raise StoreError(f"judgement {undoes} is about {old.item}, not {item}")
        page = old.page
    at = now()
    values = {"at": at, "who": legible(who), "item": item, "kind": kind, "action": action, "undoes": undoes}
    kept = pack(_Kept(anchors=anchors, was=was)) if anchors or was else None
    result = connection.execute(
        insert(schema.judgement).values(
            **values, why=why and legible(why), page=page, data=pack(payload or {}), anchor=kept
        )
    )
    number = int(result.inserted_primary_key[0]) if result.inserted_primary_key else 0
    return Judgement(
        id=number, at=at, who=who, item=item, kind=kind, action=action, why=why, page=page, payload=payload or {},
        undoes=undoes, anchors=anchors, was=was,
    )  # fmt: skip


def log(
    connection: Connection, item: str | None = None, *, pages: Collection[str] | None = None, across: bool = True
) -> list[Judgement]:
    """The lines about ``item``, or all, oldest first; with ``pages``, those about items of these pages, and, unless
    ``across`` is false, those about what spans pages."""
    j = schema.judgement.c
    query = select(schema.judgement).order_by(j.id)
    if item is not None:
        query = query.where(j.item == item)
    if pages is not None:
        held = j.page.in_(list(pages))
        query = query.where(or_(held, j.page.is_(None)) if across else held)
    return [_line(row) for row in connection.execute(query).mappings()]


def _line(row: Any) -> Judgement:
    kept = unpack(row["anchor"], _Kept) if row["anchor"] is not None else _Kept()
    return Judgement(
        payload=unpack(row["data"], dict),
        anchors=kept.anchors,
        was=kept.was,
        **{k: row[k] for k in ("id", "at", "who", "item", "kind", "action", "why", "page", "undoes")},
    )


def undone(lines: Iterable[Judgement]) -> set[int]:
    """The ids of the lines that are taken back. An undo can be undone itself; ``lines`` is a log, oldest first."""
    out: set[int] = set()
    for line in reversed(list(lines)):
        if line.undoes is not None and line.id not in out:
            out.add(line.undoes)
    return out


def standing(lines: Iterable[Judgement]) -> list[Judgement]:
    """``lines`` without those taken back and without the undos, oldest first."""
    every = list(lines)
    gone = undone(every)
    return [line for line in every if line.undoes is None and line.id not in gone]


def effective(lines: list[Judgement]) -> dict[str, Judgement]:
    """The judgement in force for each item: the latest that is not taken back.

    ``lines`` is a log, oldest first.
    """
    return {line.item: line for line in standing(lines)}
