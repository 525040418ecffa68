"""The address that a saved page claims for itself, found without parsing it."""

from __future__ import annotations

import html
import re

from meada.sources.capture import Capture

__all__ = ["address"]

_HEAD = 64 * 1024
_TAG = re.compile(rb"<(?:link|meta)\b[^<>]{0,2000}>", re.IGNORECASE)
_CLAIM = re.compile(rb"""rel\s*=\s*["']?canonical|property\s*=\s*["']?og:url""", re.IGNORECASE)
_VALUE = re.compile(rb"""(?:href|content)\s*=\s*["']?(https?://[^"'\s<>]{1,2000})""", re.IGNORECASE)


def address(capture: Capture) -> str | None:
    """`Capture.url`, else the canonical or OpenGraph address in the first 64 KiB; None where there is neither."""
    if capture.url or capture.media_type != "text/html":
        return capture.url
    for tag in _TAG.finditer(capture.payload, 0, _HEAD):
        if _CLAIM.search(tag[0]) and (found := _VALUE.search(tag[0])):
            return html.unescape(found[1].decode("utf-8", "replace"))
    return None
