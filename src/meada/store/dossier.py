"""Dossiers: passages that people chose, in an order of their own, with notes. What is taken out can be put back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, func, insert, select, update

from meada.anchor import Quote
from meada.errors import JudgementError, NotFoundError
from meada.store import schema
from meada.store.codec import legible, pack, unpack
from meada.store.engine import reading, writing
from meada.store.entry import now

__all__ = ["Chosen", "Dossier", "Dossiers"]

LONGEST = 10_000
"""Characters of a note that are kept."""


class Chosen(msgspec.Struct, frozen=True, kw_only=True):
    """A passage in a dossier: the article it was taken from (``page``, and its ``label`` then), its ``quotes`` in the order of
    the text, the ``item`` it is (a statement or an item of a reading; None for words that somebody selected), and a ``note``
    with the ``version`` that its next change must name. ``gone_at`` is when it was taken out, ISO 8601 in UTC."""

    id: int
    page: str
    label: str
    quotes: tuple[Quote, ...]
    item: str | None = None
    note: str = ""
    version: int = 0
    who: str | None = None
    at: str
    gone_at: str | None = None

    @property
    def words(self) -> str:
        """The quoted words on one line, parts joined by an ellipsis."""
        return " … ".join(" ".join(quote.words.split()) for quote in self.quotes)


class Dossier(msgspec.Struct, frozen=True, kw_only=True):
    """A dossier by its number: its name, who began it and when (ISO 8601, UTC), and how many passages it holds."""

    id: int
    name: str
    at: str
    passages: int
    who: str | None = None
    gone_at: str | None = None


class Dossiers:
    """The dossiers of one store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def every(self, *, gone: bool = False) -> list[Dossier]:
        """All that are there, the newest first; with ``gone``, those that were taken away."""
        with reading(self._engine) as connection:
            rows = connection.execute(_dossiers(gone).order_by(schema.dossier.c.id.desc())).mappings()
            return [Dossier(**row) for row in rows]

    def get(self, id: int) -> Dossier:
        """The dossier of that number, taken away or not; raises `NotFoundError`."""
        with reading(self._engine) as connection:
            row = connection.execute(_dossiers(None).where(schema.dossier.c.id == id)).mappings().first()
        if row is None:
            raise NotFoundError("no dossier {ref}", next="the dossiers there are: /d", ref=id)
        return Dossier(**row)

    def make(self, name: str, who: str | None = None) -> Dossier:
        """A new dossier called ``name``."""
        with writing(self._engine) as connection:
            made = connection.execute(
                insert(schema.dossier).values(name=legible(name), who=who and legible(who), at=now())
            ).inserted_primary_key
        assert made is not None
        return self.get(int(made[0]))

    def rename(self, id: int, name: str) -> None:
        """Calls it ``name``."""
        self._set(id, name=legible(name))

    def drop(self, id: int) -> None:
        """Takes it away; `restore` brings it back as it was."""
        self._set(id, gone_at=now())

    def restore(self, id: int) -> None:
        """Brings back a dossier that was taken away."""
        self._set(id, gone_at=None)

    def _set(self, id: int, **values: Any) -> None:
        self.get(id)
        with writing(self._engine) as connection:
            connection.execute(update(schema.dossier).where(schema.dossier.c.id == id).values(**values))

    def passages(self, id: int, *, gone: bool = False) -> list[Chosen]:
        """The passages of a dossier in its order; with ``gone``, those that were taken out."""
        c = schema.chosen.c
        query = _chosen().where(c.dossier_id == id, c.gone_at.is_not(None) if gone else c.gone_at.is_(None))
        with reading(self._engine) as connection:
            return [_passage(row) for row in connection.execute(query.order_by(c.place, c.id)).mappings()]

    def add(
        self,
        id: int,
        page: str,
        label: str,
        quotes: Sequence[Quote],
        *,
        item: str | None = None,
        who: str | None = None,
    ) -> Chosen:
        """Puts a passage at the end; the same words of the same page are there once, and come back where they were out."""
        c, data = schema.chosen.c, pack(tuple(quotes))
        self.get(id)
        with writing(self._engine) as connection:
            here = (c.dossier_id == id, c.page == page, c.data == data)
            found: int | None = connection.execute(select(c.id).where(*here)).scalar()
            if found is not None:
                connection.execute(update(schema.chosen).where(c.id == found).values(gone_at=None))
            else:
                last = connection.execute(select(func.max(c.place)).where(c.dossier_id == id)).scalar() or 0
                values = {"dossier_id": id, "place": last + 1, "page": page, "label": label, "item": item, "data": data}
                made = connection.execute(
                    insert(schema.chosen).values(**values, note="", version=0, who=who and legible(who), at=now())
                ).inserted_primary_key
                assert made is not None
                found = int(made[0])
            return _one(connection, id, found)

    def note(self, id: int, passage: int, text: str, version: int) -> Chosen:
        """Writes the note of a passage. ``version`` is the one that was read: raises `JudgementError` where somebody changed
        the note since, and changes nothing."""
        c = schema.chosen.c
        with writing(self._engine) as connection:
            held = _one(connection, id, passage)
            if held.version != version and held.note != text:
                raise JudgementError(
                    "somebody changed this note while you were writing", next="read both, and save yours again"
                )
            values = {"note": legible(text[:LONGEST]), "version": held.version + (held.note != text)}
            connection.execute(update(schema.chosen).where(c.id == passage).values(**values))
            return _one(connection, id, passage)

    def move(self, id: int, passage: int, by: int) -> None:
        """Moves a passage ``by`` places: below zero towards the beginning. It stops at the ends."""
        c = schema.chosen.c
        with writing(self._engine) as connection:
            _one(connection, id, passage)
            rows = connection.execute(
                select(c.id).where(c.dossier_id == id, c.gone_at.is_(None)).order_by(c.place, c.id)
            ).scalars()
            order = list(rows)
            if passage not in order:
                return
            to = min(len(order) - 1, max(0, order.index(passage) + by))
            order.remove(passage)
            order.insert(to, passage)
            for place, one in enumerate(order, 1):
                connection.execute(update(schema.chosen).where(c.id == one).values(place=place))

    def take_out(self, id: int, passage: int) -> None:
        """Takes a passage out; `put_back` puts it where it was."""
        self._mark(id, passage, now())

    def put_back(self, id: int, passage: int) -> None:
        """Puts back a passage that was taken out."""
        self._mark(id, passage, None)

    def _mark(self, id: int, passage: int, at: str | None) -> None:
        c = schema.chosen.c
        with writing(self._engine) as connection:
            _one(connection, id, passage)
            connection.execute(update(schema.chosen).where(c.id == passage).values(gone_at=at))


def _dossiers(gone: bool | None) -> Any:
    d, c = schema.dossier.c, schema.chosen.c
    held = select(func.count()).where(c.dossier_id == d.id, c.gone_at.is_(None)).scalar_subquery().label("passages")
    query = select(d.id, d.name, d.who, d.at, d.gone_at, held)
    return query if gone is None else query.where(d.gone_at.is_not(None) if gone else d.gone_at.is_(None))


def _chosen() -> Any:
    c = schema.chosen.c
    return select(c.id, c.page, c.label, c.item, c.data, c.note, c.version, c.who, c.at, c.gone_at)


def _passage(row: Any) -> Chosen:
    values = {str(key): value for key, value in row.items() if key != "data"}
    return Chosen(**values, quotes=unpack(row["data"], tuple[Quote, ...]))


def _one(connection: Connection, id: int, passage: int) -> Chosen:
    c = schema.chosen.c
    row = connection.execute(_chosen().where(c.id == passage, c.dossier_id == id)).mappings().first()
    if row is None:
        raise NotFoundError("no passage {ref} in this dossier", next="open the dossier", ref=passage)
    return _passage(row)
