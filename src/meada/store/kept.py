"""A record as the store keeps it, read as far as it is asked for: what `meada.record.grow` grows."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence, Set
from functools import cached_property

from sqlalchemy import Connection, or_, select

from meada.reading.mention import Entity
from meada.record.link import Link, Relation
from meada.record.statement import Statement
from meada.record.strand import Strand
from meada.store import schema
from meada.store.codec import unpack
from meada.store.trace import chunks

__all__ = ["Kept"]


class Kept:
    """The record of ``story``, as of one transaction."""

    def __init__(self, connection: Connection, story: str) -> None:
        self._db, self._story = connection, story

    def strands(self) -> Mapping[str, Strand]:
        """The strand of each page that has one."""
        return self._strands

    @cached_property
    def _strands(self) -> dict[str, Strand]:
        t = schema.strand.c
        rows = self._db.execute(select(t.page_id, t.data).where(t.story_id == self._story))
        return {row.page_id: unpack(row.data, Strand) for row in rows}

    def entities(self) -> Mapping[str, Entity]:
        """The entities by their ids."""
        return self._entities

    @cached_property
    def _entities(self) -> dict[str, Entity]:
        t = schema.entity.c
        rows = self._db.execute(select(t.id, t.data).where(t.story_id == self._story))
        return {row.id: unpack(row.data, Entity) for row in rows}

    def statements(self, ids: Collection[str]) -> Mapping[str, Statement]:
        """Statements by their ids."""
        t = schema.statement.c
        out: dict[str, Statement] = {}
        for part in chunks(ids):
            rows = self._db.execute(select(t.id, t.data).where(t.story_id == self._story, t.id.in_(part)))
            out.update((row.id, unpack(row.data, Statement)) for row in rows)
        return out

    def links(self, ids: Collection[str], relation: Relation | None = None) -> Sequence[Link]:
        """The links, or those of ``relation``, that any of the statements ``ids`` stands in."""
        t = schema.link.c
        out: dict[str, Link] = {}
        for part in chunks(ids):
            wanted = [t.story_id == self._story, or_(t.a.in_(part), t.b.in_(part))]
            if relation is not None:
                wanted.append(t.relation == relation)
            rows = self._db.execute(select(t.id, t.data).where(*wanted))
            out.update((row.id, unpack(row.data, Link)) for row in rows)
        return list(out.values())

    def updates(self, pairs: Set[tuple[str, str]]) -> Sequence[Link]:
        """The updates that stand between the two of any of ``pairs``, the earlier first."""
        t = schema.link.c
        out: list[Link] = []
        for part in chunks({a for a, _ in pairs}):
            wanted = (t.story_id == self._story, t.relation == "updates", t.a.in_(part))
            rows = self._db.execute(select(t.a, t.b, t.data).where(*wanted))
            out += [unpack(row.data, Link) for row in rows if (row.a, row.b) in pairs]
        return out
