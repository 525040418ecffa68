"""Stories and their records as rows, replaced together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection, Table, delete, func, insert, select, update

from meada.errors import StoreError
from meada.reading.mention import Entity
from meada.record.digest import Row, digest, parts
from meada.record.link import Link
from meada.record.record import Record
from meada.record.statement import Statement
from meada.store import schema
from meada.store.codec import legible, pack, unpack
from meada.store.entry import near, remember
from meada.store.made import Made
from meada.story.story import Story

__all__ = ["fill", "get", "links", "put", "record", "replace", "resolve", "statements", "stories", "swap"]


def replace(connection: Connection, stories: Sequence[Story], records: Sequence[Record], made: Made) -> None:
    """Puts ``stories`` in the place of all that are there, numbered from 1 in the order given, each with its record."""
    by_story = {record.story: record for record in records}
    strange = set(by_story) - {story.id for story in stories}
    if strange:
        raise StoreError(f"records of stories that are not there: {', '.join(sorted(strange))}")
    connection.execute(delete(schema.story))
    made_id = remember(connection, made)
    for number, story in enumerate(stories, 1):
        _insert(connection, number, story, by_story.get(story.id, Record(story=story.id)), made_id)


def put(connection: Connection, story: Story, record: Record, made: Made) -> None:
    """Puts one story in the place of the one with its id (it keeps its number), or after the last."""
    if record.story != story.id:
        raise StoreError(f"the record belongs to {record.story}, not to {story.id}")
    s = schema.story.c
    number: int | None = connection.execute(select(s.number).where(s.id == story.id)).scalar()
    if number is None:
        number = (connection.execute(select(func.max(s.number))).scalar() or 0) + 1
    connection.execute(delete(schema.story).where(s.id == story.id))
    _insert(connection, number, story, record, remember(connection, made))


def swap(connection: Connection, gone: set[str], made: Sequence[tuple[Story, Record]], by: Made) -> None:
    """Takes stories out and puts others in; one whose id stays keeps its number."""
    s = schema.story.c
    numbers = {row.id: row.number for row in connection.execute(select(s.id, s.number).where(s.id.in_(list(gone))))}
    last = connection.execute(select(func.max(s.number))).scalar() or 0
    connection.execute(delete(schema.story).where(s.id.in_([*gone, *(story.id for story, _ in made)])))
    made_id = remember(connection, by)
    for story, record in made:
        number = numbers.get(story.id)
        if number is None:
            number = last = last + 1
        _insert(connection, number, story, record, made_id)


def _insert(connection: Connection, number: int, story: Story, record: Record, made_id: str) -> None:
    begins = [e.begin for e in story.episodes if e.begin]
    untils = [e.until for e in story.episodes if e.until]
    rows_of = _rows(connection, story)
    connection.execute(
        insert(schema.story).values(
            id=story.id,
            number=number,
            title=legible(story.title),
            begin=min(begins, default=None),
            until=max(untils, default=None),
            data=pack(story),
            made_id=made_id,
            **_digested(story, record, rows_of),
        )
    )
    key: dict[str, object] = {"story_id": story.id}
    rows: dict[Table, list[dict[str, object]]] = {
        schema.story_page: [{"page_id": page} for page in dict.fromkeys(story.pages)],
        schema.family: [{"id": f.id, "origin": f.origin, "agency": f.agency} for f in story.families],
        schema.family_page: [
            {"family_id": f.id, "page_id": c.page, "label": c.label} for f in story.families for c in f.copies
        ],
        schema.episode: [{"id": e.id, "begin": e.begin, "until": e.until} for e in story.episodes],
        schema.statement: [_statement(i, one) | {"made_id": made_id} for i, one in enumerate(record.statements)],
        schema.link: [_link(i, one) | {"made_id": made_id} for i, one in enumerate(record.links)],
        schema.entity: [_entity(i, one) | {"made_id": made_id} for i, one in enumerate(record.entities)],
        schema.part: _parts(record, rows_of),
    }
    for table, values in rows.items():
        if values:
            connection.execute(insert(table), [key | value for value in values])


def _rows(connection: Connection, story: Story) -> dict[str, Row]:
    a = schema.article.c
    query = select(a.page_id, a.published, a.title, a.lang, a.outlet).where(a.page_id.in_(story.pages))
    return {id: Row(*rest) for id, *rest in connection.execute(query)}


def _digested(story: Story, record: Record, rows: Mapping[str, Row]) -> dict[str, object]:
    latest = max((row.published for row in rows.values() if row.published), default=None)
    return {"latest": latest, "digest": pack(digest(story, record, rows))}


def _parts(record: Record, rows: Mapping[str, Row]) -> list[dict[str, object]]:
    return [
        {"statement_id": p.statement, "entity_id": p.entity, "role": p.role, "day": p.day or ""}
        for p in parts(record, rows)
    ]


def fill(connection: Connection) -> None:
    """What lists show, for stories stored by a meada that did not make it yet."""
    s = schema.story.c
    for id in connection.execute(select(s.id).where(s.digest.is_(None))).scalars().all():
        story, held = get(connection, id), record(connection, id)
        rows = _rows(connection, story)
        connection.execute(update(schema.story).where(s.id == id).values(**_digested(story, held, rows)))
        if found := _parts(held, rows):
            connection.execute(insert(schema.part), [{"story_id": id} | one for one in found])


def _statement(place: int, one: Statement) -> dict[str, object]:
    return {
        "id": one.id,
        "place": place,
        "page_id": one.page,
        "kind": one.kind,
        "type": one.type,
        "begin": one.time.begin if one.time else None,
        "until": one.time.until if one.time else None,
        "item": one.item,
        "data": pack(one),
    }


def _link(place: int, one: Link) -> dict[str, object]:
    columns = {"id": one.id, "a": one.a, "b": one.b, "relation": one.relation, "level": one.level}
    return columns | {"place": place, "data": pack(one)}


def _entity(place: int, one: Entity) -> dict[str, object]:
    return {"id": one.id, "place": place, "type": one.type, "name": legible(one.name), "data": pack(one)}


def stories(connection: Connection) -> Iterator[Story]:
    """All stories in order of their numbers."""
    s = schema.story.c
    for data in connection.execute(select(s.data).order_by(s.number, s.id)).scalars():
        yield unpack(data, Story)


def resolve(connection: Connection, ref: str) -> str:
    """The id of the story that ``ref`` (its number, its id or the start of it) names; raises `NotFoundError`."""
    s = schema.story.c
    found = _fits(connection, ref)
    if len(found) == 1:
        return found[0]
    numbers = connection.execute(select(s.number).order_by(s.number)).scalars()
    raise near("story", ref, found or [str(number) for number in numbers])


def _fits(connection: Connection, ref: str) -> list[str]:
    s = schema.story.c
    if re.fullmatch(r"[0-9]{1,9}", ref):
        found = connection.execute(select(s.id).where(s.number == int(ref)).order_by(s.id)).scalars().all()
        if found:
            return list(found)
    if len(ref) < 6:
        return []
    query = select(s.id).where(s.id >= ref, s.id < ref + "\U0010ffff").order_by(s.id).limit(10)
    ids = list(connection.execute(query).scalars())
    return [ref] if ref in ids else ids


def get(connection: Connection, id: str) -> Story:
    """The story ``id``."""
    return unpack(connection.execute(select(schema.story.c.data).where(schema.story.c.id == id)).scalar_one(), Story)


def statements(connection: Connection, story: str | None = None) -> Iterator[Statement]:
    """The statements of ``story``, or of all stories, in the order of the record."""
    t, s = schema.statement.c, schema.story.c
    query = select(t.data).join(schema.story, s.id == t.story_id).order_by(s.number, s.id, t.place)
    for data in connection.execute(query if story is None else query.where(t.story_id == story)).scalars():
        yield unpack(data, Statement)


def links(connection: Connection, story: str | None = None) -> Iterator[Link]:
    """The links of ``story``, or of all stories, in the order of the record."""
    t, s = schema.link.c, schema.story.c
    query = select(t.data).join(schema.story, s.id == t.story_id).order_by(s.number, s.id, t.place)
    for data in connection.execute(query if story is None else query.where(t.story_id == story)).scalars():
        yield unpack(data, Link)


def record(connection: Connection, story: str) -> Record:
    """The record of ``story`` as it was stored."""
    t = schema.entity.c
    entities = connection.execute(select(t.data).where(t.story_id == story).order_by(t.place)).scalars()
    return Record(
        story=story,
        statements=tuple(statements(connection, story)),
        links=tuple(links(connection, story)),
        entities=tuple(unpack(data, Entity) for data in entities),
    )
