"""What is new in a story, or of a person, as a feed: RSS 2.0 and Atom (RFC 4287). One entry an article.

An entry quotes what its article told first, updated or disputed, with who says so. Accusations against people stand in no
feed until a person confirmed them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from email.utils import format_datetime
from html import escape

import msgspec
from lxml import etree

from meada import __version__
from meada.export.care import accuses
from meada.export.citation import Citation, cite, urn
from meada.export.fragment import link
from meada.export.material import Document, Material
from meada.export.outline import state
from meada.export.setting import Setting
from meada.export.tidy import body, quoted
from meada.i18n import N_, Words, words
from meada.record.news import news
from meada.record.statement import Statement

__all__ = ["LATEST", "atom", "rss"]

LATEST = 100
"""Entries in a feed, the latest first."""

_ATOM = "http://www.w3.org/2005/Atom"
_DC = "http://purl.org/dc/elements/1.1/"

_HEADS = {
    "disputed": N_("Disputes"),
    "updated": N_("Updates"),
    "new": N_("New"),
    "confirmed": N_("Told before"),
}


class _Entry(msgspec.Struct, frozen=True, kw_only=True):
    id: str
    citation: Citation
    link: str | None
    html: str

    @property
    def updated(self) -> str:
        """When it came into the store: never guessed from the page."""
        return self.citation.added or "1970-01-01T00:00:00+00:00"


def rss(materials: Iterable[Material], setting: Setting) -> Iterator[bytes]:
    """An RSS 2.0 feed. ``pubDate`` is given where the page tells day, time and zone, and only there."""
    title, entries = _entries(materials, setting)
    root = etree.Element("rss", version="2.0", nsmap={"atom": _ATOM, "dc": _DC})
    channel = etree.SubElement(root, "channel")
    _add(channel, "title", title)
    _add(channel, "link", setting.address or "urn:meada")
    _add(
        channel, "description", words(setting.tag)("Quoted sentences, each with its source, among the pages held here.")
    )
    _add(channel, "language", setting.tag.lower())
    _add(channel, "generator", f"meada {__version__}")
    if setting.address:
        node = etree.SubElement(channel, f"{{{_ATOM}}}link", rel="self", type="application/rss+xml")
        node.set("href", setting.address)
    for entry in entries:
        item = etree.SubElement(channel, "item")
        _add(item, "title", _title(entry, setting))
        if entry.link:
            _add(item, "link", entry.link)
        _add(item, "guid", entry.id).set("isPermaLink", "false")
        if entry.citation.instant:
            _add(item, "pubDate", format_datetime(dt.datetime.fromisoformat(entry.citation.instant)))
        for name in (*entry.citation.authors, entry.citation.outlet):
            if name:
                _add(item, f"{{{_DC}}}creator", name)
        _add(item, "description", entry.html)
    yield _xml(root)


def atom(materials: Iterable[Material], setting: Setting) -> Iterator[bytes]:
    """An Atom feed. ``updated`` is when the article came into the store; ``published`` is given where the page tells day,
    time and zone."""
    title, entries = _entries(materials, setting)
    root = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
    root.set("{http://www.w3.org/XML/1998/namespace}lang", setting.tag)
    _add(root, f"{{{_ATOM}}}id", urn(f"feed {title}") if setting.address is None else setting.address)
    _add(root, f"{{{_ATOM}}}title", title)
    latest = max((entry.updated for entry in entries), default="1970-01-01T00:00:00+00:00")
    _add(root, f"{{{_ATOM}}}updated", latest)
    _add(root, f"{{{_ATOM}}}generator", "meada").set("version", __version__)
    if setting.address:
        etree.SubElement(root, f"{{{_ATOM}}}link", rel="self", type="application/atom+xml", href=setting.address)
    for entry in entries:
        root.append(_atom_entry(entry, setting))
    yield _xml(root)


def _atom_entry(entry: _Entry, setting: Setting) -> etree._Element:
    node = etree.Element(f"{{{_ATOM}}}entry")
    _add(node, f"{{{_ATOM}}}id", entry.id)
    _add(node, f"{{{_ATOM}}}title", _title(entry, setting))
    _add(node, f"{{{_ATOM}}}updated", entry.updated)
    if entry.citation.instant:
        _add(node, f"{{{_ATOM}}}published", entry.citation.instant)
    names = entry.citation.authors or (entry.citation.outlet or words(setting.tag)("outlet not stated"),)
    for name in names:
        _add(etree.SubElement(node, f"{{{_ATOM}}}author"), f"{{{_ATOM}}}name", name)
    if entry.link:
        etree.SubElement(node, f"{{{_ATOM}}}link", rel="alternate", href=_iri(entry.link))
    _add(node, f"{{{_ATOM}}}content", entry.html).set("type", "html")
    return node


def _iri(link: str) -> str:
    return "".join(c for c in link if c > " ")


def _add(parent: etree._Element, tag: str, text: str) -> etree._Element:
    node = etree.SubElement(parent, tag)
    node.text = "".join(c for c in text if _is_xml(c))
    return node


def _is_xml(c: str) -> bool:
    """True for what XML 1.0 can hold."""
    return c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c >= "\U00010000"


def _xml(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _title(entry: _Entry, setting: Setting) -> str:
    return entry.citation.title or words(setting.tag)("no headline")


def _entries(materials: Iterable[Material], setting: Setting) -> tuple[str, list[_Entry]]:
    say, found, title = words(setting.tag), list[_Entry](), ""
    for material in materials:
        title = title or material.title or (material.stories[0].title if material.stories else "")
        found += _of(material, setting, say)
        if len(found) > 4 * LATEST:
            found = _latest(found)
    return " ".join(title.split()) or say("Story without a title"), _latest(found)


def _latest(entries: list[_Entry]) -> list[_Entry]:
    unique = {entry.id: entry for entry in entries}
    return sorted(unique.values(), key=_when, reverse=True)[:LATEST]


def _when(entry: _Entry) -> tuple[str, str]:
    published = entry.citation.published
    return (published.begin if published else None) or entry.updated[:10], entry.id


def _of(material: Material, setting: Setting, say: Words) -> Iterator[_Entry]:
    documents, entities = material.by_page(), {e.id: e for e in material.entities()}
    published = {d.capture: (d.article.published.begin if d.article.published else None) for d in material.documents}
    known = {s.id: s for s in material.statements()}
    for record in material.records:
        for told in news(record, published):
            groups = {
                name: [
                    known[id]
                    for id in getattr(told, name)
                    if id in known and (not accuses(known[id], entities) or material.standing(id).state == "confirmed")
                ]
                for name in _HEADS
            }
            document = documents.get(told.page)
            if document is not None and any(groups.values()):
                yield _entry(record.story, document, groups, material, setting, say)


def _entry(
    story: str,
    document: Document,
    groups: dict[str, list[Statement]],
    material: Material,
    setting: Setting,
    say: Words,
) -> _Entry:
    citation = cite(document)
    names = {e.id: e.name for e in material.entities()}
    first = next(s for group in groups.values() for s in group)
    parts = [f"<p>{escape(_source(citation, say))}</p>"]
    for name, group in groups.items():
        lines = _lines(group, names, material, say)
        if lines:
            parts.append(f"<h2>{escape(say(_HEADS[name]))}</h2><ul>{''.join(lines)}</ul>")
    if setting.full_text:
        parts += [f"<p>{escape(part)}</p>" for part in body(document).split("\n\n")]
    return _Entry(
        id=urn(f"{story} {document.capture}"),
        citation=citation,
        link=link(citation.url, document.text, first.evidence[0].span),
        html="".join(parts),
    )


def _lines(group: list[Statement], names: dict[str, str], material: Material, say: Words) -> list[str]:
    told: dict[str, Statement] = {}
    for statement in group:
        told.setdefault(quoted(statement).casefold(), statement)
    return [_line(statement, names, material, say) for statement in told.values()]


def _line(statement: Statement, names: dict[str, str], material: Material, say: Words) -> str:
    who = ", ".join(names.get(c.entity, c.entity) for c in statement.chain if c.role == "speaker" and c.entity)
    stood = state(material.standing(statement.id), say)
    return f"<li>“{escape(quoted(statement))}”{f' – {escape(who)}' if who else ''} ({escape(stood)})</li>"


def _source(citation: Citation, say: Words) -> str:
    parts = (", ".join(citation.authors), citation.outlet or say("outlet not stated"), citation.agency or "")
    return ". ".join(part for part in (*parts, say.moment(citation.published)) if part)
