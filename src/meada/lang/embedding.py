"""Vectors of words that a pipeline has met before: the first layer of a model sees each word by itself, so that what it
gives need not be worked out again.

A new word's vector is worked out row by row, never in one product with others: a product rounds by where a row stands in
it, and what is remembered must not depend on what was read before.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from thinc.api import Model, NumpyOps

__all__ = ["Rows", "remember"]

_MOST = 1 << 15
"""Words remembered; beyond them all are forgotten and learned anew (16 MiB)."""
_MIX = np.uint64(0x9E3779B97F4A7C15)

Floats = NDArray[np.float32]


class Rows(NumpyOps):  # type: ignore[misc]  # untyped
    """Operations whose matrix products take one row at a time."""

    def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        """As `thinc.api.Ops.gemm`; a row of the product depends on that row of ``x`` alone."""
        left, right = x.T if trans1 else x, y.T if trans2 else y
        found = np.matmul(left[:, None, :], right)[:, 0, :]
        if out is None:
            return found
        out[:] = found
        return out


class _Chosen:
    """Some words of several documents, as one document for the layers that look at words alone."""

    def __init__(self, docs: Sequence[Any], places: Sequence[int]) -> None:
        self.vocab, self._docs, self._places = docs[0].vocab, docs, list(places)

    def __len__(self) -> int:
        return len(self._places)

    def to_array(self, columns: Any) -> Any:
        """The attributes ``columns`` of the words, as a document gives them."""
        return np.concatenate([doc.to_array(columns) for doc in self._docs])[self._places]


class _Memory:
    def __init__(self, inner: Any, columns: Sequence[int]) -> None:
        self._inner, self._columns = inner, list(columns)
        self._mix = _MIX ** np.arange(1, len(self._columns) + 1, dtype=np.uint64)
        self._known: dict[int, int] = {}
        self._table: Floats = np.empty((0, 0), np.float32)

    def __call__(self, model: Any, docs: Sequence[Any], is_train: bool) -> Any:
        """The vectors of the words of ``docs``, an array a document."""
        if is_train or not docs:
            return self._inner(docs, is_train)
        keys = [(doc.to_array(self._columns) * self._mix).sum(1, dtype=np.uint64) for doc in docs]
        rows = self._rows(docs, np.concatenate(keys).tolist())
        ends = np.cumsum([len(key) for key in keys])[:-1]
        return np.split(self._table[rows], ends), _untaught

    def _rows(self, docs: Sequence[Any], keys: list[int]) -> list[int]:
        """The row of each key in the table, after those that were not known are added to it."""
        if len(self._known) > _MOST:
            self._known.clear()
        known = self._known
        fresh = {key: at for at, key in enumerate(keys) if key not in known}
        if fresh:
            vectors = self._inner.predict([_Chosen(docs, list(fresh.values()))])[0]
            first = len(known)
            if first + len(fresh) > len(self._table):
                grown = np.empty((2 * (first + len(fresh)), vectors.shape[1]), np.float32)
                if first:
                    grown[:first] = self._table[:first]
                self._table = grown
            self._table[first : first + len(fresh)] = vectors
            known.update(zip(fresh, range(first, first + len(fresh)), strict=True))
        return [known[key] for key in keys]


def _untaught(_: Any) -> Any:
    raise RuntimeError("remembered vectors are not for training")


def remember(model: Any) -> None:
    """Lets the embedding of ``model``, a `spacy.Tok2Vec.v2`, remember the words it met; another shape stays as it is."""
    embed = model.layers[0]
    features = [layer for layer in embed.walk() if layer.name == "extract_features"]
    if len(features) != 1:
        return
    for layer in embed.walk():
        if isinstance(layer.ops, NumpyOps):
            layer.ops = Rows(use_blis=False)
    from spacy.attrs import IDS

    columns = [IDS.get(name, name) for name in ("ORTH", *features[0].attrs["columns"])]
    model.layers[0] = Model("remembered", _Memory(embed, columns), ops=model.ops)
