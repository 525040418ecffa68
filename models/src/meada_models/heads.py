"""The heads for names on the token states of the transformer, in numpy."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

__all__ = ["LAYERS", "NAME_TAGS", "Heads", "best_tags"]

NAME_LABELS = ("PER", "ORG", "LOC")
NAME_TAGS = ("O", *(f"{place}-{label}" for label in NAME_LABELS for place in "BI"))
"""IOB2 tags over the labels of UNER v1; its ``OTH`` is left out."""

LAYERS = (6, 9, 12)
"""The layers of the transformer whose states the heads read, side by side."""

Floats = NDArray[np.float32]


@dataclass
class Heads:
    """Perceptrons with one hidden layer; their log-probabilities are averaged. First axis of the layers: the seed."""

    mean: Floats
    spread: Floats
    inner: Floats
    inner_bias: Floats
    outer: Floats
    outer_bias: Floats

    def scores(self, states: Floats) -> list[list[float]]:
        """Log-probability of each of `NAME_TAGS` for each word; ``states`` has shape (words, width · layers)."""
        x = (states - self.mean) / self.spread
        total = np.zeros((len(x), len(NAME_TAGS)), np.float32)
        for inner, inner_bias, outer, outer_bias in zip(
            self.inner, self.inner_bias, self.outer, self.outer_bias, strict=True
        ):
            logits = np.maximum(x @ inner.T + inner_bias, 0) @ outer.T + outer_bias
            logits -= logits.max(-1, keepdims=True)
            total += logits - np.log(np.exp(logits).sum(-1, keepdims=True))
        return [[float(value) for value in row] for row in total / len(self.inner)]

    def save(self, path: Path) -> None:
        """Write the heads, in half precision."""
        names = ("mean", "spread", "inner", "inner_bias", "outer", "outer_bias")
        np.savez(path, **{key: part.astype(np.float16) for key, part in zip(names, astuple(self), strict=True)})

    @classmethod
    def load(cls, path: Path) -> Heads:
        """Heads written by `save`."""
        with np.load(path) as kept:
            return cls(**{key: kept[key].astype(np.float32) for key in kept.files})


def best_tags(scores: Sequence[Sequence[float]]) -> list[str]:
    """The likeliest run of IOB2 tags in which ``I-X`` follows only ``B-X`` or ``I-X`` (Viterbi)."""
    if not scores:
        return []
    allowed = [
        [i for i, before in enumerate(NAME_TAGS) if not after.startswith("I-") or before[2:] == after[2:]]
        for after in NAME_TAGS
    ]
    best = [-math.inf if tag.startswith("I-") else score for tag, score in zip(NAME_TAGS, scores[0], strict=True)]
    back: list[list[int]] = []
    for row in scores[1:]:
        choice = [max(before, key=best.__getitem__) for before in allowed]
        best = [best[i] + score for i, score in zip(choice, row, strict=True)]
        back.append(choice)
    at = max(range(len(best)), key=best.__getitem__)
    path = [at]
    for choice in reversed(back):
        at = choice[at]
        path.append(at)
    return [NAME_TAGS[i] for i in reversed(path)]
