"""Figures over time, days and news, on the invented example pages."""

from __future__ import annotations

import pytest

from meada.export.chronicle import sections
from meada.export.history import History, history
from meada.export.material import Document, Material
from meada.i18n import words
from planted import world


@pytest.fixture(scope="module")
def material() -> Material:
    made = world()
    documents = tuple(
        Document(
            label=f"A{n}",
            capture=e.page.capture,
            origin=e.capture.origin,
            page=e.page,
            article=e.article,
            reading=e.reading,
        )
        for n, e in made.entries.items()
    )
    return Material(documents=documents, stories=made.stories, records=made.records)


@pytest.fixture(scope="module")
def told(material: Material) -> History:
    return history(material)


def test_the_toll_rises_and_its_correction_supersedes(told: History) -> None:
    dead = next(s for s in told.series if s.counts == "dead" and not s.part)
    values = {p.value: p.standing for p in dead.points if p.source and p.standing in ("revised", "superseded")}
    assert values[31] == "superseded"
    assert {19, 27, 29, 33} <= {p.value for p in dead.points}
    assert [p.as_of for p in dead.points] == sorted(p.as_of for p in dead.points)


def test_every_quote_stands_on_a_page(told: History, material: Material) -> None:
    texts = [d.text for d in material.documents]
    for day in told.days:
        for entry in day.entries:
            for part in entry.quote.split(" … "):
                assert any(part in text for text in texts), part


def test_one_day_is_the_most_told(told: History) -> None:
    assert sum(day.rank == 1 for day in told.days) == 1
    assert [d.date for d in told.days] == sorted(d.date for d in told.days)


def test_the_first_article_brings_only_news(told: History) -> None:
    assert told.news[0].confirmed == ()
    assert told.news[0].new
    assert any(one.updated for one in told.news)


@pytest.mark.parametrize("tag", ["pt-BR", "pt-PT", "es", "en"])
def test_the_dossier_has_the_sections_in_every_language(told: History, tag: str) -> None:
    lines = sections(told, words(tag))
    assert sum(line.startswith("## ") for line in lines) == 3
    tables = [line for line in lines if line.startswith("|")]
    assert all(line.count("|") - line.count("\\|") == 6 for line in tables)


def test_a_story_without_a_record_has_no_history(material: Material) -> None:
    assert history(material, 99) == History()
