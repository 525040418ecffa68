"""Several processes on one store: readers see whole articles, writers wait, and nobody meets a lock."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from chains import MADE, chain
from meada.errors import StoreError
from meada.store import Store
from postgres import Server

PATHS = {"PYTHONPATH": ":".join(sys.path)}

WRITER = """
    import sys
    from chains import MADE, chain
    from meada.store import Store
    who, many = sys.argv[2], int(sys.argv[3])
    with Store.open(sys.argv[1]) as store:
        for n in range(many):
            print(store.add(*chain(f"A enchente {who} levou {n} casas."), MADE))
            print(store.add(*chain(f"A enchente levou {n} pontes."), MADE))  # both writers have this page
"""
READER = """
    import sys
    from meada.store import Store
    looks = 0
    with Store.open(sys.argv[1]) as store:
        while not store.search("enchente").hits or looks < 10:
            found = store.search("casas enchentes", size=5)
            for hit in found.hits:
                assert hit.span.of(store.page(hit.label).text) == hit.quote
            rows = store.entries()
            assert len(list(store.readings())) >= len(rows)
            looks += 1
    print(looks)
"""


def start(script: str, *args: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", textwrap.dedent(script), *args]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=PATHS)


def finish(process: subprocess.Popen[str]) -> str:
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    return out


def test_two_read_and_search_while_two_add(place: str) -> None:
    Store.open(place).close()
    readers = [start(READER, place) for _ in range(2)]
    writers = [start(WRITER, place, who, "12") for who in ("norte", "sul")]
    labels = [finish(one).split() for one in writers]
    assert labels[0][1::2] == labels[1][1::2]
    assert {label for row in labels for label in row} == {f"A{n}" for n in range(1, 37)}
    assert all(int(finish(one)) >= 10 for one in readers)
    with Store.open(place) as store:
        assert store.search("enchente norte").total == 12
        assert store.verify() == []


def test_a_server_that_is_down_or_a_wrong_password(postgres: Server, capsys: pytest.CaptureFixture[str]) -> None:
    from meada.cli.main import main

    good = postgres.database()
    name = good.partition("@/")[2].partition("?")[0]
    for bad in (
        postgres.address(name, password="errada-e-secreta"),
        "postgresql://meada:errada-e-secreta@127.0.0.1:9/nada",
        "postgresql+psycopg://meada:errada-e-secreta@[::1/nada",
        postgres.address("nao_existe", password="errada-e-secreta"),
    ):
        with pytest.raises(StoreError) as caught:
            Store.open(bad)
        assert "errada-e-secreta" not in str(caught.value)
        assert caught.value.next
        with pytest.raises(SystemExit) as left:
            main(["show", "--store", bad, "--lang", "pt-BR"])
        out = "".join(capsys.readouterr())
        assert left.value.code == 2
        assert "errada-e-secreta" not in out
        assert "meada:" in out


def test_the_command_line_takes_an_address(postgres: Server, capsys: pytest.CaptureFixture[str]) -> None:
    from meada.cli.main import main

    address = postgres.database()
    with Store.open(address) as store:
        store.add(*chain("A enchente levou 3 casas."), MADE)
        assert "segredo" not in store.where
    for args in (["show"], ["show", "A1"], ["search", "casa"]):
        with pytest.raises(SystemExit) as left:
            main([*args, "--lang", "en", "--store", address])
        assert left.value.code == 0, args
        assert "segredo" not in "".join(capsys.readouterr())


def test_a_backup_of_a_database_is_a_file_and_back(postgres: Server, tmp_path: Path) -> None:
    parts = chain("A enchente levou 3 casas.")
    with Store.open(postgres.database()) as store:
        store.add(*parts, MADE)
        first = store.judge(who="Ana", item=parts[3].figures[0].id, kind="figure", action="confirm")
        store.backup(tmp_path / "copia.db")
    with Store.open(tmp_path / "copia.db") as copy:
        assert copy.verify() == []
        assert copy.judgements() == [first]
        assert copy.search("casa").total == 1
