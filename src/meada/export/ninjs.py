"""Articles as IPTC ninjs 3.0, News in JSON: a composite item for each story, its articles associated with it.

The text is not there (``representationType`` is ``partial``): the quoted passages are ``descriptions`` with the role
``quote``, each with who says so and its standing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

import msgspec

from meada.export.citation import capture_uri, cite, instant, urn
from meada.export.material import Document, Material
from meada.export.setting import Setting
from meada.export.tidy import body, quoted
from meada.export.whole import NOTICE
from meada.reading.mention import Entity
from meada.record.statement import Statement

__all__ = ["write"]

_STANDARD = {"name": "ninjs", "version": "3.0", "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.0.json"}


def write(materials: Iterable[Material], setting: Setting) -> Iterator[bytes]:
    """One composite item; of several stories, a composite of composites would be none that systems read, so all their
    articles stand side by side."""
    title, seen = "", set[str]()
    found = iter(materials)
    first = next(found, None)
    if first is not None:
        title = first.title or (first.stories[0].title if first.stories else "")
    id = first.stories[0].id if first is not None and first.stories else "nothing"
    head = {"uri": urn(f"ninjs {id}"), "type": "composite", "standard": _STANDARD, "title": title}
    yield msgspec.json.encode(head)[:-1] + b',"associations":['
    for material in chain([first] if first else [], found):
        for document in material.documents:
            if document.capture not in seen:
                yield (b",\n" if seen else b"\n") + msgspec.json.encode(_item(document, material, setting))
                seen.add(document.capture)
    yield b"\n]}\n"


def _item(document: Document, material: Material, setting: Setting) -> dict[str, Any]:
    citation = cite(document)
    own = [s for s in material.statements() if s.page == document.capture]
    entities = {e.id: e for e in material.entities()}
    named = _named(own, entities)
    item: dict[str, Any] = {
        "name": document.label,
        "uri": capture_uri(document.capture),
        "type": "text",
        "representationType": "partial",
        "title": citation.title,
        "by": ", ".join(citation.authors),
        "language": citation.lang,
        "firstCreated": citation.instant,
        "versionCreated": instant(citation.updated),
        "headlines": [{"role": "main", "value": citation.title}] if citation.title else None,
        "descriptions": [_quote(s, entities, material) for s in own],
        "bodies": [{"role": "main", "contentType": "text/plain", "value": body(document)}]
        if setting.full_text
        else None,
        "usageTerms": NOTICE if setting.full_text else None,
        "people": [_who(e) for e in named if e.type == "person"],
        "organisations": [_who(e) for e in named if e.type in ("organisation", "state")],
        "places": [{"name": name} for name in dict.fromkeys(s.place.name for s in own if s.place)],
        "infoSources": _sources(citation.outlet, citation.agency),
        "renditions": [{"name": "web", "href": citation.url, "contentType": "text/html"}] if citation.url else None,
        "altIds": [{"role": "sha-256", "value": document.capture}, {"role": "meada", "value": document.label}],
    }
    return {key: value for key, value in item.items() if value}


def _quote(s: Statement, entities: dict[str, Entity], material: Material) -> dict[str, str]:
    who = [c.entity for c in s.chain if c.role == "speaker" and c.entity]
    said = ", ".join(entities[id].name if id in entities else id for id in who)
    standing = material.standing(s.id)
    stood = f"{standing.state}, {standing.who}" if standing.who else standing.state
    value = f"“{quoted(s)}”" + (f" – {said}" if said else "") + f" [{s.id}; {s.rule}; {stood}]"
    return {"role": "quote", "contentType": "text/plain", "value": value}


def _named(own: Iterable[Statement], entities: dict[str, Entity]) -> list[Entity]:
    ids = [p.entity for s in own for p in s.participants] + [c.entity for s in own for c in s.chain if c.entity]
    return [entities[id] for id in dict.fromkeys(ids) if id in entities]


def _who(entity: Entity) -> dict[str, str]:
    return {"name": entity.name, "uri": urn(entity.id), "literal": entity.id}


def _sources(outlet: str | None, agency: str | None) -> list[dict[str, str]]:
    found = (("publisher", outlet), ("agency", agency))
    return [{"role": role, "name": name} for role, name in found if name]
