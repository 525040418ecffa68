from __future__ import annotations

import pytest

from meada.record.make import make
from meada.record.record import Record
from meada.record.topic import shared
from statements import report, statement

FIRST = """Moradores dizem que sirenes falharam em Serra Clara

12/05/2031 10h15

"Nenhuma sirene tocou na vila", disse a presidente do Sindicato dos Moageiros do Orá (Simoa), Lia Prado.

O Sindicato dos Moageiros do Orá acusou a construtora Pontal de saber desde janeiro que havia rachaduras na ponte.
"""
SECOND = """La empresa responde a los vecinos de Serra Clara

13/05/2031 09h40

"Las sirenas fueron activadas a las cinco", afirmó el presidente de la constructora Pontal, Raúl Brito.

El sindicato Simoa acusa a la Pontal de conocer desde enero las grietas del puente.
"""


def relations(record: Record, a: str, b: str) -> set[str]:
    def holds(id: str, words: str) -> bool:
        return any(words in e.quote for s in record.statements if s.id == id for e in s.evidence)

    return {
        k.relation
        for k in record.links
        if {holds(k.a, a), holds(k.b, b)} == {True} or {holds(k.a, b), holds(k.b, a)} == {True}
    }


def test_a_claim_and_its_opposite_contradict_each_other_across_languages() -> None:
    made = make("s", [report(FIRST), report(SECOND, lang="es")])
    found = relations(made, "Nenhuma sirene", "Las sirenas fueron")
    assert found == {"contradicts"}


def test_a_charge_told_again_in_another_language_repeats_one_origin() -> None:
    made = make("s", [report(FIRST), report(SECOND, lang="es")])
    assert relations(made, "acusou", "acusa a la Pontal") == {"repeats"}


@pytest.mark.parametrize(
    ("a", "b", "names", "opposite"),
    [
        (("siren", "set_off"), ("-siren", "-set_off", "-mine"), ("set_off", "siren"), True),
        (("crack", "know", "@11"), ("know", "crack", "dam"), ("crack", "know"), False),
        (("-set_off", "~siren", "~record"), ("siren", "set_off"), ("set_off", "siren"), True),
        (("~siren", "~set_off"), ("siren", "set_off"), ("set_off", "siren"), False),
    ],
)
def test_what_two_claims_share(a: tuple[str, ...], b: tuple[str, ...], names: tuple[str, ...], opposite: bool) -> None:
    found = shared(statement("a", topics=a), statement("b", topics=b))
    assert (found.names, found.opposite) == (names, opposite)
    assert found.share <= 1


def test_what_is_only_pointed_at_on_both_sides_tells_nothing() -> None:
    assert (
        shared(statement("a", topics=("~siren", "~set_off")), statement("b", topics=("~siren", "~set_off"))).telling
        == 0
    )


def test_claims_in_other_words_are_only_suggested() -> None:
    made = make("s", [report(FIRST), report(SECOND, lang="es")])
    assert {k.level for k in made.links if "topic" in k.slots} == {"suggested"}
