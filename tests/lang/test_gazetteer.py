from __future__ import annotations

import pytest

from meada.lang import LANGUAGES
from meada.lang.gazetteer import gazetteer, state_name
from meada.lang.lexicon import Lexicon, lowered, words
from meada.lang.table import resource
from meada.span import Span


@pytest.mark.parametrize(
    ("lang", "text", "kind", "code"),
    [
        ("pt", "Coreia do Norte", "state", "PRK"),
        ("pt", "alemãs", "demonym", "DEU"),
        ("pt", "Moscovo", "capital", "RUS"),
        ("pt", "Moscou", "capital", "RUS"),
        ("es", "españolas", "demonym", "ESP"),
        ("en", "North Korean", "demonym", "PRK"),
        ("en", "White House", "building", "USA"),
        ("pt", "Recife", "city", "BRA"),
    ],
)
def test_words_for_states(lang: str, text: str, kind: str, code: str) -> None:
    hit = gazetteer(lang).at(text, words(text, Span(0, len(text)))[0])
    assert hit is not None
    assert (hit[1].kind, hit[1].codes[0], hit[0]) == (kind, code, Span(0, len(text)))


def test_every_state_has_a_name_a_demonym_and_a_capital_in_every_language() -> None:
    for code, entry in resource("states").items():
        for lang in LANGUAGES:
            assert state_name(code, lang) != code
            assert entry["demonyms"][lang], (code, lang)
            assert entry["capitals"][lang], (code, lang)


def test_the_longest_phrase_wins_and_ends_at_a_word() -> None:
    lexicon = Lexicon([("mar", 1), ("mar alto", 2)])
    text = "mar alto, marés, mar"
    found = list(lexicon.find(text, words(text, Span(0, len(text)))))
    assert found == [(Span(0, 8), 2), (Span(17, 20), 1)]


def test_lowering_keeps_offsets() -> None:
    assert len(lowered("İSTANBUL É")) == 10
