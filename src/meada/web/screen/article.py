"""`/a/ID`: one article, its marks and cards; the whole page with roles, the original, the difference from its copies."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Mapping, Sequence

import msgspec
from litestar import Response, get
from litestar.exceptions import PermissionDeniedException

from meada.article.article import Article
from meada.export.material import Document, Material
from meada.export.summary import ArticleLine, summarise
from meada.page.page import READ, Page
from meada.reading.reading import Reading
from meada.record.record import Record
from meada.record.statement import Statement
from meada.span import Span
from meada.store import Store
from meada.store.shelf import ArticleRow, StoryRow
from meada.story.diff import diff
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
    page, article, reading = store.page(id), store.article(id), store.reading(id)
    row = store.shelf.articles(pages=(id,))[0]
    stories = tuple(store.shelf.stories_with(id))
    statements = store.shelf.statements_of(id)
    made = _linked(
        cards(reading, page.text, view.words, row.label), statements, store.shelf.relations([s.id for s in statements])
    )
    drawn = _Drawn(page, reading, made, marks(reading, made, view.words), _anchors(reading, statements))
    line = _line(row, page, article, reading, statements)
    near, copies = _around(store, id, stories)
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


def _linked(
    made: tuple[Card, ...], statements: Sequence[Statement], relations: Mapping[str, Mapping[str, int]]
) -> tuple[Card, ...]:
    """The cards with the comparisons that their statements lead to: those that tell of another side first."""
    by_item: dict[str, list[str]] = {}
    for statement in statements:
        for item in {statement.item, statement.figure.item if statement.figure else None} - {None}:
            by_item.setdefault(str(item), []).append(statement.id)
    out = []
    for card in made:
        links: dict[str, tuple[str, int]] = {}
        for id in by_item.get(card.item, ()):
            for relation, n in relations.get(id, {}).items():
                if n > links.get(relation, ("", 0))[1]:
                    links[relation] = (f"/n/{id}", n)
        told = tuple((*links[r][:1], r, links[r][1]) for r in _LINKED if r in links)
        out.append(msgspec.structs.replace(card, links=told))
    return tuple(out)


_LINKED = ("contradicts", "updates", "corroborates", "repeats")


def _people(store: Store, reading: Reading) -> tuple[tuple[str, str, bool], ...]:
    """Persons and bodies that the text names: id, name, and whether they have a page."""
    known = store.cast.known([e.id for e in reading.entities if e.type in ("person", "organisation", "state")])
    public = store.cast.public([e.id for e in reading.entities if e.type == "person"])
    return tuple(
        (e.id, e.name, e.id in known and (e.type != "person" or e.id in public))
        for e in reading.entities
        if e.type == "person" or e.id in known
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

    def plain(self, span: Span, role: str) -> Paragraph:
        """Marked, without references: a heading has no margin for cards."""
        bare = [msgspec.structs.replace(mark, note=None) for mark in self._marks]
        return paragraph(self._text, span, role, sentences=self._sentences, marks=bare, anchors=self._anchors)

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


class Drawn(msgspec.Struct, frozen=True, kw_only=True):
    """A block as it stands in the page, its role, and whether it is read."""

    role: str
    text: str
    reason: str
    score: float
    list: str | None
    read: bool


class WholePage(msgspec.Struct, frozen=True, kw_only=True):
    """What `whole.html` draws."""

    row: ArticleRow
    title: str
    lang: str
    copies: tuple[str, ...]
    blocks: tuple[Drawn, ...]


class OriginalPage(msgspec.Struct, frozen=True, kw_only=True):
    """What `original.html` draws: the capture as text, at most `SHOWN` characters."""

    row: ArticleRow
    title: str
    lang: str
    copies: tuple[str, ...]
    media_type: str
    origin: str
    fetched_at: str | None
    size: int
    text: str
    cut: bool


class DifferencePage(msgspec.Struct, frozen=True, kw_only=True):
    """What `difference.html` draws: ``pieces`` are ``same``, ``gone`` (only here) or ``new`` (only there)."""

    here: ArticleRow
    there: ArticleRow
    lang: str
    copies: tuple[str, ...]
    pieces: tuple[tuple[str, str], ...]
    changes: int


SHOWN = 300_000


@get("/a/{ref:str}/pagina", sync_to_thread=True)
def whole(ref: FromPath[str], store: Held, view: Seen) -> Response[str]:
    """Every block of the page with its role."""
    row, copies = _head(store, ref, view)
    page = store.page(row.id)
    blocks = tuple(
        Drawn(
            role=b.role, text=b.span.of(page.text), reason=b.reason, score=round(b.score, 2), list=b.list, read=b.role in READ
        )
        for b in page.blocks
    )  # fmt: skip
    shown = WholePage(row=row, title=row.title or row.label, lang=row.lang or "", copies=copies, blocks=blocks)
    return view.render("whole.html", shown)


@get("/a/{ref:str}/original", sync_to_thread=True)
def original(ref: FromPath[str], store: Held, view: Seen) -> Response[str]:
    """The capture as text: what was saved, never rendered."""
    row, copies = _head(store, ref, view)
    capture = store.capture(row.id)
    text = capture.payload[: SHOWN * 4].decode(_charset(capture.charset), "replace")
    shown = OriginalPage(
        row=row,
        title=row.title or row.label,
        lang=row.lang or "",
        copies=copies,
        media_type=capture.media_type,
        origin=capture.origin,
        fetched_at=capture.fetched_at,
        size=len(capture.payload),
        text=text[:SHOWN],
        cut=len(text) > SHOWN,
    )
    return view.render("original.html", shown)


def _charset(name: str | None) -> str:
    try:
        return codecs.lookup(name or "utf-8").name
    except LookupError:
        return "utf-8"


@get("/a/{ref:str}/diferenca/{other:str}", sync_to_thread=True)
def difference(ref: FromPath[str], other: FromPath[str], store: Held, view: Seen) -> Response[str]:
    """What the text of ``other`` changes in this one."""
    row = store.shelf.articles(pages=(store.resolve(ref),))[0]
    there = store.shelf.articles(pages=(store.resolve(other),))[0]
    _, copies = _around(store, row.id, store.shelf.stories_with(row.id))
    pieces = tuple(_pieces(_told(store, row.id), _told(store, there.id)))
    shown = DifferencePage(
        here=row,
        there=there,
        lang=row.lang or "",
        copies=tuple(c.row.label for c in copies),
        pieces=pieces,
        changes=sum(op != "same" for op, _ in pieces),
    )
    return view.render("difference.html", shown)


def _told(store: Store, id: str) -> str:
    """Headline, standfirst and body, a paragraph a line."""
    page, article = store.page(id), store.article(id)
    spans = [span for span in (article.headline, article.standfirst) if span]
    return "\n\n".join(span.of(page.text) for span in (*spans, *article.body))


def _pieces(here: str, there: str) -> Iterator[tuple[str, str]]:
    """The two texts as one, in the order of reading; white space between words goes with what stays."""
    at = 0
    for change in diff(here, there):
        if change.here.start > at:
            yield "same", here[at : change.here.start]
        if change.op == "equal":
            yield "same", change.here.of(here)
        else:
            if change.here:
                yield "gone", change.here.of(here)
            if change.there:
                yield "new", f" {change.there.of(there)} " if not change.here else " " + change.there.of(there)
        at = max(at, change.here.end)
    if at < len(here):
        yield "same", here[at:]


def _head(store: Store, ref: str, view: View) -> tuple[ArticleRow, tuple[str, ...]]:
    """The article's row and the labels of its copies; refused where whole pages are not shown."""
    if not view.room.whole:
        raise PermissionDeniedException
    id = store.resolve(ref)
    _, copies = _around(store, id, store.shelf.stories_with(id))
    return store.shelf.articles(pages=(id,))[0], tuple(c.row.label for c in copies)


routes = (show, whole, original, difference)
