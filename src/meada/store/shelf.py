"""What the store holds as lines of lists: columns only, a page at a time, never whole stories."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import msgspec
from sqlalchemy import Connection, Engine, Select, func, select

from meada.record.statement import Statement
from meada.store import schema
from meada.store.codec import unpack
from meada.store.engine import reading

__all__ = ["ArticleRow", "Holdings", "Shelf", "StoryRow"]


class ArticleRow(msgspec.Struct, frozen=True, kw_only=True):
    """An article as a line: ``label`` (``A1``), the ``id`` of its page, and the columns that are looked up."""

    label: str
    id: str
    origin: str
    added_at: str
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    agency: str | None = None
    lang: str | None = None
    variant: str | None = None
    published: str | None = None


class StoryRow(msgspec.Struct, frozen=True, kw_only=True):
    """A story as a line: its ``number`` on screen, its counts, and the dates of its episodes."""

    id: str
    number: int
    title: str
    begin: str | None
    until: str | None
    pages: int
    families: int


class Holdings(msgspec.Struct, frozen=True, kw_only=True):
    """How much there is: rows of each kind."""

    articles: int
    stories: int
    failures: int


class Shelf:
    """The lists of one store; each method reads one state of it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def holdings(self) -> Holdings:
        """How many articles, stories and failures there are."""
        with reading(self._engine) as connection:
            return Holdings(
                articles=_count(connection, schema.article.c.page_id),
                stories=_count(connection, schema.story.c.id),
                failures=_count(connection, schema.failure.c.origin),
            )

    def stories(self, *, offset: int = 0, limit: int = 30) -> list[StoryRow]:
        """Stories, the freshest first."""
        s = schema.story.c
        query = _stories().order_by(s.until.desc().nulls_last(), s.number).offset(offset).limit(limit)
        with reading(self._engine) as connection:
            return [_story(row) for row in connection.execute(query).mappings()]

    def story(self, id: str) -> StoryRow:
        """The story ``id``, which is there."""
        with reading(self._engine) as connection:
            return _story(connection.execute(_stories().where(schema.story.c.id == id)).mappings().one())

    def stories_with(self, page: str) -> list[StoryRow]:
        """The stories that the article ``page`` (an id) stands in."""
        m = schema.story_page.c
        query = _stories().where(schema.story.c.id.in_(select(m.story_id).where(m.page_id == page)))
        with reading(self._engine) as connection:
            return [_story(row) for row in connection.execute(query.order_by(schema.story.c.number)).mappings()]

    def articles(self, *, offset: int = 0, limit: int = 30, pages: Collection[str] | None = None) -> list[ArticleRow]:
        """Articles, the latest added first; only those with an id in ``pages`` where given."""
        a = schema.article.c
        query = _articles().order_by(a.number.desc())
        query = query.offset(offset).limit(limit) if pages is None else query.where(a.page_id.in_(pages))
        with reading(self._engine) as connection:
            return list(_rows(connection, query))

    def statements_of(self, page: str) -> list[Statement]:
        """The statements that stand in the article ``page`` (an id), each once, in the order of the record."""
        t = schema.statement.c
        query = select(t.id, t.data).where(t.page_id == page).order_by(t.place)
        with reading(self._engine) as connection:
            found = {row.id: row.data for row in connection.execute(query)}
        return [unpack(data, Statement) for data in found.values()]


def _count(connection: Connection, column: object) -> int:
    found: int = connection.execute(select(func.count()).select_from(column.table)).scalar_one()  # type: ignore[attr-defined]
    return found


def _stories() -> Select[tuple[object, ...]]:
    s, p, f = schema.story.c, schema.story_page.c, schema.family.c
    pages = select(func.count()).where(p.story_id == s.id).scalar_subquery().label("pages")
    families = select(func.count()).where(f.story_id == s.id).scalar_subquery().label("families")
    return select(s.id, s.number, s.title, s.begin, s.until, pages, families)


def _story(row: object) -> StoryRow:
    return StoryRow(**dict(row))  # type: ignore[call-overload]


def _articles() -> Select[tuple[object, ...]]:
    a, c = schema.article.c, schema.capture.c
    return select(
        a.page_id, a.number, a.url, a.title, a.outlet, a.agency, a.lang, a.variant, a.published, c.origin, c.added_at
    ).join(schema.capture, c.id == a.page_id)


def _rows(connection: Connection, query: Select[tuple[object, ...]]) -> Iterator[ArticleRow]:
    for row in connection.execute(query).mappings():
        values = {str(k): v for k, v in row.items() if k not in ("page_id", "number")}
        yield ArticleRow(label=f"A{row['number']}", id=row["page_id"], **values)
