from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import spacy
from spacy.ml.models.tok2vec import MaxoutWindowEncoder, MultiHashEmbed, build_Tok2Vec_model

from meada.lang import embedding

nlp = spacy.blank("pt")
LINES = ["A ponte caiu ontem.", "Ontem a ponte nova caiu, disse a prefeita.", "", "A PONTE caiu?  Caiu."]


def model() -> Any:
    """A small model with the shape of those that ship, its weights drawn anew."""
    embed = MultiHashEmbed(width=8, attrs=["NORM", "SHAPE", "SPACY"], rows=[60, 60, 9], include_static_vectors=False)
    made = build_Tok2Vec_model(embed, MaxoutWindowEncoder(width=8, window_size=1, maxout_pieces=3, depth=1))
    made.initialize(X=[nlp("um dois")])
    return made


def vectors(made: Any, *lines: str) -> list[Any]:
    return [array.copy() for array in made.predict([nlp.make_doc(line) for line in lines])]


def test_remembered_vectors_are_those_worked_out_but_for_rounding() -> None:
    made = model()
    plain = vectors(made, *LINES)
    embedding.remember(made)
    for _ in range(2):
        for a, b in zip(plain, vectors(made, *LINES), strict=True):
            assert a.shape == b.shape
            assert np.allclose(a, b, atol=1e-5)


@pytest.mark.parametrize("most", [0, 3, 1000])
def test_what_was_read_before_changes_no_bit(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedding, "_MOST", most)
    made = model()
    copy = made.copy()
    embedding.remember(made)
    embedding.remember(copy)
    vectors(copy, "Outras palavras vieram antes, e a ponte nova também.", *reversed(LINES))
    for line in LINES:
        assert np.array_equal(vectors(made, line)[0], vectors(copy, line)[0])


def test_a_model_of_another_shape_stays_as_it_is() -> None:
    made = MaxoutWindowEncoder(width=8, window_size=1, maxout_pieces=3, depth=1)
    layers = list(made.layers)
    embedding.remember(made)
    assert made.layers == layers
