from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from meada_models import reader
from meada_models.reader import names
from small_network import pipeline

LONG = " ".join("".join(pair) for pair in product("bcdfghjklmnpqrst", "aeiou", "lmnrs"))
TEXTS = ("Zita veio .", "Zita  veio\n\n cedo .", "", "\n", LONG, "nova Zita veio . nova Zita veio . nova")


def told(doc: Any) -> list[tuple[Any, ...]]:
    return [(t.text, t.pos_, str(t.morph), t.lemma_, t.head.i, t.dep_, t.is_sent_start, t.ent_iob_) for t in doc]


def test_every_sentence_is_one_tree_and_white_space_a_leaf() -> None:
    for doc in pipeline().pipe(TEXTS):
        roots = [token for token in doc if token.head.i == token.i]
        assert len(roots) == len(list(doc.sents)) or not doc.text.strip()
        for token in doc:
            if not token.is_space:
                assert not token.head.is_space
                assert token.head.sent == token.sent
                assert token.pos_ in {"NOUN", "VERB", "PUNCT"}
                assert token.lemma_


def test_many_at_a_time_are_read_as_one_by_one() -> None:
    nlp = pipeline()
    assert [told(doc) for doc in nlp.pipe(TEXTS)] == [told(nlp(text)) for text in TEXTS]


def test_documents_without_trees_have_the_same_sentences_tags_and_names() -> None:
    nlp, texts = pipeline(), [*TEXTS, "\n nova Zita veio ."]
    trees = [place % 2 == 0 for place in range(len(texts))]
    both = zip(nlp.pipe(texts), nlp.pipe(texts, component_cfg={"reader": {"trees": trees}}), trees, strict=True)
    for whole, doc, tree in both:
        if tree:
            assert told(doc) == told(whole)
        else:
            assert not any(token.dep_ or token.lemma_ for token in doc)
            kept = [[(t.text, t.pos_, str(t.morph), t.ent_iob_) for t in each] for each in (doc, whole)]
            assert kept[0] == kept[1]
            assert [span.text.strip() for span in doc.sents] == [span.text.strip() for span in whole.sents]


def test_no_sentence_is_longer_than_the_bound() -> None:
    assert max(len(sentence) for sentence in pipeline()("a " * 400).sents) <= reader.LONGEST


def test_a_line_too_long_to_read_at_once_is_read_in_stretches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "WORDS", 40)
    doc = pipeline()(LONG)
    assert len(doc) == 400
    assert all(token.pos_ and token.dep_ for token in doc)
    assert all(len(sentence) <= 40 for sentence in doc.sents)


def test_known_lemmas_go_before_rules() -> None:
    table = {tag: {"veio": "vir"} for tag in ("NOUN", "VERB", "PUNCT")}
    assert pipeline(table)("Zita veio")[1].lemma_ == "vir"


def test_forms_are_forgotten_when_they_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "FORMS", 4)
    nlp = pipeline()
    before = [told(nlp(text)) for text in ("Zita veio cedo", "nova casa azul", "Zita veio cedo")]
    assert before[0] == before[2]


def test_it_is_written_and_read_back(tmp_path: Path) -> None:
    nlp, other = pipeline({"NOUN": {"veio": "veia"}}), pipeline(seed=9)
    nlp.get_pipe("reader").to_disk(tmp_path / "reader")  # type: ignore[attr-defined]
    other.get_pipe("reader").from_disk(tmp_path / "reader")  # type: ignore[attr-defined]
    text = "nova Zita veio cedo"
    assert [row[:4] for row in told(other(text))] == [row[:4] for row in told(nlp(text))]


def row(**scores: float) -> list[float]:
    tags = ("O", "B_PER", "I_PER", "B_ORG", "I_ORG", "B_LOC", "I_LOC")
    return [scores.get(tag, -9.0) for tag in tags]


def test_a_name_has_one_kind_the_likeliest_of_the_whole() -> None:
    scores = np.array([row(B_PER=1, B_ORG=0.8), row(I_ORG=3), row(O=1)], np.float32)
    places, kinds = names(scores, [3])
    assert places.tolist() == [3, 1, 2]
    assert kinds.tolist() == [1, 1, -1]


def test_a_name_goes_on_in_no_other_sentence() -> None:
    scores = np.array([row(B_LOC=1), row(I_LOC=1), row(I_LOC=1)], np.float32)
    assert names(scores, [1, 2])[0].tolist() == [3, 3, 1]


def test_two_names_may_touch() -> None:
    scores = np.array([row(B_LOC=1), row(B_PER=1)], np.float32)
    assert names(scores, [2])[1].tolist() == [2, 0]


def test_the_lemma_of_a_name_keeps_its_capitals() -> None:
    nlp = pipeline()
    component: Any = nlp.get_pipe("reader")
    labels = {**component.labels, "tags": ["PROPN|", "PROPN|", "PROPN|"], "rules": ["l1|", "l1|"]}
    component.use(component.network, labels, {}, 0.0)
    assert [token.lemma_ for token in nlp("Zitas novas")] == ["Zita", "nova"]
