"""Chosen passages for programs: JSON, tables, annotations, references, and the checksums of the pages they stand in."""

from __future__ import annotations

import csv as tables
import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from meada import __version__
from meada.export.annotation import target
from meada.export.citation import cite, urn
from meada.export.reference import Quoted, csl_of, ris_of
from meada.export.selection import Passage, Selection
from meada.export.setting import Setting
from meada.export.spool import Spool, packed, spool
from meada.export.spreadsheet import cell

__all__ = ["annotation_page", "checksums", "csl", "csv", "json", "ris"]


def json(selection: Selection, setting: Setting) -> Iterator[bytes]:
    """One object: ``meada``, ``title``, the ``passages`` in their order, and the ``manifest``: what is owed to each page, with
    the SHA-256 of its capture."""
    made: dict[str, Any] = {"version": __version__, "at": setting.at}
    found = {"meada": made, "title": selection.title, "passages": selection.passages, "manifest": selection.captures}
    yield msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n"


_PASSAGES = (
    "number", "words", "note", "who", "article", "outlet", "agency", "title", "authors", "published", "url", "link", "start",
    "end", "sha256", "item", "state", "state_by", "rule", "accusation", "denials",
)  # fmt: skip
_PAGES = ("article", "title", "outlet", "agency", "authors", "published", "url", "file", "sha256")


def csv(selection: Selection, setting: Setting) -> Iterator[bytes]:
    """``passages.csv`` and ``pages.csv`` (RFC 4180) in a zip archive, with the SHA-256 of both as ``SHA256SUMS``."""
    files = {
        "passages.csv": _table(_PASSAGES, map(_row, selection.passages)),
        "pages.csv": _table(_PAGES, map(_page, selection.documents)),
    }
    sums = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items())
    spools: dict[str, Spool] = {}
    for name, data in (files | {"SHA256SUMS": sums.encode()}).items():
        spools[name] = spool()
        spools[name].write(data)
    return packed(spools)


def _table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    out = io.StringIO()
    writer = tables.writer(out)
    writer.writerow(columns)
    writer.writerows([cell(value) for value in row] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def _row(one: Passage) -> tuple[Any, ...]:
    c, first, last = one.citation, one.spans[:1], one.spans[-1:]
    source = (c.outlet, c.agency, c.title, "; ".join(c.authors), c.date, c.url) if c else (None,) * 6
    return (
        one.number, one.words, one.note, "; ".join(one.who), one.label, *source, one.link,
        first[0].start if first else None, last[0].end if last else None, c.capture if c else None, one.item,
        one.standing.state if one.rule else None, one.standing.who, one.rule, one.accusation,
        " | ".join(f"“{d.words}” ({', '.join(d.who)}, {d.citation.label})" for d in one.denials),
    )  # fmt: skip


def _page(document: Any) -> tuple[Any, ...]:
    c = cite(document)
    return (c.label, c.title, c.outlet, c.agency, "; ".join(c.authors), c.date, c.url, c.file, c.capture)


def annotation_page(selection: Selection, setting: Setting) -> Iterator[bytes]:
    """One ``AnnotationPage`` (W3C Web Annotation); notes are bodies with the purpose ``commenting``. Passages whose words are
    no longer found have no place to point at, and are left out."""
    held = {document.capture: document for document in selection.documents}
    items = []
    for one in selection.passages:
        if one.citation is None or not one.spans:
            continue
        targets = [target(span, held[one.citation.capture], one.citation) for span in one.spans]
        bodies = [("commenting", one.note)] if one.note else []
        bodies += [("identifying", one.item)] if one.item else []
        bodies += [("tagging", f"standing: {one.standing.state}"), ("tagging", f"rule: {one.rule}")] if one.rule else []
        items.append(
            {
                "id": urn(f"passage {one.citation.capture} {one.characters}"),
                "type": "Annotation",
                "motivation": "commenting" if one.note else "highlighting",
                "generator": {"id": urn("meada"), "type": "Software", "name": f"meada {__version__}"},
                "body": [
                    {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value}
                    for purpose, value in bodies
                ],
                "target": targets[0] if len(targets) == 1 else targets,
            }
        )
    page = {"@context": "http://www.w3.org/ns/anno.jsonld", "id": urn(selection.title), "type": "AnnotationPage"}
    yield msgspec.json.format(msgspec.json.encode(page | {"items": items}), indent=1) + b"\n"


def ris(selection: Selection, setting: Setting) -> Iterator[bytes]:
    """The articles as RIS, with the passages and their notes."""
    return ris_of(_quoted(selection), setting)


def csl(selection: Selection, setting: Setting) -> Iterator[bytes]:
    """The articles as CSL-JSON, with the passages and their notes."""
    return csl_of(_quoted(selection), setting)


def _quoted(selection: Selection) -> Iterator[Quoted]:
    for document in selection.documents:
        own = [one for one in selection.passages if one.citation and one.citation.capture == document.capture]
        yield document, [_line(one) for one in own]


def _line(one: Passage) -> str:
    who = f" – {', '.join(one.who)}" if one.who else ""
    return f"“{one.words}”{who}" + (f" [{' '.join(one.note.split())}]" if one.note else "")


def checksums(selection: Selection, setting: Setting) -> Iterator[bytes]:
    """A line a page, ``SHA-256  FILE``, in the order of adding."""
    for citation in selection.captures:
        yield f"{citation.capture}  {citation.file}\n".encode()
