"""Heads for names on the token states of the transformer, in numpy: three on its states as they are, and one on those of the
transformer with adapters. What they hold likely is averaged.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

__all__ = ["NAME_LABELS", "NAME_TAGS", "Adapted", "Heads", "best_tags"]

NAME_LABELS = ("PER", "ORG", "LOC")
NAME_TAGS = ("O", *(f"{place}-{label}" for label in NAME_LABELS for place in "BI"))
"""IOB2 tags over the labels of UNER v1; its ``OTH`` is left out."""

Floats = NDArray[np.float32]


@dataclass
class Heads:
    """Perceptrons with one hidden layer on the states of `LAYERS` side by side, their log-probabilities averaged. First axis
    of the layers: the seed.
    """

    LAYERS: ClassVar = (6, 9, 12)

    mean: Floats
    spread: Floats
    inner: Floats
    inner_bias: Floats
    outer: Floats
    outer_bias: Floats

    def chances(self, states: Floats) -> Floats:
        """Probability of each of `NAME_TAGS` for each word; ``states`` has shape (words, width · layers)."""
        x = (states - self.mean) / self.spread
        total = np.zeros((len(x), len(NAME_TAGS)), np.float32)
        for inner, inner_bias, outer, outer_bias in zip(
            self.inner, self.inner_bias, self.outer, self.outer_bias, strict=True
        ):
            total += np.log(_softmax(np.maximum(x @ inner.T + inner_bias, 0) @ outer.T + outer_bias) + 1e-9)
        return _softmax(total / len(self.inner))

    def save(self, path: Path) -> None:
        """Write the heads, in half precision."""
        names = ("mean", "spread", "inner", "inner_bias", "outer", "outer_bias")
        np.savez(path, **{key: part.astype(np.float16) for key, part in zip(names, astuple(self), strict=True)})

    @classmethod
    def load(cls, path: Path) -> Heads:
        """Heads written by `save`."""
        with np.load(path) as kept:
            return cls(**{key: kept[key].astype(np.float32) for key in kept.files})


@dataclass
class Adapted:
    """A perceptron on the states of `LAYERS`, mixed by ``mix``; ``adapters`` holds for a matrix of the transformer the two thin
    ones whose product is added to it (Hu et al. 2021).
    """

    LAYERS: ClassVar = (6, 8, 10)

    mix: Floats
    inner: Floats
    inner_bias: Floats
    outer: Floats
    outer_bias: Floats
    adapters: dict[str, tuple[Floats, Floats]]

    def chances(self, states: Floats) -> Floats:
        """Probability of each of `NAME_TAGS` for each word; ``states`` has shape (words, width · layers)."""
        layers = states.reshape(len(states), len(self.LAYERS), -1)
        x = np.einsum("nlw,l->nw", layers, self.mix)
        return _softmax(np.maximum(x @ self.inner.T + self.inner_bias, 0) @ self.outer.T + self.outer_bias)

    def deltas(self) -> dict[str, Floats]:
        """What is added to the matrices of the transformer, by name."""
        return {name: up @ down for name, (up, down) in self.adapters.items()}

    def save(self, path: Path) -> None:
        """Write everything, in half precision."""
        parts = {key: getattr(self, key) for key in _PARTS}
        for name, (up, down) in self.adapters.items():
            parts |= {f"{name}/up": up, f"{name}/down": down}
        np.savez(path, **{key: part.astype(np.float16) for key, part in parts.items()})

    @classmethod
    def load(cls, path: Path) -> Adapted:
        """The head that `save` wrote."""
        with np.load(path) as kept:
            parts = {key: kept[key].astype(np.float32) for key in kept.files}
        names = sorted({key.partition("/")[0] for key in parts if "/" in key})
        adapters = {name: (parts[f"{name}/up"], parts[f"{name}/down"]) for name in names}
        return cls(*(parts[key] for key in _PARTS), adapters)


_PARTS = ("mix", "inner", "inner_bias", "outer", "outer_bias")


def _softmax(scores: Floats) -> Floats:
    chances = np.exp(scores - scores.max(-1, keepdims=True))
    return np.asarray(chances / chances.sum(-1, keepdims=True))


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
