"""What a store holds, as the material of an export."""

from __future__ import annotations

from collections.abc import Collection

from meada.export.material import Document, Material
from meada.store import Entry, Store

__all__ = ["gather"]


def gather(store: Store, *, labels: Collection[str] | None = None, story: str | None = None) -> Material:
    """All that ``store`` holds, or the articles with these ``labels`` and the stories they stand in, or one ``story``
    (its number or id) with its articles. Raises `NotFoundError` for a story that is not there."""
    chosen = [store.story(story)] if story is not None else store.stories()
    wanted = None if labels is None else set(labels)
    if story is not None:
        wanted = {store.label(page) for page in chosen[0].pages}
    documents = [_document(store, entry) for entry in store.entries() if wanted is None or entry.label in wanted]
    held = {document.capture for document in documents}
    kept = tuple(s for s in chosen if wanted is None or held & set(s.pages))
    return Material(documents=tuple(documents), stories=kept, records=tuple(store.record(s.id) for s in kept))


def _document(store: Store, entry: Entry) -> Document:
    return Document(
        label=entry.label,
        capture=entry.id,
        origin=entry.origin,
        page=store.page(entry.id),
        article=store.article(entry.id),
        reading=store.reading(entry.id),
    )
