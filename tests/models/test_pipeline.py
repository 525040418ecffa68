from __future__ import annotations

import pytest

import meada_models
from meada.lang.model import load_parser
from meada.lang.parse import Parse
from sentences import SAMPLE, Expected

there = [expected for expected in SAMPLE if expected.lang in meada_models.LANGUAGES]
each = pytest.mark.parametrize("expected", there, ids=[expected.text[:30] for expected in there])


def parse(expected: Expected) -> Parse:
    parser = load_parser(expected.lang)
    assert parser is not None
    return parser.parse(expected.text)


@each
def test_words_are_tagged(expected: Expected) -> None:
    found, tags = [token.upos for token in parse(expected).tokens], expected.tags.split()
    assert len(found) == len(tags)
    assert sum(a != b for a, b in zip(found, tags, strict=True)) <= 1


@each
def test_the_root_and_its_subject_are_found(expected: Expected) -> None:
    tokens = parse(expected).tokens
    words = [expected.text[token.start : token.end] for token in tokens]
    root = next(i for i, token in enumerate(tokens) if token.head == i)
    assert (words[root], tokens[root].lemma) == expected.root
    subjects = [words[i] for i, token in enumerate(tokens) if token.head == root and token.deprel.startswith("nsubj")]
    assert subjects == [expected.subject]


@pytest.mark.parametrize("lang", meada_models.LANGUAGES)
def test_all_names_but_one_at_most_are_found(lang: str) -> None:
    wanted, found = set(), set()
    for expected in there:
        if expected.lang == lang:
            wanted |= {(expected.text, *name) for name in expected.names}
            found |= {(expected.text, name.span.of(expected.text), name.label) for name in parse(expected).names}
    assert len(wanted - found) <= 1
    assert len(found - wanted) <= 1


@each
def test_it_is_one_sentence(expected: Expected) -> None:
    assert [span.of(expected.text) for span in parse(expected).sentences] == [expected.text]
