from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc

import meada_models
from meada.lang.model import load_parser
from meada_models.bounds import Perceptron, Sentences

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


def test_beyond_the_ends_stand_noughts() -> None:
    inner = np.arange(1, 6, dtype=np.float32).reshape(5, 1, 1)
    perceptron = Perceptron(inner, np.zeros(1, np.float32), np.ones(1, np.float32), np.zeros(1, np.float32))
    vectors = np.array([[1.0], [10.0], [100.0]], np.float32)
    assert perceptron.scores(vectors).tolist() == [3 + 40 + 500, 2 + 30 + 400, 1 + 20 + 300]
    assert perceptron.scores(vectors[:1]).tolist() == [3]


def eager() -> Sentences:
    """A component whose perceptron says yes to every word."""
    one, none = np.ones(1, np.float32), np.zeros((5, 1, 1), np.float32)
    component = Sentences()
    component.perceptron = Perceptron(none, one, one, one)
    return component


def starts(words: str) -> list[str]:
    doc = Doc(spacy.blank("pt").vocab, words=words.split("_"), spaces=[True] * len(words.split("_")))
    doc.tensor = np.zeros((len(doc), 1), np.float32)
    return [token.text for token in eager()(doc) if token.is_sent_start]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Fim_._»_Já", ["Fim", "Já"]),
        ("“_Já_vou", ["“", "vou"]),
        ("—_Já", ["—"]),
        ("durou_90_min._e", ["durou", "90", "min."]),
        ("O_Sr._Lima", ["O", "Sr."]),
        ("Fim_._\n_Já", ["Fim", "Já"]),
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
    doc.tensor = np.zeros((len(doc), 1), np.float32)
    assert [token.i for token in eager()(doc) if token.is_sent_start] == [0, 4]


def test_without_a_perceptron_nothing_is_said() -> None:
    doc = Doc(spacy.blank("pt").vocab, words=["Fim", "."])
    assert not Sentences()(doc).has_annotation("SENT_START")


def test_it_is_written_and_read_back(tmp_path: Path) -> None:
    kept = eager()
    kept.to_disk(tmp_path / "sentences")
    read = Sentences().from_disk(tmp_path / "sentences").perceptron
    assert read is not None
    x = np.ones((2, 1), np.float32)
    assert kept.perceptron is not None
    assert read.scores(x).tolist() == kept.perceptron.scores(x).tolist()
