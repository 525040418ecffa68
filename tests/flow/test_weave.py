"""Stories grow in the store: in pieces as at once, in any order, with late pages, removals and rulings."""

from __future__ import annotations

import importlib
import random
from collections.abc import Sequence
from functools import cache
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flow_store import FIRST, SECOND, THIRD, TOOLS, put
from meada import flow
from meada.flow.take import Entry
from meada.sources import paste
from meada.store import Store

STRANGE = """A prefeita Lídia Prado visitou bairros alagados com o secretário Rui Salto na quarta-feira (11) em Serrália.

Lídia Prado prometeu abrigo às famílias."""
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
        real = Store.swap_stories

        def spy(self: Store, gone: Any, told: Any, by: Any, strands: Any, grew: Any) -> None:
            made.extend(one.id for one, _ in (*told, *grew))
            real(self, gone, told, by, strands, grew)

        monkeypatch.setattr(Store, "swap_stories", spy)
        grown(store, [3])
        assert len(made) == 1
        untouched = [id for id in before if id not in made]
        assert untouched
        assert all(store.record(id) == before[id] for id in untouched)


def whole(store: Store) -> list[object]:
    """All that is stored of stories and records, and what lists show of them."""
    rows = [msgspec.structs.replace(row, number=0) for row in store.shelf.stories()]
    held = [(s, store.record(s.id), [store.shelf.statements_of(page) for page in s.pages]) for s in store.stories()]
    return [rows, held, store.placed()]


@pytest.mark.parametrize("seed", range(2))
def test_a_story_that_grew_is_stored_as_one_told_anew(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    order = list(range(len(TEXTS)))
    random.Random(seed).shuffle(order)
    with Store.temporary() as bits, Store.temporary() as anew:
        grown(bits, order[:4], *([at] for at in order[4:]))
        monkeypatch.setattr(importlib.import_module("meada.flow.weave"), "_grown", lambda *given: None)
        grown(anew, order[:4], *([at] for at in order[4:]))
        assert whole(bits) == whole(anew)
        assert bits.verify() == []


def test_a_story_that_grows_reads_no_article_that_is_no_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.temporary() as store:
        grown(store, [0, 1, 2, 3, 4, 6])
        asked: list[str] = []
        real = Store.read

        def spy(self: Store, ids: Sequence[str]) -> Any:
            asked.extend(ids)
            return real(self, ids)

        monkeypatch.setattr(Store, "read", spy)
        put(store, f"Chuva volta a Serrália\n\nPublicado em {DAYS[2]}\n\n{STRANGE}")
        flow.weave(store, TOOLS)
        (new,) = store.stories_of("A7")
        assert len(new.pages) > 1
        assert set(asked) == {store.resolve("A7")}


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
