from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path

import pytest

from archive import QUICK, Here, corpus
from meada import flow
from meada.bulk import load, run
from meada.store import Store


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A dataset of twenty articles."""
    folder = tmp_path_factory.mktemp("load")
    run([corpus(folder / "c.jsonl", 20)], str(folder / "d"), QUICK, Here())
    return str(folder / "d")


def _held(store: Store) -> tuple[object, ...]:
    return (
        [entry.id for entry in store.entries()],
        list(map(repr, store.readings())),
        list(map(repr, store.stories())),
        sorted(map(repr, store.statements())),
        sorted(map(repr, store.links())),
        [hit.quote for hit in store.search("prefeitura ponte").hits],
    )


def test_a_dataset_stands_in_both_engines_alike_and_once(dataset: str, place: str) -> None:
    with Store.temporary() as other, Store.open(place) as store:
        load(dataset, other)
        first, again = load(dataset, store), load(dataset, store)
        assert (first.articles, first.known, again.articles, again.known, again.stories) == (20, 0, 0, 20, 0)
        assert first.stories == len(store.stories()) > 0
        assert _held(store) == _held(other)
        assert store.verify() == []


def test_two_load_the_same_dataset_while_two_look(dataset: str, place: str, tmp_path: Path) -> None:
    Store.open(place).close()

    def write() -> int:
        with Store.open(place) as store:
            return load(dataset, store).articles

    def look() -> int:
        seen = 0
        with Store.open(place) as store:
            while seen < 20:
                entries = store.entries()
                assert len(entries) >= seen
                seen = len(entries)
                for story in store.stories():
                    assert {s.page for s in store.record(story.id).statements} <= set(story.pages)
                    assert set(story.pages) <= {entry.id for entry in store.entries()}
        return seen

    with ThreadPoolExecutor(4) as pool:
        readers, writers = [pool.submit(look) for _ in range(2)], [pool.submit(write) for _ in range(2)]
        assert all(one.result() >= 0 for one in writers)
        assert [one.result() for one in readers] == [20, 20]
    with Store.temporary() as other, Store.open(place) as store:
        load(dataset, other)
        assert sorted(map(repr, store.stories())) == sorted(map(repr, other.stories()))
        assert {s.id for s in store.statements()} == {s.id for s in other.statements()}
        assert store.verify() == []


def test_what_is_added_after_a_load_is_placed_among_the_stories_that_were_loaded(
    dataset: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tools = flow.Tools.load(models=False)
    (tmp_path / "new").mkdir()
    with Store.temporary() as store:
        load(dataset, store)
        story = max(store.stories(), key=lambda one: len(one.pages))
        text, article = store.page(story.pages[0]).text, store.article(story.pages[0])
        body = "\n\n".join(span.of(text) for span in article.body)
        (tmp_path / "new" / "again.txt").write_text(f"Outro título para a mesma cópia\n\n{body}\n", "utf-8")
        monkeypatch.setattr(import_module("meada.flow.weave"), "_at_once", None)
        assert [v.status for v in flow.add([tmp_path / "new"], store, tools)] == ["added"]
        flow.weave(store, tools)
        assert len(store.story(story.id).pages) == len(story.pages) + 1
        assert len(store.unplaced()) == 0
        assert store.verify() == []


def test_a_load_that_was_killed_before_it_was_done_is_ended_by_the_next(
    dataset: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = import_module("meada.bulk.load")
    with Store.temporary() as store:
        with monkeypatch.context() as killed:
            killed.setattr(module, "seed", lambda store: None)
            load(dataset, store)
        placed = [page for story in store.stories() for page in story.pages]
        assert store.untraced(placed) == placed
        assert load(dataset, store).articles == 0
        assert store.untraced(placed) == []
