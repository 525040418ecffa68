"""What is stored comes back equal, once, and whole or not at all."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from chains import MADE, article, capture, chain, story_of
from meada.errors import NotFoundError, StoreError
from meada.reading.reading import Reading
from meada.sources import Failure
from meada.span import Span
from meada.store import Store, current
from stopwatch import least


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    """An empty store, on each of the two engines."""
    with Store.open(place) as one:
        yield one


def test_an_article_comes_back_equal(store: Store) -> None:
    parts = chain("A ponte de Vila Serena reabriu na quinta-feira.")
    assert store.add(*parts, MADE) == "A1"
    assert (store.capture("A1"), store.page("A1"), store.article("A1"), store.reading("A1")) == parts
    assert [*store.captures(), *store.pages(), *store.articles(), *store.readings()] == list(parts)
    (entry,) = store.entries()
    assert (entry.label, entry.id, entry.made) == ("A1", parts[0].id, MADE)
    assert (entry.outlet, entry.published, entry.title) == ("gazeta-da-serra", "2026-03-05", "A ponte reabriu")


def test_adding_twice_adds_nothing(store: Store) -> None:
    parts = chain("A ponte reabriu.")
    assert [store.add(*parts, MADE), store.add(*parts, MADE)] == ["A1", "A1"]
    assert len(store.entries()) == 1
    assert store.has_capture(parts[0].id)
    assert not store.has_capture("0" * 64)


def test_a_label_is_never_given_twice(store: Store) -> None:
    for n in range(3):
        store.add(*chain(f"Nota número {n}."), MADE)
    store.remove("A3")
    assert store.add(*chain("Outra nota."), MADE) == "A4"
    assert [e.label for e in store.entries()] == ["A1", "A2", "A4"]


def test_references_by_label_and_prefix(store: Store) -> None:
    parts = chain("A ponte reabriu.")
    store.add(*parts, MADE)
    assert store.resolve("a1") == store.resolve(parts[0].id[:8]) == parts[0].id
    assert store.label(parts[0].id) == "A1"
    with pytest.raises(NotFoundError, match="no article") as caught:
        store.article("A7")
    assert caught.value.next == "the nearest: A1"
    with pytest.raises(NotFoundError):
        store.article("")
    with pytest.raises(NotFoundError):
        store.story("1")


def test_parts_of_different_pages_are_refused_and_nothing_is_kept(store: Store) -> None:
    one, other = chain("A ponte reabriu."), chain("A escola fechou.")
    with pytest.raises(StoreError, match="belongs to"):
        store.add(one[0], one[1], one[2], other[3], MADE)
    assert store.entries() == []
    assert not store.has_capture(one[0].id)


def test_an_article_that_fails_halfway_leaves_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = chain("O rio subiu 3 metros.")
    with monkeypatch.context() as patch:
        patch.setattr("meada.store.entry._read", lambda *_: 1 / 0)  # the last step of `add`
        with pytest.raises(ZeroDivisionError):
            store.add(*parts, MADE)
    assert (store.entries(), store.has_capture(parts[0].id)) == ([], False)
    assert store.add(*parts, MADE) == "A1"


def test_two_items_with_one_id_are_kept_and_told(store: Store) -> None:
    cap, page, art, reading = chain("O rio subiu 3 metros.")
    other = msgspec.structs.replace(reading.figures[0], value=4.0)
    store.add(cap, page, art, msgspec.structs.replace(reading, figures=(*reading.figures, other)), MADE)
    assert store.item(other.id).value == reading.figures[0]
    assert [p.what for p in store.verify()] == [f"reading: 2 items have the id {other.id}"]


def test_a_new_reading_takes_the_place_of_the_old(store: Store) -> None:
    cap, page, art, reading = chain("O rio subiu 3 metros.")
    store.add(cap, page, art, reading, MADE)
    bare = Reading(page=cap.id, lang="pt")
    newer = current(("modelo-2",))
    store.refresh(page, art, bare, newer)
    assert store.reading("A1") == bare
    assert store.entries()[0].made == newer
    with pytest.raises(NotFoundError):
        store.item(reading.figures[0].id)
    with pytest.raises(NotFoundError):
        store.refresh(*chain("Outra.")[1:], newer)


def test_failures_keep_the_latest_verdict_until_the_file_is_read(store: Store) -> None:
    parts = chain("A ponte reabriu.", origin="pasta/a.html")
    store.record_failure(Failure(origin="pasta/a.html", code="empty", what="vazio"))
    store.record_failure(Failure(origin="pasta/a.html", code="damaged", what="cortado", next="baixar"))
    assert store.failures() == [Failure(origin="pasta/a.html", code="damaged", what="cortado", next="baixar")]
    store.add(*parts, MADE)
    assert store.failures() == []


def test_stories_and_records_come_back_equal(store: Store) -> None:
    pages = [chain(f"A prefeita disse que {n} casas caíram.") for n in (3, 4)]
    for parts in pages:
        store.add(*parts, MADE)
    story, record = story_of("história-1", pages)
    store.replace_stories([story], [record], MADE)
    assert store.stories() == [store.story("1")] == [store.story("história-1")] == [story]
    assert store.record("1") == record
    assert store.statements() == list(record.statements)
    assert store.links("1") == list(record.links)
    assert store.stories_of("A2") == [story]
    store.replace_stories([story], [record], MADE)
    assert store.record("1") == record
    longer = msgspec.structs.replace(story, title="As casas")
    store.replace_story(longer, record, MADE)
    assert store.story("1").title == "As casas"
    assert store.verify() == []


def test_a_story_with_a_page_that_is_not_there_changes_nothing(store: Store) -> None:
    pages = [chain(f"A prefeita disse que {n} casas caíram.") for n in (3, 4)]
    for parts in pages:
        store.add(*parts, MADE)
    story, record = story_of("história-1", pages)
    store.replace_stories([story], [record], MADE)
    lost, its = story_of("história-2", [pages[0], chain("Nunca guardada.")])
    with pytest.raises(StoreError):
        store.replace_stories([lost], [its], MADE)
    assert store.stories() == [story]
    assert store.record("1") == record


def test_removing_an_article_drops_its_stories(store: Store) -> None:
    pages = [chain(f"A prefeita disse que {n} casas caíram.") for n in (3, 4)]
    for parts in pages:
        store.add(*parts, MADE)
    story, record = story_of("história-1", pages)
    store.replace_stories([story], [record], MADE)
    assert store.remove("A1") == ("história-1",)
    assert (store.stories(), store.statements(), store.links()) == ([], [], [])
    assert [e.label for e in store.entries()] == ["A2"]
    assert store.verify() == []


def test_any_item_is_found_by_its_id(store: Store) -> None:
    pages = [chain(f"A prefeita disse que {n} casas caíram.") for n in (3, 4)]
    for parts in pages:
        store.add(*parts, MADE)
    story, record = story_of("história-1", pages)
    store.replace_stories([story], [record], MADE)
    reading = pages[0][3]
    for kind, value in (
        ("figure", reading.figures[0]),
        ("attribution", reading.attributions[0]),
        ("event", reading.events[0]),
        ("mention", reading.mentions[0]),
    ):
        found = store.item(value.id)
        assert (found.kind, found.value, found.page, found.made) == (kind, value, pages[0][0].id, MADE)
    statement, link = record.statements[0], record.links[0]
    assert (store.item(statement.id).value, store.item(statement.id).story) == (statement, story.id)
    assert (store.item(link.id).value, store.item(link.id).page) == (link, None)
    assert store.item(statement.id[:-2]).value == statement
    with pytest.raises(NotFoundError, match="no item"):
        store.item("figure-000000000000")
    with pytest.raises(NotFoundError, match="begins more than one"):
        store.item("figure-")


def test_what_no_encoding_can_carry_is_stored_as_a_mark(store: Store) -> None:
    cap, page, art, reading = chain("A ponte reabriu.", origin="pasta/n\udce3o.txt")
    bad = msgspec.structs.replace(art, title="A \ud800 ponte", url="https://x.test/\udfff")
    store.record_failure(Failure(origin=cap.origin, code="empty", what="vazio \ud800"))
    assert store.add(cap, page, bad, reading, MADE) == "A1"
    assert store.article("A1").title == store.entries()[0].title == "A \ufffd ponte"
    assert store.failures() == []


def test_readers_see_one_state(place: str) -> None:
    with Store.open(place) as writer, Store.open(place) as reader:
        for n in range(100):
            writer.add(*chain(f"Nota número {n}."), MADE)
        articles = reader.articles()
        next(articles)
        writer.add(*chain("Chegou depois."), MADE)
        assert sum(1 for _ in articles) == 99
        assert len(reader.entries()) == 101


def test_two_writers_wait_for_each_other(place: str) -> None:
    with Store.open(place) as one, Store.open(place) as two:
        labels = [(one if n % 2 else two).add(*chain(f"Nota {n}."), MADE) for n in range(10)]
    assert labels == [f"A{n}" for n in range(1, 11)]


def test_a_killed_run_loses_nothing(place: str) -> None:
    script = """
        import sys
        from chains import MADE, chain
        from meada.store import Store
        store = Store.open(sys.argv[1])
        for n in range(100_000):
            print(store.add(*chain(f"Nota número {n}."), MADE), flush=True)
    """
    run = [sys.executable, "-c", textwrap.dedent(script), place]
    paths = {"PYTHONPATH": ":".join(sys.path)}
    with subprocess.Popen(run, stdout=subprocess.PIPE, text=True, env=paths) as process:
        assert process.stdout is not None
        seen = [process.stdout.readline().strip() for _ in range(20)]
        with Store.open(place) as reader:  # while the other process writes
            assert reader.verify() == []
            assert {"A1", "A20"} <= {e.label for e in reader.entries()}
        process.send_signal(signal.SIGKILL)
        seen += process.stdout.read().split()
    assert seen[0] == "A1"
    with Store.open(place) as store:
        labels = [e.label for e in store.entries()]
        assert set(seen[:20]) <= set(labels)
        assert len(list(store.readings())) == len(list(store.captures())) == len(labels)
        assert store.verify() == []
        assert store.add(*chain("Nota número 0."), MADE) == "A1"


def test_backup_is_a_whole_store(store: Store, tmp_path: Path) -> None:
    parts = chain("A ponte reabriu.")
    store.add(*parts, MADE)
    store.backup(tmp_path / "copia.db")
    with Store.open(tmp_path / "copia.db") as other:
        assert other.page("A1") == parts[1]
    with pytest.raises(StoreError, match="file already"):
        store.backup(tmp_path / "copia.db")


def test_verify_finds_what_was_changed(tmp_path: Path) -> None:
    cap, page, art, reading = chain("O rio subiu 3 metros.")
    with Store.open(tmp_path / "a.db") as store:
        store.add(cap, page, art, reading, MADE)
        assert store.verify() == []
        far = msgspec.structs.replace(reading, sentences=(Span(0, 999),))
        store.refresh(page, art, far, MADE)
        assert [(p.where, p.what) for p in store.verify()] == [
            ("A1", "reading: [0, 999) lies outside the text of 21 characters")
        ]
        other = msgspec.structs.replace(page, text="O rio desceu 3 metros.")
        store.refresh(other, art, reading, MADE)
        assert any("not the text of the capture" in p.what for p in store.verify())
        store.refresh(page, art, reading, MADE)
    from zlib import compress

    with sqlite3.connect(tmp_path / "a.db") as raw:
        raw.execute("UPDATE capture SET payload = ?", (compress(b"outra coisa"),))
    raw.close()
    with Store.open(tmp_path / "a.db") as store:
        assert any("SHA-256" in p.what for p in store.verify())
    with sqlite3.connect(tmp_path / "a.db") as raw:
        raw.execute("PRAGMA foreign_keys=OFF")
        raw.execute("DELETE FROM capture")
    raw.close()
    with Store.open(tmp_path / "a.db") as store:
        assert any(p.where == "database" for p in store.verify())


def test_judgements_are_a_log_with_an_effective_state(store: Store) -> None:
    first = store.judge(who="Ana", item="figure-1", kind="figure", action="confirm", why="conferido na página")
    second = store.judge(who="Rui", item="figure-1", kind="figure", action="edit", payload={"value": 4})
    store.judge(who="Rui", item="event-9", kind="event", action="reject")
    assert store.state("figure-1") == second
    undo = store.judge(who="Rui", item="figure-1", kind="figure", action="undo", undoes=second.id)
    assert store.state("figure-1") == first
    store.judge(who="Rui", item="figure-1", kind="figure", action="undo", undoes=undo.id)
    assert store.state("figure-1") == second
    assert store.state("figure-2") is None
    assert [j.action for j in store.judgements("figure-1")] == ["confirm", "edit", "undo", "undo"]
    assert {k: v.action for k, v in store.states().items()} == {"figure-1": "edit", "event-9": "reject"}
    with pytest.raises(NotFoundError):
        store.judge(who="Rui", item="figure-1", kind="figure", action="undo", undoes=99)
    with pytest.raises(StoreError, match="names the judgement"):
        store.judge(who="Rui", item="figure-1", kind="figure", action="undo")
    with pytest.raises(StoreError, match="is about"):
        store.judge(who="Rui", item="event-9", kind="event", action="undo", undoes=first.id)


def test_judgements_survive_a_new_reading_and_a_removal(store: Store) -> None:
    cap, page, art, reading = chain("O rio subiu 3 metros.")
    store.add(cap, page, art, reading, MADE)
    figure = reading.figures[0].id
    store.judge(who="Ana", item=figure, kind="figure", action="reject")
    store.refresh(page, art, reading, MADE)
    store.remove("A1")
    store.add(cap, page, art, reading, MADE)
    state = store.state(figure)
    assert state is not None
    assert state.action == "reject"


def test_where_a_store_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEADA_STORE", str(tmp_path / "fundo" / "x.db"))
    with Store.open() as store:
        assert store.where == str(tmp_path / "fundo" / "x.db")
    monkeypatch.delenv("MEADA_STORE")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "dados"))
    monkeypatch.setenv("HOME", str(tmp_path))
    with Store.open() as store:
        assert store.where.startswith(str(tmp_path))
    with Store.open(f"sqlite:///{tmp_path}/y.db") as store:
        assert store.where == f"{tmp_path}/y.db"


def test_a_store_that_is_not_there_can_be_left_unmade(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store here"):
        Store.open(tmp_path / "a.db", create=False)
    assert not (tmp_path / "a.db").exists()
    Store.open(tmp_path / "a.db").close()
    Store.open(tmp_path / "a.db", create=False).close()


def test_processes_can_open_a_new_store_at_once(place: str) -> None:
    script = (
        "import sys; from chains import MADE, chain; from meada.store import Store\n"
        "print(Store.open(sys.argv[1]).add(*chain('Nota ' + sys.argv[2]), MADE))"
    )
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", script, place, str(n)],
            stdout=subprocess.PIPE,
            text=True,
            env={"PYTHONPATH": ":".join(sys.path)},
        )
        for n in range(2)
    ]
    labels = sorted(run.communicate()[0].strip() for run in runs)
    assert labels == ["A1", "A2"]


def test_a_temporary_store_is_gone_afterwards() -> None:
    with Store.temporary() as store:
        place = Path(store.where)
        assert place.exists()
    assert not place.exists()


def test_what_is_no_store_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_text("Isto é um texto, não um banco de dados. " * 50)
    with pytest.raises(StoreError):
        Store.open(tmp_path / "a.db")
    with pytest.raises(StoreError):
        Store.open(tmp_path)
    with pytest.raises(StoreError, match="driver"):
        Store.open("nada://x/y")
    newer = tmp_path / "n.db"
    Store.open(newer).close()
    with sqlite3.connect(newer) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    with pytest.raises(StoreError, match="unknown here"):
        Store.open(newer)


def test_an_open_store_is_opened_fast(place: str) -> None:
    Store.open(place).close()
    assert least(lambda: Store.open(place).close()) < 1.0


def test_capture_bytes_are_kept_exactly(store: Store) -> None:
    cap = capture(bytes(range(256)) * 3)
    page, art, reading = article(cap, "texto")
    store.add(cap, page, art, reading, MADE)
    assert store.capture("A1") == cap
