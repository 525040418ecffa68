"""Sentences of our own with what a pipeline should say of them: words with tags, the root, who speaks, the names."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["SAMPLE", "Expected"]


@dataclass(frozen=True)
class Expected:
    """``tags`` one a surface token, parted by spaces; ``root`` and ``subject`` are words; ``names`` (words, label)."""

    lang: str
    text: str
    tags: str
    root: tuple[str, str]
    subject: str
    names: tuple[tuple[str, str], ...]


SAMPLE = (
    Expected(
        "pt",
        "A ministra Zulmira Tavares disse em Brasília que o acordo será assinado na sexta-feira.",
        "DET NOUN PROPN PROPN VERB ADP PROPN SCONJ DET NOUN AUX VERB ADP NOUN PUNCT",
        ("disse", "dizer"),
        "ministra",
        (("Zulmira Tavares", "PER"), ("Brasília", "LOC")),
    ),
    Expected(
        "pt",
        "O autarca de Portalegre negou ontem que a direcção da escola tivesse recebido dinheiro.",
        "DET NOUN ADP PROPN VERB ADV SCONJ DET NOUN ADP NOUN AUX VERB NOUN PUNCT",
        ("negou", "negar"),
        "autarca",
        (("Portalegre", "LOC"),),
    ),
    Expected(
        "pt",
        "Três pessoas morreram em Seul e outras doze ficaram feridas, informou a polícia.",
        "NUM NOUN VERB ADP PROPN CCONJ DET NUM VERB ADJ PUNCT VERB DET NOUN PUNCT",
        ("informou", "informar"),
        "polícia",
        (("Seul", "LOC"),),
    ),
    Expected(
        "en",
        "The mayor of Bristol told reporters on Monday that the bridge would reopen.",
        "DET NOUN ADP PROPN VERB NOUN ADP PROPN SCONJ DET NOUN AUX VERB PUNCT",
        ("told", "tell"),
        "mayor",
        (("Bristol", "LOC"),),
    ),
    Expected(
        "en",
        "Maria Ostrander said the company paid its workers in London.",
        "PROPN PROPN VERB DET NOUN VERB PRON NOUN ADP PROPN PUNCT",
        ("said", "say"),
        "Maria",
        (("Maria Ostrander", "PER"), ("London", "LOC")),
    ),
    Expected(
        "es",
        "El presidente Ramiro Quiroga anunció ayer en Madrid que su Gobierno aprobará la ley.",
        "DET NOUN PROPN PROPN VERB ADV ADP PROPN SCONJ DET NOUN VERB DET NOUN PUNCT",
        ("anunció", "anunciar"),
        "presidente",
        (("Ramiro Quiroga", "PER"), ("Madrid", "LOC"), ("Gobierno", "ORG")),
    ),
    Expected(
        "es",
        "Dos mujeres murieron en la carretera de Sevilla, según la policía.",
        "NUM NOUN VERB ADP DET NOUN ADP PROPN PUNCT ADP DET NOUN PUNCT",
        ("murieron", "morir"),
        "mujeres",
        (("Sevilla", "LOC"),),
    ),
)
