"""Where sentences end."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meada.lang import LANGUAGES
from meada.reading.sentences import split
from meada.span import Span


def cut(text: str, lang: str) -> list[str]:
    return [s.of(text) for s in split(text, Span(0, len(text)), lang)]


@pytest.mark.parametrize(
    ("lang", "parts"),
    [
        ("pt", ["O Sr. Aruá saiu.", "Disse que volta."]),
        ("pt", ["A frota cresceu;", "Pelo menos três navios voltaram."]),
        ("pt", ["“Vamos embora!”, disse Iolanda.", "ele disse."]),
        ("pt", ["O art. 5º caiu em 3 de mar. de 2020.", "Foi tarde."]),
        ("pt", ['Ele pediu: "Fiquem!', 'Já é tarde."', "E saiu."]),
        ("pt", ["Vieram Ana Sul, médica; Rui Val, juiz; e Lea Cid, piloto.", "Foi só."]),
        ("es", ["EE. UU. aceptó el plan.", "Fue rápido."]),
        ("es", ["—La huelga sigue —avisó la vocera—.", "Mañana hay marcha."]),
        ("en", ["J. K. Orrin of the U.S. Navy left.", '"What?" he asked.', "Nobody replied."]),
        ("en", [["It sits in the U.S.", " harbour is small."][0], "The harbour is small."]),
        ("en", ["Orrin & Sons, Inc. said yes.", "It paid 3.5 million."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(lang: str, parts: list[str]) -> None:
    assert cut(" ".join(parts), lang) == parts


@pytest.mark.parametrize("lang", LANGUAGES)
@given(text=st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_sentences_cover_any_text_in_order(lang: str, text: str) -> None:
    spans = split(text, Span(0, len(text)), lang)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert "".join("".join(s.of(text).split()) for s in spans) == "".join(text.split())
