"""A story and its record as rows: what an analyst looks up, and beside it the whole value as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from meada.bulk.schema import UNDATED, as_json
from meada.reading.mention import Entity
from meada.record.origin import independent
from meada.record.record import Record
from meada.record.statement import Statement
from meada.story.story import Story
from meada.story.told import Told

__all__ = ["Line", "lines"]

Line = dict[str, Any]


def lines(story: Story, record: Record, told: Mapping[str, Told]) -> dict[str, list[Line]]:
    """The rows of each table. The day of a statement is that of its page; of all else, the first of the story."""
    begins = sorted(_day(one) for one in told.values())
    day = next((one for one in begins if one != UNDATED), UNDATED)
    untils = [one for one in begins if one != UNDATED]
    key = {"story": story.id, "day": day}
    family = {copy.page: f.id for f in story.families for copy in f.copies}
    entities = {e.id: e for e in record.entities}
    return {
        "stories": [
            {"id": story.id, "day": day, "title": story.title, "begin": untils[0] if untils else None}
            | {"until": untils[-1] if untils else None, "size": len(story.pages), "pages": list(story.pages)}
            | {"data": as_json(story)}
        ],
        "families": [
            key | {"id": f.id, "origin": f.origin, "agency": f.agency, "size": len(f.copies)}
            | {"pages": [copy.page for copy in f.copies], "data": as_json(f)}
            for f in story.families
        ],
        "statements": [
            {"story": story.id, "day": _day(told[s.page]), "family": family.get(s.page, s.page)}
            | _statement(s, told[s.page], entities)
            for s in record.statements
        ],
        "links": [
            key | {"id": k.id, "a": k.a, "b": k.b, "relation": k.relation, "level": k.level}
            | {"origins": list(k.origins), "data": as_json(k)}
            for k in record.links
        ],
        "entities": [
            key | {"id": e.id, "type": e.type, "name": e.name, "country": e.country, "data": as_json(e)}
            for e in record.entities
        ],
    }  # fmt: skip


def _day(told: Told) -> str:
    day = (told.published or told.page.fetched_at or "")[:10]
    return day if len(day) == 10 else UNDATED


def _statement(one: Statement, told: Told, entities: Mapping[str, Entity]) -> Line:
    outlet, article = told.article.outlet, told.article
    speaker = next((step.entity for step in one.chain if step.role == "speaker" and step.entity), None)
    named = entities.get(speaker or "")
    return {
        "id": one.id,
        "page": one.page,
        "outlet": outlet and (outlet.id or outlet.name),
        "published": article.published.iso if article.published else None,
        "lang": article.lang,
        "kind": one.kind,
        "type": one.type,
        "mode": one.mode,
        "speaker": speaker,
        "speaker_name": named.name if named else None,
        "polarity": one.polarity,
        "modality": one.modality,
        "quote": one.evidence[0].quote if one.evidence else None,
        "roots": list(independent((one,), entities)),
        "data": as_json(one),
    }
