"""Marks of an audit: what a person found right or wrong in a sample; a log that only grows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec
from sqlalchemy import Connection, insert, select

from meada.store import schema
from meada.store.entry import now

__all__ = ["Mark", "Verdict", "keep", "marks"]


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """One mark as it is given: of an ``item``, or the number of items ``missed`` in an article (``page``) checked whole."""

    kind: str
    who: str
    item: str | None = None
    mark: Literal["right", "wrong", "unsure"] | None = None
    page: str | None = None
    stratum: tuple[str, str, str] | None = None
    missed: int | None = None
    why: str | None = None

    def __post_init__(self) -> None:
        if (self.item is None or self.mark is None) == (self.page is None or self.missed is None):
            raise ValueError("a mark has an item and right, wrong or unsure; or a page and how many are missed")


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the log. ``item`` is the page where ``missed`` is set; ``lang`` and ``stratum`` are those of the sample."""

    at: str
    who: str
    item: str
    kind: str
    mark: str | None
    page: str | None
    lang: str | None
    missed: int | None
    why: str | None


def keep(connection: Connection, given: Iterable[Verdict]) -> int:
    """Adds ``given`` to the log; gives how many."""
    at = now()
    rows = [
        {
            "at": at,
            "who": one.who,
            "item": one.item or one.page,
            "kind": one.kind,
            "mark": one.mark,
            "page": one.page,
            "lang": one.stratum[1] if one.stratum else None,
            "stratum": "\t".join(one.stratum) if one.stratum else None,
            "missed": one.missed if one.item is None else None,
            "why": one.why,
        }
        for one in given
    ]
    if rows:
        connection.execute(insert(schema.mark), rows)
    return len(rows)


def marks(connection: Connection, kind: str | None = None) -> list[Mark]:
    """The marks of one kind, or all, oldest first."""
    m = schema.mark.c
    columns = (m.at, m.who, m.item, m.kind, m.mark, m.page, m.lang, m.missed, m.why)
    query = select(*columns).order_by(m.id)
    rows = connection.execute(query if kind is None else query.where(m.kind == kind)).mappings()
    return [Mark(**row) for row in rows]
