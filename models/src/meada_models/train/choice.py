"""How ready a trained pipeline is to see a name, chosen where names are annotated: the teacher's word makes it too shy or
too bold."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language

from meada_models.reader import Reader
from meada_models.train.evaluate import evaluate
from meada_models.train.treebank import Sentence

__all__ = ["choose"]

SHIFTS = (0.0, -0.25, 0.25, -0.5, 0.5, -0.75, 0.75)
"""What is tried, in log-odds, for a word that stands in no name."""


def choose(nlp: Language, sentences: Sequence[Sentence]) -> float:
    """Add to the score of "no name" what gives the names of ``sentences`` the best F, and return it; 0 without any."""
    reader = nlp.get_pipe("reader")
    assert isinstance(reader, Reader)
    assert reader.network is not None
    if not any(token.name not in (None, "O") for sentence in sentences for token in sentence):
        return 0.0
    lean = reader.network.weights["name.bias"]
    first = float(lean[0])
    found = {}
    for shift in SHIFTS:
        lean[0] = first + shift
        found[shift] = evaluate(nlp, sentences)["ents_f"]
    best = max(SHIFTS, key=lambda shift: found[shift])
    lean[0] = first + best
    return best
