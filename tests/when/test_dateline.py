from __future__ import annotations

import pytest

from meada.span import Span
from meada.when import dateline

FETCHED = "2024-05-16T15:00:00+00:00"


@pytest.mark.parametrize(
    ("line", "lang", "zone", "iso"),
    [
        ("16/05/2024 09h48", "pt", "America/Recife", "2024-05-16T09:48:00-03:00"),
        ("Publicado em 16/05/2024 às 09h48", "pt", None, "2024-05-16T09:48:00"),
        ("Lançado em 2 de março de 2024", "pt", None, "2024-03-02"),
        ("16.mai.2024 às 9h48", "pt", "America/Recife", "2024-05-16T09:48:00-03:00"),
        ("21.dez.2023 às 12h55", "pt", None, "2023-12-21T12:55:00"),
        ("2024-05-16T09:48:21-03:00", "pt", None, "2024-05-16T09:48:21-03:00"),
        ("Publicado a 16 de Maio de 2024, 09:48", "pt", "Europe/Lisbon", "2024-05-16T09:48:00+01:00"),
        ("por Ana Prado | 16/05/2024 | 09h48", None, None, "2024-05-16T09:48:00"),
        ("Hoje às 9h10", "pt", "America/Recife", "2024-05-16T09:10:00-03:00"),
        ("Publicado: 05.03.2024 09:15", "es", "Europe/Madrid", "2024-03-05T09:15:00+01:00"),
        ("May 16, 2024, 7:48 p.m. ET", "en", None, "2024-05-16T19:48:00-04:00"),
        ("Thursday 16 May 2024 19.48 BST", "en", None, "2024-05-16T19:48:00+01:00"),
        ("Posted 03/04/2024", "en", "America/Chicago", "2024-03-04"),
        ("Posted 03/04/2024", "en", "Europe/Dublin", "2024-04-03"),
        ("2 hours ago", "en", None, "2024-05-16T13:00:00+00:00"),
    ],
)
def test_publication_lines(line: str, lang: str | None, zone: str | None, iso: str) -> None:
    found = dateline(line, lang, zone=zone, fetched=FETCHED)
    assert found is not None
    assert found.published is not None
    assert found.published.iso == iso
    assert found.published.span is not None
    assert found.published.span.of(line) == found.published.words


def test_updates_are_told_from_publication() -> None:
    found = dateline("Publicado em 16/05/2024 às 09h48 | Atualizado em 17/05/2024 às 08h", "pt")
    assert found is not None
    assert found.published is not None
    assert found.updated is not None
    assert (found.published.begin, found.updated.begin) == ("2024-05-16T09:48:00", "2024-05-17T08:00:00")


def test_an_update_may_count_from_fetching() -> None:
    found = dateline("Atualizado há 2 horas", "pt", zone="America/Recife", fetched=FETCHED)
    assert found is not None
    assert found.updated is not None
    assert found.updated.iso == "2024-05-16T10:00:00-03:00"
    assert dateline("Atualizado há 2 horas", "pt") is None


def test_a_date_that_reads_both_ways_stays_open() -> None:
    found = dateline("Posted 03/04/2024", "en")
    assert found is not None
    assert found.published is not None
    assert found.published.begin is None
    assert {x.begin for x in found.alternatives} == {"2024-03-04", "2024-04-03"}


@pytest.mark.parametrize(
    "line",
    [
        "O coreto foi aberto em 27 de outubro de 2023.",
        "A lista foi publicada em 3 de maio de 2023 pelo jornal.",
        "Lei de 3 de maio de 2021",
        "Em 12 de abril de 2024, a prefeita",
        "The pact was signed on October 27, 2023.",
        "El puente se abrió el 27 de octubre de 2023.",
        "Ontem, o coro cantou na praça.",
        "",
        "   ",
    ],
)
def test_ordinary_sentences_are_no_datelines(line: str) -> None:
    assert dateline(line, None, fetched=FETCHED) is None


def test_the_span_says_which_line() -> None:
    text = "Manchete da vila\n16/05/2024 09h48\nO coro cantou."
    found = dateline(text, "pt", span=Span(17, 33))
    assert found is not None
    assert found.published is not None
    assert found.published.span == Span(17, 33)
