"""Articles and claims in the words of schema.org (JSON-LD 1.1): ``NewsArticle`` and ``Claim``.

Never ``ClaimReview``: that is a person's verdict on a claim, and meada gives none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from meada import __version__
from meada.export.backing import backings
from meada.export.citation import Citation, capture_uri, cite, urn
from meada.export.fragment import link
from meada.export.material import Document, Material
from meada.export.setting import Setting
from meada.export.tidy import body, quoted
from meada.export.whole import NOTICE
from meada.reading.mention import Entity
from meada.record.statement import Statement

__all__ = ["write"]


def write(materials: Iterable[Material], setting: Setting) -> Iterator[bytes]:
    """One document with a ``@graph``; each article and claim once."""
    seen: set[str] = set()
    yield b'{"@context":"https://schema.org","@graph":['
    for material in materials:
        for node in _nodes(material, setting):
            if node["@id"] not in seen:
                yield (b",\n" if seen else b"\n") + msgspec.json.encode(node)
                seen.add(node["@id"])
    yield b"\n]}\n"


def _nodes(material: Material, setting: Setting) -> Iterator[dict[str, Any]]:
    entities = {e.id: e for e in material.entities()}
    documents, backed = material.by_page(), backings(material)
    statements = {s.id: s for s in material.statements()}
    for document in material.documents:
        yield _article(document, setting)
    for statement in statements.values():
        first = statements[backed[statement.id].told]
        yield _claim(statement, first, documents, entities, material)


def _article(document: Document, setting: Setting) -> dict[str, Any]:
    citation = cite(document)
    node: dict[str, Any] = {
        "@type": "NewsArticle",
        "@id": capture_uri(document.capture),
        "headline": citation.title,
        "url": citation.url,
        "author": [{"@type": "Person", "name": name} for name in citation.authors],
        "publisher": _organisation(citation.outlet),
        "sourceOrganization": _organisation(citation.agency),
        "datePublished": citation.published.iso if citation.published else None,
        "dateModified": citation.updated.iso if citation.updated else None,
        "inLanguage": citation.lang,
        "articleSection": document.article.section,
        "identifier": {"@type": "PropertyValue", "propertyID": "SHA-256", "value": document.capture},
    }
    if setting.full_text:
        node |= {"articleBody": body(document), "usageInfo": NOTICE}
    return _held(node)


def _organisation(name: str | None) -> dict[str, Any] | None:
    return {"@type": "NewsMediaOrganization", "name": name} if name else None


def _claim(
    statement: Statement,
    first: Statement,
    documents: Mapping[str, Document],
    entities: Mapping[str, Entity],
    material: Material,
) -> dict[str, Any]:
    document = documents[statement.page]
    citation, standing = cite(document), material.standing(statement.id)
    node: dict[str, Any] = {
        "@type": "Claim",
        "@id": urn(statement.id),
        "text": quoted(statement),
        "author": _authors(statement, entities) or _organisation(citation.outlet),
        "inLanguage": citation.lang,
        "appearance": {"@id": capture_uri(statement.page)},
        "firstAppearance": {"@id": capture_uri(first.page)},
        "url": link(citation.url, document.text, statement.evidence[0].span),
        "creativeWorkStatus": standing.state,
        "editor": {"@type": "Person", "name": standing.who} if standing.who else None,
        "additionalType": statement.kind,
        "identifier": statement.id,
        "about": [_thing(entities[p.entity]) for p in statement.participants if p.entity in entities],
        "temporalCoverage": _interval(statement),
        "spatialCoverage": {"@type": "Place", "name": statement.place.name} if statement.place else None,
        "creditText": _credit(citation),
        "sdPublisher": {"@type": "SoftwareApplication", "name": "meada", "softwareVersion": __version__},
    }
    return _held(node)


def _authors(statement: Statement, entities: Mapping[str, Entity]) -> list[dict[str, Any]]:
    who = [c.entity for c in statement.chain if c.role in ("speaker", "medium") and c.entity in entities]
    return [_thing(entities[id]) for id in dict.fromkeys(who) if id]


def _thing(entity: Entity) -> dict[str, Any]:
    types = {"person": "Person", "organisation": "Organization", "state": "Country", "place": "Place", "event": "Event"}
    names = [name for name in entity.names if name != entity.name]
    node = {
        "@type": types.get(entity.type, "Thing"),
        "@id": urn(entity.id),
        "name": entity.name,
        "alternateName": names,
    }
    return _held(node)


def _interval(statement: Statement) -> str | None:
    """An ISO 8601 interval; an open end is two dots."""
    time = statement.time
    if time is None or (time.begin is None and time.until is None):
        return None
    return f"{time.begin or '..'}/{time.until or '..'}"


def _credit(citation: Citation) -> str:
    date = citation.published.begin if citation.published else None
    parts = (", ".join(citation.authors), citation.outlet, citation.agency, citation.title, date, citation.url)
    return ". ".join(part for part in parts if part)


def _held(node: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in node.items() if value not in (None, [], "")}
