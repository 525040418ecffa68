import pytest
from hypothesis import given
from hypothesis import strategies as st

from meada.article.byline import bylines, people
from pages import REGISTRY, candidate, page


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Por Ana Teles e João Dias, de Vila Seca", ["Ana Teles", "João Dias"]),
        ("Por Ana Costa e Silva", ["Ana Costa e Silva"]),
        ("Do Farol, em Vila Seca", []),
        ("Por Redação", []),
        ("Da Redação, com Agência Meridiano", []),
        ("Agência Meridiano", []),
        ("POR RUI DAS NEVES", ["RUI DAS NEVES"]),
        ("By Cam E. Kessel and Sara O’Leary", ["Cam E. Kessel", "Sara O’Leary"]),
        ("Rosa Prado, Chief Science Officer and Head of Labs", ["Rosa Prado"]),
        ("Marta Quirino — Rio de Janeiro", ["Marta Quirino"]),
        (
            "von Birgit Anders, Anna Giulia Feld und Jan Michael Moor",
            ["Birgit Anders", "Anna Giulia Feld", "Jan Michael Moor"],
        ),
        ("Texto: Inês Sá Fotografia: Rui Melo", ["Inês Sá"]),
        ("Marta Quirino 05/03/2026 19h32", ["Marta Quirino"]),
        ("https://example.org/autor/marta-quirino", []),
        ("@martaquirino", []),
        ("", []),
    ],
)
def test_people_and_only_people(line: str, expected: list[str]) -> None:
    assert people(line, REGISTRY) == expected


def test_declared_people_may_have_one_name_or_no_capitals() -> None:
    assert people("Heriberta", REGISTRY) == []
    assert people("Heriberta", REGISTRY, loose=True) == ["Heriberta"]
    assert people("vera lindqvist", REGISTRY, loose=True) == ["vera lindqvist"]
    assert people("The Harbour Ledger", REGISTRY, loose=True) == []


@given(st.text(max_size=400))
def test_names_are_read_from_the_line_alone(line: str) -> None:
    for name in people(line, REGISTRY):
        assert all(word in line for word in name.split())


def test_shown_names_have_spans_and_unshown_ones_are_not_taken() -> None:
    made = page(
        ("headline", "Ponte reabre"),
        ("byline", "Por Ana Teles, de Vila Seca"),
        ("body", "A ponte reabriu."),
        candidates=(candidate("author", "Bruno Teixeira", "jsonld:NewsArticle.author@Person"),),
    )
    signed, _ = bylines(made, REGISTRY, frozenset())
    assert [byline.name for byline in signed] == ["Ana Teles"]
    assert signed[0].span is not None
    assert signed[0].span.of(made.text) == "Ana Teles"


def test_metadata_that_readers_see_give_the_list() -> None:
    made = page(
        ("headline", "Ponte reabre"),
        ("byline", "Ana Teles Foto: Rui Melo"),
        ("body", "A ponte reabriu."),
        candidates=(candidate("author", "Ana Teles", "jsonld:NewsArticle.author@Person"),),
    )
    signed, taken = bylines(made, REGISTRY, frozenset())
    assert [byline.name for byline in signed] == ["Ana Teles"]
    assert taken[0].where.startswith("jsonld")


def test_an_organisation_that_metadata_declare_as_author_signs_nothing() -> None:
    made = page(
        ("headline", "Ponte reabre"),
        ("body", "A ponte reabriu, disse Gazeta do Cais."),
        candidates=(candidate("author", "Gazeta do Cais", "jsonld:NewsArticle.author@Person"),),
    )
    assert bylines(made, REGISTRY, frozenset())[0] == ()
