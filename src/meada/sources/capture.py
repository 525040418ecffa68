"""The border type of `meada.sources`: bytes as they were found, and where and when from."""

from __future__ import annotations

from typing import Literal

import msgspec

__all__ = ["Capture", "Via"]

Via = Literal["file", "text", "warc", "row", "feed", "http"]
"""How the bytes came: a file, pasted or piped text, a web archive record, a row of a table, a feed entry, a request."""


class Capture(msgspec.Struct, frozen=True, kw_only=True):
    """One saved page, byte for byte.

    ``id`` is the SHA-256 of ``payload`` (64 hexadecimal digits). ``origin`` is the path or archive it came from, with the
    record's place after ``#`` where an archive holds many. ``url`` is the address it was taken from, if known.
    ``fetched_at`` is ISO 8601 with offset when the page was fetched (a WARC date, a response date), never a file's
    modification time. ``media_type`` is ``text/html`` or ``text/plain`` after sniffing; ``charset`` the declared or
    detected encoding. ``headers`` are the response headers kept, lower-case names; of a row
    of a table, what its cells say (``row-title`` …).
    """

    id: str
    payload: bytes
    media_type: Literal["text/html", "text/plain"]
    via: Via
    origin: str
    charset: str | None = None
    url: str | None = None
    fetched_at: str | None = None
    headers: dict[str, str] = {}
