"""The offices of people as pages name them: what tells someone who acts in public from someone who does not."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from meada.lang import LANGUAGES, lexicon
from meada.lang.lexicon import lowered
from meada.lang.people import offices
from meada.page.page import Page
from meada.reading.reading import Reading
from meada.span import Span
from meada.store import schema
from meada.store.codec import legible, unpack

__all__ = ["fill", "put"]


def put(connection: Connection, reading: Reading) -> None:
    """Keeps the titles that ``reading`` found for people, in the place of those kept before."""
    found = (
        [m for m in reading.mentions if m.form == "title" and m.type == "person"] if reading.lang in LANGUAGES else []
    )
    connection.execute(delete(schema.office).where(schema.office.c.page_id == reading.page))
    if not found:
        return
    data = connection.execute(select(schema.page.c.data).where(schema.page.c.id == reading.page)).scalar_one()
    text = unpack(data, Page).text
    rows = {
        (m.entity, m.span.start): {
            "page_id": reading.page,
            "entity_id": legible(m.entity),
            "start": m.span.start,
            "words": " ".join(m.span.of(text).split()),
        }
        for m in found
        if _public(m.span.of(text), reading.lang or "")
    }
    if rows:
        connection.execute(insert(schema.office), list(rows.values()))


def _public(words: str, lang: str) -> bool:
    """True for a title of office; a trade ("the engineer", "o professor") makes nobody a public figure."""
    low = lowered(words)
    found = offices(lang).find(low, lexicon.words(low, Span(0, len(low))))
    return any(office.classes - {"other"} for _, office in found)


def fill(connection: Connection) -> None:
    """The same for every reading that is stored."""
    for id in connection.execute(select(schema.reading.c.page_id)).scalars().all():
        data = connection.execute(select(schema.reading.c.data).where(schema.reading.c.page_id == id)).scalar_one()
        put(connection, unpack(data, Reading))
