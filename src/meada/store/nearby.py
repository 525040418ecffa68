"""What a store holds around a passage: the statements of the articles nearest to it, with what a comparison needs."""

from __future__ import annotations

from collections.abc import Collection

import msgspec
from sqlalchemy import Connection, func, or_, select

from meada.reading.mention import Entity
from meada.record.link import Link
from meada.record.statement import Statement
from meada.store import clue, schema
from meada.store.codec import unpack

__all__ = ["Nearby", "PageLine", "nearby", "usual_language"]

_AT_ONCE = 400


class PageLine(msgspec.Struct, frozen=True, kw_only=True):
    """An article with the columns that say who published it and when, its copy family and its story."""

    label: str
    outlet: str | None
    published: str | None
    lang: str | None
    family: str
    story: str | None = None


class Nearby(msgspec.Struct, frozen=True, kw_only=True):
    """``pages`` by id, the nearest first; their ``statements``, the ``links`` that touch these, with the statements at the
    other end, and the ``entities`` in them. ``rarity`` says how much each key tells, ``searched`` how many pages there are."""

    pages: dict[str, PageLine]
    statements: tuple[Statement, ...]
    links: tuple[Link, ...]
    entities: tuple[Entity, ...]
    rarity: dict[str, float]
    searched: int


def nearby(connection: Connection, keys: Collection[str], most: int = 40) -> Nearby:
    """What stands in the ``most`` articles that share most of ``keys`` (`meada.store.clue.clues`)."""
    near = clue.near(connection, keys, most)
    t, k = schema.statement.c, schema.link.c
    own = _statements(connection, t.page_id, near)
    ids = {s.id for s in own}
    links = {
        one.id: one
        for part in _parts(sorted(ids))
        for data in connection.execute(select(k.data).where(or_(k.a.in_(part), k.b.in_(part)))).scalars()
        for one in (unpack(data, Link),)
    }
    others = _statements(connection, t.id, sorted({end for one in links.values() for end in (one.a, one.b)} - ids))
    statements = (*own, *others)
    total = connection.execute(select(func.count()).select_from(schema.article)).scalar_one()
    return Nearby(
        pages=_pages(connection, list(dict.fromkeys((*near, *(s.page for s in others))))),
        statements=statements,
        links=tuple(links[id] for id in sorted(links)),
        entities=_entities(connection, statements),
        rarity=clue.rarity(connection, keys),
        searched=total,
    )


def usual_language(connection: Connection) -> str | None:
    """The language of most articles."""
    a = schema.article.c
    query = select(a.lang).where(a.lang.is_not(None)).group_by(a.lang).order_by(func.count().desc(), a.lang)
    return connection.execute(query.limit(1)).scalar()


def _statements(connection: Connection, column: object, values: list[str]) -> list[Statement]:
    t = schema.statement.c
    found: dict[str, Statement] = {}
    for part in _parts(values):
        query = select(t.id, t.data).where(column.in_(part)).order_by(t.page_id, t.place)  # type: ignore[attr-defined]
        found.update((row.id, unpack(row.data, Statement)) for row in connection.execute(query))
    return list(found.values())


def _pages(connection: Connection, ids: list[str]) -> dict[str, PageLine]:
    a, f, s = schema.article.c, schema.family_page.c, schema.story_page.c
    found: dict[str, PageLine] = {}
    for part in _parts(ids):
        family = dict(connection.execute(select(f.page_id, f.family_id).where(f.page_id.in_(part))).all())
        story = dict(connection.execute(select(s.page_id, s.story_id).where(s.page_id.in_(part))).all())
        query = select(a.page_id, a.number, a.outlet, a.published, a.lang, a.data).where(a.page_id.in_(part))
        for row in connection.execute(query):
            found[row.page_id] = PageLine(
                label=f"A{row.number}", outlet=_outlet(row.data) or row.outlet, published=row.published, lang=row.lang,
                family=family.get(row.page_id, row.page_id), story=story.get(row.page_id),
            )  # fmt: skip
    return {id: found[id] for id in ids if id in found}


def _outlet(data: bytes) -> str | None:
    from meada.article.article import Article

    outlet = unpack(data, Article).outlet
    return outlet.name if outlet and not outlet.hypothesis else None


def _entities(connection: Connection, statements: Collection[Statement]) -> tuple[Entity, ...]:
    wanted = {p.entity for s in statements for p in s.participants}
    wanted |= {step.entity for s in statements for step in s.chain if step.entity}
    e = schema.entity.c
    found: dict[str, Entity] = {}
    for part in _parts(sorted(wanted)):
        for data in connection.execute(select(e.data).where(e.id.in_(part)).order_by(e.story_id)).scalars():
            entity = unpack(data, Entity)
            found.setdefault(entity.id, entity)
    return tuple(found[id] for id in sorted(found))


def _parts(values: list[str]) -> list[list[str]]:
    return [values[at : at + _AT_ONCE] for at in range(0, len(values), _AT_ONCE)]
