from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

from archive import QUICK, Here, contents, corpus, deadly
from meada import flow
from meada.bulk import load, run
from meada.bulk.engine import Local
from meada.errors import SettingsError, StoreError
from meada.sources.table import Table
from meada.store import Store


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """A corpus of forty rows and its dataset."""
    folder = tmp_path_factory.mktemp("bulk")
    given = corpus(folder / "corpus.jsonl", 40)
    run([given], str(folder / "dataset"), QUICK, Here())
    return given, str(folder / "dataset")


def test_every_row_becomes_an_article_with_a_reading_and_a_story(made: tuple[str, str]) -> None:
    held = contents(made[1])
    assert {kind: len(found) for kind, found in held.items() if kind in ("articles", "captures", "readings")} == {
        "articles": 40, "captures": 40, "readings": 40,
    }  # fmt: skip
    assert held["statements"]
    assert not (Path(made[1]) / "work").exists()
    assert sorted(p.name for p in (Path(made[1]) / "articles").iterdir())[0] == "day=2026-03-01"


def test_copies_fold_into_families_and_events_into_stories(made: tuple[str, str]) -> None:
    with Store.temporary() as store:
        load(made[1], store)
        stories = store.stories()
    assert sorted(page for story in stories for page in story.pages) == sorted({p for s in stories for p in s.pages})
    assert sum(len(family.copies) == 2 for story in stories for family in story.families) == 8


def test_a_small_archive_in_one_window_gives_what_adding_gives(tmp_path: Path) -> None:
    given = corpus(tmp_path / "c.jsonl", 30)
    run([given], str(tmp_path / "d"), msgspec.structs.replace(QUICK, window=4000), Here())
    with Store.temporary() as one, Store.temporary() as other:
        load(str(tmp_path / "d"), one)
        tools = flow.Tools.load(models=False)
        assert all(v.status == "added" for v in flow.add([given], other, tools, table=Table()))
        flow.weave(other, tools)
        assert sorted(sorted(s.pages) for s in one.stories()) == sorted(sorted(s.pages) for s in other.stories())
        assert {s.id for s in one.statements()} == {s.id for s in other.statements()}
        assert {k.id for k in one.links()} == {k.id for k in other.links()}
        assert list(map(repr, sorted(one.readings(), key=lambda r: r.page))) == list(
            map(repr, sorted(other.readings(), key=lambda r: r.page))
        )
        assert one.verify() == []


def test_a_dataset_without_captures_cannot_be_loaded(tmp_path: Path) -> None:
    given = corpus(tmp_path / "c.jsonl", 5)
    run([given], str(tmp_path / "d"), msgspec.structs.replace(QUICK, captures=False), Here())
    assert "captures" not in contents(tmp_path / "d")
    with Store.temporary() as store, pytest.raises(StoreError, match="without captures"):
        load(str(tmp_path / "d"), store)


def test_other_inputs_are_not_mixed_into_a_dataset(made: tuple[str, str], tmp_path: Path) -> None:
    other = corpus(tmp_path / "other.jsonl", 5, seed=1)
    with pytest.raises(SettingsError, match="begun with other inputs"):
        run([other], made[1], QUICK, Here())
    assert len(contents(made[1])["articles"]) == 40


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "tese.txt").write_text("minha tese")
    with pytest.raises(SettingsError, match="not empty"):
        run([corpus(tmp_path / "c.jsonl", 5)], str(tmp_path / "d"), QUICK, Here())


def test_the_same_page_twice_is_one(tmp_path: Path) -> None:
    first, second = corpus(tmp_path / "a.jsonl", 10), corpus(tmp_path / "b.jsonl", 10)
    summary = run([first, second], str(tmp_path / "d"), QUICK, Here())
    assert (summary.rows["articles"], summary.doubles) == (10, 10)


def test_pages_that_kill_or_fail_cost_themselves_alone(tmp_path: Path) -> None:
    bad = [{"título": word, "texto": f"Uma {word} que não passa, disse Ilda Ferraz."} for word in ("veneno", "falha")]
    given = corpus(tmp_path / "c.jsonl", 10, *bad)
    run([given], str(tmp_path / "d"), QUICK, Local(2, act=deadly))
    held = contents(tmp_path / "d")
    assert len(held["articles"]) == 10
    failures = sorted((row[1].rsplit("#")[-1], row[2]) for row in held["failures"])
    assert failures == [("11", "crash"), ("12", "fault")]


def test_a_run_that_is_killed_goes_on(made: tuple[str, str], tmp_path: Path) -> None:
    code = (
        "import sys\nfrom archive import QUICK, slowly\nfrom meada.bulk import run\nfrom meada.bulk.engine import Local\n"
        "if __name__ == '__main__':\n"
        "    run([sys.argv[1]], sys.argv[2], QUICK, Local(1, act=slowly))\n"
    )
    script, out = tmp_path / "go.py", tmp_path / "d"
    script.write_text(code)
    env = os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    for stage in ("take",):
        killed = subprocess.Popen([sys.executable, script, made[0], out], env=env)
        while killed.poll() is None and len(list(out.glob(f"work/done/{stage}/*.json"))) < 2:
            time.sleep(0.02)
        assert killed.poll() is None
        killed.send_signal(signal.SIGKILL)
        killed.wait()
    assert (out / "work").exists()
    run([made[0]], str(out), QUICK, Here())
    assert contents(out) == contents(made[1])
