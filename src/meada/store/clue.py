"""What an article can be found by when a passage is checked: stems of its words, states and figures."""

from __future__ import annotations

import math
from collections.abc import Collection

from sqlalchemy import Connection, Select, delete, func, insert, select

from meada.page.page import READ, Page
from meada.reading.reading import Reading
from meada.record.side import stems
from meada.store import schema
from meada.store.codec import legible, unpack

__all__ = ["clues", "complete", "missing", "near", "put", "rarity"]

_COMMON = 0.1
"""Share of all articles from which on a key tells too little to fetch its articles, where rarer keys are there."""
_FEW = 200
"""Articles up to which no key is too common."""
_AT_ONCE = 400
"""Values in one query: SQLite takes 999 parameters at least."""


def clues(page: Page, reading: Reading) -> frozenset[str]:
    """The keys of a page: stems of the words in its read blocks, ``@PRK`` for a state it speaks of (by whatever name), and
    ``#600`` for a figure. Pages in several languages share the last two."""
    words = {stem for block in page.blocks if block.role in READ for stem in stems(block.span.of(page.text))}
    states = {f"@{entity.country}" for entity in reading.entities if entity.country}
    numbers = {f"#{figure.value:g}" for figure in reading.figures if figure.value is not None}
    return frozenset(legible(key) for key in words | states | numbers)


def put(connection: Connection, page: Page, reading: Reading) -> None:
    """Puts the keys of a stored page in the place of those it had."""
    a, c = schema.article.c, schema.clue.c
    number = connection.execute(select(a.number).where(a.page_id == page.capture)).scalar_one()
    connection.execute(delete(schema.clue).where(c.number == number))
    keys = ["", *sorted(clues(page, reading) - {""})]
    connection.execute(insert(schema.clue), [{"key": key, "number": number} for key in keys])


def complete(connection: Connection) -> int:
    """Puts the keys of articles that an older version stored without any; gives how many there were."""
    without = connection.execute(_without()).scalars().all()
    for page_id in without:
        pages = select(schema.page.c.data).where(schema.page.c.id == page_id)
        readings = select(schema.reading.c.data).where(schema.reading.c.page_id == page_id)
        page = unpack(connection.execute(pages).scalar_one(), Page)
        put(connection, page, unpack(connection.execute(readings).scalar_one(), Reading))
    return len(without)


def missing(connection: Connection) -> bool:
    """True where some article has no keys yet."""
    return connection.execute(_without().limit(1)).first() is not None


def _without() -> Select[tuple[str]]:
    a, c = schema.article.c, schema.clue.c
    known = select(c.number).where(c.key == "")
    return select(a.page_id).where(a.number.not_in(known)).order_by(a.number)


def rarity(connection: Connection, keys: Collection[str]) -> dict[str, float]:
    """How much each key tells: the logarithm of all articles over those that have it, at least a little."""
    c = schema.clue.c
    total = connection.execute(select(func.count()).select_from(schema.article)).scalar_one()
    held: dict[str, int] = dict.fromkeys(keys, 0)
    for part in _parts(sorted(keys)):
        query = select(c.key, func.count()).where(c.key.in_(part)).group_by(c.key)
        held.update((key, n) for key, n in connection.execute(query).all())
    return {key: math.log((total + 1) / (max(n, 1) + 0.5)) + 0.1 for key, n in held.items()}


def near(connection: Connection, keys: Collection[str], most: int = 40) -> list[str]:
    """The pages whose keys tell most of ``keys``, the best first. Keys that a tenth of a large store holds are not looked
    up unless no other is there, so the work does not grow with what is common."""
    weights = rarity(connection, keys)
    total = connection.execute(select(func.count()).select_from(schema.article)).scalar_one()
    floor = math.log(1 / _COMMON) if total > _FEW else 0.0
    telling = [key for key in sorted(keys) if weights[key] > floor] or sorted(keys)
    a, c = schema.article.c, schema.clue.c
    score: dict[int, float] = {}
    for part in _parts(telling):
        for key, number in connection.execute(select(c.key, c.number).where(c.key.in_(part))).all():
            score[number] = score.get(number, 0.0) + weights[key]
    best = sorted(score, key=lambda n: (-score[n], n))[:most]
    if not best:
        return []
    named = dict(connection.execute(select(a.number, a.page_id).where(a.number.in_(best))).all())
    return [named[number] for number in best if number in named]


def _parts(keys: list[str]) -> list[list[str]]:
    return [keys[at : at + _AT_ONCE] for at in range(0, len(keys), _AT_ONCE)]
