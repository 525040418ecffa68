from __future__ import annotations

import io
import zipfile
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from meada.sources import Capture, Failure, walk


def _warc(url: str) -> bytes:
    sink = io.BytesIO()
    writer = WARCWriter(sink, gzip=True)
    headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    body = io.BytesIO(b"<html><body><p>Uma nota.</p></body></html>" + url.encode())
    record = writer.create_warc_record(url, "response", payload=body, http_headers=headers)
    writer.write_record(record)
    record.raw_stream.close()  # the writer's spool, which it leaves open
    return sink.getvalue()


def _wacz(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w") as packed:
        for name, data in members.items():
            packed.writestr(name.replace("__", "/").replace("_gz", ".warc.gz"), data)
    return path


def test_the_pages_of_every_archive_are_read(tmp_path: Path) -> None:
    path = _wacz(
        tmp_path / "a.wacz",
        archive__b_gz=_warc("https://b.example/"),
        archive__a_gz=_warc("https://a.example/"),
        pages=b"{}",
    )
    found = [one for one in walk([path]) if isinstance(one, Capture)]
    assert [one.url for one in found] == ["https://a.example/", "https://b.example/"]
    assert found[0].origin == f"{path}#archive/a.warc.gz#0"


def test_an_archive_that_cannot_be_read_stops_no_other(tmp_path: Path) -> None:
    path = _wacz(tmp_path / "a.wacz", archive__a_gz=b"WARC/1.1\r\nnothing", archive__b_gz=_warc("https://b.example/"))
    assert [type(one) for one in walk([path])] == [Failure, Capture]


def test_a_cut_or_empty_zip_gives_a_verdict(tmp_path: Path) -> None:
    whole = _wacz(tmp_path / "a.wacz", archive__a_gz=_warc("https://a.example/")).read_bytes()
    (tmp_path / "cut.wacz").write_bytes(whole[: len(whole) // 2])
    empty = _wacz(tmp_path / "empty.wacz", notes=b"x")
    assert [one.code for one in walk([tmp_path / "cut.wacz"]) if isinstance(one, Failure)] == ["damaged"]
    assert [one.code for one in walk([empty]) if isinstance(one, Failure)] == ["empty"]
