from __future__ import annotations

from collections.abc import Sequence

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, Span

from meada.lang.model import Model, load_parser
from meada.lang.parse import Parse


def rules_only(name_of: str = "") -> Model:
    """A parser over a blank pipeline: a full stop ends a sentence, every word hangs on the first."""
    nlp = spacy.blank("pt")
    nlp.add_pipe("sentencizer")

    @Language.component(f"plant-{abs(hash(name_of))}")
    def plant(doc: Doc) -> Doc:
        doc.ents = [Span(doc, t.i, t.i + 1, "PER") for t in doc if t.text == name_of]
        return doc

    nlp.add_pipe(f"plant-{abs(hash(name_of))}")
    return Model("rules@0", nlp)


def words(parse: Parse, text: str) -> list[str]:
    return [text[token.start : token.end] for token in parse.tokens]


def sentences(parse: Parse, text: str) -> list[str]:
    return [span.of(text) for span in parse.sentences]


def test_absent_language_gives_none() -> None:
    assert load_parser("eo") is None


def test_a_line_ends_a_sentence_even_without_a_full_stop() -> None:
    text = "Obras da ponte recomeçam\nA prefeita falou ontem. O prazo é curto."
    assert sentences(rules_only().parse([text])[0], text) == [
        "Obras da ponte recomeçam",
        "A prefeita falou ontem.",
        "O prazo é curto.",
    ]


def test_a_wrapped_line_goes_on() -> None:
    text = "A prefeita falou\nontem na praça."
    assert sentences(rules_only().parse([text])[0], text) == [text]


def test_an_empty_line_always_parts() -> None:
    text = "A prefeita falou\n\nontem na praça."
    assert len(rules_only().parse([text])[0].sentences) == 2


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u00a0\n"])
def test_white_space_gives_nothing(text: str) -> None:
    parse = rules_only().parse([text])[0]
    assert (parse.tokens, parse.sentences, parse.names) == ((), (), ())


def test_texts_keep_their_order() -> None:
    parses = rules_only().parse(["Um.", "", "Dois.\nTrês."])
    assert [len(parse.sentences) for parse in parses] == [1, 0, 2]


def test_a_name_leaves_the_clitic_out() -> None:
    text = "Marta's plan"
    nlp = spacy.blank("en")
    doc = Doc(nlp.vocab, ["Marta's", "plan"], ents=["B-PER", "O"], sent_starts=[True, False])

    class Fixed:
        def pipe(self, texts: Sequence[str], batch_size: int) -> object:
            return iter([doc for _ in texts])

    parse = Model("fixed@0", Fixed()).parse([text])[0]
    assert [(name.span.of(text), name.label) for name in parse.names] == [("Marta", "PER")]


def test_names_are_placed_in_the_whole_text() -> None:
    text = "Título sem ponto\n  Falou Zulmira ontem."
    parse = rules_only("Zulmira").parse([text])[0]
    assert [name.span.of(text) for name in parse.names] == ["Zulmira"]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text(alphabet="aAéZ .,;\n\t\u00a0—“”'😀-", max_size=60), max_size=4))
def test_tokens_stand_in_order_and_sentences_hold_them(texts: list[str]) -> None:
    for text, parse in zip(texts, rules_only().parse(texts), strict=True):
        assert "".join("".join(words(parse, text)).split()) == "".join(text.split())
        assert all(a.end <= b.start for a, b in zip(parse.tokens, parse.tokens[1:], strict=False))
        assert all(0 <= token.head < len(parse.tokens) for token in parse.tokens)
        for token in parse.tokens:
            assert any(span.start <= token.start and token.end <= span.end for span in parse.sentences)
