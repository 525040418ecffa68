"""Stories and their records as rows, replaced together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Table, and_, bindparam, delete, func, insert, or_, select, update

from meada.errors import StoreError
from meada.reading.mention import Entity
from meada.record.digest import Row, digest, digested, parts
from meada.record.grow import Change
from meada.record.link import Link
from meada.record.record import Record
from meada.record.statement import Statement
from meada.record.strand import Strand
from meada.store import schema
from meada.store.codec import legible, pack, unpack
from meada.store.entry import near, remember
from meada.store.glance import glanced
from meada.store.made import Made
from meada.store.trace import chunks
from meada.story.story import Copy, Episode, Family, Story

__all__ = ["fill", "get", "grow", "links", "put", "record", "replace", "resolve", "statements", "stories", "swap"]


F = TypeVar("F", Family, Episode)


def replace(
    connection: Connection,
    stories: Sequence[Story],
    records: Sequence[Record],
    made: Made,
    strands: Mapping[str, Mapping[str, Strand]] | None = None,
) -> None:
    """Puts ``stories`` in the place of all that are there, numbered from 1 in the order given, each with its record.
    ``strands`` are those of the pages of each story, by which records grow."""
    by_story = {record.story: record for record in records}
    strange = set(by_story) - {story.id for story in stories}
    if strange:
        raise StoreError(f"records of stories that are not there: {', '.join(sorted(strange))}")
    connection.execute(delete(schema.story))
    made_id = remember(connection, made)
    for number, story in enumerate(stories, 1):
        record = by_story.get(story.id, Record(story=story.id))
        _insert(connection, number, story, record, made_id, (strands or {}).get(story.id, {}))


def put(
    connection: Connection, story: Story, record: Record, made: Made, strands: Mapping[str, Strand] | None = None
) -> None:
    """Puts one story in the place of the one with its id (it keeps its number), or after the last."""
    if record.story != story.id:
        raise StoreError(f"the record belongs to {record.story}, not to {story.id}")
    s = schema.story.c
    number: int | None = connection.execute(select(s.number).where(s.id == story.id)).scalar()
    if number is None:
        number = (connection.execute(select(func.max(s.number))).scalar() or 0) + 1
    connection.execute(delete(schema.story).where(s.id == story.id))
    _insert(connection, number, story, record, remember(connection, made), strands or {})


def swap(
    connection: Connection,
    gone: set[str],
    made: Sequence[tuple[Story, Record]],
    by: Made,
    strands: Mapping[str, Mapping[str, Strand]] | None = None,
) -> None:
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
        _insert(connection, number, story, record, made_id, (strands or {}).get(story.id, {}))


def _insert(
    connection: Connection, number: int, story: Story, record: Record, made_id: str, strands: Mapping[str, Strand]
) -> None:
    rows_of = _rows(connection, story)
    connection.execute(
        insert(schema.story).values(
            id=story.id, number=number, made_id=made_id, **_story(story), **_digested(story, record, rows_of)
        )
    )
    order = dict.fromkeys((*strands, *(s.page for s in record.statements), *story.pages))
    rank = {page: at for at, page in enumerate(order)}
    key: dict[str, object] = {"story_id": story.id}
    rows: dict[Table, list[dict[str, object]]] = {
        schema.story_page: [{"page_id": page, "rank": rank[page]} for page in dict.fromkeys(story.pages)],
        schema.family: [_family(f) for f in story.families],
        schema.family_page: [_copy(f, c) for f in story.families for c in f.copies],
        schema.episode: [_episode(e) for e in story.episodes],
        schema.statement: [_statement(i, one) | {"made_id": made_id} for i, one in _placed(record.statements)],
        schema.link: [_link(one) | {"made_id": made_id} for one in record.links],
        schema.entity: [_entity(one) | {"made_id": made_id} for one in record.entities],
        schema.part: _parts(record.statements, record.entities, rows_of),
        schema.strand: [{"page_id": page, "data": pack(one)} for page, one in strands.items()],
    }
    _write(connection, key, rows)


def _write(
    connection: Connection, key: Mapping[str, object], rows: Mapping[Table, Sequence[Mapping[str, object]]]
) -> None:
    for table, values in rows.items():
        if values:
            connection.execute(insert(table), [{**key, **value} for value in values])


def grow(connection: Connection, story: Story, change: Change, by: Made) -> None:
    """Puts ``story`` in the place of the one with its id, and lets its record change; only rows that change are written."""
    key: dict[str, object] = {"story_id": story.id}
    made_id, rows_of, old = remember(connection, by), _rows(connection, story), get(connection, story.id)
    s, t, k = schema.story.c, schema.statement.c, schema.link.c
    connection.execute(update(schema.story).where(s.id == story.id).values(made_id=made_id, **_story(story)))
    for part in chunks(change.gone):
        connection.execute(delete(schema.statement).where(t.story_id == story.id, t.id.in_(part)))
    for part in chunks(change.cut):
        connection.execute(delete(schema.link).where(k.story_id == story.id, k.id.in_(part)))
    _drop(connection, schema.strand.c.page_id, story.id, change.strands)
    _ranked(connection, story.id, change.order)
    places = _placed_anew(connection, story.id, change)
    families = _changed(connection, schema.family.c.id, story.id, old.families, story.families)
    episodes = _changed(connection, schema.episode.c.id, story.id, old.episodes, story.episodes)
    entities = _entities(connection, story.id, change.entities)
    rows: dict[Table, list[dict[str, object]]] = {
        schema.family: [_family(f) for f in families],
        schema.family_page: [_copy(f, c) for f in families for c in f.copies],
        schema.episode: [_episode(e) for e in episodes],
        schema.statement: [_statement(places[one.id], one) | {"made_id": made_id} for one in change.statements],
        schema.link: [_link(one) | {"made_id": made_id} for one in change.links],
        schema.entity: [_entity(one) | {"made_id": made_id} for one in entities],
        schema.part: _parts(change.statements, change.entities, rows_of),
        schema.strand: [{"page_id": page, "data": pack(one)} for page, one in change.strands.items()],
    }
    _write(connection, key, rows)
    glance = glanced(connection, story.id, change.order, {page: row.published for page, row in rows_of.items()})
    connection.execute(
        update(schema.story).where(s.id == story.id).values(
            latest=_latest(rows_of), digest=pack(digested(story, glance, rows_of))
        )
    )  # fmt: skip


def _drop(connection: Connection, column: Column[str], story: str, ids: Iterable[str]) -> None:
    table = column.table
    for part in chunks(ids):
        connection.execute(delete(table).where(table.c.story_id == story, column.in_(part)))


def _changed(connection: Connection, column: Column[str], story: str, old: Sequence[F], new: Sequence[F]) -> list[F]:
    """Those of ``new`` that are not as they were; the rows of those and of what is gone are taken out."""
    before, after = {one.id: one for one in old}, {one.id: one for one in new}
    _drop(connection, column, story, [id for id, one in before.items() if after.get(id) != one])
    return [one for id, one in after.items() if before.get(id) != one]


def _ranked(connection: Connection, story: str, order: Sequence[str]) -> None:
    p = schema.story_page.c
    held = {row.page_id: row.rank for row in connection.execute(select(p.page_id, p.rank).where(p.story_id == story))}
    new = [{"story_id": story, "page_id": page, "rank": at} for at, page in enumerate(order) if page not in held]
    moved = [(at, page) for at, page in enumerate(order) if held.get(page, at) != at]
    if moved:
        where = (p.story_id == story, p.page_id == bindparam("page"))
        values = [{"page": page, "to": at} for at, page in moved]
        connection.execute(update(schema.story_page).where(*where).values(rank=bindparam("to")), values)
    if new:
        connection.execute(insert(schema.story_page), new)


def _entities(connection: Connection, story: str, entities: Sequence[Entity]) -> list[Entity]:
    """Those of ``entities`` that are not as they are stored; the rows of those and of what is gone are taken out."""
    e = schema.entity.c
    held = {row.id: row.data for row in connection.execute(select(e.id, e.data).where(e.story_id == story))}
    after = {one.id: one for one in entities}
    changed = [id for id, one in after.items() if held.get(id) != pack(one)]
    _drop(connection, e.id, story, [*(id for id in changed if id in held), *(held.keys() - after.keys())])
    return [after[id] for id in changed]


def _story(story: Story) -> dict[str, object]:
    begins = [e.begin for e in story.episodes if e.begin]
    untils = [e.until for e in story.episodes if e.until]
    times = {"begin": min(begins, default=None), "until": max(untils, default=None)}
    return {"title": legible(story.title), "data": pack(story), **times}


def _family(one: Family) -> dict[str, object]:
    return {"id": one.id, "origin": one.origin, "agency": one.agency}


def _copy(family: Family, one: Copy) -> dict[str, object]:
    return {"family_id": family.id, "page_id": one.page, "label": one.label}


def _episode(one: Episode) -> dict[str, object]:
    return {"id": one.id, "begin": one.begin, "until": one.until}


def _placed_anew(connection: Connection, story: str, change: Change) -> Mapping[str, int]:
    """Puts the statements that stay on pages whose statements change where they stand now."""
    t = schema.statement.c
    new = {one.id for one in change.statements}
    held: dict[str, int] = {}
    for part in chunks(id for id in change.places if id not in new):
        rows = connection.execute(select(t.id, t.place).where(t.story_id == story, t.id.in_(part)))
        held.update((row.id, row.place) for row in rows)
    moved = [{"id_": id, "to": change.places[id]} for id, at in held.items() if at != change.places[id]]
    if moved:
        where = (t.story_id == story, t.id == bindparam("id_"))
        connection.execute(update(schema.statement).where(*where).values(place=bindparam("to")), moved)
    return change.places


def _placed(statements: Iterable[Statement]) -> Iterator[tuple[int, Statement]]:
    """Each statement with its place on its page."""
    seen: Counter[str] = Counter()
    for one in statements:
        yield seen[one.page], one
        seen[one.page] += 1


def _rows(connection: Connection, story: Story) -> dict[str, Row]:
    a = schema.article.c
    query = select(a.page_id, a.published, a.title, a.lang, a.outlet).where(a.page_id.in_(story.pages))
    return {id: Row(*rest) for id, *rest in connection.execute(query)}


def _digested(story: Story, record: Record, rows: Mapping[str, Row]) -> dict[str, object]:
    return {"latest": _latest(rows), "digest": pack(digest(story, record, rows))}


def _latest(rows: Mapping[str, Row]) -> str | None:
    return max((row.published for row in rows.values() if row.published), default=None)


def _parts(
    statements: Iterable[Statement], entities: Iterable[Entity], rows: Mapping[str, Row]
) -> list[dict[str, object]]:
    return [
        {"statement_id": p.statement, "entity_id": p.entity, "role": p.role, "day": p.day or ""}
        for p in parts(statements, {e.id: e for e in entities}, rows)
    ]


def fill(connection: Connection) -> None:
    """What lists show, for stories stored by a meada that did not make it yet."""
    s = schema.story.c
    for id in connection.execute(select(s.id).where(s.digest.is_(None))).scalars().all():
        story, held = get(connection, id), record(connection, id)
        rows = _rows(connection, story)
        connection.execute(update(schema.story).where(s.id == id).values(**_digested(story, held, rows)))
        if found := _parts(held.statements, held.entities, rows):
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


def _link(one: Link) -> dict[str, object]:
    columns = {"id": one.id, "a": one.a, "b": one.b, "relation": one.relation, "level": one.level}
    return columns | {"data": pack(one)}


def _entity(one: Entity) -> dict[str, object]:
    return {"id": one.id, "type": one.type, "name": legible(one.name), "data": pack(one)}


def stories(connection: Connection, ids: Sequence[str] | None = None) -> Iterator[Story]:
    """All stories, or those of ``ids``, in order of their numbers."""
    s = schema.story.c
    query = select(s.data).order_by(s.number, s.id)
    for data in connection.execute(query if ids is None else query.where(s.id.in_(list(ids)))).scalars():
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
    if connection.execute(select(s.id).where(s.id == ref)).first():
        return [ref]
    query = select(s.id).where(s.id >= ref, s.id < ref + "\U0010ffff").order_by(s.id).limit(10)
    return list(connection.execute(query).scalars())


def get(connection: Connection, id: str) -> Story:
    """The story ``id``."""
    return unpack(connection.execute(select(schema.story.c.data).where(schema.story.c.id == id)).scalar_one(), Story)


def statements(connection: Connection, story: str | None = None) -> Iterator[Statement]:
    """The statements of ``story``, or of all stories, in the order of the record."""
    t, s, p = schema.statement.c, schema.story.c, schema.story_page.c
    query = select(t.data).join(schema.story, s.id == t.story_id)
    query = query.outerjoin(schema.story_page, and_(p.story_id == t.story_id, p.page_id == t.page_id))
    query = query.order_by(s.number, s.id, p.rank, t.place)
    for data in connection.execute(query if story is None else query.where(t.story_id == story)).scalars():
        yield unpack(data, Statement)


def links(connection: Connection, story: str | None = None) -> Iterator[Link]:
    """The links of ``story``, or of all stories, in the order of the record."""
    t, s = schema.link.c, schema.story.c
    query = select(t.data).join(schema.story, s.id == t.story_id).order_by(s.number, s.id, t.id)
    for data in connection.execute(query if story is None else query.where(t.story_id == story)).scalars():
        yield unpack(data, Link)


def record(connection: Connection, story: str, pages: Collection[str] | None = None) -> Record:
    """The record of ``story`` as it was stored, or what it has of ``pages``: their statements, the links that touch them,
    and the statements at the other end of those."""
    t = schema.entity.c
    entities = connection.execute(select(t.data).where(t.story_id == story).order_by(t.id)).scalars()
    told, tied = _of(connection, story, pages) if pages is not None else (None, None)
    return Record(
        story=story,
        statements=tuple(statements(connection, story) if told is None else told),
        links=tuple(links(connection, story) if tied is None else tied),
        entities=tuple(unpack(data, Entity) for data in entities),
    )


def _of(connection: Connection, story: str, pages: Collection[str]) -> tuple[list[Statement], list[Link]]:
    """The statements of ``pages`` in ``story`` and those they are tied to, in the order of the record, and their links."""
    t, k = schema.statement.c, schema.link.c
    found = _stated(connection, story, t.page_id, pages)
    tied: dict[str, Link] = {}
    for part in chunks(found):
        query = select(k.id, k.data).where(k.story_id == story, or_(k.a.in_(part), k.b.in_(part)))
        tied |= {row.id: unpack(row.data, Link) for row in connection.execute(query)}
    ends = {end for link in tied.values() for end in (link.a, link.b)}
    found |= _stated(connection, story, t.id, ends - found.keys())
    told = [one for *_, one in sorted(found.values(), key=lambda row: row[:2])]
    return told, [tied[id] for id in sorted(tied)]


def _stated(
    connection: Connection, story: str, column: Any, values: Collection[str]
) -> dict[str, tuple[int, int, Statement]]:
    """The statements of ``story`` whose ``column`` is one of ``values``, by id, with the rank of their page and their place."""
    t, p = schema.statement.c, schema.story_page.c
    found: dict[str, tuple[int, int, Statement]] = {}
    for part in chunks(values):
        query = select(t.id, p.rank, t.place, t.data).where(t.story_id == story, column.in_(part))
        query = query.join(schema.story_page, and_(p.story_id == t.story_id, p.page_id == t.page_id))
        for row in connection.execute(query):
            found[row.id] = row.rank, row.place, unpack(row.data, Statement)
    return found
