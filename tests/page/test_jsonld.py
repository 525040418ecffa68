from __future__ import annotations

from meada.page.jsonld import candidates


def test_half_a_character_becomes_a_mark_and_a_whole_one_stays() -> None:
    source = '{"@type": "NewsArticle", "headline": "Ponte \\ud800 reabre \\ud83c\\udf09"}'
    assert [c.value for c in candidates(source) if c.field == "headline"] == ["Ponte \ufffd reabre \U0001f309"]
