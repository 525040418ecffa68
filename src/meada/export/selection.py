"""Passages that somebody chose, in their order, with notes: a dossier, a comparison, or what a search found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

import msgspec

from meada.anchor import Quote, place, quote
from meada.export.care import accuses
from meada.export.citation import Citation, cite
from meada.export.fragment import link
from meada.export.gather import document_of
from meada.export.material import Document
from meada.export.standing import MACHINE, Standing, of_log
from meada.export.tidy import quoted
from meada.record.statement import Statement
from meada.span import Span
from meada.store import Store
from meada.store.find import Sort

__all__ = ["Denial", "Passage", "Pick", "Selection", "of_dossier", "of_search", "of_statements", "select"]


class Pick(msgspec.Struct, frozen=True, kw_only=True):
    """What was chosen: ``quotes`` of ``page``, which was called ``label``; the ``item`` they are, where they are one."""

    page: str
    label: str
    quotes: tuple[Quote, ...]
    item: str | None = None
    note: str = ""


class Denial(msgspec.Struct, frozen=True, kw_only=True):
    """Words that deny a statement, and who says them where."""

    words: str
    who: tuple[str, ...]
    citation: Citation


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """One passage as it is shown. ``spans`` are its places in the text now, empty where its words are no longer found or the
    article is gone (``citation`` None); the ``words`` are those that were chosen. ``link`` opens the page at them. ``item``
    is the statement or item they are, which ``who`` says; it comes with the ``denials`` that are held."""

    number: int
    label: str
    words: str
    note: str
    spans: tuple[Span, ...] = ()
    citation: Citation | None = None
    link: str | None = None
    item: str | None = None
    who: tuple[str, ...] = ()
    rule: str = ""
    standing: Standing = MACHINE
    accusation: bool = False
    denials: tuple[Denial, ...] = ()

    @property
    def characters(self) -> str:
        """The places, as ``12–40, 60–71``."""
        return ", ".join(f"{span.start}–{span.end}" for span in self.spans)


class Selection(msgspec.Struct, frozen=True, kw_only=True):
    """Passages under a title, with the articles that they and the denials beside them stand in, in the order of adding."""

    title: str
    passages: tuple[Passage, ...]
    documents: tuple[Document, ...] = ()

    @property
    def captures(self) -> tuple[Citation, ...]:
        """What is owed to each source, with the SHA-256 of its capture: the manifest."""
        return tuple(cite(document) for document in self.documents)


def select(store: Store, title: str, picks: Iterable[Pick]) -> Selection:
    """``picks`` as they stand in ``store`` now. Nothing is guessed: words that moved are found by themselves and their
    surroundings, or not at all. Statements that somebody rejected lend nothing to the passages they stood in."""
    chosen = list(picks)
    documents = {e.id: document_of(store, e) for e in store.entries({pick.page for pick in chosen})}
    scene = _Scene(store, documents)
    passages = tuple(scene.passage(number, pick) for number, pick in enumerate(chosen, 1))
    held = sorted(documents.values(), key=lambda document: int(document.label[1:]))
    return Selection(title=title, passages=passages, documents=tuple(held))


def of_dossier(store: Store, id: int) -> Selection:
    """The dossier of that number; raises `NotFoundError`."""
    found = store.dossiers.get(id)
    passages = store.dossiers.passages(id)
    picks = (Pick(page=c.page, label=c.label, quotes=c.quotes, item=c.item, note=c.note) for c in passages)
    return select(store, found.name, picks)


def of_search(store: Store, query: str, sort: Sort = "relevance", most: int = 100) -> Selection:
    """The first sentences, at most a hundred, that ``query`` finds."""
    hits = store.search(query, sort=sort, size=most).hits
    texts = {hit.page: store.page(hit.page).text for hit in hits}
    return select(
        store, query, [Pick(page=h.page, label=h.label, quotes=(quote(texts[h.page], h.span),)) for h in hits]
    )


def of_statements(store: Store, title: str, statements: Iterable[Statement]) -> Selection:
    """The words of ``statements``, in their order."""
    chosen = list(statements)
    entries = {entry.id: entry.label for entry in store.entries({s.page for s in chosen})}
    texts = {page: store.page(page).text for page in entries}
    return select(
        store,
        title,
        [
            Pick(
                page=s.page,
                label=entries[s.page],
                quotes=tuple(quote(texts[s.page], span) for span in sorted({e.span for e in s.evidence})),
                item=s.id,
            )
            for s in chosen
            if s.page in entries
        ],
    )


class _Scene:
    """What passages of one selection have in common."""

    def __init__(self, store: Store, documents: dict[str, Document]) -> None:
        self._store, self._documents = store, documents
        self._told: dict[str, list[Statement]] = {}
        self._names: dict[str, str] = {}
        self._against: dict[str, list[Statement]] = {}

    @cached_property
    def _standings(self) -> dict[tuple[str | None, str], Standing]:
        return of_log(self._store.judgements(pages=list(self._documents)))

    def passage(self, number: int, pick: Pick) -> Passage:
        document = self._documents.get(pick.page)
        words = " … ".join(" ".join(quote.words.split()) for quote in pick.quotes)
        bare = Passage(number=number, label=pick.label, words=words, note=pick.note, item=pick.item)
        if document is None:
            return bare
        found = [place(document.text, quote) for quote in pick.quotes]
        spans = tuple(span for span in found if span is not None) if all(found) else ()
        citation = cite(document)
        statement = self._statement(document, pick.item, spans)
        told = msgspec.structs.replace(
            bare,
            spans=spans,
            citation=citation,
            link=link(citation.url, document.text, spans[0]) if spans else citation.url,
        )
        return self._stated(told, statement, document) if statement is not None else told

    def _stated(self, told: Passage, statement: Statement, document: Document) -> Passage:
        entities = {e.id: e for e in document.reading.entities}
        return msgspec.structs.replace(
            told,
            item=statement.id,
            who=self._who(statement),
            rule=statement.rule,
            standing=self._standings.get((None, statement.id), MACHINE),
            accusation=accuses(statement, entities),
            denials=tuple(map(self._denial, self._denied(statement))),
        )

    def _statement(self, document: Document, item: str | None, spans: Sequence[Span]) -> Statement | None:
        """The statement that the passage is: the one named, else the one with most of its words in it."""
        if document.capture not in self._told:
            self._told[document.capture] = self._store.shelf.statements_of(document.capture)
        kept = [s for s in self._told[document.capture] if self._standing(s.id) != "rejected"]
        named = [s for s in kept if item and item in (s.id, s.item, s.figure.item if s.figure else None)]
        if named:
            return named[0]
        inside = [s for s in kept if spans and all(any(x.contains(e.span) for x in spans) for e in s.evidence)]
        return max(inside, key=lambda s: (sum(len(e.span) for e in s.evidence), s.id), default=None)

    def _standing(self, id: str) -> str:
        return self._standings.get((None, id), MACHINE).state

    def _who(self, statement: Statement) -> tuple[str, ...]:
        ids = [c.entity for c in statement.chain if c.role in ("speaker", "medium", "document") and c.entity]
        missing = [id for id in ids if id not in self._names]
        self._names |= dict.fromkeys(missing, "") | self._store.cast.names(missing)
        return tuple(dict.fromkeys(self._names[id] or id for id in ids))

    def _denied(self, statement: Statement) -> list[Statement]:
        """The statements of its story that deny it."""
        for story in self._store.placed_in([statement.page]):
            if story not in self._against:
                self._against[story] = [s for s in self._store.statements(story) if s.denies]
        return [s for found in self._against.values() for s in found if s.denies == statement.id]

    def _denial(self, statement: Statement) -> Denial:
        if statement.page not in self._documents:
            self._documents[statement.page] = document_of(self._store, self._store.entries((statement.page,))[0])
        held = self._documents[statement.page]
        return Denial(words=quoted(statement), who=self._who(statement), citation=cite(held))
