"""Numbers that count something."""

from __future__ import annotations

import pytest

from meada.reading.figure import Figure
from meada.reading.read import read_text


def only(text: str, lang: str) -> Figure:
    (figure,) = read_text(text, lang).figures
    return figure


@pytest.mark.parametrize(
    ("lang", "text", "words", "value", "bound", "unit"),
    [
        ("pt", "Quase 10 mil romeiros chegaram.", "Quase 10 mil", 10_000, "almost", "romeiros"),
        ("pt", "Pelo menos 600 soldados ficaram.", "Pelo menos 600", 600, "min", "person"),
        ("pt", "A obra custa cerca de R$ 47 milhões.", "cerca de R$ 47 milhões", 47e6, "about", "BRL"),
        ("pt", "A dívida é de 3 mil milhões de euros.", "3 mil milhões de euros", 3e9, "exact", "EUR"),
        ("pt", "O fundo tem US$ 1,2 bi.", "US$ 1,2 bi", 1.2e9, "exact", "USD"),
        ("pt", "A eclusa custa mil milhões de euros.", "mil milhões de euros", 1e9, "exact", "EUR"),
        ("pt", "A rede custou dois milhões e meio de euros.", "dois milhões e meio de euros", 2.5e6, "exact", "EUR"),
        ("pt", "Duas dezenas de feridos saíram.", "Duas dezenas", 20, "about", "person"),
        ("pt", "Quase mil romeiros chegaram.", "Quase mil", 1000, "almost", "romeiros"),
        ("es", "La obra cuesta mil millones de euros.", "mil millones de euros", 1e9, "exact", "EUR"),
        ("es", "Una docena de casas cayó.", "Una docena", 12, "exact", "casas"),
        ("en", "A dozen houses fell.", "A dozen", 12, "exact", "houses"),
        ("en", "Two and a half million pilgrims came.", "Two and a half million", 2.5e6, "exact", "pilgrims"),
        ("pt", "Entre 3 e 5 barcos sumiram.", "Entre 3 e 5", 3, "range", "barcos"),
        ("pt", "Mais de dois milhões de casas ficaram no escuro.", "Mais de dois milhões", 2e6, "over", "casas"),
        ("pt", "Trezentos e doze feridos foram atendidos.", "Trezentos e doze", 312, "exact", "person"),
        ("pt", "A taxa subiu 3,5%.", "3,5%", 3.5, "exact", "percent"),
        ("pt", "Foram 79 000 casas.", "79 000", 79_000, "exact", "casas"),
        ("es", "Vinieron 6 500 000 romeros.", "6 500 000", 6.5e6, "exact", "romeros"),
        ("es", "Casi 6,000 romeros llegaron.", "Casi 6,000", 6000, "almost", "romeros"),
        ("es", "La tasa subió un 3,5%.", "3,5%", 3.5, "exact", "percent"),
        ("es", "Casi 10.000 romeros llegaron.", "Casi 10.000", 10_000, "almost", "romeros"),
        ("es", "Al menos 40 pescadores murieron.", "Al menos 40", 40, "min", "person"),
        ("es", "La deuda es de 3.000 millones de euros.", "3.000 millones de euros", 3e9, "exact", "EUR"),
        ("es", "Unos treinta y dos heridos fueron atendidos.", "Unos treinta y dos", 32, "about", "person"),
        ("es", "La tasa subió un 12 por ciento.", "12 por ciento", 12, "exact", "percent"),
        ("en", "Nearly 10,000 pilgrims came.", "Nearly 10,000", 10_000, "almost", "pilgrims"),
        ("en", "At least 40 fishermen drowned.", "At least 40", 40, "min", "person"),
        ("en", "The works cost £1.2bn.", "£1.2bn", 1.2e9, "exact", "GBP"),
        ("en", "Between three and five people left.", "Between three and five", 3, "range", "person"),
        ("en", "The rate rose to 3.5 per cent.", "3.5 per cent", 3.5, "exact", "percent"),
    ],
)
def test_a_figure_has_its_value_bound_and_unit(
    lang: str, text: str, words: str, value: float, bound: str, unit: str
) -> None:
    figure = only(text, lang)
    assert (figure.span.of(text), figure.value, figure.bound, figure.unit) == (words, value, bound, unit)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("pt", "Dos 27 mortos, 12 são crianças."),
        ("pt", "Dos 27 mortos, 12 já foram identificados."),
        ("es", "De los 27 muertos, 12 son niños."),
        ("en", "Of the 27 dead, 12 were children."),
    ],
)
def test_a_count_out_of_another_is_its_part(lang: str, text: str) -> None:
    whole, part = read_text(text, lang).figures
    assert (whole.value, part.value, part.subset_of, part.unit) == (27, 12, whole.id, "person")


def test_a_count_after_another_list_is_no_part_of_it() -> None:
    figures = read_text("Os bombeiros viram 27 mortos, 12 carros e um barco.", "pt").figures
    assert all(f.subset_of is None for f in figures)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("pt", "Dora Pires, 58, chegou às 15h."),
        ("pt", "Dora tem 30 anos e mora no 5º andar."),
        ("pt", "O time venceu por 2 a 1 em 2017."),
        ("pt", "Ligue para 3333-4444."),
        ("pt", "O art. 5 da lei 8.666 caiu."),
        ("es", "La escuela N° 5167 cerró."),
        ("es", "Dora Pérez, de 58 años, llegó tarde."),
        ("en", "Dora Pierce, 58, left in 2017."),
        ("en", "The 30-year-old keeper won 2 to 1."),
    ],
)
def test_ages_years_scores_and_names_are_no_figures(lang: str, text: str) -> None:
    assert read_text(text, lang).figures == ()


def test_almost_reaches_from_nine_tenths_up_to_the_number() -> None:
    figure = only("Quase 10 mil soldados partiram.", "pt")
    assert (figure.low, figure.high) == (9_000, 10_000)


def test_a_part_points_at_the_whole_it_is_a_part_of() -> None:
    text = "O porto enviou 900 soldados; Pelo menos 60 deles morreram, segundo estimativas de Lumar e Ruivães."
    whole, part = read_text(text, "pt").figures
    assert part.subset_of == whole.id
    assert part.attribution is not None
    assert whole.attribution is None


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "In Serena 30 percent of voters stayed at home. Of the rest, 60 percent of those who voted were women."),
        ("en", "The port has 12 boats. The mayor said 40 of them are needed."),
        (
            "pt",
            "A vila tem 30% de abstenção, e a feira vende peixe de 200 barcos. Segundo o porto, 2.500 deles são novos.",
        ),
    ],
)
def test_a_part_is_of_a_count_that_can_hold_it(lang: str, text: str) -> None:
    assert [f.subset_of for f in read_text(text, lang).figures][-1] is None


def test_a_figure_belongs_to_the_innermost_claim() -> None:
    text = "O governo fala em 12 feridos; os moradores contam 30."
    reading = read_text(text, "pt")
    sources = {a.id: a.source[0].of(text) for a in reading.attributions}
    assert [(f.value, sources[f.attribution or ""]) for f in reading.figures] == [
        (12, "O governo"),
        (30, "os moradores"),
    ]


def test_what_is_told_of_those_who_speak_is_not_their_word() -> None:
    figures = read_text("Moradores de Serena, vila de 18 mil habitantes, disseram que 40 casas caíram.", "pt").figures
    assert [(f.value, f.attribution is not None) for f in figures] == [(18_000, False), (40, True)]
