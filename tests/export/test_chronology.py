from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from exported import exported, quotes
from meada.export.material import Material


@pytest.fixture(scope="module")
def events(materials: list[Material]) -> list[dict[str, Any]]:
    found = json.loads(exported("timeline", materials))
    assert set(found) == {"title", "events", "scale"}
    events: list[dict[str, Any]] = found["events"]
    return events


def day(date: dict[str, Any]) -> dt.date:
    return dt.date(date["year"], date.get("month", 1), date.get("day", 1))


def test_dates_are_dates_and_end_after_they_begin(events: list[dict[str, Any]]) -> None:
    assert events
    for event in events:
        begin = day(event["start_date"])
        assert "month" in event["start_date"] or "day" not in event["start_date"]
        if "end_date" in event:
            assert day(event["end_date"]) >= begin
    assert len({event["unique_id"] for event in events}) == len(events)


def test_headlines_are_quotes(events: list[dict[str, Any]], materials: list[Material]) -> None:
    import html

    held = quotes(materials)
    for event in events:
        words = html.unescape(event["text"]["headline"])[1:-1]
        for part in words.split(" … "):
            assert any(" ".join(part.split()) in quote for quote in held)


def test_what_is_only_bounded_is_not_put_on_a_day(events: list[dict[str, Any]], materials: list[Material]) -> None:
    dated = sum(s.time is not None and s.time.how != "bound" for m in materials for s in m.statements())
    assert 0 < len(events) <= dated
