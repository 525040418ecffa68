"""Counts whose noun stands elsewhere."""

from __future__ import annotations

import pytest

from meada.reading.figure import Figure
from meada.reading.read import read_text


def counts(text: str, lang: str) -> list[tuple[float | None, str | None, bool]]:
    return [(f.value, f.unit, f.former) for f in read_text(text, lang).figures]


def find(text: str, lang: str, value: float) -> Figure:
    return next(f for f in read_text(text, lang).figures if f.value == value)


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("pt", "O número de feridos no incêndio de Vila Seca chegou a 41.", [(41, "person", False)]),
        ("pt", "O número de feridos subiu de 12 para 41.", [(12, "person", True), (41, "person", False)]),
        (
            "pt",
            "O número de mortos subiu a 9 e o de feridos caiu para 30.",
            [(9, "person", False), (30, "person", False)],
        ),
        ("pt", "A prefeitura elevou para 14 o número de mortos.", [(14, "person", False)]),
        ("pt", "O número de presos, 58, não mudou.", [(58, "person", False)]),
        ("pt", "Depois da cheia, 33 ainda estão desaparecidas.", [(33, "person", False)]),
        ("es", "El número de heridos en Villaseca ascendió a 41.", [(41, "person", False)]),
        ("es", "La cifra de muertos pasó de 12 a 41.", [(12, "person", True), (41, "person", False)]),
        (
            "es",
            "La cifra de muertos subió a 9 y la de heridos bajó a 30.",
            [(9, "person", False), (30, "person", False)],
        ),
        ("es", "El gobierno elevó a 14 el número de muertos.", [(14, "person", False)]),
        ("es", "Tras la riada, 33 siguen desaparecidas.", [(33, "person", False)]),
        ("en", "The number of injured in Drywick reached 41.", [(41, "person", False)]),
        ("en", "The death toll rose from 12 to 41.", [(12, "person", True), (41, "person", False)]),
        ("en", "The ministry raised the death toll to 14.", [(14, "person", False)]),
        ("en", "After the flood, 33 are still missing.", [(33, "person", False)]),
        ("en", "Officials said 16 have died.", [(16, "person", False)]),
    ],
)
def test_a_count_takes_its_noun_from_the_toll_it_speaks_of(
    lang: str, text: str, wanted: list[tuple[float, str, bool]]
) -> None:
    assert counts(text, lang) == wanted


@pytest.mark.parametrize(
    ("lang", "text", "value"),
    [
        ("pt", "A pasta corrigiu o número de mortos no túnel. São 29, e não 31.", 29),
        ("es", "El ministerio corrigió el número de muertos en el túnel. Son 29, y no 31.", 29),
    ],
)
def test_a_bare_count_goes_on_with_the_count_told_before(lang: str, text: str, value: float) -> None:
    found = find(text, lang, value)
    assert found.unit == "person"
    assert found.population is not None
    assert found.population.of(text).startswith("m")
    assert find(text, lang, 31).former


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("pt", "PORTO BELO, 7 mar (Agência Farol) - A ponte reabriu."),
        ("es", "PUERTO BELLO, 7 mar (Agencia Faro).- El puente reabrió."),
        ("en", "FAIRPORT, 7 Mar (Beacon News) - The bridge reopened."),
        ("pt", "O time subiu de 9 para 12."),
        ("en", "The index rose from 12 to 19."),
    ],
)
def test_dates_and_changes_of_nothing_named_are_no_counts(lang: str, text: str) -> None:
    assert counts(text, lang) == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("pt", "O açude perdeu 3 milhões de metros cúbicos."),
        ("es", "El embalse perdió 3 millones de metros cúbicos."),
        ("en", "The lake lost 3 million cubic metres."),
    ],
)
def test_volumes_have_their_symbol(lang: str, text: str) -> None:
    assert counts(text, lang) == [(3e6, "m3", False)]


@pytest.mark.parametrize(
    ("lang", "text", "day"),
    [
        ("pt", "O número de mortos subiu nesta terça-feira (4) para 19.", "2025-03-04"),
        ("pt", "A Guarda disse na segunda-feira (3) que 19 pessoas morreram.", "2025-03-03"),
        ("pt", "O número de mortos subiu para 19.", "2025-03-04"),
        ("pt", "A Guarda disse que 19 pessoas morreram no túnel que cedeu no domingo (2).", "2025-03-04"),
        ("es", "El número de muertos subió el lunes a 19.", "2025-03-03"),
        ("en", "The death toll rose on Monday to 19.", "2025-03-03"),
        ("en", "The guard said on Monday that 19 people had died.", "2025-03-03"),
    ],
)
def test_a_count_stands_at_the_day_it_was_told_else_at_publication(lang: str, text: str, day: str) -> None:
    figures = read_text(text, lang, published="2025-03-04T18:00:00").figures
    assert [f.as_of for f in figures if f.value == 19] == [day]


def test_the_verb_of_a_count_is_no_happening() -> None:
    assert read_text("O número de feridos chegou a 41 em Vila Seca.", "pt").events == ()


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("pt", "Eles leram os nomes dos mortos. São 33, segundo a Guarda."),
        ("es", "Leyeron los nombres de los muertos. Son 33."),
    ],
)
def test_a_bare_count_counts_the_people_named_right_before(lang: str, text: str) -> None:
    assert find(text, lang, 33).unit == "person"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("pt", "O número de feridos chegou a 410, espalhados em seis hospitais."),
        ("es", "El número de heridos llegó a 410, repartidos en seis hospitales."),
    ],
)
def test_a_comma_ends_what_a_count_rises_to(lang: str, text: str) -> None:
    rose, places = counts(text, lang)
    assert rose == (410, "person", False)
    assert places[1] != "person"
