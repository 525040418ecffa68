"""What stands around an article: its copies, and the other articles of its stories."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from meada.store import Store
from meada.store.shelf import ArticleRow, StoryRow

__all__ = ["Copy", "around", "copies"]


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """A copy of the article: its row, what kind of copy it is, and of how much of the shorter text."""

    row: ArticleRow
    label: str
    containment: float | None


def around(store: Store, id: str, stories: Sequence[StoryRow]) -> tuple[tuple[ArticleRow, ...], tuple[Copy, ...]]:
    """Other articles of the ``stories`` of the article ``id``, the first published first, and its copies."""
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
    near = sorted((rows[page] for page in others if page in rows), key=lambda row: row.published or "9")
    return tuple(near), copies


def copies(store: Store, id: str) -> tuple[str, ...]:
    """The labels of the copies of the article ``id``."""
    _, found = around(store, id, store.shelf.stories_with(id))
    return tuple(copy.row.label for copy in found)
