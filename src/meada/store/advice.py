"""What may be worth reading next on this installation, each with the reason why. Only openings of articles are known."""

from __future__ import annotations

from typing import Literal

import msgspec
from sqlalchemy import Connection, Engine, func, select

from meada.store import schema
from meada.store.engine import reading

__all__ = ["Advice", "advise"]

_OPENED = 40
"""The articles opened most that are looked at."""

_NEAR = 200
"""Articles of their stories that are looked at."""


class Advice(msgspec.Struct, frozen=True, kw_only=True):
    """An article (its ``label``, title and language), and why: it is of the same ``story`` as ``seen``, which was opened here
    and is no copy of it; or ``name``, who speaks in ``seen``, speaks in it too, of another matter (``voice``)."""

    label: str
    title: str | None
    lang: str | None
    why: Literal["story", "voice"]
    seen: str
    name: str | None = None


def advise(engine: Engine, *, limit: int = 4) -> list[Advice]:
    """At most ``limit`` articles that were not opened, those of stories that were read first, one a story. Empty where
    nothing was opened."""
    v, a = schema.visit.c, schema.article.c
    with reading(engine) as connection:
        query = select(v.page_id, a.number).join(schema.article, a.page_id == v.page_id).order_by(v.times.desc())
        opened = {str(page): f"A{number}" for page, number in connection.execute(query.limit(_OPENED))}
        if not opened:
            return []
        found = _of_stories(connection, opened, limit)
        return found + _of_voices(connection, opened, limit - len(found)) if len(found) < limit else found


def _of_stories(connection: Connection, opened: dict[str, str], limit: int) -> list[Advice]:
    m, a, f = schema.story_page.c, schema.article.c, schema.family_page.c
    places = select(m.story_id, m.page_id).where(m.page_id.in_(list(opened)))
    read: dict[str, str] = {row.story_id: row.page_id for row in connection.execute(places)}
    copied = set(connection.execute(select(f.family_id).where(f.page_id.in_(list(opened)))).scalars())
    seen = select(schema.visit.c.page_id)
    query = (
        select(m.story_id, a.number, a.title, a.lang, f.family_id)
        .join(schema.article, a.page_id == m.page_id)
        .outerjoin(schema.family_page, (f.page_id == m.page_id) & (f.story_id == m.story_id))
        .where(m.story_id.in_(list(read)), m.page_id.not_in(seen))
        .order_by(a.published.desc().nulls_last(), a.number.desc())
        .limit(_NEAR)
    )
    out: dict[str, Advice] = {}
    for story, number, title, lang, family in connection.execute(query):
        if story not in out and (family is None or family not in copied) and len(out) < limit:
            out[story] = Advice(
                label=f"A{number}", title=title, lang=lang, why="story", seen=opened[read[story]]
            )  # fmt: skip
    return list(out.values())


def _of_voices(connection: Connection, opened: dict[str, str], limit: int) -> list[Advice]:
    p, t, o, m, e = schema.part.c, schema.statement.c, schema.office.c, schema.story_page.c, schema.entity.c
    read = select(m.story_id).where(m.page_id.in_(list(opened)))
    query = (
        select(p.entity_id, func.min(t.page_id))
        .join(schema.statement, (t.story_id == p.story_id) & (t.id == p.statement_id))
        .where(t.page_id.in_(list(opened)), p.role == "says", p.entity_id.in_(select(o.entity_id)))
        .group_by(p.entity_id)
        .order_by(func.count().desc(), p.entity_id)
        .limit(limit)
    )
    out: dict[str, Advice] = {}
    for entity, page in connection.execute(query).all():
        newest = (
            select(t.page_id, e.name)
            .select_from(schema.part)
            .join(schema.statement, (t.story_id == p.story_id) & (t.id == p.statement_id))
            .join(schema.entity, (e.story_id == p.story_id) & (e.id == p.entity_id))
            .where(p.entity_id == entity, p.role == "says", p.story_id.not_in(read))
            .where(t.page_id.not_in(select(schema.visit.c.page_id)))
            .order_by(p.day.desc(), p.statement_id)
            .limit(1)
        )
        row = connection.execute(newest).first()
        if row is not None and row.page_id not in out:
            out[row.page_id] = _told(connection, row.page_id, opened[page], str(row.name))
    return list(out.values())


def _told(connection: Connection, page: str, seen: str, name: str) -> Advice:
    a = schema.article.c
    row = connection.execute(select(a.number, a.title, a.lang).where(a.page_id == page)).one()
    return Advice(label=f"A{row.number}", title=row.title, lang=row.lang, why="voice", seen=seen, name=name)
