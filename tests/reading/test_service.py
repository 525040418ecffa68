from __future__ import annotations

import pytest

from meada.reading.read import read_text


def serves(text: str, lang: str) -> dict[str, str]:
    return {e.id: e.serves for e in read_text(text, lang).entities if e.serves}


@pytest.mark.parametrize(
    ("lang", "text", "person", "body"),
    [
        ("pt", '"Vamos parar", disse a presidente do Sindicato dos Moageiros do Orá (Simoa), Lia Prado.', "lia_prado",
         "sindicato_dos_moageiros_do_ora"),
        ("pt", "A construtora Pontal lamentou. O presidente da companhia, Raul Brito, não falou. A construtora Pontal fechou.",
         "raul_brito", "pontal"),
        ("pt", "O comandante dos bombeiros, coronel Davi Serra, pediu calma.", "davi_serra", "firefighters"),
        ("es", "La directora del Instituto de Sismología de Puerto Claro, Rosa Lira, avisó ayer.", "rosa_lira",
         "instituto_de_sismologia_de_puerto_claro"),
        ("en", "The Orchard Pickers’ Union met on Monday. Its president, Ann Tarrow, spoke for an hour.", "ann_tarrow",
         "orchard_pickers_union"),
        ("en", "Ivar Lind, spokesman for the company, and President Jon Aster of Finland spoke.", "jon_aster", "FIN"),
    ],
)  # fmt: skip
def test_an_office_beside_the_name_tells_whom_a_person_speaks_for(lang: str, text: str, person: str, body: str) -> None:
    assert serves(text, lang)[person] == body


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("pt", "A ex-presidente do Sindicato dos Moageiros do Orá, Lia Prado, votou cedo."),
        ("pt", "O deputado do Partido da Serra, Davi Lemos, saiu."),
        ("en", "The former head of the Orchard Institute, Ann Tarrow, voted early."),
    ],
)
def test_a_former_office_and_a_seat_speak_for_no_one(lang: str, text: str) -> None:
    assert serves(text, lang) == {}


def test_the_entity_is_the_first_body_of_the_sentence_before() -> None:
    text = (
        "O Sindicato dos Moageiros do Orá acusou a Pontal de mentir. A presidente da entidade, Lia Prado, quer provas."
    )
    assert serves(text, "pt")["lia_prado"] == "sindicato_dos_moageiros_do_ora"


def test_a_medium_and_a_name_after_a_comma_are_two() -> None:
    found = read_text("Consultado por este diario, Lemos negó todo.", "es").entities
    assert not any(e.kind in ("agency", "medium") for e in found)


def test_a_relative_clause_parts_no_verb_from_its_subject() -> None:
    def actors(text: str, kind: str) -> set[str]:
        events = read_text(text, "pt", published="2031-05-12").events
        return {p.entity for e in events if e.type == kind for p in e.participants if p.role == "actor"}

    signed = "A Suécia e a Noruega, cujo fundo estatal tem 40% da Pontal, assinaram um acordo de pesca em 2030."
    assert {"SWE", "NOR"} <= actors(signed, "SUPPORT")
