"""Articles as rows: captures, pages, articles and readings, added together or not at all."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from urllib.parse import urlsplit

import msgspec
from sqlalchemy import Connection, Select, Table, delete, insert, select, update

from meada.article.article import Article
from meada.errors import NotFoundError, StoreError
from meada.page.page import Page
from meada.reading.attribution import Attribution
from meada.reading.event import Event
from meada.reading.figure import Figure
from meada.reading.mention import Mention
from meada.reading.reading import Reading
from meada.sources.capture import Capture
from meada.store import clue, index, office, schema
from meada.store.codec import legible, pack, unpack
from meada.store.made import Made

__all__ = [
    "Entry",
    "add",
    "captured",
    "entries",
    "get_capture",
    "host",
    "identified",
    "near",
    "now",
    "of_host",
    "read",
    "refresh",
    "remember",
    "remove",
    "resolve",
    "revise",
    "revised",
]


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """An article as a line of a list: the columns that are looked up, without the text.

    ``label`` is its name on screen (``A1``: articles are numbered in order of adding, a number is never given twice);
    ``id`` the id of its page and capture. ``published`` is ISO 8601 as `meada.moment.Moment.iso` gives it.
    """

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
    made: Made


def now() -> str:
    """The time, as it is stored: ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def captured(connection: Connection, id: str) -> str | None:
    """The label of the article made from the capture ``id``, None where it is not stored."""
    query = select(schema.article.c.number).where(schema.article.c.page_id == id)
    number = connection.execute(query).scalar()
    return None if number is None else f"A{number}"


def remember(connection: Connection, made: Made) -> str:
    """The id of ``made``, stored if it is new."""
    data = pack(made)
    made_id = sha256(data).hexdigest()[:16]
    if connection.execute(select(schema.made.c.id).where(schema.made.c.id == made_id)).first() is None:
        connection.execute(insert(schema.made).values(id=made_id, data=data))
    return made_id


def add(connection: Connection, capture: Capture, page: Page, article: Article, reading: Reading, made: Made) -> str:
    """Stores the four and gives the label; changes nothing when the capture is there."""
    label = captured(connection, capture.id)
    if label is not None:
        return label
    for owner, what in ((page.capture, "page"), (article.page, "article"), (reading.page, "reading")):
        if owner != capture.id:
            raise StoreError(f"the {what} belongs to {owner[:12]}…, not to the capture {capture.id[:12]}…")
    made_id = remember(connection, made)
    connection.execute(
        insert(schema.capture).values(
            id=capture.id,
            origin=legible(capture.origin),
            via=capture.via,
            url=capture.url and legible(capture.url),
            fetched_at=capture.fetched_at,
            added_at=now(),
            size=len(capture.payload),
            payload=zlib.compress(capture.payload, 6),
            data=pack(msgspec.structs.replace(capture, payload=b"")),
        )
    )
    number = _next(connection, "article")
    connection.execute(insert(schema.page).values(id=page.capture, **_page(page), made_id=made_id))
    connection.execute(
        insert(schema.article).values(page_id=page.capture, number=number, **_article(article, page), made_id=made_id)
    )
    _read(connection, reading, made_id)
    clue.put(connection, page, reading)
    index.put(connection, page, article, reading)
    connection.execute(delete(schema.failure).where(schema.failure.c.origin == legible(capture.origin)))
    return f"A{number}"


def refresh(connection: Connection, page: Page, article: Article, reading: Reading, made: Made) -> None:
    """Puts a new page, article and reading of a stored capture in the place of the old; label and judgements stay."""
    made_id = remember(connection, made)
    page_id = page.capture
    connection.execute(update(schema.page).where(schema.page.c.id == page_id).values(**_page(page), made_id=made_id))
    columns = schema.article.c
    connection.execute(
        update(schema.article).where(columns.page_id == page_id).values(**_article(article, page), made_id=made_id)
    )
    for table in (schema.reading, schema.item, schema.revision, schema.brief):
        connection.execute(delete(table).where(table.c.page_id == page_id))
    _read(connection, reading, made_id)
    clue.put(connection, page, reading)
    index.put(connection, page, article, reading)


def _next(connection: Connection, name: str) -> int:
    table = schema.counter
    given: int = connection.execute(select(table.c.value).where(table.c.name == name)).scalar() or 0
    if given:
        connection.execute(update(table).where(table.c.name == name).values(value=given + 1))
    else:
        connection.execute(insert(table).values(name=name, value=1))
    return given + 1


def _page(page: Page) -> dict[str, object]:
    return {"lang": page.lang, "data": pack(page)}


def _article(article: Article, page: Page) -> dict[str, object]:
    """The columns of an article. Lists call it by its headline; by what else names it where its page shows none."""
    headline = " ".join(article.headline.of(page.text).split()) if article.headline else None
    columns = {
        "url": article.url,
        "host": host(article.url) or None,
        "title": headline or article.title,
        "outlet": article.outlet and (article.outlet.id or article.outlet.name),
        "agency": article.agency and (article.agency.id or article.agency.name),
        "lang": article.lang,
        "variant": article.variant,
        "published": article.published.iso if article.published else None,
    }
    return {name: text and legible(text) for name, text in columns.items()} | {"data": pack(article)}


def host(url: str | None) -> str:
    """The host of ``url`` without ``www.``; empty where there is none."""
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:  # a bracket or port that no address has
        return ""


def of_host(connection: Connection, name: str, most: int) -> list[str]:
    """The ids of the latest pages of the host ``name``, at most ``most``, in order of adding."""
    a = schema.article.c
    query = select(a.page_id).where(a.host == name).order_by(a.number.desc()).limit(most)
    return list(connection.execute(query).scalars())[::-1]


def revise(connection: Connection, id: str, revision: tuple[Page, Article, Reading] | None) -> None:
    """Lays ``revision`` over what the machine made of the page ``id``; None takes the layer away.

    The columns and items that are looked up follow; what the machine made stays where it is.
    """
    table, a = schema.revision, schema.article.c
    for one in (table, schema.brief):
        connection.execute(delete(one).where(one.c.page_id == id))
    if revision is None:
        article = unpack(connection.execute(select(a.data).where(a.page_id == id)).scalar_one(), Article)
        r = schema.reading.c
        reading = unpack(connection.execute(select(r.data).where(r.page_id == id)).scalar_one(), Reading)
        p = schema.page.c
        page = unpack(connection.execute(select(p.data).where(p.id == id)).scalar_one(), Page)
    else:
        page, article, reading = revision
        packed = {"page": pack(page), "article": pack(article), "reading": pack(reading)}
        connection.execute(insert(table).values(page_id=id, **packed))
    columns = _article(article, page)
    del columns["data"]
    connection.execute(update(schema.article).where(a.page_id == id).values(**columns))
    connection.execute(delete(schema.item).where(schema.item.c.page_id == id))
    _identify(connection, reading)
    for parts in read(connection, [id]):
        index.put(connection, *parts)


def read(connection: Connection, ids: Sequence[str]) -> Iterator[tuple[Page, Article, Reading]]:
    """The pages ``ids`` with their articles and readings, as people left them, in the order of adding."""
    p, a, r, v = schema.page, schema.article, schema.reading, schema.revision
    query = (
        select(p.c.data, a.c.data.label("article"), r.c.data.label("reading"), v.c.page, v.c.article, v.c.reading)
        .select_from(a)
        .join(p, p.c.id == a.c.page_id)
        .join(r, r.c.page_id == a.c.page_id)
        .outerjoin(v, v.c.page_id == a.c.page_id)
        .where(a.c.page_id.in_(list(ids)))
        .order_by(a.c.number)
    )
    for made_page, made_article, made_reading, page, article, reading in connection.execute(query):
        yield (
            unpack(made_page if page is None else page, Page),
            unpack(made_article if article is None else article, Article),
            unpack(made_reading if reading is None else reading, Reading),
        )


def revised(connection: Connection) -> list[str]:
    """The ids of the pages that have a layer of judgements."""
    return list(connection.execute(select(schema.revision.c.page_id)).scalars())


def _read(connection: Connection, reading: Reading, made_id: str) -> None:
    values = {"page_id": reading.page, "lang": reading.lang, "model": reading.model, "data": pack(reading)}
    connection.execute(insert(schema.reading).values(**values, made_id=made_id))
    _identify(connection, reading)


def _identify(connection: Connection, reading: Reading) -> None:
    kinds = dict(reversed([(one.id, kind) for kind, items in identified(reading).items() for one in items]))
    rows = [{"id": known, "page_id": reading.page, "kind": kind} for known, kind in kinds.items()]
    if rows:
        connection.execute(insert(schema.item), rows)
    office.put(connection, reading)


def identified(reading: Reading) -> dict[str, tuple[Attribution | Figure | Event | Mention, ...]]:
    """The items of ``reading`` that have an id, by kind. Where two share an id, the first is found by it (and
    `Store.verify` tells)."""
    return {
        "attribution": reading.attributions,
        "figure": reading.figures,
        "event": reading.events,
        "mention": reading.mentions,
    }


def get_capture(connection: Connection, id: str) -> Capture:
    """The capture ``id`` with its payload; raises `StoreError` when the payload is damaged."""
    table = schema.capture.c
    row = connection.execute(select(table.data, table.payload).where(table.id == id)).first()
    if row is None:
        raise StoreError(f"the capture {id[:12]}… is gone", next="restore a backup")
    try:
        payload = zlib.decompress(row.payload)
    except zlib.error as error:
        raise StoreError(f"the payload of {id[:12]}… is damaged", next="restore a backup") from error
    return msgspec.structs.replace(unpack(row.data, Capture), payload=payload)


def entries(connection: Connection, pages: Sequence[str] | None = None) -> Iterator[Entry]:
    """All articles in order of adding; only those of ``pages`` (at most some hundreds) where given."""
    a, c, m = schema.article.c, schema.capture.c, schema.made.c
    query: Select[tuple[object, ...]] = (
        select(
            a.page_id, a.number, a.url, a.title, a.outlet, a.agency, a.lang, a.variant, a.published,
            c.origin, c.added_at, m.data,
        )
        .join(schema.capture, c.id == a.page_id)
        .join(schema.made, m.id == a.made_id)
        .order_by(a.number)
    )  # fmt: skip
    if pages is not None:
        query = query.where(a.page_id.in_(pages))
    for row in connection.execute(query).mappings():
        yield Entry(
            label=f"A{row['number']}",
            id=row["page_id"],
            made=unpack(row["data"], Made),
            **{
                k: row[k]
                for k in ("origin", "added_at", "url", "title", "outlet", "agency", "lang", "variant", "published")
            },
        )


def resolve(connection: Connection, ref: str) -> str:
    """The page id that ``ref`` (a label such as ``A1``, an id, or the start of one that fits one page only) names.

    Raises `NotFoundError`, with what comes near, when it names none or several.
    """
    a = schema.article.c
    if re.fullmatch(r"[Aa][0-9]{1,9}", ref):
        found = connection.execute(select(a.page_id).where(a.number == int(ref[1:]))).scalar()
        if found is not None:
            return str(found)
    ids = _starting(connection, schema.article, "page_id", ref.lower())
    if len(ids) == 1:
        return ids[0]
    raise near(
        "article", ref, ids or [f"A{n}" for n in connection.execute(select(a.number).order_by(a.number)).scalars()]
    )


def _starting(connection: Connection, table: Table, column: str, ref: str) -> list[str]:
    """Ids that begin with ``ref`` (six characters at least), or are it."""
    c = table.c[column]
    if connection.execute(select(c).where(c == ref).limit(1)).first():
        return [ref]
    if len(ref) < 6:
        return []
    between = (c >= ref, c < ref + "\U0010ffff")
    return list(connection.execute(select(c).where(*between).distinct().order_by(c).limit(10)).scalars())


def near(kind: str, ref: str, known: list[str]) -> NotFoundError:
    """The error for a reference that names nothing or too much, with the nearest of ``known``."""
    from difflib import get_close_matches

    if len(known) > 1 and all(k.startswith(ref.lower()) for k in known):
        found = ", ".join(known[:5])
        return NotFoundError("“{ref}” begins more than one id: {found}", next="write more of it", ref=ref, found=found)
    close = get_close_matches(ref, known, n=3, cutoff=0.4) or known[:1]
    values = {"ref": ref, "names": ", ".join(close)}
    if kind == "item":
        return NotFoundError("no item “{ref}”", next="ids stand beside what is shown: meada show A1", **values)
    if not close:
        return NotFoundError("there is no “{ref}”", next="the store is empty; add pages first", **values)
    if kind == "story":
        return NotFoundError("no story “{ref}”", next="the nearest: {names}", **values)
    return NotFoundError("no article “{ref}”", next="the nearest: {names}", **values)


def remove(connection: Connection, id: str) -> tuple[str, ...]:
    """Deletes the capture ``id`` and all made from it, with the stories it stands in; gives those stories' ids."""
    s = schema.story_page.c
    stories = tuple(connection.execute(select(s.story_id).where(s.page_id == id).order_by(s.story_id)).scalars())
    if stories:
        connection.execute(delete(schema.story).where(schema.story.c.id.in_(stories)))
    connection.execute(delete(schema.capture).where(schema.capture.c.id == id))
    return stories
