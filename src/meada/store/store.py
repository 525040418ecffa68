"""The store: one file (or database) that keeps every border type, from captures to records."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self, TypeVar

from sqlalchemy import Connection, Engine, Select, Table, delete, func, insert, select

from meada.anchor import Anchor
from meada.article.article import Article
from meada.errors import NotFoundError, StoreError
from meada.page.page import Page
from meada.reading.reading import Reading
from meada.record.grow import Change
from meada.record.link import Link
from meada.record.record import Record
from meada.record.statement import Statement
from meada.record.strand import Strand
from meada.search.query import Query, parse
from meada.search.results import Results
from meada.sources.capture import Capture
from meada.sources.failure import Failure
from meada.store import (
    clue,
    entry,
    find,
    index,
    item,
    judgement,
    meaning,
    nearby,
    saved,
    schema,
    thread,
    transfer,
    verify,
)
from meada.store import engine as engines
from meada.store.cast import Cast
from meada.store.codec import legible, pack, unpack
from meada.store.dossier import Dossiers
from meada.store.draw import Draws
from meada.store.entry import Entry
from meada.store.item import Item
from meada.store.judgement import Action, Judgement
from meada.store.kept import Kept
from meada.store.loom import Loom
from meada.store.made import Made
from meada.store.mark import Mark, Verdict, keep, marks
from meada.store.migrate import migrate
from meada.store.nearby import Nearby
from meada.store.saved import SavedSearch
from meada.store.shelf import Shelf
from meada.store.token import Tokens
from meada.store.verify import Problem
from meada.story.story import Story
from meada.story.told import Told
from meada.story.vector import Vectors

__all__ = ["Store"]

T = TypeVar("T")
Strands = Mapping[str, Mapping[str, Strand]]

_CHUNK = 200


class Store:
    """A store, open for reading and writing; close it, or use it as a context manager.

    Writing methods are one transaction each: all of it is kept, or nothing. Readers see the state at the moment they
    begin, whatever is written meanwhile by this or another process. All methods raise `StoreError` when the database
    fails. Where a ``ref`` is asked for, a label (``A1``), an id, or the start of an id does; `NotFoundError` says what
    comes near.
    """

    def __init__(self, engine: Engine, *, folder: tempfile.TemporaryDirectory[str] | None = None) -> None:
        self._engine, self._folder = engine, folder

    @classmethod
    def open(cls, where: str | Path | None = None, *, create: bool = True) -> Self:
        """The store at ``where`` (a path or database URL), brought to this version's shape.

        Without ``where``: at ``MEADA_STORE``, else in the user's data folder. A file that is not there is made, unless
        ``create`` is false. Raises `StoreError`.
        """
        url = engines.address(where)
        if not create and engines.missing(url):
            raise StoreError("there is no store here", where=url.database, next="add pages first, or check --store")
        engine = engines.connect(url)
        try:
            migrate(engine)
            _index(engine)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine)

    @classmethod
    def temporary(cls) -> Self:
        """An empty store that is gone when it is closed."""
        folder = tempfile.TemporaryDirectory(prefix="meada-")
        engine = engines.connect(engines.address(Path(folder.name) / "meada.db"))
        migrate(engine)
        return cls(engine, folder=folder)

    @property
    def where(self) -> str:
        """The path of the file, or the address of the database without its password."""
        url = self._engine.url
        return url.database or "" if url.get_backend_name() == "sqlite" else url.render_as_string()

    @property
    def shelf(self) -> Shelf:
        """The lists of what it holds, a page at a time."""
        return Shelf(self._engine)

    @property
    def cast(self) -> Cast:
        """People and organisations over all stories."""
        return Cast(self._engine)

    @property
    def dossiers(self) -> Dossiers:
        """Passages that people put together."""
        return Dossiers(self._engine)

    @property
    def draws(self) -> Draws:
        """Samples drawn for audits."""
        return Draws(self._engine)

    @property
    def tokens(self) -> Tokens:
        """Who may come into a shared reading room."""
        return Tokens(self._engine)

    def close(self) -> None:
        """Closes all connections; a temporary store is deleted."""
        self._engine.dispose()
        if self._folder is not None:
            self._folder.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    # Articles

    def has_capture(self, id: str) -> bool:
        """True when the capture ``id`` (the SHA-256 of its payload) is stored."""
        with engines.reading(self._engine) as connection:
            return entry.captured(connection, id) is not None

    def add(self, capture: Capture, page: Page, article: Article, reading: Reading, made: Made) -> str:
        """Stores an article with all it was made from, and gives its label.

        A capture that is there already changes nothing and gives the label it has. Drops the failure recorded for the
        same origin.
        """
        with engines.writing(self._engine) as connection:
            return entry.add(connection, capture, page, article, reading, made)

    def refresh(self, page: Page, article: Article, reading: Reading, made: Made) -> None:
        """Puts a new reading of a stored capture in the place of the old; its label and the judgements stay."""
        with engines.writing(self._engine) as connection:
            if entry.captured(connection, page.capture) is None:
                raise NotFoundError(f"no capture “{page.capture[:12]}…”", next="add it first")
            entry.refresh(connection, page, article, reading, made)

    def remove(self, ref: str) -> tuple[str, ...]:
        """Deletes an article, its capture, and the stories it stands in (to be made anew); gives those stories' ids."""
        with engines.writing(self._engine) as connection:
            return entry.remove(connection, entry.resolve(connection, ref))

    def resolve(self, ref: str) -> str:
        """The page id that ``ref`` names."""
        with engines.reading(self._engine) as connection:
            return entry.resolve(connection, ref)

    def label(self, id: str) -> str:
        """The label of the page ``id``."""
        with engines.reading(self._engine) as connection:
            found = entry.captured(connection, id)
        if found is None:
            raise NotFoundError(f"no article “{id}”", next="list the articles")
        return found

    def count(self) -> int:
        """How many articles there are."""
        with engines.reading(self._engine) as connection:
            return connection.execute(select(func.count()).select_from(schema.article)).scalar_one()

    def entries(self, pages: Collection[str] | None = None) -> list[Entry]:
        """All articles, or those with an id in ``pages``, as lines of a list, in order of adding."""
        with engines.reading(self._engine) as connection:
            if pages is None:
                return list(entry.entries(connection))
            ids = sorted(pages)
            parts = (ids[first : first + _CHUNK] for first in range(0, len(ids), _CHUNK))
            found = [one for part in parts for one in entry.entries(connection, part)]
            return sorted(found, key=lambda one: int(one.label[1:]))

    def captures(self) -> Iterator[Capture]:
        """All captures with their payloads, in order of adding."""
        return (self.capture(one) for one in self._ids())

    def pages(self) -> Iterator[Page]:
        """All pages, in order of adding."""
        return self._all(schema.page, "page", Page)

    def articles(self) -> Iterator[Article]:
        """All articles, in order of adding."""
        return self._all(schema.article, "article", Article)

    def readings(self) -> Iterator[Reading]:
        """All readings, in order of adding."""
        return self._all(schema.reading, "reading", Reading)

    def capture(self, ref: str) -> Capture:
        """One capture with its payload."""
        with engines.reading(self._engine) as connection:
            return entry.get_capture(connection, entry.resolve(connection, ref))

    def page(self, ref: str, *, machine: bool = False) -> Page:
        """One page, as people left it; with ``machine``, as it was made."""
        return self._one(schema.page, "page", ref, Page, machine=machine)

    def article(self, ref: str, *, machine: bool = False) -> Article:
        """One article, as people left it; with ``machine``, as it was made."""
        return self._one(schema.article, "article", ref, Article, machine=machine)

    def reading(self, ref: str, *, machine: bool = False) -> Reading:
        """One reading, as people left it; with ``machine``, as it was made."""
        return self._one(schema.reading, "reading", ref, Reading, machine=machine)

    def _ids(self) -> list[str]:
        a = schema.article.c
        with engines.reading(self._engine) as connection:
            return list(connection.execute(select(a.page_id).order_by(a.number)).scalars())

    def _all(self, table: Table, layer: str, kind: type[T]) -> Iterator[T]:
        query = _layered(table, layer).order_by(schema.article.c.number)
        with engines.reading(self._engine) as connection:
            for row in connection.execution_options(yield_per=64).execute(query):
                yield unpack(row.layer if row.layer is not None else row.data, kind)

    def _one(self, table: Table, layer: str, ref: str, kind: type[T], *, machine: bool) -> T:
        with engines.reading(self._engine) as connection:
            known = entry.resolve(connection, ref)
            row = connection.execute(_layered(table, layer).where(schema.article.c.page_id == known)).one()
            return unpack(row.data if machine or row.layer is None else row.layer, kind)

    def read(self, ids: Sequence[str]) -> Iterator[tuple[Page, Article, Reading]]:
        """The pages ``ids`` with their articles and readings, as people left them, in the order of adding."""
        with engines.reading(self._engine) as connection:
            for first in range(0, len(ids), _CHUNK):
                yield from entry.read(connection, ids[first : first + _CHUNK])

    def standing_on(self, item: str) -> list[str]:
        """The ids of the pages on which an item of a reading with this id stands."""
        i, a = schema.item.c, schema.article.c
        query = select(i.page_id).join(schema.article, a.page_id == i.page_id).where(i.id == item).order_by(a.number)
        with engines.reading(self._engine) as connection:
            return list(connection.execute(query).scalars())

    def stories_with(self, entity: str) -> list[str]:
        """The ids of the stories whose record has the entity ``entity``."""
        e, s = schema.entity.c, schema.story.c
        query = select(e.story_id).join(schema.story, s.id == e.story_id).where(e.id == entity).order_by(s.number)
        with engines.reading(self._engine) as connection:
            return list(connection.execute(query).scalars())

    def of_host(self, name: str, most: int) -> list[str]:
        """The ids of the latest pages of a host, at most ``most``, in order of adding."""
        with engines.reading(self._engine) as connection:
            return entry.of_host(connection, name, most)

    # Failures

    def record_failure(self, failure: Failure) -> None:
        """Keeps the verdict on an input; the latest for each origin stands."""
        with engines.writing(self._engine) as connection:
            table, origin = schema.failure, legible(failure.origin)
            connection.execute(delete(table).where(table.c.origin == origin))
            values = {"code": failure.code, "data": pack(failure)}
            connection.execute(insert(table).values(origin=origin, at=entry.now(), **values))

    def failures(self) -> list[Failure]:
        """The verdicts kept, by origin."""
        f = schema.failure.c
        with engines.reading(self._engine) as connection:
            return [unpack(data, Failure) for data in connection.execute(select(f.data).order_by(f.origin)).scalars()]

    # Stories and records

    def replace_stories(
        self, stories: Sequence[Story], records: Iterable[Record], made: Made, strands: Strands | None = None
    ) -> None:
        """Puts ``stories``, numbered from 1, and their records in the place of all stories, in one transaction.

        ``strands`` (by story and page) are what records grow by; one without them is made anew when it grows.
        """
        with engines.writing(self._engine) as connection:
            thread.replace(connection, stories, list(records), made, strands)

    @contextmanager
    def loom(self, encoder: Vectors | None = None) -> Iterator[Loom]:
        """What places articles in episodes and stories, in one transaction that ends with the block; with the vectors of
        ``encoder``, where it is given."""
        with engines.writing(self._engine) as connection:
            yield Loom(connection, lambda ids: _told(connection, ids), encoder=encoder)

    def vectors(self) -> tuple[str, dict[str, int]]:
        """The encoder whose vectors the stories were made with, "" for none, and how many articles have vectors, by encoder."""
        with engines.reading(self._engine) as connection:
            return meaning.woven_with(connection), dict(meaning.held(connection))

    def unplaced(self) -> list[str]:
        """The ids of the pages that stand in no story, in order of adding."""
        a, s = schema.article.c, schema.story_page.c
        query = select(a.page_id).where(~select(s.page_id).where(s.page_id == a.page_id).exists()).order_by(a.number)
        with engines.reading(self._engine) as connection:
            return list(connection.execute(query).scalars())

    def placed_in(self, ids: Iterable[str]) -> list[str]:
        """The ids of the stories in which any of the pages ``ids`` stands."""
        s = schema.story_page.c
        every = list(ids)
        out: set[str] = set()
        with engines.reading(self._engine) as connection:
            for first in range(0, len(every), _CHUNK):
                part = every[first : first + _CHUNK]
                out.update(connection.execute(select(s.story_id).where(s.page_id.in_(part))).scalars())
        return sorted(out)

    def members(self, stories: Iterable[str]) -> dict[str, set[str]]:
        """The pages of each of ``stories`` (ids)."""
        s = schema.story_page.c
        out: dict[str, set[str]] = {id: set() for id in stories}
        ids = list(out)
        with engines.reading(self._engine) as connection:
            for first in range(0, len(ids), _CHUNK):
                part = ids[first : first + _CHUNK]
                for row in connection.execute(select(s.story_id, s.page_id).where(s.story_id.in_(part))):
                    out[row.story_id].add(row.page_id)
        return out

    def untraced(self, ids: Sequence[str]) -> list[str]:
        """Those of ``ids`` that are in no episode."""
        t = schema.trace.c
        held: set[str] = set()
        with engines.reading(self._engine) as connection:
            for first in range(0, len(ids), _CHUNK):
                part = list(ids[first : first + _CHUNK])
                held.update(connection.execute(select(t.page_id).where(t.page_id.in_(part))).scalars())
        return [id for id in ids if id not in held]

    def swap_stories(
        self,
        gone: Iterable[str],
        made: Sequence[tuple[Story, Record]],
        by: Made,
        strands: Strands | None = None,
        grown: Sequence[tuple[Story, Change]] = (),
    ) -> None:
        """Takes the stories ``gone`` out and puts others in, in one transaction; a story whose id stays keeps its number.
        Of those that have ``grown``, only what changed is written."""
        with engines.writing(self._engine) as connection:
            thread.swap(connection, set(gone), made, by, strands)
            for story, change in grown:
                thread.grow(connection, story, change, by)

    def replace_story(
        self, story: Story, record: Record, made: Made, strands: Mapping[str, Strand] | None = None
    ) -> None:
        """Puts a story and its record in the place of the one with its id, or after the last."""
        with engines.writing(self._engine) as connection:
            thread.put(connection, story, record, made, strands)

    @contextmanager
    def kept(self, story: str) -> Iterator[Kept]:
        """The record of the story ``story`` (an id), read as far as it is asked for until the block ends."""
        with engines.reading(self._engine) as connection:
            yield Kept(connection, story)

    def drop_story(self, id: str) -> None:
        """Takes a story and its record out; its articles stay, in no story."""
        with engines.writing(self._engine) as connection:
            connection.execute(delete(schema.story).where(schema.story.c.id == id))

    def stories(self, pages: Collection[str] | None = None) -> list[Story]:
        """All stories, or those in which any of ``pages`` (ids) stands, by number."""
        ids = None if pages is None else self.placed_in(pages)
        with engines.reading(self._engine) as connection:
            return list(thread.stories(connection, ids))

    def story(self, ref: str) -> Story:
        """One story, by its number (``1``), its id or the start of it."""
        with engines.reading(self._engine) as connection:
            return thread.get(connection, thread.resolve(connection, ref))

    def thread(self, ref: str) -> tuple[Story, Record]:
        """One story, as `story` finds it, with its record."""
        with engines.reading(self._engine) as connection:
            id = thread.resolve(connection, ref)
            return thread.get(connection, id), thread.record(connection, id)

    def stories_of(self, ref: str) -> list[Story]:
        """The stories that an article stands in."""
        s = schema.story_page.c
        with engines.reading(self._engine) as connection:
            page = entry.resolve(connection, ref)
            ids = connection.execute(select(s.story_id).where(s.page_id == page).order_by(s.story_id)).scalars().all()
            return [thread.get(connection, one) for one in ids]

    def placed(self) -> dict[str, str]:
        """Each page that stands in a story, with the id of that story."""
        s = schema.story_page.c
        with engines.reading(self._engine) as connection:
            return {row.page_id: row.story_id for row in connection.execute(select(s.page_id, s.story_id))}

    def record(self, ref: str, *, pages: Collection[str] | None = None) -> Record:
        """The record of one story, or what it has of ``pages`` (ids): their statements, the links that touch them, and the
        statements at the other end of those."""
        with engines.reading(self._engine) as connection:
            return thread.record(connection, thread.resolve(connection, ref), pages)

    def statements(self, story: str | None = None) -> list[Statement]:
        """The statements of one story, or of all."""
        with engines.reading(self._engine) as connection:
            return list(thread.statements(connection, _story(connection, story)))

    def links(self, story: str | None = None) -> list[Link]:
        """The links of one story, or of all."""
        with engines.reading(self._engine) as connection:
            return list(thread.links(connection, _story(connection, story)))

    def nearby(self, keys: Collection[str], most: int = 40) -> Nearby:
        """What stands in the ``most`` articles that share most of ``keys`` (see `meada.store.clue.clues`)."""
        with engines.writing(self._engine) if self._clueless() else engines.reading(self._engine) as connection:
            clue.complete(connection)
            return nearby.nearby(connection, keys, most)

    def _clueless(self) -> bool:
        """True where an older version stored articles without the keys that `nearby` finds them by."""
        with engines.reading(self._engine) as connection:
            return clue.missing(connection)

    def usual_language(self) -> str | None:
        """The language of most articles; None in an empty store."""
        with engines.reading(self._engine) as connection:
            return nearby.usual_language(connection)

    def item(self, ref: str) -> Item:
        """Any attribution, figure, event, mention, statement or link, with the page it stands in."""
        with engines.reading(self._engine) as connection:
            return item.find(connection, ref)

    # Search

    def search(
        self, query: str | Query, *, sort: find.Sort = "relevance", page: int = 1, size: int = 20, lang: str = "en"
    ) -> Results:
        """One page of what ``query`` finds, with facets; see `meada.search.parse` for what can be asked.

        ``page`` counts from 1, ``size`` is at most 100. ``lang`` is the language in which operators are written into the
        queries of facets.
        """
        asked = parse(query) if isinstance(query, str) else query
        with engines.reading(self._engine) as connection:
            return find.search(connection, asked, sort=sort, page=max(1, page), size=max(1, min(size, 100)), lang=lang)

    def save_search(self, name: str, query: str, *, who: str | None = None) -> SavedSearch:
        """Keeps ``query`` under ``name``, in place of what had that name."""
        with engines.writing(self._engine) as connection:
            return saved.put(connection, name, query, who)

    def saved_searches(self) -> list[SavedSearch]:
        """The searches kept, by name."""
        with engines.reading(self._engine) as connection:
            return saved.every(connection)

    def saved_search(self, ref: str) -> SavedSearch:
        """The search of that name or number; raises `NotFoundError`."""
        with engines.reading(self._engine) as connection:
            return saved.get(connection, ref)

    def forget_search(self, ref: str) -> None:
        """Drops the search of that name or number; raises `NotFoundError`."""
        with engines.writing(self._engine) as connection:
            saved.drop(connection, ref)

    # Judgements

    def judge(
        self,
        *,
        who: str,
        item: str,
        kind: str,
        action: Action,
        why: str | None = None,
        page: str | None = None,
        payload: dict[str, Any] | None = None,
        undoes: int | None = None,
        anchors: tuple[Anchor, ...] = (),
        was: dict[str, Any] | None = None,
    ) -> Judgement:
        """Appends a judgement to the log and gives it; see `Judgement` for the arguments.

        It changes nothing else: `meada.flow.judge` checks a judgement first and makes what it touches anew.
        """
        with engines.writing(self._engine) as connection:
            return judgement.append(
                connection, who=who, item=item, kind=kind, action=action, why=why, page=page, payload=payload,
                undoes=undoes, anchors=anchors, was=was,
            )  # fmt: skip

    def judgements(
        self, item: str | None = None, *, pages: Collection[str] | None = None, across: bool = True
    ) -> list[Judgement]:
        """The log about one item, or all of it, oldest first; with ``pages``, about items of these pages, and, unless
        ``across`` is false, about what spans pages (links, entities, families, stories)."""
        with engines.reading(self._engine) as connection:
            return judgement.log(connection, item, pages=pages, across=across)

    def states(self) -> dict[str, Judgement]:
        """The judgement in force for each item that has one: the latest that was not taken back."""
        return judgement.effective(self.judgements())

    def state(self, item: str) -> Judgement | None:
        """The judgement in force for one item; None while only the machine has spoken."""
        return judgement.effective(self.judgements(item)).get(item)

    def revise(self, id: str, revision: tuple[Page, Article, Reading] | None) -> None:
        """Lays ``revision`` over what the machine made of a page; None takes the layer away."""
        with engines.writing(self._engine) as connection:
            entry.revise(connection, id, revision)

    def setting(self, name: str) -> str | None:
        """What was told once under ``name``; None where nothing was."""
        c = schema.setting.c
        with engines.reading(self._engine) as connection:
            return connection.execute(select(c.value).where(c.name == name)).scalar()

    def set(self, name: str, value: str) -> None:
        """Keeps ``value`` under ``name``."""
        with engines.writing(self._engine) as connection:
            connection.execute(delete(schema.setting).where(schema.setting.c.name == name))
            connection.execute(insert(schema.setting).values(name=name, value=legible(value)))

    def mark(self, given: Iterable[Verdict]) -> int:
        """Appends the marks of an audit to their log; gives how many."""
        with engines.writing(self._engine) as connection:
            return keep(connection, given)

    def marks(self, kind: str | None = None) -> list[Mark]:
        """The marks of one kind of item, or all, oldest first."""
        with engines.reading(self._engine) as connection:
            return marks(connection, kind)

    # Care

    def backup(self, path: str | Path) -> None:
        """Copies the store to a new file, as it stands at this moment; raises `StoreError` when there is one."""
        target = Path(path)
        if target.exists():
            raise StoreError("there is a file already", where=str(target), next="choose another name")
        if self._engine.dialect.name == "sqlite":
            engines.copy(self._engine, target)
        else:
            transfer.save(self._engine, target)

    def restore(self, path: str | Path) -> None:
        """Puts the copy at ``path`` in the place of all that the store holds; raises `StoreError` where it is none."""
        source = Path(path)
        if not source.is_file():
            raise StoreError("there is no file here", where=str(source), next="give the file that backup wrote")
        with Store.open(source, create=False):  # a file that is no store is refused before anything is lost
            pass
        engines.replace(self._engine, source)
        migrate(self._engine)

    def verify(self) -> list[Problem]:
        """Everything that does not hold: payloads against their hashes, spans and quotes against the texts, references."""
        with engines.reading(self._engine) as connection:
            return list(verify.problems(connection))


def _told(connection: Connection, ids: Sequence[str]) -> Iterator[Told]:
    for page, article, reading in entry.read(connection, ids):
        yield Told(page=page, article=article, reading=reading)


def _layered(table: Table, layer: str) -> Select[Any]:
    """What the machine made (``data``) beside what people left of it (``layer``, null where they judged nothing)."""
    a, r = schema.article, schema.revision
    query = select(table.c.data, r.c[layer].label("layer")).select_from(a)
    if table is not a:
        query = query.join(table, table.c["id" if table is schema.page else "page_id"] == a.c.page_id)
    return query.outerjoin(r, r.c.page_id == a.c.page_id)


_BATCH = 100


def _index(engine: Engine) -> None:
    """Makes search know the articles it does not know yet, a hundred in a transaction: those of an older store."""
    with engines.reading(engine) as connection:
        if not index.missing(connection):
            return
    more = True
    while more:
        with engines.writing(engine) as connection:
            more = index.fill(connection, _BATCH)


def _story(connection: Connection, ref: str | None) -> str | None:
    return None if ref is None else thread.resolve(connection, ref)
