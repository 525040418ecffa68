"""HTML text to a tree, within limits."""

from __future__ import annotations

from lxml import etree

from meada.errors import PageError, TooLargeError
from meada.settings import Limits

__all__ = ["parse"]

_SHALLOW = 256
"""Depth at which libxml2 stops without its ``huge`` option; with it, at 2,048."""


def parse(text: str, *, where: str, limits: Limits) -> etree._Element:
    """The root of ``text`` parsed as HTML, comments left out; entities are never fetched or expanded beyond HTML's own.

    Pages nested deeper than 256 elements are parsed again with libxml2's larger bound. Raises `TooLargeError` beyond
    that or beyond ``limits.depth``, `PageError` when no element comes of it.
    """
    source = text.replace("\x00", "").encode("utf-8", "replace")
    root, deep = _attempt(source, huge=False)
    if deep and limits.depth > _SHALLOW:
        root, deep = _attempt(source, huge=True)
    if deep:
        raise TooLargeError(
            f"more than {limits.depth:,} nested elements",
            where=where,
            next="save the page again; this file is damaged or hostile",
        )
    if root is None:
        raise PageError("no HTML element in it", where=where, next="if it is plain text, name it .txt")
    return root


def _attempt(source: bytes, *, huge: bool) -> tuple[etree._Element | None, bool]:
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=huge, remove_comments=True, remove_pis=True, no_network=True, collect_ids=False
    )
    try:
        root = etree.fromstring(source, parser)
    except etree.XMLSyntaxError:
        root = None
    return root, any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
