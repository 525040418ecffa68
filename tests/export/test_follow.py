from __future__ import annotations

import json
from typing import Any

import pytest
from followthemoney import model

from exported import exported
from meada.export.material import Material


@pytest.fixture(scope="module")
def entities(materials: list[Material]) -> dict[str, Any]:
    lines = exported("ftm", materials).decode().splitlines()
    return {one["id"]: one for one in map(json.loads, lines)}


def test_the_library_takes_every_value_as_it_is(entities: dict[str, Any]) -> None:
    for one in entities.values():
        proxy = model.get_proxy(one)
        proxy.schema.validate(one)
        for name, values in one["properties"].items():
            prop = proxy.schema.get(name)
            assert prop is not None, (one["schema"], name)
            cleaned = [prop.type.clean(value, proxy=proxy) for value in values]
            assert None not in cleaned, (one["schema"], name, values)


def test_events_lead_to_their_article_and_to_who_takes_part(entities: dict[str, Any]) -> None:
    events = [one for one in entities.values() if one["schema"] == "Event"]
    assert events
    for event in events:
        (proof,) = event["properties"]["proof"]
        assert entities[proof]["schema"] == "Article"
        for party in event["properties"].get("involved", []):
            assert entities[party]["schema"] in ("Person", "Organization", "PublicBody")
    involved = {party for event in events for party in event["properties"].get("involved", [])}
    assert involved
