from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc

import meada_models
from meada.lang.model import load_parser
from meada_models.bounds import bounds

HABITS = {
    "pt": (
        ("«A ponte vai abrir em março», disse o ministro.", "«Não há atraso nenhum.»"),
        ("“A obra está paga.", "Não devemos nada a ninguém”, afirmou a prefeita Celina Duarte."),
        ("— A obra está paga — disse a prefeita.", "— Não devemos nada a ninguém."),
        ("O Sr. Dr. Abílio Coutinho, da Av. Central n.º 12, recebeu cerca de 3,5 mil euros, p. ex., em 2014.",),
        ("A lei foi aprovada;", "O texto segue agora para o Senado."),
        ("O acordo foi assinado em Lisboa; o texto segue agora para o parlamento.",),
        ("Governo corta verba da saúde", "O governo anunciou ontem um corte de 12% na verba da saúde."),
        ("A partida durou 90 min. e terminou às 22h.", "Ninguém reclamou."),
        ("A acção do Ministério foi adiada para Agosto...", "Mas ninguém foi avisado."),
        ("Quem decide?", "O presidente, claro!", "E o Congresso?"),
    ),
    "es": (
        ("«El puente abrirá en marzo», dijo el ministro.", "«No hay ningún retraso.»"),
        ('"La obra está pagada.', 'No debemos nada a nadie", afirmó la alcaldesa Celina Duarte.'),
        ("—La obra está pagada —dijo la alcaldesa—.", "No debemos nada a nadie."),
        ("El Sr. Abelardo Cortina, de la Av. Central n.º 12, recibió unos 3,5 millones de EE. UU. en 2014.",),
        ("La ley fue aprobada;", "El texto pasa ahora al Senado."),
        ("¿Quién decide?", "El presidente, claro.", "¡Y el Congreso!"),
    ),
    "en": (
        ('"The bridge will open in March," the minister said.', '"There is no delay."'),
        ("“The work is paid for.", "We owe nothing to anyone,” said Mayor Celine Durant."),
        ("Mr. Abel Corwin of St. Mary's Ave. received about $3.5 million from the U.S. government in 2014.",),
        ("Who decides?", "The president, of course!", "And Congress?"),
        ("The bridge — closed since May — will open again.", "Nobody knows when."),
    ),
}
"""Sentences that follow each other in news, by language."""


@pytest.mark.parametrize(
    "sentences",
    [pytest.param((lang, each), id=each[0][:30]) for lang in meada_models.LANGUAGES for each in HABITS[lang]],
)
def test_the_habits_of_news_are_known(sentences: tuple[str, tuple[str, ...]]) -> None:
    lang, expected = sentences
    text = " ".join(expected)
    parser = load_parser(lang)
    assert parser is not None
    assert [span.of(text) for span in parser.parse(text).sentences] == list(expected)


def starts(words: str, odds: list[float] | None = None, longest: int = 100) -> list[str]:
    """The words that start a sentence where the network says yes to every one, or has the given ``odds``."""
    forms = words.split("_")
    doc = Doc(spacy.blank("pt").vocab, words=forms, spaces=[True] * len(forms))
    likely = np.array(odds or [1.0] * len(forms), np.float32)
    return [doc[i].text for i in bounds(doc, np.arange(len(doc)), likely, longest)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Fim_._»_Já", ["Fim", "Já"]),
        ("“_Já_vou", ["“", "vou"]),
        ("—_Já", ["—"]),
        ("durou_90_min._e", ["durou", "90", "min."]),
        ("O_Sr._Lima", ["O", "Sr."]),
    ],
)
def test_the_orthography_has_the_last_word(words: str, expected: list[str]) -> None:
    assert starts(words) == expected


def test_a_straight_quote_glued_to_the_word_before_closes() -> None:
    doc = Doc(
        spacy.blank("pt").vocab,
        words=['"', "Fim", ".", '"', '"', "Já"],
        spaces=[False, False, False, True, False, False],
    )
    assert bounds(doc, np.arange(6), np.ones(6, np.float32), 100) == [0, 4]


def test_the_first_word_starts_a_sentence_whatever_the_network_says() -> None:
    assert starts("Já_vou", [-9.0, -9.0]) == ["Já"]


def test_a_sentence_too_long_is_cut_where_that_is_likeliest() -> None:
    odds = [-9.0] * 10
    odds[6] = -1.0
    assert starts("_".join("abcdefghij"), odds, longest=8) == ["a", "g"]


def test_a_very_long_line_ends_in_pieces_none_too_long() -> None:
    doc = Doc(spacy.blank("pt").vocab, words=["a"] * 1000)
    found = bounds(doc, np.arange(1000), np.full(1000, -1, np.float32), 8)
    assert max(b - a for a, b in pairwise([*found, 1000])) <= 8
    assert len(found) <= 250
