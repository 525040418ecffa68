"""`/a/ID`: one article, its marks and cards."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from litestar import MediaType, Response, get

from meada.article.article import Article
from meada.export.citation import cite
from meada.export.fragment import link
from meada.export.gather import document_of
from meada.export.material import Document, Material
from meada.export.summary import ArticleLine, summarise
from meada.page.page import Page
from meada.reading.reading import Reading
from meada.record.record import Record
from meada.record.statement import Statement
from meada.span import Span
from meada.store import Store
from meada.store.shelf import ArticleRow, StoryRow
from meada.web.ask import FromPath, FromQuery, Held, Seen
from meada.web.card import Card, cards, judged, linked, marks
from meada.web.drawn import Drawn, Part, anchors
from meada.web.kin import Copy, around
from meada.web.marked import Paragraph
from meada.web.pick import resolved
from meada.web.view import View

__all__ = ["ArticlePage", "routes"]

_ASIDE = frozenset(("quote_box", "correction"))


class ArticlePage(msgspec.Struct, frozen=True, kw_only=True):
    """What `article.html` draws. ``line`` has relay, date and notes; ``head`` and ``body`` are marked text."""

    row: ArticleRow
    line: ArticleLine
    article: Article
    title: str
    headline: Paragraph | None
    standfirst: Part | None
    body: tuple[Part, ...]
    stories: tuple[StoryRow, ...]
    near: tuple[ArticleRow, ...]
    copies: tuple[Copy, ...]
    people: tuple[tuple[str, str, bool], ...]
    kicker: str | None
    notes: tuple[str, ...]
    pointers: tuple[tuple[str, int, str], ...]


@get("/a/{ref:str}", sync_to_thread=True)
def show(ref: FromPath[str], store: Held, view: Seen) -> Response[str]:
    """The article, clean, with its marks."""
    page = _page(store, ref, view)
    if not view.room.shared:
        view.room.reads.count(page.row.id)
    return view.render("article.html", page)


def _page(store: Store, ref: str, view: View) -> ArticlePage:
    id = store.resolve(ref)
    page, article, reading = next(store.read([id]))
    row = store.shelf.articles(pages=(id,))[0]
    stories = tuple(store.shelf.stories_with(id))
    statements = store.shelf.statements_of(id)
    made = _cards(store, view, row, page, reading, statements)
    drawn = Drawn(page, reading, made, marks(reading, made, view.words), anchors(reading, statements))
    line = _line(row, page, article, reading, statements)
    near, copies = around(store, id, stories)
    return ArticlePage(
        row=row,
        line=line,
        article=article,
        title=article.headline.of(page.text) if article.headline else article.title or row.label,
        headline=drawn.plain(article.headline, "headline") if article.headline else None,
        standfirst=drawn.part(article.standfirst, "standfirst") if article.standfirst else None,
        body=tuple(drawn.part(span, role) for span, role in _body(page, article)),
        stories=stories,
        near=near,
        copies=copies,
        people=_people(store, reading),
        kicker=article.kicker.of(page.text) if article.kicker else None,
        notes=tuple(n for code, values in line.notes if (n := view.note(code, values))),
        pointers=tuple((p.list, p.rank, " ".join(p.span.of(page.text).split())) for p in article.pointers),
    )


def _cards(
    store: Store, view: View, row: ArticleRow, page: Page, reading: Reading, statements: Sequence[Statement]
) -> tuple[Card, ...]:
    made = cards(reading, page.text, view.words, row.label)
    made = linked(made, statements, store.shelf.relations([s.id for s in statements]))
    return judged(made, statements, store.judgements(pages=(row.id,)), row.id)


def _people(store: Store, reading: Reading) -> tuple[tuple[str, str, bool], ...]:
    """Persons and bodies that the text names: id, name, and whether they have a page."""
    known = store.cast.known([e.id for e in reading.entities if e.type in ("person", "organisation", "state")])
    public = store.cast.public([e.id for e in reading.entities if e.type == "person"])
    return tuple(
        (e.id, e.name, e.id in known and (e.type != "person" or e.id in public))
        for e in reading.entities
        if e.type == "person" or e.id in known
    )


def _body(page: Page, article: Article) -> list[tuple[Span, str]]:
    """The paragraphs that are read, in order, with their roles."""
    roles = {block.span: block.role for block in page.blocks}
    found: dict[Span, str] = {span: roles.get(span, "body") for span in article.body}
    for block in page.blocks:
        if block.role in _ASIDE and not any(block.span.overlaps(span) for span in found):
            found[block.span] = block.role
    return sorted(found.items())


def _line(
    row: ArticleRow, page: Page, article: Article, reading: Reading, statements: Sequence[Statement]
) -> ArticleLine:
    document = Document(label=row.label, capture=row.id, origin=row.origin, page=page, article=article, reading=reading)
    record = Record(story="", statements=tuple(statements))
    return summarise(Material(documents=(document,), stories=(), records=(record,))).articles[0]


@get("/a/{ref:str}/citar", sync_to_thread=True)
def quoted(ref: FromPath[str], store: Held, view: Seen, trecho: FromQuery[str] = "") -> Response[str]:
    """Words of the article to be pasted elsewhere: quoted, with an address that opens them, and their citation."""
    chosen = resolved(store, f"{ref}:{trecho}")
    entry = store.entries((chosen.page,))[0]
    document = document_of(store, entry)
    citation, spans = cite(document), [quote.span for quote in chosen.quotes]
    parts = (
        ", ".join(citation.authors), citation.outlet or view.words("outlet not stated"), citation.agency, citation.title,
        view.words.moment(citation.published), link(citation.url, document.text, spans[0]),
    )  # fmt: skip
    placed = view.words(
        "characters {spans} of the page's text, SHA-256 {hash}",
        spans=", ".join(f"{span.start}–{span.end}" for span in spans),
        hash=citation.capture[:12],
    )
    said = "\n".join((f"“{chosen.words}”", ". ".join(part for part in parts if part), f"{citation.label}, {placed}"))
    return Response(said + "\n", media_type=MediaType.TEXT)


routes = (show, quoted)
