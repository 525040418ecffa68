from __future__ import annotations

import json
from pathlib import Path

import pytest

from chains import MADE, chain
from meada.cli.main import main
from meada.store import Store


@pytest.fixture
def place(tmp_path: Path) -> str:
    with Store.open(tmp_path / "a.db") as store:
        for n in (3, 40):
            store.add(*chain(f"A enchente levou {n} casas em Vila Serena."), MADE)
    return str(tmp_path / "a.db")


def run(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as left:
        main([*args, "--lang", "pt-BR"])
    out, err = capsys.readouterr()
    assert isinstance(left.value.code, int)
    return left.value.code, out, err


def test_sentences_facets_and_pages(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "search", "casa", "enchentes", "--store", place)
    assert code == 0
    assert "A enchente levou 40 casas em Vila Serena." in out
    assert "Gazeta da Serra (2)" in out
    assert "2 frases em 2 artigos · página 1 de 1" in out
    code, out, _ = run(capsys, "search", "casas", "numero>10", "--size", "1", "--json", "--store", place)
    found = json.loads(out)
    assert (code, found["total"], found["hits"][0]["label"]) == (0, 1, "A2")


def test_nothing_found_says_what_was_searched(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "search", "enxente", "antes:ontem", "--store", place)
    assert code == 1
    assert "“antes:ontem” ficou de fora" in out
    assert "Nada encontrado em 2 páginas." in out
    assert "Tente: enchente" in out


def test_a_quoted_argument_is_a_phrase(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "search", "Vila Serena", "--store", place)[0] == 0
    assert run(capsys, "search", "Serena Vila", "--store", place)[0] == 1


def test_searches_kept(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "search", "casas", "--save", "cheia", "--store", place)
    assert "cheia  casas" in run(capsys, "search", "--saved", "--store", place)[1]
    assert run(capsys, "search", "--saved", "cheia", "--store", place)[0] == 0
    run(capsys, "search", "--forget", "cheia", "--store", place)
    code, _, err = run(capsys, "search", "--saved", "cheia", "--store", place)
    assert (code, "não há busca salva" in err) == (2, True)
    assert run(capsys, "search", "--store", place)[0] == 2
