from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meada.search.query import Clause, Filter, Term, kinds, operators, parse


def one(text: str) -> Term | Filter:
    (clause,) = parse(text).clauses
    return clause.any[0]


def test_words_phrases_exclusion_and_or() -> None:
    assert parse('ponte "rio seco" -escola').clauses == (
        Clause((Term("ponte"),)),
        Clause((Term("rio seco", True),)),
        Clause((Term("escola"),), exclude=True),
    )
    assert parse("ponte OR barca casas").clauses == (
        Clause((Term("ponte"), Term("barca"))),
        Clause((Term("casas"),)),
    )
    assert parse("ponte OU barca").clauses == parse("ponte OR barca").clauses
    assert parse("OR ponte OR").clauses == (Clause((Term("OR"),)), Clause((Term("ponte"),)))


@pytest.mark.parametrize("name", ["quem", "quien", "quién", "who", "QUEM"])
def test_operators_in_three_languages(name: str) -> None:
    assert one(f"{name}:moscoso") == Filter("who", "moscoso")
    assert one(f'{name}:"Jandira Moscoso"') == Filter("who", "Jandira Moscoso")
    assert one(f"{name}:=jandira_moscoso") == Filter("who", "jandira_moscoso", exact=True)


@pytest.mark.parametrize(
    ("typed", "sign", "value"),
    [
        ("numero>500", ">", "500"),
        ("número:>500", ">", "500"),
        ("cifra<=1.500", "<=", "1500"),
        ("number>=2,5", ">=", "2.5"),
        ("numero:12", "=", "12"),
        ("numero=1.234.567,5", "=", "1234567.5"),
        ("number<1,000,000", "<", "1000000"),
    ],
)
def test_numbers(typed: str, sign: str, value: str) -> None:
    assert one(typed) == Filter("number", value, sign)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "field", "date"),
    [
        ("antes:2025", "before", "2025"),
        ("depois:2025-08", "after", "2025-08"),
        ("despues:12/08/2025", "after", "2025-08-12"),
        ("quando:8/2025", "fact", "2025-08"),
        ("published:2025-08-12", "published", "2025-08-12"),
    ],
)
def test_dates(typed: str, field: str, date: str) -> None:
    assert one(typed) == Filter(field, date)  # type: ignore[arg-type]


def test_what_cannot_be_used_is_told() -> None:
    asked = parse("ponte antes:ontem numero>muitos tipo:nada OR")
    assert asked.clauses == (Clause((Term("ponte"),)),)
    assert [(note.part, note.why) for note in asked.notes] == [
        ("antes:ontem", "date"),
        ("numero>muitos", "number"),
        ("tipo:nada", "kind"),
    ]
    assert [note.why for note in parse("ponte OR numero>3").notes] == ["either"]
    assert [note.why for note in parse("ponte " * 200).notes] == ["long"]


def test_an_unknown_name_is_words() -> None:
    assert one("https://exemplo.test/a") == Term("https://exemplo.test/a")
    assert one("placar:3x2") == Term("placar:3x2")
    assert parse(' ... -- "" : ').clauses == ()


def test_help_has_a_name_for_every_operator_in_every_language() -> None:
    for lang in ("pt", "es", "en", "fr"):
        for field, name in operators(lang).items():
            value = {"number": "3", "kind": kinds(lang)["quote"]}.get(field, "2025")
            found = one(f"{name}:{value}")
            assert isinstance(found, Filter)
            assert found.field == field


@given(st.text(max_size=300))
def test_anything_can_be_typed(text: str) -> None:
    asked = parse(text)
    assert asked.text == text
    assert all(clause.any for clause in asked.clauses)
