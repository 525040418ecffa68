"""Compressed bytes, unpacked no further than the limits allow."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator

from meada.errors import DamagedError, EmptyError, TooLargeError, UnsupportedError
from meada.settings import Limits
from meada.sources.capture import Capture
from meada.sources.failure import Failure
from meada.sources.reader import READERS, Input, bounded, reads
from meada.sources.sniff import HEAD, sniff

__all__ = ["bomb", "inflate"]

GZIP, ZLIB, RAW = 31, 15, -15
"""Window arguments of zlib for a gzip member, a zlib stream (RFC 1950) and bare deflate (RFC 1951)."""

_SLACK = 1 << 20
"""Below this many bytes no ratio is looked at: a short page of one repeated letter is no bomb."""


def bomb(packed: int, unpacked: int, limits: Limits) -> bool:
    """True when ``unpacked`` bytes out of ``packed`` go past the allowed ratio."""
    return unpacked > _SLACK and unpacked > limits.ratio * max(packed, 1)


def inflate(packed: bytes, window: int, limits: Limits) -> bytes:
    """``packed`` unpacked (all members of a gzip file).

    Raises `DamagedError` when it is cut or corrupt, `TooLargeError` past ``limits.payload`` or ``limits.ratio``.
    """
    out = bytearray()
    rest = packed
    try:
        while rest:
            machine = zlib.decompressobj(window)
            while rest and not machine.eof:
                out += machine.decompress(rest, 1 << 18)
                rest = machine.unconsumed_tail
                _check(len(packed) - len(rest), len(out), limits)
            if not machine.eof:
                raise DamagedError("the compressed data breaks off", next="save or download it again")
            rest = machine.unused_data.lstrip(b"\0") if window == GZIP else b""
    except zlib.error as error:
        raise DamagedError("the compressed data is corrupt", next="save or download it again") from error
    return bytes(out)


def _check(packed: int, unpacked: int, limits: Limits) -> None:
    if unpacked > limits.payload:
        raise TooLargeError(
            "it unpacks to more than {limit} MB", next="unpack it yourself and look first", limit=limits.payload >> 20
        )
    if bomb(packed, unpacked, limits):
        raise TooLargeError(
            "it unpacks to more than {ratio} times its size (a compression bomb)",
            next="do not open it",
            ratio=limits.ratio,
        )


@reads("gzip")
def gzip(source: Input, limits: Limits) -> Iterator[Capture | Failure]:
    """A gzip file: a web archive, or one page."""
    first = zlib.decompressobj(GZIP)
    try:
        head = first.decompress(source.head, HEAD)
    except zlib.error as error:
        raise DamagedError("the compressed data is corrupt", next="save or download it again") from error
    if not head and first.eof:
        raise EmptyError("there is nothing in it", next="save the page again")
    kind = sniff(head, source.found.hint)
    if kind == "warc":
        yield from READERS["warc"](source, limits)
        return
    payload = inflate(bounded(source.stream, limits.payload), GZIP, limits)
    if sniff(payload[:HEAD]) == "gzip":
        raise UnsupportedError("it is compressed twice", next="unpack it and add the folder")
    inner = Input(stream=io.BytesIO(payload), head=payload[:HEAD], found=source.found)
    yield from READERS["html"](inner, limits)
