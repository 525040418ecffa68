from __future__ import annotations

import spacy

from meada_models.train.corpus import document
from meada_models.train.treebank import Token


def sentence(parsed: bool) -> list[Token]:
    words = [("Zita", "PROPN", 1, "nsubj", "B-PER"), ("veio", "VERB", 1, "ROOT", "O")]
    return [
        Token(form, True, upos if parsed else "", form, "", head, deprel if parsed else "", name)
        for form, upos, head, deprel, name in words
    ]


def test_what_is_not_taught_is_missing_not_empty() -> None:
    doc = document(spacy.blank("pt").vocab, [sentence(parsed=False)])
    assert not any(doc.has_annotation(field) for field in ("POS", "MORPH", "LEMMA", "DEP"))
    assert [(entity.text, entity.label_) for entity in doc.ents] == [("Zita", "PER")]


def test_heads_are_placed_in_the_document() -> None:
    doc = document(spacy.blank("pt").vocab, [sentence(parsed=True), sentence(parsed=True)])
    assert [token.head.i for token in doc] == [1, 1, 3, 3]
    assert [sent.text for sent in doc.sents] == ["Zita veio", "Zita veio"]
