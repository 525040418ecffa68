from __future__ import annotations

from meada.page import meta
from meada.page.jsonld import candidates
from meada.page.tree import parse
from meada.settings import Limits


def test_half_a_character_becomes_a_mark_and_a_whole_one_stays() -> None:
    source = '{"@type": "NewsArticle", "headline": "Ponte \\ud800 reabre \\ud83c\\udf09"}'
    assert [c.value for c in candidates(source) if c.field == "headline"] == ["Ponte \ufffd reabre \U0001f309"]


def test_the_text_of_the_article_is_set_apart_from_what_is_stored() -> None:
    html = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ponte reabre", '
        '"articleBody": "<p>O rio  subiu.</p> A ponte reabriu!"}</script>'
    )
    kept, told = meta.told(meta.collect(parse(html, where="test", limits=Limits())))
    assert told == "o rio subiu a ponte reabriu"
    assert {c.field for c in kept} == {"type", "headline"}
    assert meta.told(kept) == (kept, "")
