"""Full-text conditions in the words of each engine: FTS5's language on SQLite, `tsquery` on PostgreSQL."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from sqlalchemy import ColumnElement, and_, bindparam, func, literal_column, not_, or_, text

from meada.store import schema

__all__ = ["All", "Any", "Node", "Not", "Words", "postgresql", "sqlite"]


class Words(NamedTuple):
    """``words`` one after the other in the column ``lemmas`` or ``tags``."""

    column: Literal["lemmas", "tags"]
    words: tuple[str, ...]


class Any(NamedTuple):
    """At least one of ``parts`` (nothing, where there is none)."""

    parts: Sequence[Node]


class All(NamedTuple):
    """Every one of ``parts`` (there is at least one)."""

    parts: Sequence[Node]


class Not(NamedTuple):
    """Not ``part``; only beside something else in an `All`."""

    part: Node


Node = Words | Any | All | Not

_COLUMNS = ("lemmas", "tags")

NEVER = Words("tags", ("never",))
"""What no passage has."""


def sqlite(node: Node) -> str:
    """``node`` as an FTS5 query."""
    match node:
        case Words(column, words):
            return f'{column} : "{" ".join(words)}"'
        case Any(parts):
            return "(" + " OR ".join(sqlite(part) for part in parts or (NEVER,)) + ")"
        case All(parts):
            wanted = " AND ".join(sqlite(part) for part in parts if not isinstance(part, Not))
            unwanted = [sqlite(part.part) for part in parts if isinstance(part, Not)]
            return f"(({wanted})" + "".join(f" NOT {part}" for part in unwanted) + ")"
        case Not():
            raise TypeError("a Not stands in an All")


def postgresql(node: Node) -> ColumnElement[bool]:
    """``node`` as a condition on `schema.passage` that its index answers."""
    match node:
        case Words(column):
            return _asked(column, [node])
        case Any(parts):
            words = [part for part in parts or (NEVER,) if isinstance(part, Words)]
            asked = [
                _asked(column, own) for column in _COLUMNS if (own := [one for one in words if one.column == column])
            ]
            return or_(*asked, *(postgresql(part) for part in parts if not isinstance(part, Words)))
        case All(parts):
            return and_(*(postgresql(part) for part in parts))
        case Not(part):
            return not_(postgresql(part))


def _asked(column: str, words: Sequence[Words]) -> ColumnElement[bool]:
    """Any of ``words``, all of one column, as one question to the index."""
    query = " | ".join("(" + " <-> ".join(f"'{word}'" for word in one.words) + ")" for one in words)
    simple: ColumnElement[str] = literal_column("'simple'")
    return func.to_tsvector(simple, schema.passage.c[column]).bool_op("@@")(func.to_tsquery(simple, query))


def matching(node: Node, dialect: str) -> ColumnElement[bool]:
    """A condition on `schema.passage`; on SQLite the query must join ``passage_words``."""
    if dialect == "sqlite":
        condition: ColumnElement[bool] = text("passage_words MATCH :fulltext").bindparams(  # type: ignore[assignment]
            bindparam("fulltext", sqlite(node))
        )
        return condition
    return postgresql(node)
