"""People and organisations over all stories: what they go by, their offices, and the statements they stand in."""

from __future__ import annotations

from collections import Counter
from typing import Literal

import msgspec
from sqlalchemy import Engine, func, select

from meada.errors import NotFoundError
from meada.reading.mention import Entity
from meada.record.statement import Statement
from meada.store import schema
from meada.store.codec import unpack
from meada.store.engine import reading
from meada.store.shelf import called

__all__ = ["Cast", "Figure", "Office", "Role", "Scene"]

Role = Literal["says", "does", "told", "accused"]
"""See `meada.record.digest.Part`."""

_FORMS = 60


class Office(msgspec.Struct, frozen=True, kw_only=True):
    """A title as pages give it: how many do, and when they were published, ISO 8601."""

    words: str
    pages: int
    first: str | None
    last: str | None


class Scene(msgspec.Struct, frozen=True, kw_only=True):
    """A statement that somebody stands in, with its article's label and its story's number."""

    statement: Statement
    label: str
    lang: str | None
    outlet: str | None
    published: str | None
    story: int


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody: ``names`` are the forms found in the pages, the commonest first; ``roles`` how many statements there are in
    each; ``stories`` the numbers and titles of the latest stories; ``person`` is true when any story takes it for one."""

    entity: Entity
    names: tuple[str, ...]
    offices: tuple[Office, ...]
    roles: dict[str, int]
    stories: tuple[tuple[int, str], ...]
    person: bool

    @property
    def public(self) -> bool:
        """True for those who act in public: bodies, states, and people with an office. No page is made of others."""
        return not self.person or bool(self.offices)


class Cast:
    """Everybody in one store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def public(self, ids: list[str]) -> set[str]:
        """Those of ``ids`` that have an office."""
        o = schema.office.c
        out: set[str] = set()
        with reading(self._engine) as connection:
            for at in range(0, len(ids), 500):
                query = select(o.entity_id).where(o.entity_id.in_(ids[at : at + 500])).distinct()
                out |= set(connection.execute(query).scalars())
        return out

    def known(self, ids: list[str]) -> set[str]:
        """Those of ``ids`` that stand in a story."""
        e = schema.entity.c
        out: set[str] = set()
        with reading(self._engine) as connection:
            for at in range(0, len(ids), 500):
                out |= set(connection.execute(select(e.id).where(e.id.in_(ids[at : at + 500])).distinct()).scalars())
        return out

    def names(self, ids: list[str]) -> dict[str, str]:
        """What those of ``ids`` that stand in a story are called."""
        e = schema.entity.c
        out: dict[str, str] = {}
        with reading(self._engine) as connection:
            for at in range(0, len(ids), 500):
                query = select(e.id, func.min(e.name)).where(e.id.in_(ids[at : at + 500])).group_by(e.id)
                out |= {str(id): str(name) for id, name in connection.execute(query)}
        return out

    def figure(self, id: str) -> Figure:
        """Who ``id`` is; raises `NotFoundError`."""
        e, s, p = schema.entity.c, schema.story.c, schema.part.c
        with reading(self._engine) as connection:
            rows = connection.execute(
                select(e.data, s.number, s.title)
                .join(schema.story, s.id == e.story_id)
                .where(e.id == id)
                .order_by(s.latest.desc())
                .limit(_FORMS)
            ).all()
            if not rows:
                raise NotFoundError(
                    "nobody here has the id “{id}”", next="names lead to their pages from a story", id=id
                )
            counted = select(p.role, func.count()).where(p.entity_id == id).group_by(p.role)
            roles = {str(role): int(n) for role, n in connection.execute(counted)}
            offices = self._offices(id)
        found = [unpack(row.data, Entity) for row in rows]
        names = Counter(name for entity in found for name in (entity.names or (entity.name,)))
        return Figure(
            entity=found[0],
            names=tuple(name for name, _ in names.most_common(12)),
            offices=offices,
            roles=roles,
            person=any(entity.type == "person" for entity in found),
            stories=tuple((int(row.number), str(row.title)) for row in rows[:8]),
        )

    def _offices(self, id: str) -> tuple[Office, ...]:
        o, a = schema.office.c, schema.article.c
        query = (
            select(o.words, func.count(o.page_id.distinct()), func.min(a.published), func.max(a.published))
            .join(schema.article, a.page_id == o.page_id)
            .where(o.entity_id == id)
            .group_by(o.words)
            .order_by(func.count().desc(), o.words)
            .limit(12)
        )
        with reading(self._engine) as connection:
            return tuple(
                Office(words=row[0], pages=row[1], first=row[2], last=row[3]) for row in connection.execute(query)
            )

    def scenes(self, id: str, role: Role, *, offset: int = 0, limit: int = 12) -> list[Scene]:
        """The statements that ``id`` stands in as ``role``, the newest first."""
        p, t, a, s = schema.part.c, schema.statement.c, schema.article.c, schema.story.c
        chosen = (
            select(p.story_id, p.statement_id, p.day)
            .where(p.entity_id == id, p.role == role)
            .order_by(p.day.desc(), p.statement_id)
            .offset(offset)
            .limit(limit)
            .subquery()
        )
        query = (
            select(
                t.data,
                a.number,
                a.lang,
                func.coalesce(called("outlet"), a.outlet).label("outlet"),
                a.published,
                s.number.label("story"),
            )
            .select_from(chosen)
            .join(schema.statement, (t.story_id == chosen.c.story_id) & (t.id == chosen.c.statement_id))
            .join(schema.article, a.page_id == t.page_id)
            .join(schema.story, s.id == t.story_id)
            .order_by(chosen.c.day.desc(), chosen.c.statement_id)
        )
        with reading(self._engine) as connection:
            return [
                Scene(
                    statement=unpack(row.data, Statement),
                    label=f"A{row.number}",
                    lang=row.lang,
                    outlet=row.outlet,
                    published=row.published,
                    story=row.story,
                )
                for row in connection.execute(query)
            ]
