"""What bytes are, whatever their name says."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from meada.sources.charset import unicode_form

__all__ = ["HEAD", "Kind", "binary", "sniff"]

Kind = Literal["html", "text", "gzip", "warc", "wacz", "xml", "mhtml", "json", "binary", "empty"]

HEAD = 64 * 1024
"""How many bytes are looked at."""

# Magic numbers: the WHATWG MIME Sniffing Standard (section 6) and the formats' own specifications.
_MAGIC: tuple[tuple[int, bytes, str], ...] = (
    (0, b"%PDF-", "PDF"),
    (0, b"PK\x03\x04", "ZIP"),
    (0, b"PK\x05\x06", "ZIP"),
    (0, b"\x89PNG\r\n\x1a\n", "PNG"),
    (0, b"\xff\xd8\xff", "JPEG"),
    (0, b"GIF8", "GIF"),
    (0, b"RIFF", "RIFF"),
    (0, b"BM", "BMP"),
    (0, b"II*\x00", "TIFF"),
    (0, b"MM\x00*", "TIFF"),
    (4, b"ftyp", "MP4"),
    (0, b"ID3", "MP3"),
    (0, b"OggS", "OGG"),
    (0, b"\x1aE\xdf\xa3", "WebM"),
    (0, b"wOFF", "WOFF"),
    (0, b"wOF2", "WOFF2"),
    (0, b"Rar!\x1a\x07", "RAR"),
    (0, b"7z\xbc\xaf\x27\x1c", "7z"),
    (0, b"BZh", "bzip2"),
    (0, b"\xfd7zXZ\x00", "xz"),
    (0, b"\x28\xb5\x2f\xfd", "Zstandard"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "OLE"),
    (0, b"SQLite format 3\x00", "SQLite"),
    (0, b"\x7fELF", "ELF"),
    (257, b"ustar", "tar"),
    (0, b"filedesc://", "ARC"),
)
# "BM" alone also begins words: it counts only where the bytes are no text.
_SHORT = frozenset((b"BM", b"RIFF", b"GIF8", b"BZh", b"ID3", b"OggS", b"ftyp"))


@lru_cache(maxsize=1)
def _markup() -> tuple[re.Pattern[str], ...]:
    lead = re.compile(
        r"(?:\s|<!--(?:(?!-->).)*-->|<\?xml[^>]{0,200}\?>|<\?[^>]{0,500}>)*+"
        r"<(?:!doctype\s+html|(?:html|head|body|title|meta|link|script|style|noscript|base|div|article|main|section|"
        r"header|nav|h[1-6]|p|table|ul|ol|span|a|b|br|img|iframe|font|figure|blockquote)[\s/>])",
        re.IGNORECASE | re.DOTALL,
    )
    closing = re.compile(r"</(?:p|div|html|body|article|section|h[1-6]|li|table|span|a)\s*>", re.IGNORECASE)
    xml = re.compile(r"\s*(?:<\?xml\b|<!DOCTYPE\s+(?!html)|<(?:rss|feed|rdf:RDF|urlset|svg)\b)", re.IGNORECASE)
    json = re.compile(r"\s*(?:\{\s*\"[^\"\n]{0,200}\"\s*:|\[\s*[\[{])")
    return lead, closing, xml, json


def binary(head: bytes) -> str | None:
    """The name of the binary format whose magic number ``head`` begins with, or None."""
    for offset, magic, name in _MAGIC:
        if head.startswith(magic, offset) and not (magic in _SHORT and _readable(head)):
            return name
    return None


def _readable(head: bytes) -> bool:
    """True when ``head`` can be text: no NUL and next to no control characters outside white space and escape."""
    controls = len(head.translate(None, _NOT_CONTROL))
    return b"\0" not in head and controls * 100 <= len(head)


_NOT_CONTROL = bytes(b for b in range(256) if b >= 0x20 and b != 0x7F) + b"\t\n\r\f\x1b\x08"


def sniff(head: bytes, hint: str | None = None) -> Kind:
    """What ``head`` (the first `HEAD` bytes of an input) is.

    ``hint`` (``html`` or ``text``, from a name or a declared media type) decides only where the bytes leave it open:
    tags in the middle of text. Binary of any sort is ``binary``; `binary` names it.
    """
    if not head:
        return "empty"
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    if head.startswith(b"WARC/"):
        return "warc"
    form = unicode_form(head)
    if form is None and (binary(head) or not _readable(head)):
        return "binary"
    return _textual(head.decode(form or "latin-1", "replace"), hint)


def _textual(text: str, hint: str | None) -> Kind:
    lead, closing, xml, json = _markup()
    if not text.strip("\ufeff\0 \t\r\n\f\v\xa0"):
        return "empty"
    if lead.match(text.removeprefix("\ufeff").removeprefix("\xef\xbb\xbf")):
        return "html"
    if xml.match(text.removeprefix("\ufeff").removeprefix("\xef\xbb\xbf")):
        return "html" if re.search(r"<html[\s>]", text, re.IGNORECASE) else "xml"
    start = text[:2048].lower()
    if "mime-version:" in start and "multipart/related" in start:
        return "mhtml"
    if json.match(text):
        return "json"
    enough = 1 if hint == "html" else 3
    return "html" if len(closing.findall(text)) >= enough else "text"
