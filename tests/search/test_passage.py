from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chains import article, capture, chain
from meada.article.article import Article
from meada.reading.attribution import Attribution
from meada.reading.event import Event, Time
from meada.reading.figure import Figure
from meada.reading.mention import Entity, Mention
from meada.reading.reading import Reading
from meada.search.passage import magnitude, passages
from meada.span import Span


def test_zones_items_and_tags() -> None:
    title, stand, body = "A ponte caiu", "Duas linhas", "Ana Rego disse que 3 carros caíram em 2024."
    text = f"{title}\n{stand}\n{body}"
    page, art, _ = article(capture(text.encode()), text)
    head, lead = Span(0, len(title)), Span(len(title) + 1, len(title) + 1 + len(stand))
    whole = Span(lead.end + 1, len(text))
    at = text.index("3")
    reading = Reading(
        page=page.capture,
        lang="pt",
        sentences=(head, lead, whole),
        entities=(Entity(id="ana_rego", type="person", name="Ana Rego"), Entity(id="SER", type="state", name="Serrália")),
        mentions=(
            Mention(id="m1", span=Span(whole.start, whole.start + 8), type="person", entity="ana_rego"),
            Mention(id="m2", span=Span(2, 7), type="state", entity="SER"),
        ),
        attributions=(
            Attribution(id="a1", type="denial", content=(Span(at, whole.end),), entity="ana_rego", polarity="denied"),
        ),
        figures=(Figure(id="f1", span=Span(at, at + 1), number=Span(at, at + 1), value=3.0),),
        events=(
            Event(
                id="e1", type="OTHER", trigger=Span(2, 3), evidence=(whole,),
                time=Time(begin="2024-01-01", until="2025-01-01", granularity="year", how="own"),
            ),
        ),
    )  # fmt: skip
    found = passages(
        page, Article(page=page.capture, headline=head, standfirst=lead, lang="pt", outlet=art.outlet), reading
    )
    assert [(p.zone, p.span, p.kinds) for p in found] == [
        ("headline", head, ("headline", "event")),
        ("standfirst", lead, ("standfirst",)),
        ("sentence", whole, ("sentence", "quote", "denial", "figure", "event")),
    ]
    assert found[2].items == ("a1", "f1", "e1")
    assert found[2].figures == (3.0,)
    assert found[2].facts == ("2024",)
    for one in found:
        kinds = {tag.kind: tag.key for tag in one.tags}
        assert kinds["outlet"] == "gazeta-da-serra"
        assert kinds["language"] == "pt"
    assert {(t.kind, t.key) for t in found[2].tags} >= {("person", "ana_rego"), ("speaker", "ana_rego")}
    assert ("place", "SER") in {(t.kind, t.key) for t in found[0].tags}


def test_without_sentences_the_paragraphs_stand_for_them() -> None:
    page, art, reading = article(capture(b"x"), "  Primeira frase.  ")
    found = passages(page, art, Reading(page=page.capture, lang=None))
    assert [p.span for p in found] == [Span(2, 17)]
    assert reading.sentences


@pytest.mark.parametrize(
    ("value", "power"),
    [(0.0, -1), (-5.0, -1), (0.5, 0), (9.99, 0), (10.0, 1), (1e6, 6), (1e300, 30), (float("inf"), 30)],
)
def test_magnitude(value: float, power: int) -> None:
    assert magnitude(value) == power


@given(st.text(min_size=1, max_size=120))
def test_passages_lie_in_the_text_and_keep_its_order(text: str) -> None:
    _, page, art, reading = chain(text.encode("utf-8", "replace").decode())
    found = passages(page, art, reading)
    assert all(p.span.of(page.text).strip() == p.span.of(page.text) != "" for p in found)
    assert [p.span for p in found] == sorted(p.span for p in found)
    assert [p.place for p in found] == list(range(len(found)))
