"""Whether what is stored still holds together: hashes, spans and quotes, references."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Column, Connection, select

from meada.article.article import Article
from meada.errors import StoreError
from meada.ident import digest
from meada.page.page import Page
from meada.reading.reading import Reading
from meada.record.statement import Statement
from meada.sources.charset import decode
from meada.span import Span
from meada.store import entry, index, schema, thread
from meada.store.codec import unpack
from meada.store.engine import referenced

__all__ = ["Problem", "misplaced", "problems"]


T = TypeVar("T")


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """Something that does not hold: ``where`` (a page, a story, the database) and ``what``."""

    where: str
    what: str


def problems(connection: Connection) -> Iterator[Problem]:
    """Everything in the store that does not hold; nothing when all is well."""
    for line in referenced(connection):
        yield Problem(where="database", what=line)
    a = schema.article.c
    rows = connection.execute(select(a.page_id, a.number).order_by(a.number)).all()
    for page, number in rows:
        yield from (Problem(where=f"A{number}", what=what) for what in _article(connection, page))
    yield from (Problem(where=f"A{number}", what=what) for number, what in index.problems(connection))
    s = schema.story.c
    for story, number in connection.execute(select(s.id, s.number).order_by(s.number)).all():
        yield from (Problem(where=f"story {number}", what=what) for what in _story(connection, story))


def _article(connection: Connection, id: str) -> Iterator[str]:
    try:
        capture = entry.get_capture(connection, id)
        page = _one(connection, schema.page.c.id, id, Page)
        article = _one(connection, schema.article.c.page_id, id, Article)
        reading = _one(connection, schema.reading.c.page_id, id, Reading)
    except StoreError as error:
        yield error.what
        return
    if digest(capture.payload) != id:
        yield "the payload is not the one that was captured (its SHA-256 differs)"
    if capture.media_type == "text/plain" and page.text != decode(capture):
        yield "the text of the page is not the text of the capture"
    known = Counter(one.id for items in entry.identified(reading).values() for one in items)
    yield from (f"reading: {n} items have the id {one}" for one, n in known.items() if n > 1)
    for name, value in (("page", page), ("article", article), ("reading", reading)):
        yield from (f"{name}: {what}" for what in misplaced(value, page.text))


def _one(connection: Connection, key: Column[Any], id: str, kind: type[T]) -> T:
    data = connection.execute(select(key.table.c.data).where(key == id)).scalar()
    if data is None:
        raise StoreError(f"its {kind.__name__.lower()} is gone", next="restore a backup")
    return unpack(data, kind)


def _story(connection: Connection, id: str) -> Iterator[str]:
    texts: dict[str, str] = {}
    try:
        story = thread.get(connection, id)
        statements = list(thread.statements(connection, id))
    except StoreError as error:
        yield error.what
        return
    for family in story.families:
        for one in family.copies:
            for shared in one.shared:
                if shared.here.end > len(_text(connection, one.page, texts)):
                    yield f"family {family.id}: a shared passage lies outside {one.page[:12]}…"
                if one.of and shared.there.end > len(_text(connection, one.of, texts)):
                    yield f"family {family.id}: a shared passage lies outside {one.of[:12]}…"
    for statement in statements:
        yield from _evidence(connection, statement, texts)


def _evidence(connection: Connection, statement: Statement, texts: dict[str, str]) -> Iterator[str]:
    own = msgspec.structs.replace(statement, evidence=())
    yield from (f"{statement.id}: {what}" for what in misplaced(own, _text(connection, statement.page, texts)))
    for evidence in statement.evidence:
        text = _text(connection, evidence.page, texts)
        yield from (f"{statement.id}: {what}" for what in misplaced(evidence, text))


def _text(connection: Connection, id: str, texts: dict[str, str]) -> str:
    if id not in texts:
        data = connection.execute(select(schema.page.c.data).where(schema.page.c.id == id)).scalar()
        texts[id] = unpack(data, Page).text if data is not None else ""
    return texts[id]


def misplaced(value: Any, text: str) -> Iterator[str]:
    """The spans inside ``value`` that leave ``text``, and those whose ``quote`` or ``words`` are not what stands there."""
    if isinstance(value, Span):
        if value.end > len(text):
            yield f"[{value.start}, {value.end}) lies outside the text of {len(text)} characters"
    elif isinstance(value, msgspec.Struct):
        span = getattr(value, "span", None)
        words = getattr(value, "quote", None) or getattr(value, "words", None)
        if isinstance(span, Span) and isinstance(words, str) and words and span.of(text) != words:
            yield f"[{span.start}, {span.end}) does not read “{words}”"
        for name in value.__struct_fields__:
            yield from misplaced(getattr(value, name), text)
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield from misplaced(one, text)
