"""`/a/ID`: one article, its marks and cards; the whole page with roles, the original, the difference from its copies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from litestar import Response, get

from meada.article.article import Article
from meada.export.material import Document, Material
from meada.export.summary import ArticleLine, summarise
from meada.page.page import Page
from meada.reading.reading import Reading
from meada.record.record import Record
from meada.record.statement import Statement
from meada.span import Span
from meada.store import Store
from meada.store.shelf import ArticleRow, StoryRow
from meada.web.ask import FromPath, Held, Seen
from meada.web.card import Card, cards, marks
from meada.web.marked import Mark, Paragraph, paragraph
from meada.web.view import View

__all__ = ["ArticlePage", "Part", "routes"]

_ASIDE = frozenset(("quote_box", "correction"))


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph with the cards that stand beside it."""

    text: Paragraph
    cards: tuple[Card, ...] = ()


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """A copy of the article: its row, what kind of copy it is, and of how much of the shorter text."""

    row: ArticleRow
    label: str
    containment: float | None


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
    people: tuple[tuple[str, str], ...]


@get("/a/{ref:str}", sync_to_thread=True)
def show(ref: FromPath[str], store: Held, view: Seen) -> Response[str]:
    """The article, clean, with its marks."""
    return view.render("article.html", _page(store, ref, view))


def _page(store: Store, ref: str, view: View) -> ArticlePage:
    id = store.resolve(ref)
    page, article, reading = store.page(id), store.article(id), store.reading(id)
    row = store.shelf.articles(pages=(id,))[0]
    stories = tuple(store.shelf.stories_with(id))
    statements = store.shelf.statements_of(id)
    made = cards(reading, page.text, view.words)
    drawn = _Drawn(page, reading, made, marks(reading, made, view.words), _anchors(reading, statements))
    near, copies = _around(store, id, stories)
    return ArticlePage(
        row=row,
        line=_line(row, page, article, reading, statements),
        article=article,
        title=article.headline.of(page.text) if article.headline else article.title or row.label,
        headline=drawn.paragraph(article.headline, "headline") if article.headline else None,
        standfirst=drawn.part(article.standfirst, "standfirst") if article.standfirst else None,
        body=tuple(drawn.part(span, role) for span, role in _body(page, article)),
        stories=stories,
        near=near,
        copies=copies,
        people=tuple((e.id, e.name) for e in reading.entities if e.type == "person"),
    )


class _Drawn:
    def __init__(
        self,
        page: Page,
        reading: Reading,
        made: Sequence[Card],
        found: Sequence[Mark],
        anchors: Mapping[str, int],
    ) -> None:
        self._text, self._sentences = page.text, sorted(reading.sentences)
        self._cards, self._marks, self._anchors = made, found, anchors

    def paragraph(self, span: Span, role: str) -> Paragraph:
        return paragraph(self._text, span, role, sentences=self._sentences, marks=self._marks, anchors=self._anchors)

    def part(self, span: Span, role: str) -> Part:
        own = tuple(card for card in self._cards if span.start <= card.at < span.end)
        return Part(text=self.paragraph(span, role), cards=own)


def _anchors(reading: Reading, statements: Sequence[Statement]) -> dict[str, int]:
    """Where each item begins: `/a/A1#ITEM` lights its sentence."""
    out = {s.id: s.evidence[0].span.start for s in statements}
    out |= {e.id: e.evidence[0].start for e in reading.events if e.evidence}
    out |= {m.id: m.span.start for m in reading.mentions}
    out |= {f.id: f.span.start for f in reading.figures}
    out |= {a.id: a.content[0].start for a in reading.attributions if a.content}
    return out


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


def _around(store: Store, id: str, stories: Sequence[StoryRow]) -> tuple[tuple[ArticleRow, ...], tuple[Copy, ...]]:
    """Other articles of its stories, and its copies."""
    if not stories:
        return (), ()
    found = [store.story(story.id) for story in stories]
    family = next((f for story in found for f in story.families if any(c.page == id for c in f.copies)), None)
    kin = {c.page: c for c in family.copies if c.page != id} if family else {}
    others = [page for story in found for page in story.pages if page != id and page not in kin]
    rows = {row.id: row for row in store.shelf.articles(pages=[*kin, *others[:40]])}
    copies = tuple(
        Copy(row=rows[page], label=c.label, containment=c.containment) for page, c in kin.items() if page in rows
    )
    near = sorted((rows[page] for page in others if page in rows), key=lambda row: row.published or "")
    return tuple(near), copies


routes = (show,)
