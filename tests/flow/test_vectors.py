"""Stories made with vectors: these are kept, so that adding costs as for what is added."""

from __future__ import annotations

import hashlib
import importlib
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flow_store import FIRST, SECOND, THIRD, TOOLS
from meada import flow
from meada.article.article import Article
from meada.article.registry import Registry
from meada.cli.main import main
from meada.flow.take import Entry
from meada.page.page import Page
from meada.reading.reading import Reading
from meada.sources import paste
from meada.store import Store
from meada.story.neighbour import Vector

FOREIGN = """Serrália bridge reopens on Monday

Publicado em 2026-03-11

Mayor Lídia Prado said on Tuesday that the bridge of Serrália reopens after the flood. The works had cost the town a year."""
DAYS = ("2026-03-10", "2026-03-11", "2026-03-30")
TEXTS = (
    *(
        f"{title}\n\nPublicado em {day}\n\n{body}"
        for day in DAYS
        for title, body in (text.split("\n\n", 1) for text in (FIRST, SECOND, THIRD))
    ),
    FOREIGN,
)
SUBJECTS = (("ponte", "bridge"), ("cais", "porto"))


class Subjects:
    """An encoder that knows two subjects in two languages; what else a text says is noise of its own."""

    def __init__(self, id: str = "subjects") -> None:
        self.id = id
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> Sequence[Vector]:
        self.asked += texts
        return [self._one(text) for text in texts]

    def _one(self, text: str) -> Vector:
        seed = int.from_bytes(hashlib.sha256(f"{self.id}{text}".encode()).digest()[:4])
        vector = np.random.default_rng(seed).normal(0, 0.02, 16)
        vector[:2] += [any(word in text for word in words) for words in SUBJECTS]
        return np.asarray(vector / np.linalg.norm(vector), np.float32)


def tools(encoder: Subjects | None) -> flow.Tools:
    return flow.Tools(registry=Registry.load(), parser=lambda lang: None, encoder=encoder)


ENTRIES = tuple[Entry, ...]


@pytest.fixture(scope="module")
def entries() -> ENTRIES:
    return tuple(flow.take(paste(text), TOOLS) for text in TEXTS)


def grown(store: Store, entries: ENTRIES, encoder: Subjects | None, *parts: Sequence[int]) -> Store:
    for part in parts:
        for at in part:
            one = entries[at]
            store.add(one.capture, one.page, one.article, one.reading, TOOLS.made())
        flow.weave(store, tools(encoder))
    return store


def shape(store: Store) -> tuple[list[list[str]], list[list[str]]]:
    stories = store.stories()
    episodes = sorted(sorted(page for page, _ in e.members) for s in stories for e in s.episodes)
    return sorted(sorted(s.pages) for s in stories), episodes


@pytest.fixture
def steady(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few articles are enough for a mean: what is added is placed among them."""
    monkeypatch.setattr(importlib.import_module("meada.flow.weave"), "_STEADY", 8)


@settings(max_examples=3, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(4, 9))
def test_in_pieces_and_in_any_order_as_at_once(entries: ENTRIES, rng: random.Random, first: int) -> None:
    order = list(range(len(TEXTS)))
    rng.shuffle(order)
    with Store.temporary() as one, Store.temporary() as other:
        grown(one, entries, Subjects(), order)
        grown(other, entries, Subjects(), order[:first], *([at] for at in order[first:]))
        assert shape(one) == shape(other)


@pytest.mark.usefixtures("steady")
@pytest.mark.parametrize("order", [(8, 9), (9, 8)])
def test_what_is_placed_among_many_stands_where_it_would_at_once(entries: ENTRIES, order: Sequence[int]) -> None:
    with Store.temporary() as one, Store.temporary() as other:
        grown(one, entries, Subjects(), range(len(TEXTS)))
        grown(other, entries, Subjects(), range(8), *([at] for at in order))
        assert shape(one) == shape(other)


def test_vectors_change_what_is_joined(entries: ENTRIES) -> None:
    with Store.temporary() as plain, Store.temporary() as deep:
        grown(plain, entries, None, range(len(TEXTS)))
        grown(deep, entries, Subjects(), range(len(TEXTS)))
        assert shape(plain) != shape(deep)


@pytest.mark.usefixtures("steady")
def test_only_what_is_new_is_encoded_and_the_rest_is_not_told_anew(
    entries: ENTRIES, monkeypatch: pytest.MonkeyPatch
) -> None:
    encoder = Subjects()
    with Store.temporary() as store:
        grown(store, entries, encoder, range(8))
        assert len(encoder.asked) == 8
        told: list[str] = []
        of = Store.read

        def watched(self: Store, ids: Sequence[str]) -> Iterator[tuple[Page, Article, Reading]]:
            told.extend(ids)
            return of(self, ids)

        monkeypatch.setattr(Store, "read", watched)
        grown(store, entries, encoder, [9])
        assert len(encoder.asked) == 9
        assert entries[9].capture.id in told
        third = {entries[at].capture.id for at in (2, 5)}
        assert not third & set(told)


@pytest.mark.usefixtures("steady")
def test_a_store_without_vectors_gets_them_when_they_are_first_wanted(entries: ENTRIES) -> None:
    encoder = Subjects()
    with Store.temporary() as store, Store.temporary() as once:
        grown(store, entries, None, range(8))
        assert store.vectors() == ("", {})
        grown(store, entries, encoder, [8], [9])
        assert store.vectors() == ("subjects", {"subjects": 10})
        assert len(encoder.asked) == 10
        assert shape(store) == shape(grown(once, entries, Subjects(), range(10)))


@pytest.mark.usefixtures("steady")
def test_vectors_of_two_encoders_are_never_compared(entries: ENTRIES) -> None:
    second = Subjects("second")
    with Store.temporary() as store, Store.temporary() as once:
        grown(store, entries, Subjects(), range(8))
        grown(store, entries, second, [8])
        assert len(second.asked) == 9
        grown(store, entries, second, [9])
        assert store.vectors() == ("second", {"second": 10, "subjects": 8})
        assert shape(store) == shape(grown(once, entries, Subjects("second"), range(10)))


def test_who_stops_wanting_vectors_gets_the_stories_of_words(entries: ENTRIES) -> None:
    with Store.temporary() as store, Store.temporary() as plain:
        grown(store, entries, Subjects(), range(9))
        grown(store, entries, None, [9])
        assert store.vectors() == ("", {"subjects": 9})
        assert shape(store) == shape(grown(plain, entries, None, range(10)))


@pytest.mark.usefixtures("steady")
def test_what_is_removed_or_read_anew_leaves_no_vector_behind(entries: ENTRIES) -> None:
    encoder = Subjects()
    with Store.temporary() as store, Store.temporary() as other:
        grown(store, entries, encoder, range(10))
        flow.remove(store, ["A3", "A10"])
        flow.weave(store, tools(encoder))
        assert store.vectors()[1] == {"subjects": 8}
        kept = [at for at in range(10) if at not in (2, 9)]
        grown(other, entries, Subjects(), kept)
        assert shape(store) == shape(other)
        assert means(store) == pytest.approx(means(other))
        asked = len(encoder.asked)
        assert [v.status for v in flow.reread(store, tools(encoder), ["A1"])] == ["reread"]
        flow.weave(store, tools(encoder))
        assert len(encoder.asked) == asked + 1
        assert means(store) == pytest.approx(means(other))


def means(store: Store) -> list[float]:
    """The kept sums of all languages, one after the other, each with its number of vectors."""
    from sqlalchemy import select

    from meada.store import engine, schema

    m = schema.mean.c
    with engine.reading(store._engine) as connection:
        rows = connection.execute(select(m.n, m.data).order_by(m.model, m.lang)).all()
    return [x for n, data in rows for x in (n, *np.frombuffer(data, np.float64).tolist())]


def test_vectors_go_with_a_backup(entries: ENTRIES, tmp_path: Path) -> None:
    where = tmp_path / "copy.sqlite"
    with Store.temporary() as store:
        grown(store, entries, Subjects(), range(10))
        store.backup(where)
        with Store.open(where) as copy:
            assert copy.vectors() == store.vectors()
            encoder = Subjects()
            flow.weave(copy, tools(encoder), anew=True)
            assert not encoder.asked
            assert shape(copy) == shape(store)


def test_doctor_tells_what_vectors_there_are_and_what_is_done_next(
    entries: ENTRIES, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    where = f"{tmp_path}/store.sqlite"
    monkeypatch.delenv("MEADA_DEEP", raising=False)
    with Store.open(where) as store:
        grown(store, entries, None, [0])
    assert "vectors of" not in doctor(where, capsys)
    with Store.open(where) as store:
        grown(store, entries, Subjects(), [1])
    found = doctor(where, capsys)
    assert "2 articles have vectors of subjects" in found
    assert "its stories are made with the vectors of subjects" in found
    assert "the next page added makes all stories anew, without vectors" in found


def doctor(where: str, capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit):
        main(["--lang", "en", "doctor", "--store", where])
    return capsys.readouterr().out
