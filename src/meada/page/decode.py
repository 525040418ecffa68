"""Bytes of a capture to text, in the encoding that `meada.sources.charset` finds."""

from __future__ import annotations

import re

from meada.errors import DamagedError, EmptyError, TooLargeError, UnsupportedError
from meada.settings import Limits
from meada.sources.capture import Capture
from meada.sources.charset import charset, unicode_form

__all__ = ["decode"]

_BINARY = (
    b"%PDF-",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
    b"Rar!",
    b"7z\xbc\xaf",
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def decode(capture: Capture, limits: Limits) -> str:
    """The text of ``capture``; a payload in a broken encoding keeps all that can be read, the rest as U+FFFD.

    Raises `EmptyError`, `TooLargeError` (over ``limits.payload`` bytes)
    and `UnsupportedError` (a PDF, image, archive or other binary under the name of a page).
    """
    raw, where = capture.payload, capture.origin
    if len(raw) > limits.payload:
        raise TooLargeError(
            f"{len(raw):,} bytes, over the limit of {limits.payload:,}",
            where=where,
            next="raise limits.payload or cut the file",
        )
    if not raw.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise EmptyError("the page is empty", where=where, next="save the page again")
    _refuse_binary(raw, where)
    text = _text(capture)
    if len(_CONTROL.findall(text, 0, 20_000)) > len(text[:20_000]) // 20:
        raise DamagedError(
            "control characters all over: not a page's text", where=where, next="save the page again as HTML or text"
        )
    return text


def _text(capture: Capture) -> str:
    raw = capture.payload
    if unicode_form(raw[:4096]) is None:
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            pass
    return raw.decode(charset(raw, capture.charset, html=capture.media_type == "text/html"), "replace")


def _refuse_binary(raw: bytes, where: str) -> None:
    head = raw[:1024].lstrip()
    for magic in _BINARY:
        if head.startswith(magic):
            kind = "a PDF" if magic == b"%PDF-" else "a binary file"
            raise UnsupportedError(
                f"{kind} under the name of a page", where=where, next="save the page as HTML or plain text"
            )
