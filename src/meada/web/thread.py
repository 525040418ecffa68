"""One story as its screens see it: the record with names, labels and addresses at hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from meada.export.fold import Folded, brief, fold
from meada.reading.mention import Entity
from meada.record.record import Record
from meada.record.statement import Statement
from meada.store import Store
from meada.store.shelf import ArticleRow, StoryRow
from meada.story.story import Story

__all__ = ["Line", "Quote", "Source", "Thread", "read"]

_OPENING = frozenset('“"«‘„')
_VOICES = frozenset(("speaker", "medium", "document"))


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Where quoted words stand: the article's label, and the address that lights their sentence. ``who`` says so there;
    empty where nobody is cited."""

    label: str
    href: str
    outlet: str | None
    published: str | None
    who: tuple[str, ...] = ()


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """Words of the pages in their language, with every place that says them. ``id`` is the first statement's."""

    id: str
    words: str
    lang: str | None
    sources: tuple[Source, ...]
    kind: str
    type: str

    @property
    def own(self) -> bool:
        """True when the words bring quotation marks of their own."""
        return self.words[:1] in _OPENING

    @property
    def who(self) -> tuple[str, ...]:
        """All who are cited for it, each once."""
        return tuple(dict.fromkeys(name for source in self.sources for name in source.who))


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One relation as it is shown: its two sides (one for what is repeated), and the origins behind it. ``heading`` tells
    the sort: ``corroborates``, ``denied``, ``figures``, ``versions``, ``updates`` …; ``denier`` who denies, if named."""

    heading: str
    sides: tuple[Quote, ...]
    origins: tuple[str, ...]
    denier: str | None = None


class Thread:
    """A story, its record, and its articles as rows."""

    def __init__(self, row: StoryRow, story: Story, record: Record, articles: Sequence[ArticleRow]) -> None:
        self.row, self.story, self.record = row, story, record
        self.articles = {article.id: article for article in articles}
        self.entities: Mapping[str, Entity] = {e.id: e for e in record.entities}
        self.statements = {s.id: s for s in record.statements}
        self._families = {copy.page: family.id for family in story.families for copy in family.copies}
        self.published = {id: article.published for id, article in self.articles.items()}

    def family(self, page: str) -> str:
        """The copy family of ``page``; the page itself where it has none."""
        return self._families.get(page, page)

    def name(self, id: str) -> str:
        """What the entity ``id`` is called."""
        return self.entities[id].name if id in self.entities else id

    def who(self, statement: Statement) -> tuple[str, ...]:
        """The names of those it goes back to, from the origin on: speakers, media, documents."""
        found = (step.entity for step in statement.chain if step.role in _VOICES and step.entity)
        return tuple(dict.fromkeys(self.name(id) for id in found))

    def source(self, statement: Statement) -> Source:
        """Where it stands."""
        article = self.articles[statement.page]
        return Source(
            label=article.label,
            href=f"/a/{article.label}#{statement.id}",
            outlet=article.outlet_name,
            published=article.published,
            who=self.who(statement),
        )

    def quote(self, statements: Iterable[Statement]) -> Quote:
        """What ``statements`` have in common, in the fewest of their own words; the first published comes first."""
        ordered = sorted(statements, key=lambda s: (self.published.get(s.page) or "9", s.page))
        words = brief(ordered)
        first = next(s for s in ordered if brief([s]) == words)
        sources = {s.page: self.source(s) for s in reversed([*ordered])}
        return Quote(
            id=first.id,
            words=" ".join(words.split()),
            lang=self.articles[first.page].lang,
            sources=tuple(sources[page] for page in dict.fromkeys(s.page for s in ordered)),
            kind=first.kind,
            type=first.type,
        )

    def lines(self, level: str = "shown") -> tuple[Line, ...]:
        """The links of ``level``, folded, as lines."""
        links = [link for link in self.record.links if link.level == level]
        return tuple(self._line(folded) for folded in fold(links, self.record.statements))

    def _line(self, folded: Folded) -> Line:
        denial = folded.denial
        heading = folded.relation
        if denial is not None:
            heading = "denied"
        elif heading == "contradicts":
            heading = "figures" if "figure" in folded.slots else "versions"
        return Line(
            heading=heading,
            sides=tuple(self.quote(side) for side in folded.sides),
            origins=tuple(self.name(origin) for origin in folded.origins),
            denier=next(iter(self.who(denial)), None) if denial else None,
        )


def read(store: Store, ref: str) -> Thread:
    """The story that ``ref`` names; raises `NotFoundError`."""
    story, record = store.thread(ref)
    shelf = store.shelf
    held = {s.page for s in record.statements} | set(story.pages) | {lead.page for lead in story.leads}
    return Thread(shelf.story(story.id), story, record, shelf.articles(pages=held))
