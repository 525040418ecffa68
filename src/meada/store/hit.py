"""The hits of one page of results: each sentence as it stands on its page, with the words that were searched for."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection, select

from meada.search.highlight import marks
from meada.search.passage import KINDS
from meada.search.query import Query
from meada.search.results import Hit
from meada.search.word import words
from meada.span import Span
from meada.store import schema
from meada.store.codec import unpack
from meada.store.facet import Found
from meada.store.index import LETTERS, article_of
from meada.store.term import Lexemes

__all__ = ["hits"]

_ALSO = 50


class _Text(msgspec.Struct):
    """The one field of a stored page that is needed here."""

    text: str


def hits(connection: Connection, found: Sequence[Found], lexemes: Lexemes, query: Query) -> tuple[Hit, ...]:
    """The passages ``found`` as they are shown, in the same order."""
    if not found:
        return ()
    p, a = schema.passage.c, schema.article.c
    rows = {
        row.id: row
        for row in connection.execute(
            select(
                p.id, p.page_id, p.start, p.end, p.tags, p.held,
                a.title, a.lang, a.published, a.url, schema.page.c.data,
            )
            .join(schema.article, a.page_id == p.page_id)
            .join(schema.page, schema.page.c.id == p.page_id)
            .where(p.id.in_([one.ids[0] for one in found]))
        )
    }  # fmt: skip
    texts: dict[str, str] = {}
    for row in rows.values():
        if row.page_id not in texts:
            texts[row.page_id] = unpack(row.data, _Text).text
    spans = {id: Span(row.start, row.end) for id, row in rows.items()}
    lit = _marks(
        connection, {id: (texts[rows[id].page_id], rows[id].lang, span) for id, span in spans.items()}, lexemes, query
    )
    names = _names(connection, [row.tags for row in rows.values()])
    made = []
    for one in found:
        id = one.ids[0]
        row, tags = rows[id], rows[id].tags.split(" ")
        others = list(dict.fromkeys(f"A{article_of(copy)}" for copy in one.ids if article_of(copy) != article_of(id)))
        made.append(
            Hit(
                label=f"A{article_of(id)}",
                page=row.page_id,
                span=spans[id],
                quote=spans[id].of(texts[row.page_id]),
                marks=lit[id],
                kinds=tuple(kind for kind in KINDS if f"k{kind}" in tags),
                items=tuple(row.held.split()),
                speakers=tuple(names[tag] for tag in tags if tag[0] == LETTERS["speaker"] and tag in names),
                outlet=next((names[tag] for tag in tags if tag[0] == LETTERS["outlet"] and tag in names), None),
                agency=next((names[tag] for tag in tags if tag[0] == LETTERS["agency"] and tag in names), None),
                title=row.title,
                lang=row.lang,
                published=row.published,
                url=row.url,
                also=tuple(others[:_ALSO]),
                copies=len(others),
            )
        )
    return tuple(made)


def _marks(
    connection: Connection, shown: dict[int, tuple[str, str | None, Span]], lexemes: Lexemes, query: Query
) -> dict[int, tuple[Span, ...]]:
    wanted = [[frozenset(found) for found in lexemes.sequence(term)] for term in query.terms()]
    told = {id: (words(text, span), lang or "") for id, (text, lang, span) in shown.items()}
    f, forms = schema.form.c, sorted({word.form for row, _ in told.values() for word in row})
    lemma: dict[str, dict[str, str]] = {}
    if wanted and forms:
        for row in connection.execute(select(f.lang, f.form, f.lemma).where(f.form.in_(forms))):
            lemma.setdefault(row.lang, {})[row.form] = row.lemma
    return {id: marks(row, lemma.get(lang, {}), wanted) for id, (row, lang) in told.items()}


def _names(connection: Connection, tags: Sequence[str]) -> dict[str, str]:
    """The names of the outlets, agencies and speakers among ``tags``."""
    letters = {LETTERS[kind] for kind in ("outlet", "agency", "speaker")}
    wanted = {
        int(word[1:]): word for line in tags for word in line.split(" ") if word[:1] in letters and word[1:].isdigit()
    }
    t = schema.tag.c
    rows = connection.execute(select(t.id, t.name).where(t.id.in_(wanted))) if wanted else ()
    return {wanted[row.id]: row.name for row in rows}
