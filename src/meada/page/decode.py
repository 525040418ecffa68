"""Bytes of a capture to text: byte order mark, declared charset, charset in the markup, then detection."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from meada.errors import DamagedError, EmptyError, TooLargeError, UnsupportedError
from meada.settings import Limits
from meada.sources.capture import Capture

__all__ = ["decode"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.I)
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

    The order is that of the WHATWG encoding standard (mark, transport, markup), but a declared charset that does not fit
    the bytes gives way to UTF-8, then to detection. Raises `EmptyError`, `TooLargeError` (over ``limits.payload`` bytes)
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
    text = _decoded(raw, capture.charset, capture.media_type == "text/html")
    if len(_CONTROL.findall(text, 0, 20_000)) > len(text[:20_000]) // 20:
        raise DamagedError(
            "control characters all over: not a page's text", where=where, next="save the page again as HTML or text"
        )
    return text


def _refuse_binary(raw: bytes, where: str) -> None:
    head = raw[:1024].lstrip()
    for magic in _BINARY:
        if head.startswith(magic):
            kind = "a PDF" if magic == b"%PDF-" else "a binary file"
            raise UnsupportedError(
                f"{kind} under the name of a page", where=where, next="save the page as HTML or plain text"
            )


def _decoded(raw: bytes, declared: str | None, markup: bool) -> str:
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return raw.decode(name, "replace")
    names: list[str | None] = [declared, _charset_in(raw) if markup else None, "utf-8"]
    for charset in names:
        text = _strict(raw, charset)
        if text is not None:
            return text
    return _best(raw)


def _charset_in(raw: bytes) -> str | None:
    found = _META.search(raw, 0, 8192)
    return found[1].decode("ascii") if found else None


def _strict(raw: bytes, name: str | None) -> str | None:
    """``raw`` in ``name`` if it fits without error; Latin-1 is read as Windows-1252, as browsers do."""
    if not name:
        return None
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        return None
    if codec in ("iso8859-1", "ascii"):
        codec = "cp1252"
    if codec.startswith("utf-16") and raw[:64].count(b"\x00") < 8:
        return None
    if codec == "cp1252" and _is_utf8(raw):
        codec = "utf-8"
    try:
        return raw.decode(codec)
    except (UnicodeDecodeError, LookupError):
        return None


def _is_utf8(raw: bytes) -> bool:
    """Whether ``raw`` holds multi-byte characters and is valid UTF-8: then a Latin-1 label is a lie."""
    try:
        return not raw.isascii() and bool(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def _best(raw: bytes) -> str:
    """Mostly UTF-8 with broken bytes, or what detection says, or Windows-1252 with what it lacks replaced."""
    text = raw.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    beyond = sum(byte >= 0x80 for byte in raw[:200_000])
    if broken * 8 < beyond or broken < 3:
        return text
    guess = from_bytes(raw[:65_536]).best()
    return raw.decode(guess.encoding if guess else "cp1252", "replace")
