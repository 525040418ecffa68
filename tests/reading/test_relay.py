"""Who relays whom, what a denial denies, and whose words they are."""

import pytest

from meada.reading.read import read_text
from stopwatch import least


def test_a_state_medium_relays_what_it_encloses() -> None:
    text = 'Cruz prometeu "manter a trégua", informou a agência estatal de Lumar.'
    inner, outer = sorted(read_text(text, "pt").attributions, key=lambda a: len(a.content[0]))
    assert (outer.type, inner.parent) == ("relay", outer.id)
    assert inner.medium == outer.source


def test_an_agency_in_front_is_the_medium_of_the_words() -> None:
    text = "De acordo com a agência Litoral, Ivone Cruz disse que a trégua vale."
    (only,) = read_text(text, "pt").attributions
    assert only.type == "relay"
    assert [s.of(text) for s in only.medium] == ["a agência Litoral"]


def test_a_rejection_denies_the_claim_before_it() -> None:
    text = "O rival disse que a obra é ilegal; no entanto, esta acusação foi rejeitada pela câmara."
    claim, rejection = read_text(text, "pt").attributions
    assert (rejection.polarity, rejection.denies) == ("denied", claim.id)


def test_a_denial_is_tied_to_the_claim_about_the_same_thing() -> None:
    text = "A deputada disse que o armador comprou votos na ilha.\nO armador negou ter comprado votos."
    claim, denial = read_text(text, "pt").attributions
    assert denial.denies == claim.id


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Fontes do porto disseram que o cais fecha.", "anonymous"),
        ("Espera-se que o cais feche.", "impersonal"),
        ("O relatório afirma que o cais cedeu.", "document"),
        ("Cruz e Matos disseram que o cais fecha.", "joint"),
        ("O armador teria vendido o cais.", "nobody"),
        ("A capitã Ivone Cruz disse que o cais fecha.", "named"),
    ],
)
def test_the_kind_of_source_is_said(text: str, kind: str) -> None:
    (only,) = read_text(text, "pt").attributions
    assert only.source_kind == kind


def test_a_pronoun_stands_for_the_speaker_before() -> None:
    text = "Elói Matos disse que o cais fecha.\nEle afirmou que não volta."
    first, second = read_text(text, "pt").attributions
    assert second.speaker == first.speaker


@pytest.mark.parametrize(
    "unit",
    [
        "disse que ",
        "segundo o ",
        "X, disse Y, ",
        "“a”, disse. ",
        "a declaração de ",
        "(",
        "e disse ",
        "atacou e fugiu e ",
    ],
)
def test_hostile_text_is_read_in_linear_time(unit: str) -> None:
    def spent(times: int) -> float:
        return least(lambda: read_text(unit * times, "pt"))

    spent(50)
    assert spent(1600) < 12 * max(spent(400), 0.02)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("pt", "O vereador Caio Braga disse que a usina despejou óleo no rio. A usina rejeita a acusação."),
        ("pt", "A ONG Mar Limpo acusa a usina de despejar óleo no rio. A empresa nega as acusações."),
        ("es", "El concejal Caio Braga dijo que la planta vertió aceite al río. La planta rechaza la acusación."),
        ("en", "Councillor Caio Braga said the plant dumped oil in the river. The plant rejects the allegation."),
    ],
)
def test_what_is_only_called_a_charge_is_the_charge_before_it(lang: str, text: str) -> None:
    charge, denial = read_text(text, lang).attributions
    assert (denial.polarity, denial.denies) == ("denied", charge.id)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("es", '"La planta vertió aceite", dijo a Radio Marea el concejal Caio Braga.'),
        ("pt", '"A usina despejou óleo", disse à Rádio Maré o vereador Caio Braga.'),
    ],
)
def test_the_station_that_was_told_is_not_who_said_it(lang: str, text: str) -> None:
    (said,) = read_text(text, lang).attributions
    assert said.speaker == "Caio Braga"
