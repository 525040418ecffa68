"""Vectors of articles as the store keeps them, each of one encoder, and the mean of each language: none is made twice."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np
from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from meada.store import schema
from meada.store.trace import UNDATED, around, chunks, home
from meada.story.neighbour import Vector
from meada.story.told import Told
from meada.story.vector import Means, Sum, Vectors, told_text
from meada.story.weight import Weights

__all__ = ["Meanings", "forget", "held", "woven_with"]

_KEPT = "vectors"
"""The setting of a store that says which encoder's vectors its episodes were made with."""
_FAR = 5000
"""An article without a date is compared by vectors with the latest blocks that hold so many, and no more."""


class Meanings:
    """The vectors of ``encoder`` that are kept, inside one transaction.

    They are kept as they came, in half precision, and compared less the mean of their language as it is now.
    """

    def __init__(self, connection: Connection, encoder: Vectors, w: Weights) -> None:
        self._db, self._encoder, self._w = connection, encoder, w
        self._means: Means | None = None
        self._blocks: dict[int, _Block] = {}

    def of(self, told: Sequence[Told]) -> dict[str, Vector]:
        """The vectors of articles by id; those not kept yet are made, kept, and counted in the mean of their language."""
        v = schema.vector.c
        out: dict[str, Vector] = {}
        for part in chunks(one.id for one in told):
            query = select(v.page_id, v.data).where(v.page_id.in_(part), v.model == self._encoder.id)
            out.update((row.page_id, _vector(row.data)) for row in self._db.execute(query))
        missing = [one for one in told if one.id not in out]
        if missing:
            out |= self._make(missing)
        return out

    def _make(self, told: Sequence[Told]) -> dict[str, Vector]:
        made = self._encoder.encode([told_text(one.title, one.body) for one in told])
        out: dict[str, Vector] = {}
        means = Means()
        for one, found in zip(told, made, strict=True):
            data = np.asarray(found, np.float16).tobytes()
            lang = one.article.lang or ""
            row = {"page_id": one.id, "model": self._encoder.id, "lang": lang, "block": home(one, self._w)}
            self._db.execute(insert(schema.vector).values(**row, data=data))
            out[one.id] = _vector(data)
            means.add(lang, out[one.id])
        for lang in means.languages():
            _count(self._db, self._encoder.id, lang, *means.total(lang))
        self._means = None
        self._blocks.clear()
        return out

    def near(self, one: Told, vector: Vector, least: float) -> dict[int, float]:
        """The placed articles in the days around ``one`` whose centred vectors have a cosine above ``least`` with its own
        ``vector``, with that cosine."""
        means = self._known()
        mine = means.centre(one.article.lang or "", vector)
        out: dict[int, float] = {}
        for block in self._around(home(one, self._w)):
            found = self._block(block)
            dots = found @ mine
            out.update((found.numbers[at], float(dots[at])) for at in np.flatnonzero(dots > least).tolist())
        return out

    def placed(self, one: Told, number: int, vector: Vector) -> None:
        """Tells that an article has got its number: it is among those that are compared from now on."""
        block = self._blocks.get(home(one, self._w))
        if block is not None:
            block.add(number, self._known().centre(one.article.lang or "", vector))

    def _known(self) -> Means:
        if self._means is None:
            m = schema.mean.c
            self._means = Means()
            for row in self._db.execute(select(m.lang, m.n, m.data).where(m.model == self._encoder.id)):
                self._means.load(row.lang, np.frombuffer(row.data, np.float64), row.n)
        return self._means

    def _around(self, block: int) -> Iterable[int]:
        if block != UNDATED:
            return around(block)
        v = schema.vector.c
        query = select(v.block, func.count()).where(v.model == self._encoder.id).group_by(v.block)
        out, n = [UNDATED], 0
        for near, size in self._db.execute(query.order_by(v.block.desc())).all():
            if near != UNDATED and n < _FAR:
                out.append(near)
                n += size
        return out

    def _block(self, block: int) -> _Block:
        if block not in self._blocks:
            v, t = schema.vector.c, schema.trace.c
            query = select(t.number, v.lang, v.data).join(schema.trace, t.page_id == v.page_id)
            found = self._db.execute(query.where(v.model == self._encoder.id, v.block == block).order_by(t.number))
            self._blocks[block] = made = _Block()
            means = self._known()
            for row in found:
                made.add(row.number, means.centre(row.lang, _vector(row.data)))
        return self._blocks[block]


class _Block:
    """The centred vectors of some days in one array that doubles as it fills."""

    def __init__(self) -> None:
        self.numbers: list[int] = []
        self.rows: Vector = np.zeros((0, 0), np.float32)

    def add(self, number: int, vector: Vector) -> None:
        n = len(self.numbers)
        if n >= len(self.rows):
            grown = np.zeros((max(64, 2 * n), len(vector)), np.float32)
            grown[:n] = self.rows[:n] if n else 0
            self.rows = grown
        self.rows[n] = vector
        self.numbers.append(number)

    def __matmul__(self, vector: Vector) -> Vector:
        return self.rows[: len(self.numbers)] @ vector if self.numbers else np.zeros(0, np.float32)


def forget(connection: Connection, ids: Collection[str]) -> None:
    """Takes the vectors of articles out, of whatever encoder, and out of the means."""
    v = schema.vector.c
    for part in chunks(ids):
        query = select(v.model, v.lang, v.data).where(v.page_id.in_(part))
        for row in connection.execute(query).all():
            _count(connection, row.model, row.lang, -_vector(row.data).astype(np.float64), -1)
        connection.execute(delete(schema.vector).where(v.page_id.in_(part)))


def held(connection: Connection) -> Mapping[str, int]:
    """How many articles have vectors, by encoder."""
    v = schema.vector.c
    query = select(v.model, func.count()).group_by(v.model).order_by(v.model)
    return {row.model: row[1] for row in connection.execute(query)}


def woven_with(connection: Connection, model: str | None = None) -> str:
    """The encoder whose vectors the episodes were made with, "" for none; it is ``model`` from now on where that is given."""
    s = schema.setting.c
    if model is not None:
        connection.execute(delete(schema.setting).where(s.name == _KEPT))
        connection.execute(insert(schema.setting).values(name=_KEPT, value=model))
        return model
    return connection.execute(select(s.value).where(s.name == _KEPT)).scalar() or ""


def _vector(data: bytes) -> Vector:
    return np.frombuffer(data, np.float16).astype(np.float32)


def _count(connection: Connection, model: str, lang: str, total: Sum, n: int) -> None:
    """Adds ``n`` vectors, whose sum is ``total``, to the mean of a language."""
    m = schema.mean.c
    own: tuple[ColumnElement[bool], ...] = (m.model == model, m.lang == lang)
    row = connection.execute(select(m.n, m.data).where(*own)).first()
    if row is None:
        data = np.asarray(total, np.float64).tobytes()
        connection.execute(insert(schema.mean).values(model=model, lang=lang, n=n, data=data))
    elif row.n + n <= 0:
        connection.execute(delete(schema.mean).where(*own))
    else:
        data = (np.frombuffer(row.data, np.float64) + total).tobytes()
        connection.execute(update(schema.mean).where(*own).values(n=row.n + n, data=data))
