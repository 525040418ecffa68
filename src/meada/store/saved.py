"""Searches that people keep: a name and a query."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, delete, insert, select

from meada.errors import NotFoundError
from meada.store import schema
from meada.store.codec import legible
from meada.store.entry import now

__all__ = ["SavedSearch", "drop", "every", "get", "put"]


class SavedSearch(msgspec.Struct, frozen=True, kw_only=True):
    """A query under a name, with who kept it and when (ISO 8601, UTC)."""

    id: int
    name: str
    query: str
    at: str
    who: str | None = None


def put(connection: Connection, name: str, query: str, who: str | None) -> SavedSearch:
    """Keeps ``query`` under ``name``; what had that name keeps its number and gets the new query."""
    s = schema.saved_search
    values = {"query": legible(query), "who": who and legible(who), "at": now()}
    known = connection.execute(select(s.c.id).where(s.c.name == legible(name))).scalar()
    if known is None:
        connection.execute(insert(s).values(name=legible(name), **values))
    else:
        connection.execute(s.update().where(s.c.id == known).values(**values))
    return get(connection, legible(name))


def every(connection: Connection) -> list[SavedSearch]:
    """All of them, by name."""
    s = schema.saved_search.c
    rows = connection.execute(select(s.id, s.name, s.query, s.at, s.who).order_by(s.name))
    return [SavedSearch(id=row.id, name=row.name, query=row.query, at=row.at, who=row.who) for row in rows]


def get(connection: Connection, ref: str) -> SavedSearch:
    """The one of the name ``ref``, or of that number; raises `NotFoundError`."""
    known = every(connection)
    for one in known:
        if one.name == ref:
            return one
    for one in known:
        if str(one.id) == ref:
            return one
    names = ", ".join(one.name for one in known[:5])
    raise NotFoundError("no saved search “{ref}”", next="those kept: {names}", ref=ref, names=names or "–")


def drop(connection: Connection, ref: str) -> None:
    """Forgets one; raises `NotFoundError`."""
    connection.execute(delete(schema.saved_search).where(schema.saved_search.c.id == get(connection, ref).id))
