"""Offices that the user's own data resolves, by day."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from meada import when
from meada.article.article import Article, Outlet
from meada.lang.people import past
from meada.lang.world import Holder, Roll, World
from meada.reading.mention import Entity, Mention
from meada.reading.mentions import find
from passages import passage

ROLL = Roll(
    (
        Holder(name="Lia Prado", offices=("head_of_state",), of="ARG", where="t:2", since="2019-12-10", until="2023-12-10"),
        Holder(
            name="Bento Sá", offices=("head_of_state",), of="ARG", where="t:3", since="2023-12-10", feminine=False,
            external=(("wikidata", "Q2"),),
        ),
        Holder(name="Rui Melo", offices=("secretário-geral", "secretary-general"), of="UN", where="t:4", since="2017-01-01"),
        Holder(name="Nair Pontes", offices=("prefeita", "mayor"), of="Porto Leme", where="t:5", since="2021-01-01"),
        Holder(name="Ema Luz", offices=("head_of_state",), of="BRA", where="t:6", since="2023-01-01"),
        Holder(name="Ivo Kell", offices=("head_of_government", "chanceler"), of="DEU", where="t:7", since="2021-12-08"),
    )
)  # fmt: skip


def holders(text: str, published: str | None = "2025-03-02", lang: str = "pt", country: str | None = None) -> list[str]:
    """The people whom offices of ``text`` stand for by the roll."""
    return [m.entity for m in _read(text, published, lang, country)[1] if m.rule.startswith("holder: ")]


def _read(
    text: str, published: str | None, lang: str, country: str | None
) -> tuple[tuple[Entity, ...], tuple[Mention, ...]]:
    made = replace(passage(text, lang=lang, published=published), world=World(roll=ROLL))
    outlet = Outlet(id="x", name="Xis", basis="page", country=country) if country else None
    times = when.read(made.text, lang, anchor=made.anchor)
    return find(made, Article(page="c" * 64, outlet=outlet, lang=lang), times)


@pytest.mark.parametrize(
    ("published", "who"),
    [
        ("2022-03-01", ["lia_prado"]),
        ("2025-03-02", ["bento_sa"]),
        ("2023-12-10", []),  # both on that day
        ("2018-05-01", []),  # nobody known
        (None, []),
    ],
)
def test_the_day_of_publication_says_who(published: str | None, who: list[str]) -> None:
    assert holders("O presidente argentino visitou o cais.", published) == who


def test_the_day_that_the_sentence_tells_comes_before_it() -> None:
    assert holders("Em 3 de março de 2021, o presidente argentino visitou o cais.") == ["lia_prado"]
    assert holders("Em 2021 e em 2024, o presidente argentino visitou o cais.") == []


@pytest.mark.parametrize(
    ("lang", "text", "who"),
    [
        ("pt", "O secretário-geral da ONU visitou o cais.", ["rui_melo"]),
        ("en", "The UN secretary-general visited the quay.", ["rui_melo"]),
        ("pt", "A prefeita de Porto Leme visitou o cais.", ["nair_pontes"]),
        ("es", "El presidente argentino visitó el muelle.", ["bento_sa"]),
        ("en", "The Argentine president visited the quay.", ["bento_sa"]),
        ("pt", "O mandatário argentino visitou o cais.", ["bento_sa"]),
        ("pt", "O chanceler alemão visitou o cais.", ["ivo_kell"]),
        ("pt", "A presidenta argentina visitou o cais.", []),  # he is no woman
        ("pt", "O ex-presidente argentino visitou o cais.", []),
        ("pt", "O antigo presidente argentino visitou o cais.", []),
        ("pt", "O presidente eleito da Argentina visitou o cais.", []),
        ("pt", "Um presidente argentino visitou o cais.", []),
        ("pt", "O presidente do Banco do Vale visitou o cais.", []),
    ],
)
def test_the_phrase_says_which_office(lang: str, text: str, who: list[str]) -> None:
    assert holders(text, lang=lang) == who


def test_an_office_of_nothing_is_of_the_outlets_state() -> None:
    text = "O presidente visitou o cais."
    assert holders(text, country="BRA") == ["ema_luz"]
    assert holders(text) == []
    assert holders(f"{text} O presidente do Náutico criticou a visita.", country="BRA") == []
    assert holders(f"{text} O presidente chileno também.", country="BRA") == []


def test_what_the_text_names_comes_first() -> None:
    entities, mentions = _read(
        "O presidente argentino, Abel Roca, chegou. O presidente argentino jantou.", "2025-03-02", "pt", None
    )
    assert not [m for m in mentions if m.rule.startswith("holder")]
    assert [e.id for e in entities if e.type == "person"] == ["abel_roca"]


def test_the_mention_names_the_row_and_the_person_has_the_ids_given() -> None:
    entities, mentions = _read("O presidente argentino visitou o cais.", "2025-03-02", "pt", None)
    (person,) = [e for e in entities if e.type == "person"]
    assert (person.name, person.country, person.external) == ("Bento Sá", "ARG", {"wikidata": "Q2"})
    assert [m.rule for m in mentions if m.entity == person.id] == ["holder: t:3"]


def test_the_president_of_a_club_is_not_the_one_of_a_state() -> None:
    _, mentions = _read(
        "O presidente argentino, Abel Roca, chegou. O presidente do Náutico criticou a visita.", None, "pt", None
    )
    text = "O presidente do Náutico"
    assert not [m for m in mentions if m.entity == "abel_roca" and len(m.span) == len(text) and m.form == "epithet"]


@pytest.mark.parametrize(
    ("lang", "before", "held"),
    [
        ("pt", "o ex-", False),
        ("pt", "o ex ", False),
        ("pt", "o antigo ", False),
        ("pt", "o ", True),
        ("en", "the former ", False),
    ],
)
def test_the_word_before_an_office_says_whether_it_is_held(lang: str, before: str, held: bool) -> None:
    assert past(before, len(before), lang) is not held
