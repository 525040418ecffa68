from __future__ import annotations

import json
from pathlib import Path

import pytest

from meada import flow
from meada.cli.main import main
from meada.flow import Tools
from meada.store import Store

PAGE = (
    "<html lang=pt-BR><body><article><h1>Ponte de Arraial reabre</h1><p>A prefeita Lídia Prado disse nesta terça-feira que a "
    "ponte de Arraial reabre na sexta-feira, depois de três meses de obras e de duas vistorias.</p><p>“Ninguém mais vai precisar dar a "
    "volta pela serra”, afirmou ela, ao lado dos engenheiros que cuidaram da reforma da estrutura.</p></article></body></html>"
)


@pytest.fixture
def store(tmp_path: Path) -> str:
    (tmp_path / "a.html").write_text(PAGE, "utf-8")
    with Store.open(tmp_path / "s.db") as opened:
        list(flow.add([tmp_path / "a.html"], opened, Tools.load(models=False)))
    return str(tmp_path / "s.db")


def call(*args: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    with pytest.raises(SystemExit) as left:
        main(["audit", *args, "--lang", "en"])
    assert isinstance(left.value.code, int)
    return left.value.code, capsys.readouterr().out


def test_a_sample_goes_out_and_its_marks_come_in(
    store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = call("--kind", "quote", "-n", "5", "--json", "--store", store, capsys=capsys)
    drawn = json.loads(said)
    assert code == 0
    assert drawn[0]["kind"] == "quote"
    marks = [{"item": o["item"], "kind": "quote", "mark": "right", "stratum": o["stratum"]} for o in drawn]
    (tmp_path / "m.json").write_text(json.dumps(marks), "utf-8")
    code, said = call("--kind", "quote", "--marks", str(tmp_path / "m.json"), "--store", store, capsys=capsys)
    assert code == 0
    assert "quote: precision 100 %" in said


def test_nothing_marked_says_how_to_begin(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = call("--store", store, capsys=capsys)
    assert code == 0
    assert "meada audit --kind" in said


@pytest.mark.parametrize("text", ["{", '{"item": 1}', '["a"]'])
def test_marks_of_another_shape_are_wrong_use(
    store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    (tmp_path / "m.json").write_text(text, "utf-8")
    assert call("--kind", "quote", "--marks", str(tmp_path / "m.json"), "--store", store, capsys=capsys)[0] == 2


def test_marking_without_a_terminal_says_what_to_do(
    store: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import io
    import sys

    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert call("--kind", "quote", "--store", store, capsys=capsys)[0] == 2
