"""What an edit changes in an item, and what follows from it in the rest of the reading."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec.structs import replace

from meada.page.page import Page
from meada.reading.attribution import Attribution
from meada.reading.cast import slug
from meada.reading.event import Event
from meada.reading.figure import Figure
from meada.reading.hedge import interval
from meada.reading.mention import Entity, Mention
from meada.reading.reading import Reading
from meada.when.expression import Expression

__all__ = ["changed", "known", "settled"]


def changed(kind: str, item: Any, fields: Mapping[str, Any], reading: Reading) -> Any:
    """``item`` with ``fields`` set and what they entail; raises `msgspec.ValidationError` for what it cannot hold."""
    fields = dict(fields)
    if isinstance(item, Attribution):
        fields = _speaker(fields, reading)
    if isinstance(item, Figure):
        fields = _bounds(item, fields)
    if isinstance(item, Mention) and "entity" in fields:
        fields["entity"] = known(str(fields["entity"]), reading)
    if isinstance(item, Event):
        fields = _parts(item, fields, reading)
    if hasattr(item, "confidence"):
        fields["confidence"] = 1.0
    return msgspec.convert(msgspec.to_builtins(item) | fields, type(item))


def known(named: str, reading: Reading) -> str:
    """The id of the entity that goes by ``named`` (an id or a name); a new id where none does."""
    low = named.casefold()
    for entity in reading.entities:
        if named == entity.id or low in (n.casefold() for n in (entity.name, *entity.names)):
            return entity.id
    return slug(named)


def settled(reading: Reading, page: Page, new: Any, old: Any = None) -> Reading:
    """``reading`` after ``old`` became ``new``: whoever is named in it is one of its entities, and what rests on the item
    follows."""
    if isinstance(new, Attribution) and new.entity:
        reading = _entity(reading, new.entity, new.speaker or new.entity, "person")
    if isinstance(new, Mention):
        reading = _entity(reading, new.entity, new.span.of(page.text), new.type)
        if isinstance(old, Mention) and old.entity != new.entity:
            reading = _reassigned(reading, old, new)
    if isinstance(new, Event):
        for one in new.participants:
            reading = _entity(reading, one.entity, one.span.of(page.text) if one.span else one.entity, "person")
    if isinstance(new, Expression) and old is not None:
        reading = _redated(reading, new)
    return reading


def _speaker(fields: dict[str, Any], reading: Reading) -> dict[str, Any]:
    """A speaker has an entity and an entity a name; nobody has no words that name them."""
    if "speaker" in fields and "entity" not in fields:
        speaker = fields["speaker"]
        fields["entity"] = known(speaker, reading) if speaker else None
    elif fields.get("entity") and "speaker" not in fields:
        fields["entity"] = known(str(fields["entity"]), reading)
        fields["speaker"] = next((e.name for e in reading.entities if e.id == fields["entity"]), fields["entity"])
    if "speaker" in fields and fields["speaker"] is None:
        fields = {"source": [], "source_kind": "impersonal", **fields}
    elif fields.get("entity"):
        fields = {"source_kind": "named", **fields}
        if "source" not in fields:
            fields["source"] = []
    return fields


def _bounds(item: Figure, fields: dict[str, Any]) -> dict[str, Any]:
    """A value or bound that changes carries its interval along, unless that is told too."""
    if not {"value", "bound"} & fields.keys() or {"low", "high"} <= fields.keys():
        return fields
    value, bound = fields.get("value", item.value), fields.get("bound", item.bound)
    if value is None:
        return {"low": None, "high": None, **fields}
    if bound == "range":
        low, high = fields.get("low", item.low), fields.get("high", item.high)
    else:
        low, high = interval(float(value), fields.get("high"), bound)
    return {"low": low, "high": high, **fields}


def _parts(item: Event, fields: dict[str, Any], reading: Reading) -> dict[str, Any]:
    if fields.get("participants"):
        fields["participants"] = [
            {**one, "entity": known(str(one["entity"]), reading)} for one in fields["participants"]
        ]
    if isinstance(fields.get("time"), dict):
        before = msgspec.to_builtins(item.time) if item.time else {}
        fields["time"] = before | {"how": "own"} | fields["time"]
    if isinstance(fields.get("place"), dict):
        before = msgspec.to_builtins(item.place) if item.place else {}
        fields["place"] = (before if "name" not in fields["place"] else {}) | fields["place"]
    return fields


def _entity(reading: Reading, id: str, called: str, type: str) -> Reading:
    if any(entity.id == id for entity in reading.entities):
        return reading
    made = msgspec.convert({"id": id, "type": type, "name": called, "names": [called]}, Entity)
    return replace(reading, entities=(*reading.entities, made))


def _reassigned(reading: Reading, old: Mention, new: Mention) -> Reading:
    """Who takes part by these words, and who speaks by them, is another now."""
    events = (
        replace(
            e,
            participants=tuple(
                replace(p, entity=new.entity) if p.span == old.span and p.entity == old.entity else p
                for p in e.participants
            ),
        )
        for e in reading.events
    )
    called = next((e.name for e in reading.entities if e.id == new.entity), new.entity)
    said = (
        replace(a, entity=new.entity, speaker=called)
        if a.entity == old.entity and any(s.contains(old.span) for s in a.source)
        else a
        for a in reading.attributions
    )
    return replace(reading, events=tuple(events), attributions=tuple(said))


def _redated(reading: Reading, time: Expression) -> Reading:
    """Events dated by these words have their new date."""
    events = (
        replace(
            e,
            time=replace(
                e.time, begin=time.begin, until=time.until, granularity=time.granularity, zone=time.zone or e.time.zone
            ),
        )
        if e.time and e.time.span == time.span
        else e
        for e in reading.events
    )
    return replace(reading, events=tuple(events))
