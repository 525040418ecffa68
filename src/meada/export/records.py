"""The layout of a hand-made record: documents by letter, entities, records and links in one JSON object.

It is the layout in which records are written by hand and scored; ``docs/record.md`` describes its fields.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from meada.export.day import last_day
from meada.export.gather import joined
from meada.export.material import Document, Material
from meada.export.setting import Setting
from meada.reading.event import Time
from meada.record.link import Link
from meada.record.statement import ChainLink, Evidence, FigureValue, Statement
from meada.span import Span

__all__ = ["OPERATORS", "records", "write"]

OPERATORS = {
    "exact": "=", "min": ">=", "max": "<=", "over": ">", "about": "~", "almost": "<~", "range": "range", "vague": "vague",
}  # fmt: skip
"""How this layout writes the bound of a figure."""

_PLOVER = frozenset(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST REJECT ACCUSE THREATEN PROTEST SANCTION MOBILIZE "
    "COERCE ASSAULT".split()
)
_DEBRIS_FREE = frozenset(
    "headline standfirst kicker byline dateline body subhead quote_box agency_credit desk_initials copyright "
    "correction".split()
)


def write(materials: Iterable[Material], setting: Setting) -> Iterator[bytes]:
    """The layout as JSON. It is one object with everything in it, so all of the material is held at once."""
    yield msgspec.json.format(msgspec.json.encode(records(joined(materials))), indent=1) + b"\n"


def records(material: Material) -> dict[str, Any]:
    """``material`` in this layout. Interval ends are inclusive; an outlet that is not known is ``outlet_`` and the letter."""
    letters = {document.capture: _letter(at) for at, document in enumerate(material.documents)}
    texts = {document.capture: document.text for document in material.documents}
    return {
        "version": "1",
        "documents": {letters[d.capture]: _document(d) for d in material.documents},
        "entities": _entities(material, letters),
        "records": [_record(s, letters, texts) for s in material.statements()],
        "links": [_link(k) for k in material.links()],
    }


def _entities(material: Material, letters: dict[str, str]) -> list[dict[str, Any]]:
    """Everyone the records name: what the texts mention, the agencies credited, and outlets nobody could name."""
    known = [
        {"id": e.id, "type": e.kind or e.type, "country": e.country, "mentions": list(e.names or (e.name,))}
        | ({"state_controlled": True} if e.state_controlled else {})
        for e in material.entities()
    ]
    ids = {entity["id"] for entity in known}
    for document in material.documents:
        agency, outlet = document.article.agency, document.article.outlet
        if agency is not None and (agency.id or agency.name) not in ids:
            ids.add(agency.id or agency.name)
            known.append(
                {
                    "id": agency.id or agency.name,
                    "type": "agency",
                    "country": agency.country,
                    "mentions": list(dict.fromkeys((agency.name, *([agency.id] if agency.id else [])))),
                }
            )
        if outlet is None:
            letter = letters[document.capture]
            known.append({"id": f"outlet_{letter}", "type": "outlet", "name": None, "mentions": []})
    return known


def _letter(at: int) -> str:
    """A, B … Z, AA, AB …: the columns of a spreadsheet."""
    out = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        out = chr(65 + rest) + out
    return out


def _pair(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _document(document: Document) -> dict[str, Any]:
    article, text = document.article, document.text
    published = article.published
    body = [article.body[0].start, article.body[-1].end] if article.body else None
    return {
        "file": document.origin.rsplit("/", 1)[-1],
        "label": document.label,
        "capture": document.capture,
        "url": article.url,
        "chars": len(text),
        "sha1": hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest(),
        "lang": article.variant or article.lang,
        "headline": _pair(article.headline),
        "standfirst": _pair(article.standfirst),
        "published": published
        and {
            "surface": published.words,
            "local": published.begin,
            "tz": published.zone,
            "basis": published.basis,
            "span": _pair(published.span),
        },
        "outlet": article.outlet.name if article.outlet else None,
        "agency": (article.agency.id or article.agency.name) if article.agency else None,
        "desk": "/".join(span.of(text) for span in article.desk) or None,
        "body": body,
        "debris": [_pair(b.span) for b in document.page.blocks if b.role not in _DEBRIS_FREE],
    }


def _record(statement: Statement, letters: dict[str, str], texts: dict[str, str]) -> dict[str, Any]:
    letter, text = letters[statement.page], texts[statement.page]
    out: dict[str, Any] = {
        "id": statement.id,
        "doc": letter,
        "kind": statement.kind,
        "type": statement.type,
        "mode": statement.mode,
        "plover": statement.type in _PLOVER,
        "participants": [{"role": p.role, "ent": p.entity} for p in statement.participants],
        "time": statement.time and _time(statement.time, letter, text),
        "modality": statement.modality,
        "polarity": statement.polarity,
        "outlet_commitment": statement.commitment,
        "chain": [_chain(step, letter, text) for step in statement.chain],
        "evidence": [_evidence(e, letters[e.page]) for e in statement.evidence],
    }
    if statement.place:
        out["place"] = {
            "name": statement.place.name,
            "country": statement.place.country,
            "granularity": statement.place.granularity,
        }
    if statement.figure:
        out["figure"] = _figure(statement.figure)
    named = {"content": statement.content, "embedded_in": statement.within, "denies": statement.denies}
    return out | {key: value for key, value in named.items() if value} | {"rule": statement.rule}


def _time(time: Time, letter: str, text: str) -> dict[str, Any]:
    return {
        "start": time.begin and time.begin[:10],
        "end": time.until and last_day(time.until),
        "granularity": time.granularity,
        "tz": time.zone,
        "basis": time.how,
        "expr": time.span.of(text) if time.span else None,
        "span": [letter, time.span.start, time.span.end] if time.span else None,
    }


def _chain(step: ChainLink, letter: str, text: str) -> dict[str, Any]:
    entity = step.entity if step.entity or step.role != "outlet" else f"outlet_{letter}"
    if step.role == "narrator" and entity is None:
        entity = f"outlet_{letter}"
    out: dict[str, Any] = {"role": step.role, "ent": entity, "how": step.how}
    if step.cue:
        out["cue"] = [letter, step.cue.start, step.cue.end, step.cue.of(text)]
    return out


def _evidence(evidence: Evidence, letter: str) -> dict[str, Any]:
    quote = evidence.quote
    return {
        "doc": letter,
        "start": evidence.span.start,
        "end": evidence.span.end,
        "anchor": quote[:60],
        "sha1": hashlib.sha1(quote.encode(), usedforsecurity=False).hexdigest()[:12],
        "zone": evidence.zone,
    }


def _figure(figure: FigureValue) -> dict[str, Any]:
    return {
        "value": figure.value,
        "op": OPERATORS[figure.bound],
        "low": figure.low,
        "high": figure.high,
        "unit": figure.unit,
        "population": figure.population,
        "as_of": figure.as_of,
        "surface": figure.words,
        "span": _pair(figure.span),
    }


def _link(link: Link) -> dict[str, Any]:
    return {
        "a": link.a,
        "b": link.b,
        "relation": link.relation,
        "why": link.why,
        "slots": list(link.slots),
        "independent_origins": len(link.origins),
        "origins": list(link.origins),
        "level": link.level,
    }
