from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from meada.cli.main import main
from meada.i18n import TAGS
from meada.store import Store

GOOD = (
    "<html lang=pt-BR><body><h1>Ponte de Arraial reabre</h1><p>A prefeita Lídia Prado disse na terça-feira que a ponte de "
    "Arraial reabre na sexta-feira, depois de três meses de obras e de duas vistorias.</p></body></html>"
)
WARC = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://serra.example/\r\nWARC-Date: 2026-01-01T00:00:00Z\r\n"
    b"WARC-Record-ID: <urn:uuid:1b2e>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: 5000\r\n\r\n"
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body><h1>Obra"
)
ENTITIES = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a0 "ha">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)
)


def sparse(path: Path) -> None:
    with path.open("wb") as stream:
        stream.write(GOOD.encode())
        stream.truncate(200 * 1024 * 1024)


BAD: dict[str, Callable[[Path], object]] = {
    "binary.html": lambda p: p.write_bytes(bytes(range(256)) * 40),
    "empty.html": lambda p: p.write_bytes(b""),
    "cut.warc.gz": lambda p: p.write_bytes(gzip.compress(WARC * 20)[:120]),
    "huge.html": sparse,
    "bomb.html.gz": lambda p: p.write_bytes(gzip.compress(b"a" * 40_000_000)),
    "entities.html": lambda p: p.write_text(ENTITIES + "]><html><body><p>&a11;</p></body></html>", "utf-8"),
    "dangling.html": lambda p: p.symlink_to(p.parent / "nowhere"),
}


@pytest.mark.parametrize("tag", TAGS)
def test_each_gets_a_verdict_and_what_to_do_and_nothing_is_kept(
    tag: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for name, make in BAD.items():
        make(pages / name)
    (pages / "good.html").write_text(GOOD, "utf-8")
    with pytest.raises(SystemExit) as left:
        main(["add", str(pages), str(tmp_path / "nowhere"), "--store", str(tmp_path / "s.db"), "--lang", tag])
    assert left.value.code == 1
    said = capsys.readouterr().err
    for name in (*BAD, "nowhere"):
        assert re.search(rf"✗ +\S*/{re.escape(name)}: .+\n +→ .+\n", said), f"{name} in:\n{said}"
    assert not re.search(r"\{\w+\}", said), "a field that nothing filled"
    with Store.open(tmp_path / "s.db") as store:
        assert [Path(e.origin).name for e in store.entries()] == ["good.html"]
        assert {Path(f.origin.partition("#")[0]).name for f in store.failures()} == {*BAD, "nowhere"}
        assert store.verify() == []


def test_an_old_encoding_is_read_not_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.html").write_bytes(GOOD.replace("<h1>", "<meta charset=utf-8><h1>").encode("cp1252"))
    with pytest.raises(SystemExit) as left:
        main(["add", str(tmp_path / "a.html"), "--store", str(tmp_path / "s.db")])
    assert left.value.code == 0
    with Store.open(tmp_path / "s.db") as store:
        assert "terça-feira" in next(iter(store.pages())).text


def test_a_file_that_cannot_be_written_is_said_in_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "nowhere" / "dossier.md"
    with pytest.raises(SystemExit) as left:
        main(["export", "--format", "md", "--out", str(target), "--store", str(tmp_path / "s.db")])
    assert left.value.code == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert str(target) in said
