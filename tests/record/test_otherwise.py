"""Counts and denials that only look alike."""

from __future__ import annotations

import pytest

from meada.record.link import Link
from meada.record.make import make
from meada.record.statement import Statement
from statements import report


def read(*pages: str, lang: str = "pt") -> tuple[dict[str, Statement], tuple[Link, ...]]:
    made = make("s", [report(text, lang=lang) for text in pages])
    return {s.id: s for s in made.statements}, made.links


def figures(*pages: str, lang: str = "pt", relation: str = "contradicts") -> set[frozenset[str]]:
    held, links = read(*pages, lang=lang)
    pairs = [(held[k.a].figure, held[k.b].figure) for k in links if k.relation == relation]
    return {frozenset((a.words, b.words)) for a, b in pairs if a and b}


HEAD = """Ponte cai em Serra Clara

12/05/2031 10h15

Os moradores passaram a noite na rua e esperam que a prefeitura diga quando poderão voltar para as suas casas na vila.

"""


def test_a_count_told_otherwise_counts_what_was_counted_last() -> None:
    text = (
        HEAD
        + "Há 40 desaparecidos, informou a Defesa Civil. O comandante dos bombeiros, Davi Serra, trabalha com outra "
        'conta: "Minha lista tem 52 nomes", disse ele.\n'
    )
    assert figures(text) == {frozenset(("40", "52"))}


def test_a_count_that_leaves_its_unit_out_counts_the_same_as_the_one_before() -> None:
    text = (
        HEAD + "A construtora Pontal diz que o tanque guardava 30 mil litros de óleo. O Instituto de Águas calcula que "
        "vazaram 45 mil.\n"
    )
    assert figures(text) == {frozenset(("30 mil", "45 mil"))}


def test_those_found_alive_and_a_count_gone_by_are_no_rivals_of_the_missing() -> None:
    text = (
        HEAD
        + "Há 20 desaparecidos, segundo a Defesa Civil. A queda no número de desaparecidos, que era de 61, deve-se a "
        "que 38 pessoas foram localizadas com vida, explicou o prefeito Rui Salto.\n"
    )
    assert figures(text) == set()


def test_two_bodies_are_not_the_toll() -> None:
    first = HEAD + "Morreram 29 pessoas, segundo a Defesa Civil.\n"
    second = HEAD.replace("10h15", "12h00") + "O Instituto Médico disse que dois corpos foram contados duas vezes.\n"
    assert figures(first, second) == set()


def test_bodies_found_are_fewer_than_the_dead() -> None:
    first = HEAD + "Foram achados 25 corpos, disse o prefeito Rui Salto.\n"
    second = HEAD.replace("10h15", "18h00") + "O número de mortos chegou a 27, segundo a Defesa Civil.\n"
    assert figures(first, second) == set()


def test_the_victims_of_an_earlier_year_are_another_count() -> None:
    first = HEAD + "Morreram 57 pessoas, disse a Defesa Civil.\n"
    second = (
        HEAD.replace("10h15", "18h00")
        + "A maior queda de uma ponte no país foi em fevereiro de 2022, quando 83 pessoas morreram, segundo o governo.\n"
    )
    assert figures(first, second) == set()


@pytest.mark.parametrize("verb", ["rejeitou a proposta", "rejeitou o plano"])
def test_turning_down_a_proposal_denies_no_claim(verb: str) -> None:
    text = HEAD + f"O ministro Raul Brito disse que a obra termina em maio. A prefeita Lia Prado {verb}.\n"
    held, _ = read(text)
    assert not any(s.denies for s in held.values())


def test_a_count_is_of_the_body_that_its_sentence_opens_with() -> None:
    text = (
        HEAD
        + "A Defesa Civil de Aurora mantém as buscas no rio. O órgão informou 33 mortos na noite de domingo e disse que "
        "os trabalhos não têm data para acabar.\n"
    )
    held, _ = read(text)
    chains = [s.chain[0].entity for s in held.values() if s.figure and s.figure.words == "33"]
    assert chains == ["defesa_civil_de_aurora"]


def test_a_relative_clause_says_whose_a_count_is() -> None:
    text = HEAD + "A construtora Pontal fechou. É mais do que os 8 milhões de litros que a Pontal declara.\n"
    held, _ = read(text)
    assert [s.chain[0].entity for s in held.values() if s.figure] == ["pontal"]


@pytest.mark.parametrize(("denied", "answers"), [("qualquer aviso", True), ("o aviso de maio", False)])
def test_who_denies_anything_at_all_denies_what_was_said_right_before(denied: str, answers: bool) -> None:
    text = HEAD + f"O sindicato Trilho diz que os pilares racharam em maio. A Pontal nega ter recebido {denied}.\n"
    held, links = read(text)
    assert any(s.denies for s in held.values()) is answers
    assert any(k.relation == "contradicts" for k in links) is answers


def test_a_denial_of_anything_in_another_paragraph_answers_nothing() -> None:
    text = HEAD + "O sindicato Trilho diz que os pilares racharam.\n\nA Pontal nega ter recebido qualquer aviso.\n"
    held, _ = read(text)
    assert not any(s.denies for s in held.values())


@pytest.mark.parametrize(("acts", "answers"), [("se recusa a voltar", False), ("nega tudo", True)])
def test_who_will_not_do_something_denies_no_claim(acts: str, answers: bool) -> None:
    text = HEAD + f"A prefeita Lia Prado disse que a obra acaba em maio. O sindicato Trilho {acts}.\n"
    held, _ = read(text)
    assert any(s.denies for s in held.values()) is answers


@pytest.mark.parametrize(
    ("acts", "answers"),
    [
        ("rejeitou a acusação", True),
        ("rejeitou os recursos dos moradores", False),
        ("minimizou o barulho", False),
        ("descartou que isso tenha acontecido", True),
        ("pode negar tudo", False),
    ],
)
def test_a_denial_calls_something_told_untrue(acts: str, answers: bool) -> None:
    text = HEAD + f"O sindicato Trilho acusou a Pontal de esconder rachaduras nos pilares. A Pontal {acts}.\n"
    held, _ = read(text)
    assert any(s.denies for s in held.values()) is answers


def test_a_denial_answers_the_charge_laid_on_who_denies() -> None:
    text = (
        HEAD + "O sindicato Trilho acusou a Pontal de esconder rachaduras nos pilares. O vereador Davi Serra negou ter "
        "votado contra a lei do ruído.\n"
    )
    held, _ = read(text)
    assert not any(s.denies for s in held.values())


def test_nobody_denies_what_they_say_themselves() -> None:
    text = (
        HEAD + "Lia Prado disse que a prefeitura vai fechar a ponte velha em março. A prefeita Lia Prado negou que a "
        "prefeitura tenha fechado a ponte velha.\n"
    )
    held, _ = read(text)
    assert not any(s.denies for s in held.values())


def test_a_question_is_not_denied() -> None:
    text = HEAD + (
        "O vereador Davi Serra perguntou se a Pontal escondeu rachaduras nos pilares. A Pontal negou que tenha "
        "escondido rachaduras nos pilares.\n"
    )
    held, _ = read(text)
    assert not any(s.denies for s in held.values())


def test_a_denial_inside_a_claim_does_not_deny_that_claim() -> None:
    text = HEAD + (
        "O prefeito Rui Salto defendeu que os técnicos descartaram que as sirenes da ponte fossem tocadas na madrugada.\n"
    )
    held, _ = read(text)
    assert not any(s.denies for s in held.values())


def test_what_two_sources_count_in_one_text_need_not_be_one_thing() -> None:
    text = HEAD + (
        "O governo de Aurora calcula que a obra nova custe cerca de 120 milhões de reais por ano aos cofres da vila.\n\n"
        "O Instituto de Águas calcula que a reforma da escola custe cerca de 30 milhões de reais por ano aos cofres da vila.\n"
    )
    assert figures(text) == set()


def test_those_left_of_a_group_are_not_all() -> None:
    text = (
        "Ponte cai em Serra Clara e deixa 12 mortos\n\n12/05/2031 10h15\n\n"
        "Os moradores passaram a noite na rua e esperam que a prefeitura diga quando poderão voltar para as suas casas.\n\n"
        "Duas pessoas saíram do carro a tempo e as outras sete morreram na queda, em plena madrugada de domingo.\n"
    )
    assert figures(text) == set()


@pytest.mark.parametrize(("told", "conflict"), [("12.267", False), ("14.300", True)])
def test_fewer_digits_are_a_rounding(told: str, conflict: bool) -> None:
    first = HEAD + "O incêndio deixou 12 mil desalojados na vila, segundo a Defesa Civil.\n"
    second = HEAD + f"O incêndio deixou {told} desalojados na vila, segundo o Instituto de Águas.\n"
    assert bool(figures(first, second)) is conflict


def test_who_calls_the_claim_of_another_false_answers_it() -> None:
    text = HEAD + (
        "O sindicato Trilho acusou a Pontal de esconder rachaduras nos pilares da ponte. Moradores da vila disseram que a "
        "acusação do sindicato Trilho sobre as rachaduras é falsa.\n"
    )
    held, _ = read(text)
    assert any(s.denies for s in held.values())
