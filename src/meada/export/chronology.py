"""When things happened, as TimelineJS 3 reads it. A month stays a month; what is only bounded by publication is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

import msgspec

from meada.export.care import accuses
from meada.export.citation import cite, urn
from meada.export.day import last_day
from meada.export.fold import brief
from meada.export.fragment import link
from meada.export.material import Material
from meada.export.outline import state
from meada.export.setting import Setting
from meada.i18n import Words, words
from meada.record.record import Record
from meada.record.statement import Statement
from meada.record.timeline import Entry, timeline

__all__ = ["write"]


def write(materials: Iterable[Material], setting: Setting) -> Iterator[bytes]:
    """One object with a title and ``events`` in order of time, each with its quote, source, address and standing."""
    say, title = words(setting.tag), ""
    events: list[dict[str, Any]] = []
    for material in materials:
        title = title or material.title or (material.stories[0].title if material.stories else "")
        for record in material.records:
            events += _events(material, record, say)
    note = say("Quoted sentences, each with its source, among the pages held here.")
    head = " ".join(title.split()) or say("Story without a title")
    data = {"title": {"text": {"headline": escape(head), "text": escape(note)}}, "events": events, "scale": "human"}
    yield msgspec.json.format(msgspec.json.encode(data), indent=1) + b"\n"


def _events(material: Material, record: Record, say: Words) -> Iterator[dict[str, Any]]:
    documents = material.by_page()
    known = {s.id: s for s in material.statements()}
    published = {d.capture: (d.article.published.begin if d.article.published else None) for d in documents.values()}
    held = msgspec.structs.replace(
        record,
        statements=tuple(s for s in record.statements if s.id in known),
        links=tuple(k for k in record.links if k.level == "shown"),
    )
    for day in timeline(held, published):
        for entry in day.entries:
            if entry.begin[:4].isdigit():
                yield _event(entry, [known[id] for id in entry.statements], material, say)


def _event(entry: Entry, told: list[Statement], material: Material, say: Words) -> dict[str, Any]:
    entities = {e.id: e for e in material.entities()}
    careful = [s for s in told if not accuses(s, entities) or material.standing(s.id).state == "confirmed"]
    out: dict[str, Any] = {
        "start_date": _date(entry.begin, entry, say),
        "text": {
            "headline": escape(f"“{brief(careful[:1])}”") if careful else escape(say("An accusation, not checked")),
            "text": "".join(_source(s, material, say) for s in told),
        },
        "unique_id": urn(told[0].id).rpartition(":")[2],
    }
    if entry.until and last_day(entry.until) > entry.begin[:10]:
        out["end_date"] = _date(last_day(entry.until), entry, say)
    return out


def _date(iso: str, entry: Entry, say: Words) -> dict[str, Any]:
    """The date as far as ``entry`` tells it."""
    out: dict[str, Any] = {"year": int(iso[:4]), "display_date": say.date(iso, entry.granularity)}
    if len(iso) >= 7 and entry.granularity not in ("year", "decade", "century"):
        out["month"] = int(iso[5:7])
        if len(iso) >= 10 and entry.granularity not in ("month", "quarter", "half", "season"):
            out["day"] = int(iso[8:10])
            if len(iso) >= 16 and entry.granularity in ("minute", "hour"):
                out |= {"hour": int(iso[11:13]), "minute": int(iso[14:16])}
    return out


def _source(s: Statement, material: Material, say: Words) -> str:
    document = material.by_page()[s.page]
    citation = cite(document)
    address = link(citation.url, document.text, s.evidence[0].span)
    parts = (", ".join(citation.authors), citation.outlet or say("outlet not stated"), citation.agency, citation.title)
    named = escape(". ".join(part for part in (*parts, say.moment(citation.published)) if part))
    cited = f'<a href="{escape(address)}">{named}</a>' if address else named
    return f"<p>“{escape(brief([s]))}” – {cited} ({escape(state(material.standing(s.id), say))})</p>"
