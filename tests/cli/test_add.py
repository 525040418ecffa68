from __future__ import annotations

import json
from pathlib import Path

import pytest

from meada.cli.main import main

PAGE = (
    "<html lang=pt-BR><head><title>Ponte de Arraial reabre na sexta</title></head><body><nav>Início Esportes</nav><article>"
    "<h1>Ponte de Arraial reabre na sexta</h1><p>A prefeita Lídia Prado disse nesta terça-feira que a ponte de Arraial reabre na "
    "sexta-feira, depois de três meses de obras e de duas vistorias.</p><p>“Ninguém mais vai precisar dar a volta pela serra”, "
    "afirmou ela, ao lado dos engenheiros que cuidaram da reforma da estrutura.</p></article></body></html>"
)


def call(*args: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as left:
        main([*args, "--lang", "en"])
    out, err = capsys.readouterr()
    assert isinstance(left.value.code, int)
    return left.value.code, out, err


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "ponte.html").write_text(PAGE, "utf-8")
    (pages / "vazio.html").write_bytes(b"")
    (pages / "foto.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    return pages


def test_one_verdict_a_file_and_the_rest_goes_on(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = call("add", str(folder), "--store", str(tmp_path / "s.db"), capsys=capsys)
    assert code == 1
    assert "A1" in out
    assert "1 failure" in out
    assert "vazio.html" in err
    assert "→" in err


def test_a_second_run_adds_nothing(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = str(tmp_path / "s.db")
    call("add", str(folder), "--store", store, capsys=capsys)
    _, out, _ = call("add", str(folder), "--store", store, "--json", capsys=capsys)
    statuses = [v["status"] for v in json.loads(out)["verdicts"]]
    assert statuses.count("added") == 0
    assert statuses.count("known") == 1


def test_show_explain_and_export(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = str(tmp_path / "s.db")
    call("add", str(folder), "--store", store, capsys=capsys)
    code, out, _ = call("show", "A1", "--json", "--store", store, capsys=capsys)
    assert code == 0
    shown = json.loads(out)
    text = shown["page"]["text"]
    attribution = shown["reading"]["attributions"][0]
    start, end = attribution["content"][0]
    code, out, _ = call("explain", attribution["id"], "--store", store, capsys=capsys)
    assert code == 0
    assert " ".join(text[start:end].split()) in out
    assert attribution["rule"] in out
    target = tmp_path / "d.md"
    code, _, _ = call("export", "story", "1", "--format", "md", "--out", str(target), "--store", store, capsys=capsys)
    assert code == 0
    assert target.read_text("utf-8").startswith("# ")
    code, out, _ = call("export", "--format", "records", "--store", store, capsys=capsys)
    assert json.loads(out)["documents"]["A"]["file"] == "ponte.html"


def test_what_is_not_there_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = str(tmp_path / "s.db")
    code, out, _ = call("show", "--store", store, capsys=capsys)
    assert code == 0
    assert "meada add FOLDER" in out
    code, _, err = call("show", "A9", "--store", store, capsys=capsys)
    assert code == 2
    assert "A9" in err
    code, _, err = call("add", str(tmp_path / "nowhere"), "--store", store, capsys=capsys)
    assert code == 1
    assert "nowhere" in err


def test_doctor(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = call("doctor", "--json", "--store", str(tmp_path / "s.db"), capsys=capsys)
    assert code == 0
    assert json.loads(out)["registries"]["agencies"] >= 60


def test_what_is_added_later_is_told_against_what_was_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store, pages = str(tmp_path / "m.db"), Path(__file__).parents[2] / "examples/pages"
    first, second = sorted(pages.glob("0[26]*"))
    call("add", str(first), "--store", store, "--quiet", capsys=capsys)
    code, out, _ = call("add", str(second), "--store", store, "--json", capsys=capsys)
    (story,) = json.loads(out)["summary"]["stories"]
    assert (code, story["articles"], story["total"]) == (0, ["A2"], 2)
    updates = [[side["labels"] for side in link["sides"]] for link in story["links"] if link["relation"] == "updates"]
    assert [["A1"], ["A2"]] in updates


def test_explain_names_every_quote_and_the_entry_of_an_event(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store, page = str(tmp_path / "m.db"), next((Path(__file__).parents[2] / "examples/pages").glob("09*"))
    call("add", str(page), "--store", store, "--quiet", capsys=capsys)
    reading = json.loads(call("show", "A1", "--store", store, "--json", capsys=capsys)[1])["reading"]
    meeting = next(e for e in reading["events"] if e["type"] == "CONSULT")
    _, out, _ = call("explain", meeting["id"], "--store", store, "--lang", "en", capsys=capsys)
    lines = [line.strip() for line in out.splitlines()]
    assert any(line.startswith("entry") and "roles: meet" in line for line in lines)
    assert "trigger" in lines
    assert "actor dario_valbom (with)" in lines
