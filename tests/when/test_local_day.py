from __future__ import annotations

import pytest

from meada.when import Anchor, read

PUBLISHED = Anchor(published="2025-08-12T19:48", zone="-03:00")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("pt", "A rádio estatal informou nesta quarta-feira (13, data local) a viagem."),
        ("es", "La radio estatal informó este miércoles (13, hora local) del viaje."),
    ],
)
def test_a_day_that_is_the_day_elsewhere_says_so(lang: str, text: str) -> None:
    (found,) = read(text, lang, anchor=PUBLISHED)
    assert (found.begin, found.zone, found.zone_basis) == ("2025-08-13", None, "text")


def test_a_plain_day_has_no_zone_from_the_text() -> None:
    (found,) = read("A rádio estatal informou nesta terça-feira (12) a viagem.", "pt", anchor=PUBLISHED)
    assert found.zone_basis == "unknown"
