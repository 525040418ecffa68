"""Stories grow in the store: in pieces as at once, in any order, with late pages, removals and rulings."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flow_store import FIRST, SECOND, THIRD, TOOLS, put
from meada import flow
from meada.flow.take import Entry
from meada.sources import paste
from meada.store import Store

DAYS = ("2026-03-10", "2026-03-11", "2026-03-12")
TEXTS = tuple(
    f"{title}\n\nPublicado em {day}\n\n{body}"
    for day in DAYS
    for title, body in (text.split("\n\n", 1) for text in (FIRST, SECOND, THIRD))
)


@cache
def entries() -> tuple[Entry, ...]:
    return tuple(flow.take(paste(text), TOOLS) for text in TEXTS)


def grown(store: Store, *parts: Sequence[int]) -> Store:
    for part in parts:
        for at in part:
            one = entries()[at]
            store.add(one.capture, one.page, one.article, one.reading, TOOLS.made())
        flow.weave(store, TOOLS)
    return store


def shape(store: Store) -> tuple[object, ...]:
    """What must not depend on the order of adding: groups, families, episodes, statements and links."""
    stories = store.stories()
    groups = sorted(sorted(s.pages) for s in stories)
    families = sorted(f.id for s in stories for f in s.families)
    episodes = sorted(sorted(page for page, _ in e.members) for s in stories for e in s.episodes)
    statements = sorted(s.id for s in store.statements())
    return groups, families, episodes, statements, sorted(k.id for k in store.links())


@settings(max_examples=6, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 8))
def test_in_pieces_and_in_any_order_as_at_once(rng: random.Random, first: int) -> None:
    order = list(range(len(TEXTS)))
    with Store.temporary() as whole, Store.temporary() as bits:
        grown(whole, order)
        rng.shuffle(order)
        grown(bits, order[:first], *([at] for at in order[first:]))
        assert shape(bits) == shape(whole)
        assert bits.verify() == []


def test_a_story_that_does_not_change_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.temporary() as store:
        grown(store, [0, 1, 2])
        before = {s.id: store.record(s.id) for s in store.stories()}
        made: list[str] = []
        from meada import record

        real = record.make

        def spy(story: str, reports: Sequence[record.Report]) -> record.Record:
            made.append(story)
            return real(story, reports)

        monkeypatch.setattr(record, "make", spy)
        grown(store, [3])
        assert len(made) == 1
        untouched = [id for id in before if id not in made]
        assert untouched
        assert all(store.record(id) == before[id] for id in untouched)


def test_a_story_keeps_its_id_and_number_as_it_grows() -> None:
    with Store.temporary() as store:
        grown(store, [4, 5])
        before = {s.id: n for n, s in enumerate(store.stories(), 1)}
        grown(store, [0], [1])  # earlier pages come late
        assert [s.id for s in store.stories()][: len(before)] == list(before)


def test_pages_taken_out_leave_the_rest_as_it_would_be(monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.temporary() as store, Store.temporary() as plain:
        grown(store, [0, 1, 2, 3, 4])
        flow.remove(store, ["A1", "A5"])
        flow.weave(store, TOOLS)
        grown(plain, [1, 2, 3])
        assert shape(store) == shape(plain)
        assert store.verify() == []


def test_reading_anew_changes_nothing_where_nothing_changed() -> None:
    with Store.temporary() as store:
        grown(store, [0, 1, 2, 3])
        before = shape(store)
        assert {v.status for v in flow.reread(store, TOOLS)} == {"reread"}
        flow.weave(store, TOOLS)
        assert shape(store) == before


def test_rulings_hold_while_stories_grow() -> None:
    with Store.temporary() as store:
        grown(store, [0, 1, 2])
        first, second = store.stories()
        done = flow.judge(store, "merge", second.id, kind="story", who="Ana", payload={"into": first.id}, tools=TOOLS)
        grown(store, [3], [5])
        assert len(store.stories()) == 1
        flow.undo(store, done.judgement.id, who="Ana", tools=TOOLS)
        with Store.temporary() as plain:
            assert shape(store)[0] == shape(grown(plain, [0, 1, 2, 3, 5]))[0]


def test_stores_made_before_there_were_traces_are_taken_in_at_once() -> None:
    with Store.temporary() as store, Store.temporary() as whole:
        grown(store, [0, 1, 2, 3])
        with store.loom() as loom:
            loom.clear()
        grown(store, [4])
        assert shape(store) == shape(grown(whole, [0, 1, 2, 3, 4]))


def test_many_pasted_pages_without_a_date() -> None:
    with Store.temporary() as store:
        put(store, FIRST, SECOND)
        flow.weave(store, TOOLS)
        put(store, THIRD)
        flow.weave(store, TOOLS)
        assert sorted(len(s.pages) for s in store.stories()) == [1, 2]
