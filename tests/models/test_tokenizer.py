from __future__ import annotations

import pytest
import spacy

from meada_models.tokenizer import tokenizer


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("pt", "Disse-lhe que não -e saiu.", ["Disse-lhe", "que", "não", "-", "e", "saiu", "."]),
        ("pt", "A cidade-sede do torneio", ["A", "cidade-sede", "do", "torneio"]),
        ("es", "«No lo sé», dijo.", ["«", "No", "lo", "sé", "»", ",", "dijo", "."]),
        ("en", "They don't like Marla's plan!!", ["They", "don't", "like", "Marla's", "plan", "!!"]),
        (
            "en",
            "Non-stop co-workers of a well-known firm",
            ["Non-stop", "co-workers", "of", "a", "well", "-", "known", "firm"],
        ),
        (
            "en",
            "The ex-mayor rang 555-0134 at 7:30pm?!",
            ["The", "ex-mayor", "rang", "555-0134", "at", "7:30", "pm", "?!"],
        ),
        ("en", "rafts and/or boats of Lt. Orne", ["rafts", "and", "/", "or", "boats", "of", "Lt.", "Orne"]),
        ("en", "an e-mail of 03/04/2001", ["an", "e-mail", "of", "03/04/2001"]),
    ],
)
def test_surface_tokens(lang: str, text: str, expected: list[str]) -> None:
    assert [token.text for token in tokenizer()(spacy.blank(lang))(text)] == expected
