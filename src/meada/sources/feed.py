"""Feeds (RSS, Atom): which pages they lead to."""

from __future__ import annotations

import io
from urllib.parse import urljoin

import msgspec

from meada.errors import EmptyError, UnsupportedError
from meada.sources.fetch import address

__all__ = ["Item", "feed", "items"]

_MOST = 2_000


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of a feed. ``published`` as it is written there."""

    url: str
    title: str | None = None
    published: str | None = None


def feed(head: bytes) -> bool:
    """True where bytes begin as a feed does."""
    low = head[:4096].lower()
    return any(mark in low for mark in (b"<rss", b"<feed", b"<rdf:rdf"))


def items(payload: bytes, base: str | None = None) -> list[Item]:
    """The entries of a feed that lead to a page of the web, each address once, in the order of the feed.

    Raises `UnsupportedError` where it is no feed, `EmptyError` where it leads nowhere.
    """
    try:
        import feedparser
    except ImportError as error:
        raise UnsupportedError("feeds are not installed", next="pip install 'meada[fetch]'") from error
    found = feedparser.parse(io.BytesIO(payload), sanitize_html=False, resolve_relative_uris=False)
    if not found.get("version"):
        raise UnsupportedError("it is no feed", next="look for the address of the outlet's RSS or Atom feed")
    out: dict[str, Item] = {}
    for entry in found.entries[:_MOST]:
        link = str(entry.get("link") or "")
        url = urljoin(base or "", link)
        if link and address(url):
            out.setdefault(url, Item(url=url, title=entry.get("title"), published=entry.get("published")))
    if not out:
        raise EmptyError("the feed leads to no page", next="look at it in a browser")
    return list(out.values())
