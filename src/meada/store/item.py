"""Any stored item by its id: where it stands and what it is."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, func, select

from meada.reading.attribution import Attribution
from meada.reading.event import Event
from meada.reading.figure import Figure
from meada.reading.mention import Mention
from meada.reading.reading import Reading
from meada.record.link import Link
from meada.record.statement import Statement
from meada.store import schema
from meada.store.codec import unpack
from meada.store.entry import identified, near
from meada.store.judgement import log
from meada.store.made import Made

__all__ = ["Item", "find"]

Value = Attribution | Figure | Event | Mention | Statement | Link


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """An item and where it stands.

    ``kind`` is ``attribution``, ``figure``, ``event``, ``mention``, ``statement`` or ``link``. ``page`` is the id of the page
    its spans index (None for a link, whose two statements have their own), ``story`` the id of the story of a statement
    or link. ``made`` are the versions that made it.
    """

    id: str
    kind: str
    value: Value
    page: str | None = None
    story: str | None = None
    made: Made


def find(connection: Connection, ref: str) -> Item:
    """The item that ``ref`` (its id, or the start of it, at least to six characters) names; raises `NotFoundError`.

    An id that stands in several pages or stories gives the first.
    """
    known = _resolve(connection, ref)
    found = _of_record(connection, known) or _of_reading(connection, known) or _of_log(connection, known)
    if found is None:
        raise near("item", ref, [])
    return found


def _resolve(connection: Connection, ref: str) -> str:
    tables = (schema.statement, schema.link, schema.item)
    for column in (*(table.c.id for table in tables), schema.judgement.c.item):
        if connection.execute(select(column).where(column == ref).limit(1)).first():
            return ref
    fits: set[str] = set()
    for c in (*(table.c.id for table in tables), schema.judgement.c.item) if len(ref) >= 6 else ():
        fits.update(
            connection.execute(select(c).where(c >= ref, c < ref + "\U0010ffff").distinct().limit(10)).scalars()
        )
    if len(fits) == 1:
        return fits.pop()
    if not fits:
        kind = ref.partition("-")[0]
        for table in tables:
            c = table.c.id
            fits.update(connection.execute(select(c).where(c >= kind, c < kind + "\U0010ffff").limit(200)).scalars())
    raise near("item", ref, sorted(fits))


def _of_record(connection: Connection, id: str) -> Item | None:
    s, k, m = schema.statement.c, schema.link.c, schema.made.c
    query = select(s.data, s.page_id, s.story_id, m.data.label("made")).join(schema.made, m.id == s.made_id)
    row = connection.execute(query.where(s.id == id).order_by(s.story_id)).first()
    if row is not None:
        value, made = unpack(row.data, Statement), unpack(row.made, Made)
        return Item(id=id, kind="statement", value=value, page=row.page_id, story=row.story_id, made=made)
    links = select(k.data, k.story_id, m.data.label("made")).join(schema.made, m.id == k.made_id)
    found = connection.execute(links.where(k.id == id).order_by(k.story_id)).first()
    if found is None:
        return None
    return Item(id=id, kind="link", value=unpack(found.data, Link), story=found.story_id, made=unpack(found.made, Made))


def _of_reading(connection: Connection, id: str) -> Item | None:
    i, r, m, v = schema.item.c, schema.reading.c, schema.made.c, schema.revision.c
    query = (
        select(i.kind, i.page_id, func.coalesce(v.reading, r.data).label("data"), m.data.label("made"))
        .join(schema.reading, r.page_id == i.page_id)
        .join(schema.made, m.id == r.made_id)
        .outerjoin(schema.revision, v.page_id == i.page_id)
        .where(i.id == id)
        .order_by(i.page_id)
    )
    row = connection.execute(query).first()
    if row is None:
        return None
    reading = unpack(row.data, Reading)
    value = next(one for one in identified(reading)[row.kind] if one.id == id)
    return Item(id=id, kind=row.kind, value=value, page=row.page_id, made=unpack(row.made, Made))


def _of_log(connection: Connection, id: str) -> Item | None:
    """An item that people rejected, as it stood when they did."""
    for line in reversed(log(connection, id)):
        if line.was is not None and line.kind in _TYPES:
            value = msgspec.convert(line.was, _TYPES[line.kind])
            return Item(id=id, kind=line.kind, value=value, page=line.page, made=Made(code=""))
    return None


_TYPES: dict[str, type[Value]] = {
    "attribution": Attribution, "figure": Figure, "event": Event, "mention": Mention, "statement": Statement, "link": Link,
}  # fmt: skip
