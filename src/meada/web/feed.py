"""A search that was kept, as RSS 2.0: quoted sentences with their outlet, date and place, never a whole text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from email.utils import format_datetime

from lxml import etree

from meada import __version__
from meada.i18n import N_, words
from meada.search.results import Hit
from meada.store.saved import SavedSearch

__all__ = ["feed"]

_TITLE = N_("Search: {name}")
_ABOUT = N_("Quoted sentences, each with its source, among the pages held here.")
_DC = "http://purl.org/dc/elements/1.1/"


def feed(kept: SavedSearch, address: str, hits: Iterable[tuple[Hit, str]], tag: str) -> bytes:
    """The feed of ``kept``: one entry a sentence, which links to where it stands on its page. ``pubDate`` is given where the
    page tells day, time and zone, and only there."""
    say = words(tag)
    root = etree.Element("rss", version="2.0", nsmap={"dc": _DC})
    channel = etree.SubElement(root, "channel")
    for name, text in (
        ("title", say(_TITLE, name=kept.name)), ("link", address), ("description", say(_ABOUT)),
        ("language", tag.lower()), ("generator", f"meada {__version__}"),
    ):  # fmt: skip
        _add(channel, name, text)
    for hit, link in hits:
        item = etree.SubElement(channel, "item")
        _add(item, "title", " · ".join(part for part in (hit.outlet or hit.label, hit.title) if part))
        _add(item, "link", link)
        _add(item, "guid", f"urn:meada:{hit.page}:{hit.span.start}").set("isPermaLink", "false")
        if (instant := _instant(hit.published)) is not None:
            _add(item, "pubDate", format_datetime(instant))
        if hit.outlet:
            _add(item, f"{{{_DC}}}creator", hit.outlet)
        told = f" ({', '.join(hit.speakers)})" if hit.speakers else ""
        where = f" {hit.url}" if hit.url else ""
        _add(item, "description", f"“{' '.join(hit.quote.split())}”{told}{where}")
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _instant(published: str | None) -> dt.datetime | None:
    try:
        found = dt.datetime.fromisoformat(published or "")
    except ValueError:
        return None
    return found if found.tzinfo else None


def _add(parent: etree._Element, tag: str, text: str) -> etree._Element:
    node = etree.SubElement(parent, tag)
    node.text = "".join(
        c for c in text if c in "\t\n" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c > "\uffff"
    )
    return node
