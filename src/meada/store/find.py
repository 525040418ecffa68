"""Searches: a query is matched in the database, copies of one sentence are folded, and a page of hits is lit."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Sequence
from operator import ge, gt, le, lt
from typing import Literal

from sqlalchemy import ColumnElement, Connection, Select, and_, column, exists, func, not_, or_, select, table

from meada.search.query import RANGES, Clause, Filter, Query, Term
from meada.search.results import Results
from meada.store import schema
from meada.store.facet import Found, facets
from meada.store.hit import hits
from meada.store.index import article_of, day_of, first
from meada.store.match import All, Any, Node, Not, Words, matching
from meada.store.suggest import suggestions
from meada.store.term import Lexemes

__all__ = ["CAP", "Sort", "search"]

CAP = 2_000
"""How many passages one search looks at: of more, the newest (or oldest) are counted, and the result says so."""

_WIDE = 5 * CAP
_ALL = Words("tags", ("x",))
_FULLTEXT = table("passage_words", column("rowid"))
_COMPARE = {">": gt, ">=": ge, "<": lt, "<=": le}

Sort = Literal["relevance", "newest", "oldest"]
"""``relevance``: headlines, then standfirsts, then sentences, the newest first in each."""


def search(
    connection: Connection, query: Query, *, sort: Sort = "relevance", page: int = 1, size: int = 20, lang: str = "en"
) -> Results:
    """One page of what ``query`` finds; ``lang`` is the language in which the queries of facets are written."""
    lexemes = Lexemes(connection, query)
    clauses = lexemes.content(query.clauses)
    newest, widened = sort != "oldest", False
    rows, capped = _candidates(connection, clauses, lexemes, newest=newest) if clauses else ([], False)
    if not rows and sum(not clause.exclude for clause in clauses) > 1:
        rows, capped = _widened(connection, clauses, lexemes, newest=newest)
        widened = bool(rows)
    found = _folded(rows, sort)
    return Results(
        query=query.text,
        total=len(found),
        articles=len({article_of(id) for one in found for id in one.ids}),
        page=page,
        size=size,
        hits=hits(connection, found[(page - 1) * size : page * size], lexemes, query),
        facets=facets(connection, found, query, lang),
        capped=capped,
        widened=widened,
        notes=query.notes,
        suggestions=suggestions(connection, query, lexemes) if clauses and not found else (),
        searched=0 if found else connection.execute(select(func.count()).select_from(schema.article)).scalar_one(),
    )


Row = tuple[int, int, str]


def _candidates(
    connection: Connection, clauses: Sequence[Clause], lexemes: Lexemes, *, newest: bool, cap: int = CAP
) -> tuple[list[Row], bool]:
    """Id, digest and tags of the newest (or oldest) passages that meet ``clauses``, at most ``cap``; whether there are
    more."""
    query, order = _base(connection)
    wanted: list[Node] = []
    for clause in clauses:
        ranged = [one for one in clause.any if isinstance(one, Filter) and one.field in RANGES]
        if ranged:
            condition = or_(*map(_range, ranged))
            query = query.where(not_(condition) if clause.exclude else condition)
        if not clause.exclude and all(one.field == "number" for one in ranged):
            wanted.append(Any([lexemes.node(one) for one in clause.any]))
        elif clause.exclude and not ranged:
            wanted.append(Not(Any([lexemes.node(one) for one in clause.any])))
    if all(isinstance(node, Not) for node in wanted):
        wanted.insert(0, _ALL)
    query = query.where(matching(All(wanted), connection.dialect.name))
    if connection.dialect.name == "postgresql" and _ALL not in wanted:
        query, order = _fenced(query)
    query = query.order_by(order.desc() if newest else order).limit(cap + 1)
    rows: list[Row] = [(id, digest, tags) for id, digest, tags in connection.execute(query).fetchall()]
    return rows[:cap], len(rows) > cap


def _base(connection: Connection) -> tuple[Select[int, int, str], ColumnElement[int]]:
    p = schema.passage.c
    query = select(p.id, p.digest, p.tags)
    if connection.dialect.name != "sqlite":
        return query, p.id
    rowid = _FULLTEXT.c.rowid
    return query.select_from(_FULLTEXT.join(schema.passage, rowid == p.id)), rowid


def _fenced(query: Select[int, int, str]) -> tuple[Select[int, int, str], ColumnElement[int]]:
    """``query`` so that PostgreSQL asks its full-text index first: it would else walk all passages in order of their ids
    until there are enough, and read the words of each."""
    hit = query.cte("hit").prefix_with("MATERIALIZED", dialect="postgresql")
    return select(hit.c.id, hit.c.digest, hit.c.tags), hit.c.id


def _range(one: Filter) -> ColumnElement[bool]:
    """The condition that a bound on a number or on the day of publication sets."""
    if one.field == "number":
        value = schema.passage_figure.c.value
        compared = _COMPARE[one.sign](value, float(one.value)) if one.sign in _COMPARE else value == float(one.value)
        return exists().where(schema.passage_figure.c.passage_id == schema.passage.c.id, compared)
    begin, end = _period(one.value)
    low = {"after": end, "published": begin}.get(one.field, 1)
    high = {"before": begin, "published": end}.get(one.field)
    return and_(schema.passage.c.id >= first(low), *([] if high is None else [schema.passage.c.id < first(high)]))


def _period(date: str) -> tuple[int, int]:
    """The first day of a year, month or day, and the one after its last, as ordinals."""
    parts = [int(part) for part in date.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 1
    day = min(parts[2], calendar.monthrange(year, month)[1]) if len(parts) > 2 else 1
    begin = dt.date(year, month, day).toordinal()
    if len(parts) == 1:
        return begin, begin + 365 + calendar.isleap(year)
    return begin, begin + (1 if len(parts) > 2 else calendar.monthrange(year, month)[1])


def _widened(
    connection: Connection, clauses: Sequence[Clause], lexemes: Lexemes, *, newest: bool
) -> tuple[list[Row], bool]:
    """Passages with any of the words, in the articles that have all of them and meet every filter somewhere."""
    left = [clause for clause in clauses if clause.exclude]
    shared: set[int] | None = None
    either: dict[int, Row] = {}
    for clause in clauses:
        if clause.exclude:
            continue
        rows, _ = _candidates(connection, [clause, *left], lexemes, newest=newest, cap=_WIDE)
        articles = {article_of(row[0]) for row in rows}
        shared = articles if shared is None else shared & articles
        if not shared:
            return [], False
        if any(isinstance(one, Term) for one in clause.any):
            either |= {row[0]: row for row in rows}
    kept = sorted((row for row in either.values() if article_of(row[0]) in (shared or ())), reverse=newest)
    return kept[:CAP], len(kept) > CAP


def _folded(rows: Sequence[Row], sort: Sort) -> list[Found]:
    """Copies of one sentence as one, which is the earliest published; in the order that ``sort`` asks for."""
    groups: dict[int, Found] = {}
    for id, digest, tags in rows:
        group = groups.get(digest)
        if group is None:
            groups[digest] = Found([id], tags)
        else:
            group.ids.append(id)
            group.tags = " ".join({*group.tags.split(" "), *tags.split(" ")})
    found = list(groups.values())
    for one in found:
        if len(one.ids) > 1:
            one.ids.sort(key=lambda one: (day_of(one) == 0, one))
    if sort == "oldest":
        found.sort(key=lambda one: (day_of(one.ids[0]) == 0, one.ids[0]))
    elif sort == "newest":
        found.sort(key=lambda one: -one.ids[0])
    else:
        found.sort(key=lambda one: (_zone(one.tags), -one.ids[0]))
    return found


def _zone(tags: str) -> int:
    return 0 if "kheadline" in tags else 1 if "kstandfirst" in tags else 2
