"""People, bodies, articles and events as FollowTheMoney entities, one a line. The library is not needed to write them.

Articles are ``Article``, happenings ``Event`` with the article as ``proof``; who takes part is ``Person``, ``Organization``
or ``PublicBody``. Nobody is exported who takes part in no statement, and an accusation stands as the quote it is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from meada.export.citation import cite
from meada.export.day import last_day
from meada.export.fragment import link
from meada.export.material import Document, Material
from meada.export.setting import Setting
from meada.export.tidy import body, quoted
from meada.reading.mention import Entity
from meada.record.statement import Statement

__all__ = ["write"]

_PUBLIC = frozenset(("government", "military", "ministry", "police", "court", "parliament"))


def write(materials: Iterable[Material], setting: Setting) -> Iterator[bytes]:
    """JSON lines; each entity once, with every name it goes by in the story it came from first."""
    seen: set[str] = set()
    for material in materials:
        for entity in _entities(material, setting):
            if entity["id"] not in seen:
                seen.add(entity["id"])
                yield msgspec.json.encode(entity) + b"\n"


def _entities(material: Material, setting: Setting) -> Iterator[dict[str, Any]]:
    documents = material.by_page()
    statements = material.statements()
    known = {e.id: e for e in material.entities()}
    named = {p.entity for s in statements for p in s.participants} | {
        c.entity for s in statements for c in s.chain if c.entity
    }
    for document in material.documents:
        yield _article(document, setting)
    for id in sorted(named & known.keys()):
        if (schema := _schema(known[id])) is not None:
            yield _party(known[id], schema)
    for statement in statements:
        if statement.kind in ("event", "claim", "denial"):
            yield _event(statement, documents[statement.page], known, material)


def _node(kind: str, key: str, schema: str, properties: dict[str, Iterable[str | None]]) -> dict[str, Any]:
    """An entity. Its id is the SHA-1 of what it is and of its own id, as the tools around the format make theirs."""
    held = {name: [v for v in values if v] for name, values in properties.items()}
    id = hashlib.sha1(f"meada {kind} {key}".encode(), usedforsecurity=False).hexdigest()
    return {"id": id, "schema": schema, "properties": {name: values for name, values in held.items() if values}}


def _id(kind: str, key: str) -> str:
    return str(_node(kind, key, "", {})["id"])


def _article(document: Document, setting: Setting) -> dict[str, Any]:
    citation = cite(document)
    published = citation.published.begin if citation.published else None
    text = [body(document)] if setting.full_text else []
    return _node(
        "article",
        document.capture,
        "Article",
        {
            "title": [citation.title or citation.label],
            "author": citation.authors,
            "publisher": [citation.outlet],
            "sourceUrl": [citation.url],
            "publishedAt": [published and published[:16]],
            "retrievedAt": [citation.fetched and citation.fetched[:19]],
            "fileName": [citation.file],
            "mimeType": ["text/html" if document.page.segments and document.page.segments[0].node else "text/plain"],
            "notes": [f"SHA-256 {document.capture}", citation.agency and f"agency: {citation.agency}"],
            "bodyText": text,
        },
    )


def _schema(entity: Entity) -> str | None:
    match entity.type:
        case "person":
            return "Person"
        case "organisation":
            return "PublicBody" if entity.kind in _PUBLIC else "Organization"
        case "state":
            return "PublicBody" if entity.kind in _PUBLIC else None
        case _:
            return None


def _party(entity: Entity, schema: str) -> dict[str, Any]:
    others = [name for name in entity.names if name != entity.name]
    return _node("party", entity.id, schema, {"name": [entity.name], "alias": others})


def _event(s: Statement, document: Document, known: dict[str, Entity], material: Material) -> dict[str, Any]:
    citation, standing = cite(document), material.standing(s.id)
    involved = [*(p.entity for p in s.participants), *(c.entity for c in s.chain if c.role == "speaker")]
    ids = [_id("party", one) for one in dict.fromkeys(involved) if one in known and _schema(known[one]) and one]
    who = ", ".join(known[c.entity].name for c in s.chain if c.role == "speaker" and c.entity in known and c.entity)
    stood = f"{standing.state} by {standing.who}" if standing.who else standing.state
    time = s.time if s.time and s.time.how != "bound" else None
    return _node(
        "statement",
        s.id,
        "Event",
        {
            "name": [f"{s.kind}: {s.type}{f' {s.mode}' if s.mode else ''}"],
            "summary": [f"“{quoted(s)}”"],
            "description": [who and f"source: {who}"],
            "startDate": [time.begin and time.begin[:10] if time else None],
            "endDate": [last_day(time.until) if time and time.until else None],
            "location": [s.place.name if s.place else None],
            "involved": ids,
            "proof": [_id("article", document.capture)],
            "sourceUrl": [link(citation.url, document.text, s.evidence[0].span)],
            "publisher": [citation.outlet],
            "recordId": [s.id],
            "notes": [f"standing: {stood}", f"rule: {s.rule}", f"modality: {s.modality}, {s.polarity}"],
        },
    )
