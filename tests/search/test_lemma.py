from __future__ import annotations

import pytest

from meada.search.lemma import guesses, lemmas


@pytest.mark.parametrize(
    ("lang", "forms"),
    [
        ("pt", ["Moscou", "Moscovo", "moscovo"]),
        ("pt", ["ação", "acção", "ações", "acções"]),
        ("pt", ["registrou", "registou", "registrar", "registar"]),
        ("pt", ["fato", "facto", "factos"]),
        ("pt", ["registro", "registo", "registos"]),
        ("pt", ["econômico", "económico", "económicas"]),
        ("pt", ["Irã", "Irão"]),
        ("pt", ["direção", "direcção"]),
        ("pt", ["projeto", "projectos"]),
        ("pt", ["equipe", "equipa", "equipas"]),
        ("pt", ["soldado", "soldados"]),
        ("es", ["México", "Méjico"]),
        ("es", ["dijo", "dijeron", "decir"]),
        ("en", ["organise", "organized"]),
        ("en", ["defence", "defense"]),
    ],
)
def test_forms_of_one_word_have_one_lemma(lang: str, forms: list[str]) -> None:
    found = lemmas(lang, [form.lower() for form in forms])
    assert len(set(found.values())) == 1, found


@pytest.mark.parametrize("pair", [("irã", "irá"), ("pacto", "pato"), ("conto", "contacto")])
def test_words_that_differ_stay_apart(pair: tuple[str, str]) -> None:
    found = lemmas("pt", pair)
    assert len(set(found.values())) == 2, found


def test_capitals_and_states_are_one_word_in_every_language() -> None:
    told = [lemmas("pt", ["moscovo"])["moscovo"], lemmas("es", ["moscú"])["moscú"], lemmas("en", ["moscow"])["moscow"]]
    assert len(set(told)) == 1
    assert told[0] in guesses("moscu")


def test_a_language_that_is_not_read_stands_for_itself() -> None:
    assert lemmas("fr", ["élections", "2025"]) == {"élections": "elections", "2025": "2025"}
    assert lemmas(None, ["Ö".lower(), "\u0301"]) == {"ö": "o"}
