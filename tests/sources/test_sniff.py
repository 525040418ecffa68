from __future__ import annotations

import pytest

from meada.sources.sniff import binary, sniff

HTML = [
    b"<!DOCTYPE html><p>x",
    b"\n  <!-- a --> <HTML lang=pt>",
    b"\xef\xbb\xbf<html>",
    b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x"><html>',
    b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">',
    b"<p>Uma nota.</p>",
    b"Solto <b>antes</b><p>um</p><p>dois</p><p>tres</p>",
    "<html><p>não</p>".encode("utf-16"),
    "<html><p>não</p></html>".encode("utf-16-le"),
]
TEXT = [
    b"A ponte reabriu.",
    b"Escreva <p> antes do texto.",
    b"<prefeito> disse que sim",
    b"5 < 6 e 7 > 3",
    b"BM&F sobe 2% e fecha em alta",
    b"RIFF e o nome de um grupo",
    "Olá, tudo bem?".encode("utf-16"),
]


@pytest.mark.parametrize("head", HTML)
def test_html(head: bytes) -> None:
    assert sniff(head) == "html"


@pytest.mark.parametrize("head", TEXT)
def test_text(head: bytes) -> None:
    assert sniff(head) == "text"


def test_a_name_decides_only_in_doubt() -> None:
    head = b"Sem abertura <b>nenhuma</b>, mas fecha</p>"
    assert (sniff(head), sniff(head, "html")) == ("text", "html")
    assert sniff(b"<html>", "text") == "html"
    assert sniff(b"So texto, sem marcas", "html") == "text"


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"\xef\xbb\xbf \n", "empty"),
        (b"\xff\xfe \0\n\0", "empty"),
        (b"WARC/1.1\r\n", "warc"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"<rss version='2.0'>", "xml"),
        (b"<?xml version='1.0'?><feed>", "xml"),
        (b'{"id": 1}', "json"),
        (b'[ {"id": 1}]', "json"),
        (b'[Nota] {entre "aspas"} e [colchetes]', "text"),
        (b"a\0b\0\0c", "binary"),
        (bytes(range(1, 32)) * 3, "binary"),
    ],
)
def test_other_kinds(head: bytes, kind: str) -> None:
    assert sniff(head) == kind


@pytest.mark.parametrize(
    ("head", "name"), [(b"%PDF-1.4", "PDF"), (b"PK\x03\x04", "ZIP"), (b"BM\0\0\x01\0", "BMP"), (b"BM e um texto", None)]
)
def test_binary_formats_have_names(head: bytes, name: str | None) -> None:
    assert binary(head) == name


@pytest.mark.parametrize(
    "head", [b"<!--" * 20_000, b"<?xml " * 10_000, b"<" * 60_000, b" " * 60_000 + b"<!", b"</p" * 20_000]
)
def test_hostile_heads_are_told_in_no_time(head: bytes) -> None:
    assert sniff(head) in ("text", "xml", "html", "empty")
