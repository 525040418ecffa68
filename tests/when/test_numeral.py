from __future__ import annotations

import pytest

from meada.when.lexer import lex
from meada.when.lexicon import lexicon


@pytest.mark.parametrize(
    ("lang", "text", "number"),
    [
        ("pt", "vinte e quatro", 24),
        ("pt", "dois mil e vinte", 2020),
        ("pt", "mil novecentos e noventa e quatro", 1994),
        ("pt", "duzentos", 200),
        ("es", "mil novecientos setenta y cuatro", 1974),
        ("es", "treinta y uno", 31),
        ("en", "nineteen ninety-four", 1994),
        ("en", "two thousand", 2000),
        ("en", "twenty-one", 21),
        ("en", "nine hundred", 900),
    ],
)
def test_numbers_in_words(lang: str, text: str, number: int) -> None:
    nodes = lex(text, 0, len(text), lexicon(lang))
    assert [(n.values.get("N"), n.start, n.end) for n in nodes[:-1]] == [(number, 0, len(text))]


@pytest.mark.parametrize(("lang", "text"), [("pt", "dois e três"), ("es", "diez y once"), ("en", "ten eleven")])
def test_neighbours_that_make_no_number_stay_apart(lang: str, text: str) -> None:
    numbers = [n.values["N"] for n in lex(text, 0, len(text), lexicon(lang)) if "N" in n.values]
    assert len(numbers) == 2
