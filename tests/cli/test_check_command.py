from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from meada import flow
from meada.cli.main import main
from meada.flow import Tools
from meada.store import Store

PAGE = (
    "<html lang=pt-BR><body><article><h1>Cheia do Remanso mata 31 pescadores</h1><p>A cheia do Remanso matou 31 pescadores no "
    "sábado, informou a Defesa Civil de Aurélia, que mantém as buscas com dois barcos no trecho mais "
    "fundo do rio, onde a água ainda sobe e não deixa ver o que ficou por baixo da ponte.</p></article></body></html>"
)


@pytest.fixture
def store(tmp_path: Path) -> str:
    (tmp_path / "a.html").write_text(PAGE, "utf-8")
    with Store.open(tmp_path / "s.db") as opened:
        tools = Tools.load(models=False)
        list(flow.add([tmp_path / "a.html"], opened, tools))
        flow.weave(opened, tools)
    return str(tmp_path / "s.db")


def call(*args: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    with pytest.raises(SystemExit) as left:
        main(["check", *args, "--lang", "en"])
    assert isinstance(left.value.code, int)
    return left.value.code, capsys.readouterr().out


def test_words_a_file_and_standard_input_are_checked(
    store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = "31 pescadores morreram"
    code, said = call(words, "--store", store, capsys=capsys)
    assert code == 0
    assert "A1" in said
    assert "31 pescadores" in said
    (tmp_path / "p.txt").write_text(words, "utf-8")
    assert call(str(tmp_path / "p.txt"), "--store", store, capsys=capsys) == (0, said)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(words.encode())))
    assert call("-", "--store", store, capsys=capsys) == (0, said)


def test_nothing_found_is_no_evidence(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = call("O coral de Pedra Alta gravou um disco", "--store", store, capsys=capsys)
    assert code == 1
    assert "1 page" in said
    assert "no evidence" in said


def test_json_has_every_field(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, said = call("31 pescadores morreram", "--store", store, "--json", capsys=capsys)
    found = json.loads(said)
    assert found["searched"] == 1
    assert {"relation", "label", "quote", "who", "published", "outlet"} <= found["held"][0].keys()


def test_nothing_to_check_is_wrong_use(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("  ", "--store", store, capsys=capsys)[0] == 2
