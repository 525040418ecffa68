"""What a store holds, as the material of an export."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from msgspec.structs import replace

from meada.errors import NotFoundError
from meada.export.material import Document, Material
from meada.export.standing import of_log
from meada.record.record import Record
from meada.record.statement import Statement
from meada.store import Entry, Judgement, Store
from meada.story.story import Story

__all__ = ["document_of", "gather", "joined", "of_article", "of_person", "of_stories"]


def gather(store: Store, *, labels: Collection[str] | None = None, story: str | None = None) -> Material:
    """All that ``store`` holds, or the articles with these ``labels`` and the stories they stand in, or one ``story``
    (its number or id) with its articles. Raises `NotFoundError` for a story that is not there."""
    if labels is not None:
        return _labelled(store, labels)
    chosen = [store.story(story)] if story is not None else store.stories()
    entries = store.entries(chosen[0].pages) if story is not None else store.entries()
    return Material(
        documents=tuple(document_of(store, entry) for entry in entries),
        stories=tuple(chosen),
        records=tuple(store.record(s.id) for s in chosen),
        standings=of_log(store.judgements()),
    )


def _labelled(store: Store, labels: Collection[str]) -> Material:
    """The articles with these labels, and of the stories they stand in what was recorded of them and of what is tied to
    that; nothing else is read."""
    pages = [store.resolve(label) for label in labels]
    stories = store.stories(pages)
    records = tuple(store.record(s.id, pages=pages) for s in stories)
    tied = {s.page for record in records for s in record.statements}.difference(pages)
    return Material(
        documents=tuple(document_of(store, entry) for entry in store.entries(pages)),
        stories=tuple(stories),
        records=records,
        elsewhere={entry.id: entry.label for entry in store.entries(tied)},
        standings=of_log(store.judgements(pages=pages)),
    )


def joined(materials: Iterable[Material]) -> Material:
    """All of ``materials`` as one, documents in the order they were added."""
    held = list(materials)
    documents = {d.capture: d for material in held for d in material.documents}
    return Material(
        documents=tuple(sorted(documents.values(), key=lambda d: int(d.label[1:]))),
        stories=tuple(story for material in held for story in material.stories),
        records=tuple(record for material in held for record in material.records),
        standings={key: one for material in held for key, one in material.standings.items()},
        judgements=tuple({line.id: line for material in held for line in material.judgements}.values()),
        title=held[0].title if held else None,
    )


def of_stories(store: Store, story: str | None = None) -> Iterator[Material]:
    """The material of every story, or of the one named, one at a time: memory is that of the largest story."""
    stories = [store.story(story)] if story is not None else store.stories()
    log = store.judgements()
    for one in stories:
        entries = {entry.id: entry for entry in store.entries(one.pages)}
        yield _material(store, one, store.record(one.id), entries, log)


def of_article(store: Store, ref: str) -> Iterator[Material]:
    """One article with what was recorded of it, and the story it stands in; raises `NotFoundError`."""
    page = store.resolve(ref)
    entries = {entry.id: entry for entry in store.entries((page,))}
    log = store.judgements()
    stories = store.stories_of(page)
    records = [_narrowed(store.record(story.id), lambda s: s.page == page) for story in stories]
    yield Material(
        documents=(document_of(store, entries[page]),),
        stories=tuple(stories),
        records=tuple(records),
        standings=of_log(log),
        judgements=_about({page}, records, log),
        title=entries[page].title or entries[page].label,
    )


def of_person(store: Store, entity: str) -> Iterator[Material]:
    """What one person or organisation says, and what is told of them, story by story; raises `NotFoundError`."""
    log = store.judgements()
    known = False
    for id in store.stories_with(entity):
        story = store.story(id)
        record = _narrowed(store.record(id), lambda s: entity in _named(s))
        name = next((e.name for e in record.entities if e.id == entity), None)
        known = known or name is not None
        if record.statements:
            few = {entry.id: entry for entry in store.entries({s.page for s in record.statements})}
            yield replace(_material(store, story, record, few, log), title=name or entity)
    if not known:
        raise NotFoundError("no person or organisation “{ref}”", next="names stand in the stories", ref=entity)


def _named(statement: Statement) -> set[str]:
    return {p.entity for p in statement.participants} | {c.entity for c in statement.chain if c.entity}


def _narrowed(record: Record, keep: Callable[[Statement], bool]) -> Record:
    statements = tuple(s for s in record.statements if keep(s))
    ids = {s.id for s in statements}
    return replace(record, statements=statements, links=tuple(k for k in record.links if k.a in ids and k.b in ids))


def _material(
    store: Store, story: Story, record: Record, entries: dict[str, Entry], log: Sequence[Judgement]
) -> Material:
    pages = [page for page in story.pages if page in entries]
    documents = sorted((entries[page] for page in pages), key=_number)
    return Material(
        documents=tuple(document_of(store, entry) for entry in documents),
        stories=(story,),
        records=(record,),
        standings=of_log(log),
        judgements=_about(set(pages), [record], log),
    )


def _about(pages: Collection[str], records: Iterable[Record], log: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """The lines of ``log`` about these pages and records."""
    known: set[str] = set()
    for record in records:
        known |= {record.story, *(s.id for s in record.statements), *(k.id for k in record.links)}
    return tuple(
        line for line in log if line.item in known or line.page in pages or any(a.page in pages for a in line.anchors)
    )


def _number(entry: Entry) -> int:
    return int(entry.label[1:])


def document_of(store: Store, entry: Entry) -> Document:
    """The article of ``entry`` with its page and reading."""
    return Document(
        label=entry.label,
        capture=entry.id,
        origin=entry.origin,
        page=store.page(entry.id),
        article=store.article(entry.id),
        reading=store.reading(entry.id),
        added=entry.added_at,
        made=entry.made,
    )
