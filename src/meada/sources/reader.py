"""The registry of readers: what kind of bytes is read by whom.

A reader takes an `Input` and gives captures and verdicts one by one. A new format is one function and one line in
`READERS`; `meada.sources.sniff` has to tell its kind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO, Protocol

import msgspec

from meada.errors import TooLargeError
from meada.settings import Limits
from meada.sources.capture import Capture
from meada.sources.failure import SKIPPED, Failure
from meada.sources.single import Circumstance, make
from meada.sources.sniff import Kind, sniff

__all__ = ["READERS", "Input", "Reader", "bounded", "reads"]


class Input(msgspec.Struct, frozen=True, kw_only=True):
    """An open input: its ``stream`` stands at the start; ``head`` are its first bytes, already looked at."""

    stream: BinaryIO
    head: bytes
    found: Circumstance


Reader = Callable[[Input, Limits], Iterator[Capture | Failure]]
"""Gives what is in an input. Raises `meada.errors.SourceError` when the rest of it cannot be read."""

READERS: dict[Kind, Reader] = {}
"""Readers by sniffed kind."""


def reads(*kinds: Kind) -> Callable[[Reader], Reader]:
    """Registers the decorated reader for ``kinds``."""

    def register(reader: Reader) -> Reader:
        READERS.update(dict.fromkeys(kinds, reader))
        return reader

    return register


class _Readable(Protocol):
    def read(self, size: int = ..., /) -> bytes: ...


def bounded(stream: _Readable, limit: int) -> bytes:
    """All of ``stream``; raises `TooLargeError` past ``limit`` bytes, of which no more than one is read."""
    parts: list[bytes] = []
    left = limit + 1
    while left > 0 and (part := stream.read(min(left, 1 << 20))):
        parts.append(part)
        left -= len(part)
    if left <= 0:
        raise TooLargeError("it is larger than {limit} MB", next="save the article's page alone", limit=limit >> 20)
    return b"".join(parts)


@reads("html", "text")
def page(source: Input, limits: Limits) -> Iterator[Capture | Failure]:
    """One page: HTML, or text copied or scraped from one.

    Text that was only come across counts where its name says that it is text: a folder's licence is no article.
    """
    found = source.found
    if not found.chosen and found.hint is None and sniff(source.head) == "text":
        yield Failure(
            origin=found.origin,
            code=SKIPPED,
            what="it is text, but not called .txt",
            next="rename it, or name it on the command line",
        )
        return
    yield make(bounded(source.stream, limits.payload), found, limits)
