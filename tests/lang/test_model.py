from __future__ import annotations

from collections.abc import Iterable

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, Span

from meada.lang.model import Model, load_parser
from meada.lang.parse import Parse
from meada.span import Span as Place


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
    assert sentences(rules_only().parse(text), text) == [
        "Obras da ponte recomeçam",
        "A prefeita falou ontem.",
        "O prazo é curto.",
    ]


def test_a_wrapped_line_goes_on() -> None:
    text = "A prefeita falou\nontem na praça."
    assert sentences(rules_only().parse(text), text) == [text]


def test_an_empty_line_always_parts() -> None:
    text = "A prefeita falou\n\nontem na praça."
    assert len(rules_only().parse(text).sentences) == 2


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u00a0\n"])
def test_white_space_gives_nothing(text: str) -> None:
    parse = rules_only().parse(text)
    assert (parse.tokens, parse.sentences, parse.names) == ((), (), ())


def test_spans_are_parsed_by_themselves_with_offsets_in_the_text() -> None:
    text = "Um. Dois.\nTrês. Quatro."
    spans = [Place(0, 3), Place(4, 4), Place(4, 15)]
    parse = rules_only().parse(text, spans)
    assert sentences(parse, text) == ["Um.", "Dois.", "Três."]
    assert words(parse, text) == ["Um", ".", "Dois", ".", "Três", "."]


def test_only_the_spans_asked_for_get_a_tree() -> None:
    nlp = spacy.blank("pt")

    class FirstIsHead:
        def __call__(self, doc: Doc) -> Doc:
            for word in doc:
                word.head, word.dep_, word.lemma_ = doc[0], "dep", word.lower_
            return doc

        def pipe(self, docs: Iterable[Doc], batch_size: int, trees: Iterable[bool]) -> Iterable[Doc]:
            return (self(doc) if tree else doc for doc, tree in zip(docs, trees, strict=True))

    Language.factory("first-is-head", func=lambda nlp, name: FirstIsHead())
    nlp.add_pipe("sentencizer", name="sentences")
    nlp.add_pipe("first-is-head", name="reader")
    text = "Chove muito. Venta pouco."
    parse = Model("rules@0", nlp).parse(text, [Place(0, 12), Place(13, 25)], [False, True])
    assert sentences(parse, text) == ["Chove muito.", "Venta pouco."]
    assert [(t.head, t.deprel, t.lemma) for t in parse.tokens] == [
        (0, "", ""), (1, "", ""), (2, "", ""), (3, "root", "venta"), (3, "dep", "pouco"), (3, "dep", "."),
    ]  # fmt: skip


def test_a_name_leaves_the_clitic_out() -> None:
    text = "Marta's plan"
    nlp = spacy.blank("en")
    doc = Doc(nlp.vocab, ["Marta's", "plan"], ents=["B-PER", "O"], sent_starts=[True, False])

    class Fixed:
        pipeline = ()

        def pipe(self, texts: Iterable[str], batch_size: int, component_cfg: object = None) -> object:
            return iter([doc for _ in texts])

    parse = Model("fixed@0", Fixed()).parse(text)
    assert [(name.span.of(text), name.label) for name in parse.names] == [("Marta", "PER")]


def test_names_are_placed_in_the_whole_text() -> None:
    text = "Título sem ponto\n  Falou Zulmira ontem."
    parse = rules_only("Zulmira").parse(text)
    assert [name.span.of(text) for name in parse.names] == ["Zulmira"]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text(alphabet="aAéZ .,;\n\t\u00a0—“”'😀-", max_size=60), max_size=4))
def test_tokens_stand_in_order_and_sentences_hold_them(texts: list[str]) -> None:
    for text, parse in ((text, rules_only().parse(text)) for text in texts):
        assert "".join("".join(words(parse, text)).split()) == "".join(text.split())
        assert all(a.end <= b.start for a, b in zip(parse.tokens, parse.tokens[1:], strict=False))
        assert all(0 <= token.head < len(parse.tokens) for token in parse.tokens)
        for token in parse.tokens:
            assert any(span.start <= token.start and token.end <= span.end for span in parse.sentences)
