"""The articles as references: RIS, and CSL-JSON. The quoted passages are notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from meada.export.citation import Citation, cite
from meada.export.material import Document, Material
from meada.export.outline import state
from meada.export.setting import Setting
from meada.export.tidy import body, quoted
from meada.export.whole import NOTICE
from meada.i18n import words

__all__ = ["Quoted", "csl", "csl_of", "ris", "ris_of"]

Quoted = tuple[Document, list[str]]
"""An article and the passages quoted from it."""


def ris(materials: Iterable[Material], setting: Setting) -> Iterator[bytes]:
    """RIS: one reference of type NEWS an article."""
    return ris_of(_documents(materials, setting), setting)


def ris_of(quoted: Iterable[Quoted], setting: Setting) -> Iterator[bytes]:
    """RIS of articles, each with what is quoted from it."""
    for document, quotes in quoted:
        citation = cite(document)
        lines: list[tuple[str, str | None]]
        lines = [("TY", "NEWS"), ("ID", citation.label), ("TI", citation.title)]
        lines += [("AU", name) for name in citation.authors]
        lines += [("JF", citation.outlet), ("A2", citation.agency), *_dates(citation)]
        lines += [("UR", citation.url), ("LA", citation.lang), ("SE", document.article.section)]
        lines += [("AN", f"sha256:{citation.capture}"), *(("N1", quote) for quote in quotes)]
        if setting.full_text:
            lines += [("AB", body(document)), ("N1", NOTICE)]
        lines.append(("ER", ""))
        yield "".join(f"{tag}  - {_flat(value)}\r\n" for tag, value in lines if value is not None).encode() + b"\r\n"


def _flat(value: str) -> str:
    return " ".join(value.split())


def _dates(citation: Citation) -> list[tuple[str, str | None]]:
    begin = citation.published.begin if citation.published else None
    if begin is None:
        return []
    parts = begin[:10].split("-")
    date = "/".join((*parts, "", "", begin[11:16])[:3]) + f"/{begin[11:16]}"
    accessed = citation.fetched[:10].replace("-", "/") if citation.fetched else None
    return [("PY", parts[0]), ("DA", date), ("Y2", accessed)]


def csl(materials: Iterable[Material], setting: Setting) -> Iterator[bytes]:
    """CSL-JSON: a list of items of the type ``article-newspaper``."""
    return csl_of(_documents(materials, setting), setting)


def csl_of(quoted: Iterable[Quoted], setting: Setting) -> Iterator[bytes]:
    """CSL-JSON of articles, each with what is quoted from it."""
    yield b"["
    for at, (document, quotes) in enumerate(quoted):
        yield (b",\n" if at else b"\n") + msgspec.json.encode(_item(document, quotes, setting))
    yield b"\n]\n"


def _item(document: Document, quotes: list[str], setting: Setting) -> dict[str, Any]:
    citation = cite(document)
    item: dict[str, Any] = {
        "id": citation.label,
        "type": "article-newspaper",
        "title": citation.title,
        "author": [{"literal": name} for name in citation.authors],
        "container-title": citation.outlet,
        "source": citation.agency,
        "section": document.article.section,
        "issued": _parts(citation.published.begin if citation.published else None),
        "accessed": _parts(citation.fetched),
        "URL": citation.url,
        "language": citation.lang,
        "archive_location": f"sha256:{citation.capture}",
        "note": "\n".join(quotes),
    }
    if setting.full_text:
        item |= {"abstract": body(document), "annote": NOTICE}
    return {key: value for key, value in item.items() if value}


def _parts(iso: str | None) -> dict[str, Any] | None:
    return {"date-parts": [[int(part) for part in iso[:10].split("-")]]} if iso else None


def _documents(materials: Iterable[Material], setting: Setting) -> Iterator[Quoted]:
    """Each article once, with the passages quoted from it."""
    say, seen = words(setting.tag), set[str]()
    for material in materials:
        names = {e.id: e.name for e in material.entities()}
        quotes: dict[str, dict[str, str]] = {}
        for s in material.statements():
            who = ", ".join(names.get(c.entity, c.entity) for c in s.chain if c.role == "speaker" and c.entity)
            stood = state(material.standing(s.id), say)
            line = f"“{quoted(s)}”" + (f" – {who}" if who else "") + f" ({s.id}; {s.rule}; {stood})"
            quotes.setdefault(s.page, {}).setdefault(quoted(s).casefold(), line)
        for document in material.documents:
            if document.capture not in seen:
                seen.add(document.capture)
                yield document, list(quotes.get(document.capture, {}).values())
