"""Bodies spoken of by what they are."""

from __future__ import annotations

import pytest

from meada.reading.read import read_text


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("pt", "A mineradora Auriverde fechou a mina. A empresa disse que não sabia do risco.", "Auriverde"),
        ("pt", "O sindicato Tecelo parou a fábrica. O dono saiu. O sindicato afirmou que a greve segue.", "Tecelo"),
        ("es", "La minera Aurisur cerró la mina. La empresa dijo que no sabía del riesgo.", "Aurisur"),
        ("en", "The mining company Aurisouth closed the pit. The company said that it knew of no risk.", "Aurisouth"),
    ],
)
def test_a_body_is_known_by_what_it_is_called(lang: str, text: str, wanted: str) -> None:
    assert read_text(text, lang).attributions[-1].speaker == wanted


def test_a_body_that_nobody_called_so_stays_unknown() -> None:
    (said,) = read_text("A mineradora Auriverde fechou a mina. O sindicato disse que a greve segue.", "pt").attributions
    assert said.speaker != "Auriverde"
