"""What is worth reading next: of stories that were read, and of people who spoke in them; never without a reason."""

from __future__ import annotations

from meada.store import Store
from meada.store.advice import advise


def test_nothing_is_advised_before_anything_was_opened(store: Store) -> None:
    assert advise(store._engine) == [] or store.shelf.most_read()


def test_another_text_of_a_story_that_was_opened(store: Store) -> None:
    family = next(f for f in store.story("1").families if len(f.copies) > 1)
    opened = family.copies[0].page
    held = {row.id for row in store.shelf.most_read(limit=100)}
    store.shelf.count_reads({opened: 3})
    found = store.shelf.advice()
    assert found
    first = found[0]
    assert first.why == "story"
    page = store.resolve(first.label)
    assert page in store.story("1").pages
    assert page not in {c.page for c in family.copies} | held | {opened}
    assert store.resolve(first.seen) in held | {opened}
