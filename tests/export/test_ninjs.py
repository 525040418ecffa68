from __future__ import annotations

import json

import jsonschema
import pytest

from exported import exported
from meada.export.material import Material

NAMED = {
    "type": "array",
    "items": {
        "type": "object",
        "additionalProperties": False,
        "properties": {"name": {"type": "string"}, "uri": {"type": "string", "format": "uri"}, "literal": {"type": "string"}},
    },
}  # fmt: skip
SOURCES = {
    "type": "array",
    "items": {
        "type": "object",
        "additionalProperties": False,
        "properties": {name: {"type": "string"} for name in ("name", "role")},
    },
}
SAID = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["value"],
        "additionalProperties": False,
        "properties": {name: {"type": "string"} for name in ("role", "contentType", "value")},
    },
}
TIME = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$"}
ITEM = {
    "type": "object",
    "required": ["uri"],
    "additionalProperties": False,
    "properties": {
        "name": {"type": "string"}, "uri": {"type": "string", "pattern": "^[a-z]+:"}, "title": {"type": "string"},
        "type": {"enum": ["text", "composite"]}, "representationType": {"enum": ["full", "partial"]},
        "by": {"type": "string"}, "language": {"type": "string"}, "firstCreated": TIME, "versionCreated": TIME,
        "usageTerms": {"type": "string"}, "headlines": SAID, "descriptions": SAID, "bodies": SAID, "people": NAMED,
        "organisations": NAMED, "places": NAMED, "infoSources": SOURCES,
        "renditions": {"type": "array", "items": {"type": "object", "required": ["name"], "additionalProperties": False,
                       "properties": {n: {"type": "string"} for n in ("name", "href", "contentType")}}},
        "altIds": {"type": "array", "items": {"type": "object", "additionalProperties": False,
                   "properties": {n: {"type": "string"} for n in ("role", "value")}}},
        "standard": {"type": "object", "additionalProperties": False,
                     "properties": {n: {"type": "string"} for n in ("name", "version", "schema")}},
    },
}  # fmt: skip
"""What the schema of ninjs 3.0 (IPTC, 2024) says of the properties that are used here, compared with it by hand: no package
ships it. Others are refused, as an association refuses what it does not know."""
STORY = ITEM | {
    "properties": ITEM["properties"]  # type: ignore[operator]
    | {"associations": {"type": "array", "items": ITEM | {"required": ["name", "uri"]}}},
}


@pytest.mark.parametrize("full_text", [False, True])
def test_it_is_an_item_with_its_articles(materials: list[Material], full_text: bool) -> None:
    item = json.loads(exported("ninjs", materials[:1], full_text=full_text))
    jsonschema.validate(item, STORY)
    assert item["type"] == "composite"
    assert [one["name"] for one in item["associations"]] == [d.label for d in materials[0].documents]
    assert all(("bodies" in one) == full_text for one in item["associations"])


def test_nothing_is_an_item_without_articles() -> None:
    item = json.loads(exported("ninjs", []))
    jsonschema.validate(item, STORY)
    assert item["associations"] == []
