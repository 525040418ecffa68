from __future__ import annotations

import json
from pathlib import Path

import pytest

from meada import flow
from meada.anchor import quote
from meada.cli.main import main
from meada.store import Store


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    text = "Ponte cai em Arraial\n\nPelo menos 11 pessoas ficaram feridas, disse a Defesa Civil de Arraial.\n"
    (folder / "a.txt").write_text(text, "utf-8")
    tools = flow.Tools.load(models=False)
    with Store.open(folder / "s.db") as store:
        list(flow.add([folder / "a.txt"], store, tools))
        flow.weave(store, tools)
    return folder / "s.db"


def run(*args: str) -> int | str | None:
    with pytest.raises(SystemExit) as left:
        main(["export", *args, "--lang", "en"])
    return left.value.code


def test_a_file_in_the_way_is_kept_unless_forced(
    where: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "a.json"
    out.write_text("mine")
    assert run("--store", str(where), "--out", str(out)) == 2
    assert out.read_text() == "mine"
    assert "--force" in capsys.readouterr().err
    assert run("--store", str(where), "--out", str(out), "--force") == 0
    assert json.loads(out.read_text("utf-8"))["documents"]
    assert [p.name for p in tmp_path.iterdir()] == ["a.json"]


def test_an_export_that_fails_leaves_nothing_behind(where: Path, tmp_path: Path) -> None:
    assert run("story", "99", "--store", str(where), "--out", str(tmp_path / "a.md"), "--format", "md") == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ref", [("article", "A1"), ("story", "1"), ()])
def test_progress_goes_to_standard_error(where: Path, ref: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*ref, "--store", str(where), "--format", "csv", "--table", "figures") == 0
    out, err = capsys.readouterr()
    assert out.lstrip("\ufeff").startswith("id,story,")
    assert "1 article" in err


@pytest.mark.parametrize("ref", [("story",), ("stroy", "1"), ("person", "nobody"), ("article", "A9")])
def test_what_is_not_there_is_an_error(where: Path, ref: tuple[str, ...]) -> None:
    assert run(*ref, "--store", str(where)) == 2


def test_a_table_of_a_format_without_tables_is_an_error(where: Path) -> None:
    assert run("--store", str(where), "--format", "md", "--table", "figures") == 2


def test_full_text_is_said_to_be_for_own_use(where: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--store", str(where), "--full-text") == 0
    out, err = capsys.readouterr()
    assert "for your own use" in err
    assert "for your own use" in json.loads(out)["meada"]["notice"]


def test_a_dossier_is_written_in_the_formats_it_has(where: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Store.open(where) as store:
        page, statement = store.page("A1"), store.statements()[0]
        spans = [evidence.span for evidence in statement.evidence]
        made = store.dossiers.make("Ponte")
        store.dossiers.add(made.id, page.capture, "A1", [quote(page.text, span) for span in spans], item=statement.id)
    assert run("dossier", str(made.id), "--format", "json", "--store", str(where)) == 0
    (passage,) = json.loads(capsys.readouterr().out)["passages"]
    assert passage["item"] == statement.id
    assert run("dossier", str(made.id), "--format", "ftm", "--store", str(where)) == 2
    assert "md, html, json" in capsys.readouterr().err
    assert run("dossier", "Ponte", "--store", str(where)) == 2
    assert run("dossier", "99", "--store", str(where)) == 2
