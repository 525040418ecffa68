"""What an export is made from: documents with their labels, and the records that speak of them."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from meada.article.article import Article
from meada.export.standing import MACHINE, Standing
from meada.page.page import Page
from meada.reading.mention import Entity
from meada.reading.reading import Reading
from meada.record.link import Link
from meada.record.record import Record
from meada.record.statement import Statement
from meada.store.judgement import Judgement
from meada.store.made import Made
from meada.story.story import Story

__all__ = ["Document", "Material"]


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """One article of the store. ``label`` is its short name (``A1``); ``origin`` the file or address it came from;
    ``added`` when it was (ISO 8601); ``made`` the versions that read it."""

    label: str
    capture: str
    origin: str
    page: Page
    article: Article
    reading: Reading
    added: str | None = None
    made: Made | None = None

    @property
    def text(self) -> str:
        """The text that every span of this document indexes."""
        return self.page.text


class Material(msgspec.Struct, frozen=True, kw_only=True):
    """Documents in the order they were added, with their stories and the records of these. ``standings`` are those of the
    items that people judged, by page and id; ``judgements`` the lines of the log about them; ``title`` names what was asked
    for, where it is no story. ``elsewhere`` are the labels of articles that are not among the documents, by capture id, of
    which the records hold only statements tied to those of the documents."""

    documents: tuple[Document, ...]
    stories: tuple[Story, ...]
    records: tuple[Record, ...]
    standings: dict[tuple[str | None, str], Standing] = {}
    judgements: tuple[Judgement, ...] = ()
    title: str | None = None
    elsewhere: dict[str, str] = {}

    def standing(self, id: str, page: str | None = None) -> Standing:
        """The standing of the item ``id``, of a reading on ``page``."""
        return self.standings.get((page, id)) or self.standings.get((None, id), MACHINE)

    def by_page(self) -> dict[str, Document]:
        """Documents by capture id."""
        return {document.capture: document for document in self.documents}

    def statements(self) -> tuple[Statement, ...]:
        """All statements, each once, in the order of their documents and then of their place in the text."""
        order = {page: at for at, page in enumerate(self._pages())}
        found = {s.id: s for record in self.records for s in record.statements if s.page in order}
        return tuple(sorted(found.values(), key=lambda s: (order[s.page], s.evidence[0].span, s.id)))

    def _pages(self) -> list[str]:
        """The pages that statements stand on, in the order in which they were added."""
        labels = {document.capture: document.label for document in self.documents}
        if not self.elsewhere:
            return list(labels)
        return [page for page, _ in sorted((labels | self.elsewhere).items(), key=lambda one: int(one[1][1:]))]

    def links(self) -> tuple[Link, ...]:
        """All links between these statements, each once, in the order of their ids."""
        known = {s.id for s in self.statements()}
        found = {k.id: k for record in self.records for k in record.links if k.a in known and k.b in known}
        return tuple(found[key] for key in sorted(found))

    def entities(self) -> tuple[Entity, ...]:
        """All entities of the records; those with one id are joined, with every name they go by."""
        found: dict[str, Entity] = {}
        for entity in (e for record in self.records for e in record.entities):
            other = found.get(entity.id)
            found[entity.id] = entity if other is None else _joined(other, entity)
        return tuple(found[key] for key in sorted(found))


def _joined(a: Entity, b: Entity) -> Entity:
    return msgspec.structs.replace(a, names=_unique((*a.names, *b.names)))


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
