from __future__ import annotations

import json
from pathlib import Path

import pytest

from flow_store import FIRST, SECOND
from meada.cli.main import main
from meada.store import Store


def run(*args: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as left:
        main([*args, "--lang", "en"])
    out, err = capsys.readouterr()
    assert isinstance(left.value.code, int)
    return left.value.code, out, err


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    monkeypatch.setenv("MEADA_STORE", str(tmp_path / "x.db"))
    monkeypatch.delenv("MEADA_WHO", raising=False)
    for name, text in (("a", FIRST), ("b", SECOND)):
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    run("add", str(tmp_path), capsys=capsys)
    return tmp_path


def test_a_judgement_from_the_command_line_and_back(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Store.open() as store:
        item = next(a.id for a in store.reading("A1").attributions if a.rule.startswith("verb:fronted"))
    code, _, err = run("judge", "reject", item, capsys=capsys)
    assert (code, "nobody is named" in err) == (2, True)
    code, out, _ = run("judge", "reject", item, "--who", "Ana", "--why", "legenda", capsys=capsys)
    assert (code, "1 story made anew" in out) == (0, True)
    assert "rejected by Ana – legenda" in run("show", "A1", capsys=capsys)[1]
    assert "rejected by Ana" in run("explain", item, capsys=capsys)[1]
    told = json.loads(run("explain", item, "--json", capsys=capsys)[1])
    assert [(one["state"], one["judgements"][0]["why"]) for one in told] == [("rejected", "legenda")]
    code, out, _ = run("undo", "1", capsys=capsys)  # the name is remembered
    assert (code, "Ana: undo 1" in out) == (0, True)
    assert "machine" in run("explain", item, capsys=capsys)[1]
    lines = json.loads(run("log", "--json", capsys=capsys)[1])
    assert [line["action"] for line in lines] == ["reject", "undo"]
    assert run("log", "--orphans", capsys=capsys)[1] == "Nothing here.\n"


def test_fields_are_json_or_words(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Store.open() as store:
        figure = next(f.id for f in store.reading("A1").figures if f.value == 12)
    code, out, _ = run(
        "judge", "edit", f"A1/{figure}", "value=13", "bound=min", "--who", "Ana", "--json", capsys=capsys
    )
    assert code == 0
    assert json.loads(out)["judgement"]["payload"] == {"value": 13, "bound": "min"}
    code, _, err = run("judge", "edit", f"A1/{figure}", "colour=red", "--who", "Ana", capsys=capsys)
    assert (code, "no field colour" in err, "its fields" in err) == (2, True, True)
    assert run("judge", "edit", f"A1/{figure}", "treze", "--who", "Ana", capsys=capsys)[0] == 2
    code, _, _ = run(
        "judge", "add", "A1", "span=14 milhões", "value=14000000", "--kind", "figure", "--who", "Ana", capsys=capsys
    )
    assert code == 0


def test_pages_are_read_anew_and_taken_out(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run("reread", capsys=capsys)
    assert (code, out) == (0, "2 pages read anew · 0 failures\n")
    code, out, _ = run("remove", "A2", "--yes", capsys=capsys)
    assert (code, out) == (0, "1 article taken out\n")
    with Store.open() as store:
        assert [e.label for e in store.entries()] == ["A1"]
        assert [len(s.pages) for s in store.stories()] == [1]
    assert run("remove", "A9", "--yes", capsys=capsys)[0] == 2


def test_a_copy_brings_back_what_it_held(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = str(place / "copia.db")
    assert run("backup", copy, capsys=capsys)[0] == 0
    assert run("backup", copy, capsys=capsys)[0] == 2
    run("remove", "A1", "A2", "--yes", capsys=capsys)
    assert run("restore", str(place / "a.txt"), "--yes", capsys=capsys)[0] == 2
    assert run("restore", copy, "--yes", capsys=capsys)[0] == 0
    with Store.open() as store:
        assert store.count() == 2
    code, out, _ = run("verify", capsys=capsys)
    assert (code, out) == (0, "All of it holds: 2 articles.\n")


def test_what_does_not_hold_is_told(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import sqlite3

    raw = sqlite3.connect(place / "x.db")
    raw.execute("UPDATE capture SET payload = x'00'")
    raw.commit()
    raw.close()
    code, out, _ = run("verify", capsys=capsys)
    assert (code, "2 problems" in out) == (1, True)
