"""Folders are walked in order, every bad input gets one verdict, and nothing stops the rest."""

from __future__ import annotations

import gzip
import io
import os
from pathlib import Path

import pytest

from meada.errors import EmptyError
from meada.ident import digest
from meada.settings import Limits
from meada.sources import Capture, Failure, count, decode, paste, walk

HTML = "<!doctype html><html><body><p>A ponte de Vila Serena reabriu na quinta-feira.</p></body></html>"
TEXT = "A ponte de Vila Serena reabriu na quinta-feira, informou a prefeitura.\n"


def names(items: list[Capture | Failure], base: Path) -> list[tuple[str, str]]:
    """Where each item stands below ``base``, and its media type or code."""
    return [(os.path.relpath(i.origin, base), i.media_type if isinstance(i, Capture) else i.code) for i in items]


def test_folders_are_walked_in_sorted_order(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "um.html").write_text(HTML)
    (tmp_path / "c.txt").write_text(TEXT)
    (tmp_path / "a.htm").write_text(HTML)
    assert names(list(walk([tmp_path])), tmp_path) == [
        ("a.htm", "text/html"), ("b/um.html", "text/html"), ("c.txt", "text/plain"),
    ]  # fmt: skip
    assert count([tmp_path]) == 3


def test_a_capture_is_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(HTML)
    (capture,) = walk([tmp_path / "a.html"])
    assert isinstance(capture, Capture)
    assert capture.payload == HTML.encode()
    assert capture.id == digest(HTML.encode())
    assert (capture.via, capture.origin, capture.charset) == ("file", str(tmp_path / "a.html"), "utf-8")
    assert (capture.url, capture.fetched_at) == (None, None)


def test_what_furnishes_a_saved_page_is_skipped(tmp_path: Path) -> None:
    (tmp_path / "nota.html").write_text(HTML)
    (tmp_path / "nota_arquivos").mkdir()
    (tmp_path / "nota_arquivos" / "quadro.html").write_text(HTML)
    (tmp_path / "foto.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    (tmp_path / ".oculto.html").write_text(HTML)
    got = list(walk([tmp_path]))
    assert names(got, tmp_path) == [
        (".oculto.html", "skipped"), ("foto.jpg", "skipped"), ("nota.html", "text/html"), ("nota_arquivos", "skipped"),
    ]  # fmt: skip
    assert all(i.skipped for i in got if isinstance(i, Failure))
    assert count([tmp_path]) == 1


@pytest.mark.parametrize("name", ["LICENSE", "tabela.dat", "LEIAME.md", "notas"])
def test_text_that_is_not_called_text_is_read_only_when_named(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(TEXT)
    (tmp_path / f"{name}.gz").write_bytes(gzip.compress(TEXT.encode()))
    assert names(list(walk([tmp_path])), tmp_path) == [(name, "skipped"), (f"{name}.gz", "skipped")]
    assert names(list(walk([tmp_path / name])), tmp_path) == [(name, "text/plain")]
    (tmp_path / name).write_text(HTML)
    assert names(list(walk([tmp_path])), tmp_path)[0] == (name, "text/html")


def test_packed_furniture_is_skipped(tmp_path: Path) -> None:
    (tmp_path / "a.json.gz").write_bytes(gzip.compress(b'{"a": 1}'))
    assert names(list(walk([tmp_path])), tmp_path) == [("a.json.gz", "skipped")]


def test_an_image_named_outright_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "foto.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(40))
    (failure,) = walk([tmp_path / "foto.jpg"])
    assert isinstance(failure, Failure)
    assert failure.code == "unsupported"


BAD: dict[str, tuple[bytes, str]] = {
    "vazio.html": (b"", "empty"),
    "branco.txt": (b" \r\n\t \n", "empty"),
    "edital.pdf": (b"%PDF-1.7\n%\xe2\xe3", "unsupported"),
    "disfarce.html": (b"%PDF-1.7\n%\xe2\xe3", "unsupported"),
    "pacote.zip": (b"PK\x03\x04" + bytes(30), "unsupported"),
    "ruido.txt": (bytes(range(256)) * 8, "unsupported"),
    "feed.xml": (b'<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>', "unsupported"),
    "dados.txt": (b'{"id": 1, "html": "<p>x</p>"}\n', "unsupported"),
    "pagina.mhtml": (b"From: <Saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\r\nx", "unsupported"),
    "bomba.html": (
        b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><html><p>&b;</p></html>',
        "unsupported",
    ),
    "arquivo.html": (b'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hosts">]><html><p>&x;</p></html>', "unsupported"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_gives_one_verdict_and_the_rest_goes_on(tmp_path: Path, name: str) -> None:
    content, code = BAD[name]
    (tmp_path / name).write_bytes(content)
    (tmp_path / "zz.txt").write_text(TEXT)
    got = list(walk([tmp_path]))
    assert names(got, tmp_path) == [(name, code), ("zz.txt", "text/plain")]
    assert isinstance(got[0], Failure)
    assert got[0].what
    assert got[0].next


def test_missing_paths_and_pipes_are_named(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "cano")
    got = list(walk([tmp_path / "nada.html", tmp_path / "cano", "/dev/zero"]))
    assert [i.code for i in got if isinstance(i, Failure)] == ["unreadable"] * 3


def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    locked = tmp_path / "a.html"
    locked.write_text(HTML)
    locked.chmod(0)
    if os.access(locked, os.R_OK):  # the super-user reads everything
        assert [type(i) for i in walk([locked])] == [Capture]
    else:
        assert [i.code for i in walk([locked]) if isinstance(i, Failure)] == ["unreadable"]


def test_a_read_only_folder_is_walked(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    tmp_path.chmod(0o555)
    try:
        assert names(list(walk([tmp_path])), tmp_path) == [("a.txt", "text/plain")]
    finally:
        tmp_path.chmod(0o755)


def test_a_name_that_is_no_utf8_can_be_written_down(tmp_path: Path) -> None:
    path = os.path.join(os.fsencode(tmp_path), b"n\xe3o.html")
    with open(path, "wb") as stream:
        stream.write(HTML.encode())
    (capture,) = walk([tmp_path])
    assert isinstance(capture, Capture)
    assert capture.origin == f"{tmp_path}/n\\xe3o.html"
    capture.origin.encode()


def test_loops_of_links_end(tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "a.txt").write_text(TEXT)
    (tmp_path / "d" / "volta").symlink_to(tmp_path)
    (tmp_path / "solto.html").symlink_to(tmp_path / "nada")
    (tmp_path / "eu").symlink_to(tmp_path / "eu")
    assert sorted(names(list(walk([tmp_path])), tmp_path)) == [
        ("d/a.txt", "text/plain"), ("eu", "unreadable"), ("solto.html", "unreadable"),
    ]  # fmt: skip


def test_a_very_deep_folder_is_walked(tmp_path: Path) -> None:
    here = os.getcwd()
    os.chdir(tmp_path)
    try:
        for _ in range(1050):
            os.mkdir("d")
            os.chdir("d")
        Path("a.txt").write_text(TEXT)
        os.chdir(tmp_path)
        assert count(["."]) == 1
    finally:
        (tmp_path / ("d/" * 1050) / "a.txt").unlink()
        os.removedirs("d/" * 1050)
        os.chdir(here)


def test_a_large_file_is_not_read(tmp_path: Path) -> None:
    large = tmp_path / "grande.html"
    with large.open("wb") as stream:
        stream.write(b"<html><p>" + b"a" * 100_000)
        stream.truncate(200 * 1024 * 1024)
    (failure,) = walk([large])
    assert isinstance(failure, Failure)
    assert failure.code == "too-large"


@pytest.mark.parametrize(("suffix", "body"), [("html", HTML), ("txt", TEXT)])
def test_the_size_limit_counts_bytes(tmp_path: Path, suffix: str, body: str) -> None:
    path = tmp_path / f"a.{suffix}"
    path.write_text(body)
    size = len(body.encode())
    assert [type(i) for i in walk([path], limits=Limits(payload=size))] == [Capture]
    (failure,) = walk([path], limits=Limits(payload=size - 1))
    assert isinstance(failure, Failure)
    assert failure.code == "too-large"


def test_the_character_limit_holds_for_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (failure,) = walk([tmp_path], limits=Limits(characters=10))
    assert isinstance(failure, Failure)
    assert failure.code == "too-large"


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    (capture,) = walk(["-"])
    assert isinstance(capture, Capture)
    assert (capture.via, capture.origin, decode(capture)) == ("text", "-", TEXT)


def test_paste() -> None:
    capture = paste(TEXT, url="https://gazeta-da-serra.test/ponte")
    assert (capture.via, capture.url, decode(capture)) == ("text", "https://gazeta-da-serra.test/ponte", TEXT)
    assert decode(paste("A \ud800 ponte")) == "A ? ponte"
    with pytest.raises(EmptyError):
        paste(" \n")
