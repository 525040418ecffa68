"""Web archives (ISO 28500), plain or compressed record by record."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, BinaryIO

from fastwarc.stream_io import BrotliReader, ChunkedReader
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from meada.errors import DamagedError, EmptyError, SourceError, TooLargeError
from meada.settings import Limits
from meada.sources.capture import Capture
from meada.sources.failure import Failure
from meada.sources.packed import GZIP, RAW, ZLIB, bomb, inflate
from meada.sources.reader import Input, bounded, reads
from meada.sources.single import Circumstance, make

__all__ = ["warc"]

_PAGES = ("text/html", "application/xhtml+xml", "application/xhtml")
_KEPT = frozenset(
    ("content-type", "content-language", "content-encoding", "date", "last-modified", "link", "server", "x-robots-tag")
)
_CHUNK = 1 << 18


class _Meter:
    """A stream that counts what is read from it, for the ratio of packed to unpacked bytes."""

    def __init__(self, inner: BinaryIO) -> None:
        self.inner, self.count = inner, 0

    def read(self, size: int = -1) -> bytes:
        data = self.inner.read(size)
        self.count += len(data)
        return data

    def seek(self, offset: int, whence: int = 0) -> int:
        return self.inner.seek(offset, whence)

    def tell(self) -> int:
        return self.inner.tell()

    def close(self) -> None:
        """Leaves the inner stream to its owner."""


@reads("warc")
def warc(source: Input, limits: Limits) -> Iterator[Capture | Failure]:
    """The pages of a web archive: HTML of successful responses, saved resources, and extracted text.

    A bad record gives a verdict and the next one is read. A cut archive gives its whole records first, then raises
    `DamagedError`. Redirects, requests, images and revisits (which hold no body) are passed over; an archive with no
    page at all raises `EmptyError`.
    """
    meter = _Meter(source.stream)
    unpacked = records = given = 0
    try:
        for record in ArchiveIterator(meter, parse_http=False, func_filter=None):
            records += 1
            if records > limits.members:
                raise TooLargeError(
                    "it holds more than {limit} records", next="split the archive", limit=limits.members
                )
            origin = f"{source.found.origin}#{record.stream_pos}"
            _whole(record)
            for item in _record(record, origin, limits):
                given += 1
                yield item
            _drain(record, meter, unpacked, limits)
            unpacked += record.content_length
    except OSError as error:
        raise _broken(records) from error
    if records == 0:
        raise _broken(0)
    if given == 0:
        raise EmptyError(
            "there is no page among its {records} records", next="check what was archived", records=records
        )


def _broken(records: int) -> DamagedError:
    return DamagedError(
        "the archive breaks off or is corrupt after {records} records",
        next="what came before was kept; download or make it again",
        records=records,
    )


def _whole(record: WarcRecord) -> None:
    if record.headers.get("Content-Length") is None or record.headers.get("WARC-Type") is None:
        raise OSError("a record's header is cut")


def _drain(record: WarcRecord, meter: _Meter, before: int, limits: Limits) -> None:
    """Reads what is left of a record in pieces, so that a bomb is seen while it is skipped."""
    read = 0
    while part := record.reader.read(_CHUNK):
        read += len(part)
        if bomb(meter.count, before + read, limits):
            raise TooLargeError(
                "it unpacks to more than {ratio} times its size (a compression bomb)",
                next="do not open it",
                ratio=limits.ratio,
            )


def _record(record: WarcRecord, origin: str, limits: Limits) -> Iterator[Capture | Failure]:
    try:
        made = _response(record, origin, limits) if record.is_http else _saved(record, origin, limits)
    except SourceError as error:
        yield Failure.of(error, origin)
        return
    if made is not None:
        yield made


def _response(record: WarcRecord, origin: str, limits: Limits) -> Capture | None:
    if record.record_type != WarcRecordType.response:
        return None
    try:
        record.parse_http()
    except OSError as error:
        raise DamagedError("its HTTP header cannot be read", next="the next record is read") from error
    http = record.http_headers
    if http is None or not 200 <= (http.status_code or 0) < 300:
        return None
    headers = {name.lower(): value for name, value in http.to_tuples()}
    media = headers.get("content-type", "").partition(";")[0].strip().lower()
    if media and media not in _PAGES:
        return None
    body = _decoded(_body(record, limits), headers, limits)
    kept = {name: value for name, value in headers.items() if name in _KEPT}
    if not media and body.lstrip()[:1] != b"<":
        return None
    return make(body, _circumstance(record, origin, kept, record.http_charset, "html"), limits)


def _saved(record: WarcRecord, origin: str, limits: Limits) -> Capture | None:
    """A ``resource`` (a file saved without HTTP) or ``conversion`` (text extracted by a crawler) record."""
    media = (record.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
    kind = {"text/plain": "text"}.get(media) or ("html" if media in _PAGES else None)
    if kind is None or record.record_type not in (WarcRecordType.resource, WarcRecordType.conversion):
        return None
    if (record.headers.get("WARC-Target-URI") or "").startswith(("metadata:", "urn:", "dns:")):
        return None
    return make(_body(record, limits), _circumstance(record, origin, {}, None, kind), limits)


def _circumstance(
    record: WarcRecord, origin: str, headers: Mapping[str, str], charset: str | None, hint: str
) -> Circumstance:
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
    return Circumstance(
        origin=origin,
        via="warc",
        url=url or None,
        fetched_at=_date(record.record_date),
        headers=headers,
        charset=charset,
        hint=hint,
    )


def _date(value: Any) -> str | None:
    return value.isoformat(timespec="seconds") if isinstance(value, datetime) else None


def _body(record: WarcRecord, limits: Limits) -> bytes:
    expected = record.content_length
    body = bounded(record.reader, limits.payload)
    if len(body) < expected:
        raise OSError(f"{len(body):,} of {expected:,} bytes of a record are there")
    return body


def _decoded(body: bytes, headers: Mapping[str, str], limits: Limits) -> bytes:
    """``body`` without its transfer and content codings.

    Crawlers that store decoded bodies often keep the header: a body that does not begin as its coding does is
    taken as it stands.
    """
    if "chunked" in headers.get("transfer-encoding", "").lower() and re.match(rb"[0-9A-Fa-f]{1,8}[ \t]*[;\r]", body):
        body = _read(ChunkedReader(io.BytesIO(body)), limits)
    for coding in reversed(headers.get("content-encoding", "").lower().replace(" ", "").split(",")):
        if coding in ("gzip", "x-gzip") and body.startswith(b"\x1f\x8b"):
            body = inflate(body, GZIP, limits)
        elif coding == "deflate" and not body.lstrip().startswith(b"<"):
            body = inflate(body, ZLIB if _zlib(body) else RAW, limits)
        elif coding == "br" and not body.lstrip().startswith(b"<"):
            body = _read(BrotliReader(io.BytesIO(body)), limits)
    return body


def _zlib(body: bytes) -> bool:
    """True when ``body`` begins with a zlib header (RFC 1950, section 2.2)."""
    try:
        zlib.decompressobj(ZLIB).decompress(body[:16], 16)
    except zlib.error:
        return False
    return True


def _read(stream: Any, limits: Limits) -> bytes:
    try:
        return bounded(stream, limits.payload)
    except OSError as error:
        raise DamagedError("its body is cut or corrupt", next="the next record is read") from error
