"""What the store holds as lines of lists: columns only, a page at a time, never whole stories."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import msgspec
from sqlalchemy import Connection, Engine, RowMapping, ScalarSelect, Select, func, insert, select, update

from meada.record.digest import Digest
from meada.record.statement import Statement
from meada.sources.failure import Failure
from meada.store import schema
from meada.store.advice import Advice, advise
from meada.store.codec import unpack
from meada.store.engine import reading, writing

__all__ = ["ArticleRow", "Holdings", "Medium", "Shelf", "StoryRow", "called"]


class ArticleRow(msgspec.Struct, frozen=True, kw_only=True):
    """An article as a line: ``label`` (``A1``), the ``id`` of its page, and the columns that are looked up. ``outlet`` and
    ``agency`` are ids of the registry where it knows them, ``outlet_name`` and ``agency_name`` what they are called."""

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
    outlet_name: str | None = None
    agency_name: str | None = None


class StoryRow(msgspec.Struct, frozen=True, kw_only=True):
    """A story as a line: its ``number`` on screen, its counts, the dates of its episodes, when its newest page was
    published, and its digest. ``heading`` is a title that accuses nobody by name, None where there is none."""

    id: str
    number: int
    title: str
    begin: str | None
    until: str | None
    latest: str | None
    pages: int
    families: int
    digest: Digest

    @property
    def heading(self) -> str | None:
        """What a list calls it."""
        return self.digest.title


class Medium(msgspec.Struct, frozen=True, kw_only=True):
    """An outlet or agency (a registry's id or a name; None for what the pages do not state) and its articles."""

    name: str | None
    articles: int
    first: str | None
    last: str | None


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
        query = _stories().order_by(s.latest.desc().nulls_last(), s.number).offset(offset).limit(limit)
        with reading(self._engine) as connection:
            return [_story(row) for row in connection.execute(query).mappings()]

    def since(self, at: str, *, limit: int = 12) -> list[ArticleRow]:
        """Articles added after ``at`` (ISO 8601, UTC), the latest first."""
        query = _articles().where(schema.capture.c.added_at > at).order_by(schema.article.c.number.desc())
        with reading(self._engine) as connection:
            return list(_rows(connection, query.limit(limit)))

    def gaps(self, *, limit: int = 5) -> list[StoryRow]:
        """Fresh stories with figures that nobody answers for, or told by one copy family only."""
        return [s for s in self.stories(limit=20) if s.families == 1 or s.digest.unsourced][:limit]

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

    def relations(self, statements: list[str]) -> dict[str, dict[str, int]]:
        """How many shown links of each relation every one of ``statements`` has."""
        k = schema.link.c
        out: dict[str, dict[str, int]] = {}
        with reading(self._engine) as connection:
            for at in range(0, len(statements), 400):
                ids = statements[at : at + 400]
                for side in (k.a, k.b):
                    query = (
                        select(side, k.relation, func.count())
                        .where(side.in_(ids), k.level == "shown")
                        .group_by(side, k.relation)
                    )
                    for id, relation, n in connection.execute(query):
                        own = out.setdefault(id, {})
                        own[relation] = own.get(relation, 0) + n
        return out

    def most_read(self, *, limit: int = 5) -> list[ArticleRow]:
        """The articles opened most on this installation."""
        v = schema.visit.c
        with reading(self._engine) as connection:
            pages = (
                connection.execute(select(v.page_id).order_by(v.times.desc(), v.page_id).limit(limit)).scalars().all()
            )
        rows = {row.id: row for row in self.articles(pages=pages)}
        return [rows[page] for page in pages if page in rows]

    def advice(self, *, limit: int = 4) -> list[Advice]:
        """Articles that may be worth reading next, each with why; see `meada.store.advice`."""
        return advise(self._engine, limit=limit)

    def count_reads(self, reads: Mapping[str, int]) -> None:
        """Adds to how often articles (by the id of their page) were opened; what is gone is left out."""
        v = schema.visit
        with writing(self._engine) as connection:
            held = set(connection.execute(select(schema.page.c.id).where(schema.page.c.id.in_(list(reads)))).scalars())
            for page in held:
                found = connection.execute(update(v).where(v.c.page_id == page).values(times=v.c.times + reads[page]))
                if not found.rowcount:
                    connection.execute(insert(v).values(page_id=page, times=reads[page]))

    def media(self) -> tuple[list[Medium], list[Medium]]:
        """The outlets and the agencies of the articles, those with most articles first."""
        a = schema.article.c
        out = []
        with reading(self._engine) as connection:
            for column in (a.outlet, a.agency):
                query = (
                    select(column, func.count(), func.min(a.published), func.max(a.published))
                    .group_by(column)
                    .order_by(func.count().desc(), column)
                )
                out.append(
                    [
                        Medium(name=row[0], articles=row[1], first=row[2], last=row[3])
                        for row in connection.execute(query)
                    ]
                )
        return out[0], out[1]

    def failures(self, *, limit: int = 50) -> list[Failure]:
        """The latest verdicts on what could not be read."""
        f = schema.failure.c
        with reading(self._engine) as connection:
            found = connection.execute(select(f.data).order_by(f.at.desc()).limit(limit)).scalars()
            return [unpack(data, Failure) for data in found]


def _count(connection: Connection, column: object) -> int:
    found: int = connection.execute(select(func.count()).select_from(column.table)).scalar_one()  # type: ignore[attr-defined]
    return found


def _stories() -> Select[tuple[object, ...]]:
    s, p, f = schema.story.c, schema.story_page.c, schema.family.c
    pages = select(func.count()).where(p.story_id == s.id).scalar_subquery().label("pages")
    families = select(func.count()).where(f.story_id == s.id).scalar_subquery().label("families")
    return select(s.id, s.number, s.title, s.begin, s.until, s.latest, s.digest, pages, families)


def _story(row: RowMapping) -> StoryRow:
    values = {str(k): v for k, v in row.items()}
    return StoryRow(**values | {"digest": unpack(values["digest"], Digest)})


def _articles() -> Select[tuple[object, ...]]:
    a, c = schema.article.c, schema.capture.c
    outlet, agency = called("outlet"), called("agency")
    return select(
        a.page_id, a.number, a.url, a.title, a.outlet, a.agency, a.lang, a.variant, a.published, c.origin, c.added_at,
        func.coalesce(outlet, a.outlet).label("outlet_name"), func.coalesce(agency, a.agency).label("agency_name"),
    ).join(schema.capture, c.id == a.page_id)  # fmt: skip


def called(kind: str) -> ScalarSelect[str]:
    """What the outlet or agency of an article is called, as the pages of this store were read; null where only its column
    says it."""
    t = schema.tag.c
    return select(t.name).where(t.kind == kind, t.key == schema.article.c[kind]).scalar_subquery()


def _rows(connection: Connection, query: Select[tuple[object, ...]]) -> Iterator[ArticleRow]:
    for row in connection.execute(query).mappings():
        values = {str(k): v for k, v in row.items() if k not in ("page_id", "number")}
        yield ArticleRow(label=f"A{row['number']}", id=row["page_id"], **values)
