"""Web archives: every page in them, whatever is broken beside it."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterable
from pathlib import Path

import pytest
from fastwarc.stream_io import BrotliWriter
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from meada.settings import Limits
from meada.sources import Capture, Failure, decode, walk

URL = "https://gazeta-da-serra.test/ponte"
HTML = "<!doctype html><html><body><p>A ponte não reabriu, disse a prefeita.</p></body></html>".encode()


def chunked(body: bytes) -> bytes:
    return b"%x\r\n" % len(body) + body + b"\r\n0\r\n\r\n"


def brotli(body: bytes) -> bytes:
    out = io.BytesIO()
    with BrotliWriter(out) as writer:
        writer.write(body)
    return out.getvalue()


class Archive:
    """Builds a web archive record by record."""

    def __init__(self, *, packed: bool = True) -> None:
        self.out = io.BytesIO()
        self.writer = WARCWriter(self.out, gzip=packed)

    def response(
        self,
        body: bytes = HTML,
        *,
        status: str = "200 OK",
        media: str | None = "text/html; charset=utf-8",
        headers: Iterable[tuple[str, str]] = (),
        url: str = URL,
    ) -> Archive:
        kind = [("Content-Type", media)] if media else []
        http = StatusAndHeaders(status, [*kind, *headers], protocol="HTTP/1.1")
        return self.record("response", body, url=url, http_headers=http)

    def record(self, kind: str, body: bytes, *, url: str = URL, **more: object) -> Archive:
        date = {"WARC-Date": "2026-03-05T22:10:03Z"}
        record = self.writer.create_warc_record(url, kind, payload=io.BytesIO(body), warc_headers_dict=date, **more)
        self.writer.write_record(record)
        record.raw_stream.close()  # the writer's spool, which it leaves open
        return self

    @property
    def bytes(self) -> bytes:
        return self.out.getvalue()


def read(data: bytes, folder: Path, limits: Limits | None = None) -> list[Capture | Failure]:
    path = folder / "a.warc.gz"
    path.write_bytes(data)
    return list(walk([path], limits=limits or Limits()))


def codes(items: list[Capture | Failure]) -> list[str]:
    return ["page" if isinstance(i, Capture) else i.code for i in items]


@pytest.mark.parametrize("packed", [True, False])
def test_a_response_is_a_capture(tmp_path: Path, packed: bool) -> None:
    headers = [("Last-Modified", "Thu, 05 Mar 2026 10:00:00 GMT"), ("Set-Cookie", "segredo=1")]
    (capture,) = read(Archive(packed=packed).response(headers=headers).bytes, tmp_path)
    assert isinstance(capture, Capture)
    assert capture.payload == HTML
    assert (capture.via, capture.url, capture.media_type) == ("warc", URL, "text/html")
    assert capture.fetched_at == "2026-03-05T22:10:03+00:00"
    assert capture.origin == f"{tmp_path}/a.warc.gz#0"
    assert capture.headers == {
        "content-type": "text/html; charset=utf-8",
        "last-modified": "Thu, 05 Mar 2026 10:00:00 GMT",
    }


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (chunked(HTML), [("Transfer-Encoding", "chunked")]),
        (HTML, [("Transfer-Encoding", "chunked")]),
        (gzip.compress(HTML), [("Content-Encoding", "gzip")]),
        (HTML, [("Content-Encoding", "gzip")]),
        (zlib.compress(HTML), [("Content-Encoding", "deflate")]),
        (zlib.compress(HTML, wbits=-15), [("Content-Encoding", "deflate")]),
        (brotli(HTML), [("Content-Encoding", "br")]),
        (HTML, [("Content-Encoding", "br")]),
        (chunked(gzip.compress(HTML)), [("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")]),
    ],
)
def test_codings_are_taken_off(tmp_path: Path, body: bytes, headers: list[tuple[str, str]]) -> None:
    (capture,) = read(Archive().response(body, headers=headers).bytes, tmp_path)
    assert isinstance(capture, Capture)
    assert capture.payload == HTML


def test_only_pages_are_taken(tmp_path: Path) -> None:
    archive = (
        Archive()
        .record("warcinfo", b"software: x\r\n")
        .response(b"", status="301 Moved")
        .response(status="404 Not Found")
        .response(b"\x89PNG", media="image/png")
        .response(b"User-agent: *", media="text/plain")
        .response(media=None)
        .response(b"{}", media=None)
        .response()
    )
    assert codes(read(archive.bytes, tmp_path)) == ["page", "page"]


def test_resources_and_extracted_text_are_pages(tmp_path: Path) -> None:
    text = "A ponte não reabriu, disse a prefeita.".encode()
    archive = (
        Archive()
        .record("resource", HTML, warc_content_type="text/html")
        .record("conversion", text, warc_content_type="text/plain")
        .record("metadata", b"x", warc_content_type="text/plain")
    )
    first, second = read(archive.bytes, tmp_path)
    assert isinstance(first, Capture)
    assert isinstance(second, Capture)
    assert (first.media_type, second.media_type) == ("text/html", "text/plain")
    assert decode(second) == text.decode()


def test_the_charset_of_the_response_counts(tmp_path: Path) -> None:
    body = "<html><p>Zażółć gęślą jaźń</p></html>".encode("iso-8859-2")
    (capture,) = read(Archive().response(body, media="text/html; charset=ISO-8859-2").bytes, tmp_path)
    assert isinstance(capture, Capture)
    assert "Zażółć gęślą jaźń" in decode(capture)


def test_an_archive_without_pages_says_so(tmp_path: Path) -> None:
    (failure,) = read(Archive().record("warcinfo", b"x").bytes, tmp_path)
    assert isinstance(failure, Failure)
    assert failure.code == "empty"


def test_a_bad_record_stops_no_other(tmp_path: Path) -> None:
    archive = (
        Archive()
        .response()
        .response(b"%PDF-1.4 \x00")
        .response(gzip.compress(HTML)[:-12], headers=[("Content-Encoding", "gzip")])
        .response(chunked(HTML)[:40], headers=[("Transfer-Encoding", "chunked")])
        .response(b" \n")
        .response(b"<p>" + b"a" * 5000)
        .response(HTML + b" ")
    )
    got = read(archive.bytes, tmp_path, Limits(payload=4000))
    assert codes(got) == ["page", "unsupported", "damaged", "damaged", "empty", "too-large", "page"]
    assert all("#" in i.origin for i in got)


@given(st.integers(0, 1000), st.booleans())
@settings(deadline=None, max_examples=80)
def test_a_cut_archive_keeps_what_is_whole(tmp_path_factory: pytest.TempPathFactory, part: int, packed: bool) -> None:
    archive = Archive(packed=packed)
    ends = [len(archive.response(HTML + bytes([65 + n])).bytes) for n in range(4)]
    cut = 20 + (ends[-1] - 29) * part // 1000
    got = read(archive.bytes[:cut], tmp_path_factory.mktemp("corte"))
    whole = sum(end <= cut for end in ends)
    pages = [i.payload for i in got if isinstance(i, Capture)]
    slack = 1 if len(pages) > whole else 0  # the cut fell behind the body, in the record's own end
    assert pages == [HTML + bytes([65 + n]) for n in range(whole + slack)]
    assert all(i.code in ("damaged", "empty") for i in got if isinstance(i, Failure))
    assert sum(isinstance(i, Failure) for i in got) <= 1


@given(st.integers(0, 400), st.binary(min_size=1, max_size=6))
@settings(deadline=None, max_examples=60)
def test_a_corrupt_archive_raises_nothing(tmp_path_factory: pytest.TempPathFactory, at: int, noise: bytes) -> None:
    whole = Archive(packed=at % 2 == 0).response().response(HTML + b" ").bytes
    for item in read(whole[:at] + noise + whole[at + len(noise) :], tmp_path_factory.mktemp("ruido")):
        assert isinstance(item, (Capture, Failure))


def test_a_bomb_in_an_archive(tmp_path: Path) -> None:
    archive = Archive().response().response(bytes(8_000_000), media="image/png").response(HTML + b" ")
    assert codes(read(archive.bytes, tmp_path)) == ["page", "too-large"]


def test_a_bomb_in_a_response(tmp_path: Path) -> None:
    packed = gzip.compress(bytes(8_000_000))
    archive = Archive().response(packed, headers=[("Content-Encoding", "gzip")]).response()
    assert codes(read(archive.bytes, tmp_path)) == ["too-large", "page"]


def test_too_many_records(tmp_path: Path) -> None:
    archive = Archive()
    for _ in range(4):
        archive.response()
    assert codes(read(archive.bytes, tmp_path, Limits(members=2))) == ["page", "page", "too-large"]
