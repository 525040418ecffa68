"""One payload becomes one capture, or says why not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

import msgspec

from meada.errors import EmptyError, TooLargeError, UnsupportedError
from meada.ident import digest
from meada.settings import Limits
from meada.sources.capture import Capture, Via
from meada.sources.charset import charset
from meada.sources.saved import saved
from meada.sources.sniff import HEAD, Kind, binary, sniff

__all__ = ["Circumstance", "make", "refuse"]


class Circumstance(msgspec.Struct, frozen=True, kw_only=True):
    """Where and when a payload was found: the fields of `Capture` that its bytes do not show.

    ``hint`` is ``html`` or ``text`` when a name or media type suggests it; ``charset`` what the transport declared.
    ``chosen`` is false for a file that was only come across in a folder.
    """

    origin: str
    via: Via = "file"
    url: str | None = None
    fetched_at: str | None = None
    headers: Mapping[str, str] = {}
    charset: str | None = None
    hint: str | None = None
    chosen: bool = True


def make(payload: bytes, found: Circumstance, limits: Limits) -> Capture:
    """The capture of ``payload``, its kind sniffed, its encoding settled, what a saving tool wrote in it taken up.

    Raises `EmptyError`, `UnsupportedError` or `TooLargeError`.
    """
    kind = sniff(payload[:HEAD], found.hint)
    if kind == "empty" and len(payload) > HEAD and payload.strip():
        kind = sniff(payload.lstrip()[:HEAD], found.hint)
    if kind not in ("html", "text"):
        refuse(kind, payload[:HEAD])
    encoding = charset(payload, found.charset, html=kind == "html")
    if kind == "text":
        _bounded(payload, encoding, limits)
        hints = saved("")
    else:
        head = payload[: 4 * HEAD].decode(encoding, "replace")
        _entities(head)
        hints = saved(head[:8192])
    return Capture(
        id=digest(payload),
        payload=payload,
        media_type="text/html" if kind == "html" else "text/plain",
        via=found.via,
        origin=found.origin,
        charset=encoding,
        url=found.url or hints.url,
        fetched_at=found.fetched_at or hints.fetched_at,
        headers=dict(found.headers),
    )


def refuse(kind: Kind, head: bytes) -> None:
    """Raises the error that says why bytes of ``kind`` are not read, and what to do instead."""
    if kind == "empty":
        raise EmptyError("there is nothing in it but white space", next="save the page again")
    if kind == "mhtml":
        raise UnsupportedError("it is a web archive of one file (MHTML)", next="save the page as HTML")
    if kind == "json":
        raise UnsupportedError("it is JSON, not a page", next="save the article's page as HTML")
    if kind == "xml":
        raise UnsupportedError("it is XML, not a page", next="save the article's page as HTML")
    name = binary(head)
    if name is None:
        raise UnsupportedError("it is binary, not text", next="save the page as HTML or text")
    if name == "PDF":
        raise UnsupportedError("it is a PDF", next="copy the text out of it into a .txt file")
    if name in _PACKS:
        raise UnsupportedError("it is an archive of type {type}", next="unpack it and add the folder", type=name)
    raise UnsupportedError("it is a file of type {type}, not text", next="save the page as HTML or text", type=name)


_PACKS = frozenset(("ZIP", "tar", "7z", "RAR", "bzip2", "xz", "Zstandard"))


def _bounded(payload: bytes, encoding: str, limits: Limits) -> None:
    size = len(payload.decode(encoding, "replace"))
    if size > limits.characters:
        raise TooLargeError(
            "the text has {size} characters, the limit is {limit}",
            next="cut it into articles",
            size=size,
            limit=limits.characters,
        )


@lru_cache(maxsize=1)
def _subset() -> tuple[re.Pattern[str], re.Pattern[str]]:
    opening = re.compile(r"<!DOCTYPE[^>\[]{0,2000}\[", re.IGNORECASE)
    entity = re.compile(r"<!ENTITY\s+(?:%\s|[^\s>]{1,200}\s+(?:SYSTEM\b|PUBLIC\b|\"[^\"]{0,2000}&|'[^']{0,2000}&))")
    return opening, entity


def _entities(head: str) -> None:
    """Refuses a document type that declares entities built from other entities or files (an "entity bomb").

    Nothing would expand them here (the HTML parser knows no declarations), but no page of news has them.
    """
    opening, entity = _subset()
    start = opening.search(head, 0, 8192)
    if start is None:
        return
    end = head.find("]", start.end())
    while end != -1 and not head[end + 1 : end + 40].lstrip().startswith(">"):
        end = head.find("]", end + 1)
    if entity.search(head, start.end(), end if end != -1 else len(head)):
        raise UnsupportedError(
            "it declares XML entities made of other entities (an entity bomb)",
            next="do not open it; save the page again",
        )
