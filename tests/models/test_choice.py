from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language

from meada_models.reader import Reader
from meada_models.train.choice import SHIFTS, choose
from meada_models.train.evaluate import evaluate
from meada_models.train.treebank import Token
from small_network import pipeline


def sentence(*names: str | None) -> list[Token]:
    words = "Zita veio de Serra Nova ontem".split()
    return [
        Token(form, True, "NOUN", form.lower(), "", 0, "ROOT" if place == 0 else "dep", name)
        for place, (form, name) in enumerate(zip(words, names, strict=True))
    ]


def weights(nlp: Language) -> NDArray[np.float32]:
    reader = nlp.get_pipe("reader")
    assert isinstance(reader, Reader)
    assert reader.network is not None
    return reader.network.weights["name.bias"]


def bias(nlp: Language) -> float:
    return float(weights(nlp)[0])


def test_where_no_name_is_annotated_nothing_is_chosen() -> None:
    nlp = pipeline()
    before = bias(nlp)
    assert choose(nlp, [sentence(*["O"] * 6), sentence(*[None] * 6)]) == 0
    assert bias(nlp) == before


def test_the_readiness_with_the_best_names_stays_in_the_network() -> None:
    nlp, sentences = pipeline(seed=4), [sentence("B-PER", "O", "O", "B-LOC", "I-LOC", "O")] * 3
    before = bias(nlp)
    shift = choose(nlp, sentences)
    assert abs(bias(nlp) - before - shift) < 1e-6
    best = evaluate(nlp, sentences)["ents_f"]
    for other in SHIFTS:
        weights(nlp)[0] = before + other
        assert evaluate(nlp, sentences)["ents_f"] <= best
