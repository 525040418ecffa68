"""Every statement as a W3C Web Annotation on the page it quotes.

The quote is found by its words (``TextQuoteSelector``) and by its place (``TextPositionSelector``: code points of the text
that meada reads, blocks joined by one newline); the state names the capture by its SHA-256, so that a page that changed is
known to have changed. Vocabulary and model: W3C Recommendations of 23 February 2017.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from meada import __version__
from meada.export.citation import Citation, capture_uri, cite, urn
from meada.export.material import Document, Material
from meada.export.setting import Setting
from meada.export.standing import Standing
from meada.record.statement import Statement
from meada.span import Span

__all__ = ["target", "write"]

_AROUND = 32
"""Characters of prefix and suffix, at most; they end at the block."""


def write(materials: Iterable[Material], setting: Setting) -> Iterator[bytes]:
    """One ``AnnotationPage``; each statement once."""
    seen: set[str] = set()
    yield b'{"@context":"http://www.w3.org/ns/anno.jsonld","id":"' + urn("annotations").encode()
    yield b'","type":"AnnotationPage","items":['
    for material in materials:
        documents = material.by_page()
        names = {e.id: e.name for e in material.entities()}
        for statement in material.statements():
            if statement.id not in seen:
                one = _annotation(statement, documents[statement.page], names, material.standing(statement.id))
                yield (b",\n" if seen else b"\n") + msgspec.json.encode(one)
                seen.add(statement.id)
    yield b"\n]}\n"


def _annotation(s: Statement, document: Document, names: dict[str, str], standing: Standing) -> dict[str, Any]:
    citation = cite(document)
    targets = [target(e.span, document, citation) for e in s.evidence if e.page == document.capture]
    return {
        "id": urn(s.id),
        "type": "Annotation",
        "motivation": "describing",
        "generator": {"id": urn("meada"), "type": "Software", "name": f"meada {__version__}"},
        "body": [_text(purpose, value) for purpose, value in _bodies(s, names, citation, standing)],
        "target": targets[0] if len(targets) == 1 else targets,
    } | ({"creator": {"type": "Person", "name": standing.who}, "modified": standing.at} if standing.who else {})


def _text(purpose: str, value: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": value}


def _bodies(s: Statement, names: dict[str, str], citation: Citation, standing: Standing) -> Iterator[tuple[str, str]]:
    yield "classifying", " ".join(part for part in (s.kind, s.type, s.mode) if part)
    yield "tagging", f"standing: {standing.state}"
    yield "tagging", f"rule: {s.rule}"
    yield "identifying", s.id
    who = ", ".join(names.get(c.entity, c.entity) for c in s.chain if c.role in ("speaker", "medium") and c.entity)
    if who:
        yield "describing", f"source: {who}"
    date = citation.published.begin if citation.published else None
    parts = (", ".join(citation.authors), citation.outlet, citation.agency, citation.title, date)
    yield "describing", "page: " + (". ".join(part for part in parts if part) or citation.label)


def target(span: Span, document: Document, citation: Citation) -> dict[str, Any]:
    """The words at ``span`` as the target of an annotation: by quote, by place, and by the capture they were read in."""
    text = document.text
    before = text[max(0, span.start - _AROUND) : span.start].rpartition("\n")[2]
    after = text[span.end : span.end + _AROUND].partition("\n")[0]
    state: dict[str, Any] = {"type": "TimeState", "cached": capture_uri(document.capture)}
    if citation.fetched:
        state["sourceDate"] = citation.fetched
    return {
        "type": "SpecificResource",
        "source": citation.url or capture_uri(document.capture),
        "selector": [
            {"type": "TextQuoteSelector", "exact": span.of(text), "prefix": before, "suffix": after},
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ],
        "state": state,
    }
