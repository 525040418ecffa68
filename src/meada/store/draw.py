"""Samples of audits as they were drawn: what was begun can be gone on with, by the same person or another."""

from __future__ import annotations

from typing import TypeVar

import msgspec
from sqlalchemy import Engine, insert, select

from meada.errors import NotFoundError
from meada.store import schema
from meada.store.codec import pack, unpack
from meada.store.engine import reading, writing
from meada.store.entry import now

__all__ = ["Draw", "Draws"]

T = TypeVar("T")


class Draw(msgspec.Struct, frozen=True, kw_only=True):
    """One sample: of which ``kind`` of item, by which ``seed``, when (ISO 8601, UTC) and by whom."""

    id: int
    kind: str
    seed: int
    at: str
    who: str | None = None


class Draws:
    """The samples of one store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def every(self) -> list[Draw]:
        """All of them, the newest first."""
        d = schema.draw.c
        query = select(d.id, d.kind, d.seed, d.at, d.who).order_by(d.id.desc())
        with reading(self._engine) as connection:
            return [Draw(**row) for row in connection.execute(query).mappings()]

    def keep(self, kind: str, seed: int, items: object, who: str | None = None) -> int:
        """Keeps a sample and gives its number."""
        values = {"kind": kind, "seed": seed, "at": now(), "who": who, "data": pack(items)}
        with writing(self._engine) as connection:
            made = connection.execute(insert(schema.draw).values(**values)).inserted_primary_key
        assert made is not None
        return int(made[0])

    def get(self, id: int, items: type[T]) -> tuple[Draw, T]:
        """The sample of that number with what was drawn, as a value of the type ``items``; raises `NotFoundError`."""
        d = schema.draw.c
        with reading(self._engine) as connection:
            row = connection.execute(select(schema.draw).where(d.id == id)).mappings().first()
        if row is None:
            raise NotFoundError("no sample {ref}", next="draw one: /auditoria", ref=id)
        values = {str(key): value for key, value in row.items() if key != "data"}
        return Draw(**values), unpack(row["data"], items)
