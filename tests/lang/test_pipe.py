from __future__ import annotations

import pytest

import meada.lang.pipe as step
from meada.errors import MeadaError
from meada.lang.parse import Name, Parse, Token
from meada.span import Span


class Fixed:
    id = "fixed@0"

    def parse(self, text: str) -> Parse:
        tokens = (Token(0, 4, "VERB", "chover", 0, "root"), Token(4, 5, "PUNCT", ".", 0, "punct"))
        return Parse(tokens, (Span(0, len(text)),), (Name(Span(0, 4), "LOC"),), self.id)


def test_a_line_goes_in_and_json_values_come_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(step, "load_parser", lambda lang: Fixed())
    assert step.parse_record({"id": "a", "text": "Neva.", "lang": "pt"}) == {
        "id": "a",
        "model": "fixed@0",
        "sentences": [[0, 5]],
        "tokens": [
            {"start": 0, "end": 4, "upos": "VERB", "lemma": "chover", "head": 0, "deprel": "root"},
            {"start": 4, "end": 5, "upos": "PUNCT", "lemma": ".", "head": 0, "deprel": "punct"},
        ],
        "names": [{"start": 0, "end": 4, "label": "LOC"}],
    }


def test_a_missing_model_is_said_with_what_to_install() -> None:
    with pytest.raises(MeadaError, match=r"'eo'.*install meada-models"):
        step.parse_record({"id": "a", "text": "Pluvas.", "lang": "eo"})


def test_a_line_without_text_is_an_error() -> None:
    with pytest.raises(KeyError):
        step.parse_record({"id": "a", "lang": "pt"})
