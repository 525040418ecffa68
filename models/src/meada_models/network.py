"""The network behind the pipelines, in numpy: words to tags, lemmas, trees, names and sentence starts.

Known words, runs of letters and shape make a vector for every word; gated windows of three words (Dauphin et al. 2017)
and a recurrent layer in both directions (Hochreiter & Schmidhuber 1997) put it into its context, the whole document,
and tell where sentences start; a second such layer reads sentence by sentence; heads and labels are scored for every
pair of words (Dozat & Manning 2017). Weights come as half-precision or 8-bit numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from meada_models.words import plain, view

__all__ = ["REACH", "Floats", "Network", "keep", "packed"]

REACH = 1
"""How many words before and after are looked at for a sentence start."""

WHOLE = ("known", "given", "grams", "ends", "shapes")
"""Tables kept in 8 bits with a scale a row."""

ROWS, PAIRS = 384, 96
"""How many words go through a gated layer and through the labels at a time: what lies between stays near the processor."""

Floats = NDArray[np.float32]
Whole = NDArray[np.intp]


class Network:
    """The weights by name, and what is computed with them. Rows of the tables: see `meada_models.words`."""

    def __init__(self, weights: dict[str, Floats], words: Sequence[str]) -> None:
        self.weights = weights
        self.words = list(words)
        self._rows = {word: row for row, word in enumerate(self.words, 1)}
        self.width = weights["space"].shape[1]
        self.windows = sum(name.startswith("window") and name.endswith("weight") for name in weights)

    def embed(self, forms: Sequence[str]) -> Floats:
        """A vector for each of ``forms``, whatever stands around it."""
        w = self.weights
        views = [view(form) for form in forms]
        rows = np.array([self._rows.get(plain(form), 0) for form in forms])
        taught, given = w["known"], w["given"]
        parts = [
            taught[np.where(rows < len(taught), rows, 0)],
            given[rows],
            _summed(w["grams"], [each.grams for each in views]),
            _summed(w["ends"], [each.ends for each in views]),
            w["shapes"][[each.shape for each in views]],
        ]
        return self._gated("embed", np.concatenate(parts, 1))

    def see(self, vectors: Floats, spaces: NDArray[np.bool_], lengths: Sequence[int]) -> Floats:
        """The words of documents of ``lengths``, each in the light of its document; ``spaces`` says after which one stands."""
        place, size = _parted(lengths)
        x = np.zeros((size, self.width), np.float32)
        x[place] = vectors + self.weights["space"][spaces.astype(np.intp)]
        between = np.ones(size, bool)
        between[place] = False
        for number in range(self.windows):
            window = np.zeros((size, 3 * self.width), np.float32)
            window[1:, : self.width] = x[:-1]
            window[:, self.width : -self.width] = x
            window[:-1, -self.width :] = x[1:]
            x += self._gated(f"window{number}", window)
            x[between] = 0
        return self._pass("whole", x[place], lengths)

    def starts(self, seen: Floats, lengths: Sequence[int]) -> Floats:
        """The log-odds that each word starts a sentence."""
        w = self.weights
        place, size = _parted(lengths, REACH)
        x = np.zeros((size, seen.shape[1]), np.float32)
        x[place] = seen
        hidden = np.tile(w["start.inner_bias"], (len(place), 1))
        for by, weight in enumerate(w["start.inner"], -REACH):
            hidden += x[place + by] @ weight
        found: Floats = np.maximum(hidden, 0) @ w["start.outer"] + w["start.bias"]
        return found

    def read(self, seen: Floats, lengths: Sequence[int]) -> Floats:
        """The words of sentences of ``lengths``, each in the light of its whole sentence."""
        return seen + self._pass("sentence", seen, lengths)

    def _pass(self, name: str, x: Floats, lengths: Sequence[int]) -> Floats:
        """A recurrent layer over sequences of ``lengths``, from the front and from the back."""
        w = self.weights
        across = w[f"{name}.across"]
        forward, backward, alive = packed(lengths)
        size = across.shape[1]
        both = np.empty((2, len(x), 4 * size), np.float32)
        for side, rows in enumerate((forward, backward)):
            np.matmul(x[rows], w[f"{name}.inward"][side], out=both[side])
        both += w[f"{name}.bias"][:, None]
        out = np.empty((2, len(x), size), np.float32)
        state = np.zeros((2, alive[0] if alive else 0, size), np.float32)
        cell = np.zeros_like(state)
        at = 0
        for count in alive:
            gates = np.matmul(state[:, :count], across)
            gates += both[:, at : at + count]
            np.tanh(gates, out=gates)
            let, new = gates[..., : 3 * size], gates[..., 3 * size :]
            let *= 0.5
            let += 0.5
            new *= let[..., :size]
            cell = cell[:, :count] * let[..., size : 2 * size]
            cell += new
            state = out[:, at : at + count]
            np.tanh(cell, out=state)
            state *= let[..., 2 * size :]
            at += count
        read = np.empty((len(x), 2 * size), np.float32)
        read[forward, :size] = out[0]
        read[backward, size:] = out[1]
        return read

    def scores(self, name: str, read: Floats) -> Floats:
        """The scores of a plain layer: ``tag``, ``rule`` (lemmas) and others."""
        return np.asarray(read @ self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"])

    def names(self, read: Floats) -> Floats:
        """The scores of the name tags."""
        return self.scores("name", self._relu("name_inner", read))

    def arcs(self, read: Floats) -> tuple[Floats, Floats, Floats]:
        """What arcs are scored with: of words as dependants, of words as heads, and the score of each as the root.

        The score of head h for word d is ``dependants[d] @ heads[h]``.
        """
        w = self.weights
        heads = self._relu("arc_head", read)
        dependants = self._relu("arc_dep", read)
        mixed = dependants @ w["arc"]
        one = np.ones((len(read), 1), np.float32)
        heads = np.concatenate([heads, heads @ w["arc_lean"][:, None]], 1)
        root = mixed @ w["arc_root"] + w["arc_root"] @ w["arc_lean"]
        return np.concatenate([mixed, one], 1), heads, np.asarray(root, np.float32)

    def labels(self, read: Floats, heads: NDArray[np.intp]) -> Floats:
        """The scores of the labels of the arcs to ``heads`` (-1: the root)."""
        w = self.weights
        dependants = self._relu("label_dep", read)
        governors = np.concatenate([self._relu("label_head", read), w["label_root"][None]])[heads]
        found = np.asarray(dependants @ w["label_of_dep"] + governors @ w["label_of_head"] + w["label_bias"])
        for at in range(0, len(read), PAIRS):
            part = slice(at, at + PAIRS)
            mixed = (dependants[part] @ w["label"]).reshape(-1, found.shape[1], dependants.shape[1])
            found[part] += np.matmul(mixed, governors[part, :, None])[:, :, 0]
        return found

    def _relu(self, name: str, x: Floats) -> Floats:
        return np.maximum(self.scores(name, x), 0)

    def _gated(self, name: str, x: Floats) -> Floats:
        if len(x) > ROWS:
            return np.concatenate([self._gated(name, x[at : at + ROWS]) for at in range(0, len(x), ROWS)])
        w = self.weights
        y = x @ w[f"{name}.weight"]
        y += w[f"{name}.bias"]
        half = y.shape[1] // 2
        best = np.tanh(y[:, half:])
        best += 1
        best *= y[:, :half]
        best *= 0.5
        best -= best.mean(1, keepdims=True)
        best *= 1 / np.sqrt((best * best).mean(1, keepdims=True) + 1e-5)
        best *= w[f"{name}.gain"]
        best += w[f"{name}.shift"]
        return best

    def save(self, path: Path) -> None:
        """Write the weights: the tables in 8 bits, the others in half precision."""
        parts: dict[str, NDArray[np.generic]] = {}
        for name, value in self.weights.items():
            if name in WHOLE:
                parts[name], parts[f"{name}/scale"] = keep(value)
            else:
                parts[name] = value.astype(np.float16)
        np.savez(path, **parts)  # type: ignore[arg-type]

    @classmethod
    def load(cls, path: Path, words: Sequence[str]) -> Network:
        """The network that `save` wrote."""
        with np.load(path) as kept:
            weights = {name: kept[name].astype(np.float32) for name in kept.files if not name.endswith("/scale")}
            for name in WHOLE:
                weights[name] *= kept[f"{name}/scale"].astype(np.float32)[:, None]
        return cls(weights, words)


def keep(table: Floats) -> tuple[NDArray[np.int8], NDArray[np.float16]]:
    """``table`` in 8 bits, and the scale of each row."""
    scale = np.maximum(np.abs(table).max(1) / 127, 1e-7).astype(np.float16)
    return np.round(table / scale.astype(np.float32)[:, None]).clip(-127, 127).astype(np.int8), scale


def _summed(table: Floats, rows: Sequence[Sequence[int]]) -> Floats:
    """The sums of the ``rows`` of ``table`` over the root of their number."""
    sizes = np.array([len(each) for each in rows])
    starts = np.cumsum(sizes) - sizes
    sums = np.add.reduceat(table[[row for each in rows for row in each]], starts)
    return np.asarray(sums / np.sqrt(sizes, dtype=np.float32)[:, None])


def _parted(lengths: Sequence[int], by: int = 1) -> tuple[Whole, int]:
    """Where the words of documents stand when ``by`` rows of nothing part them, and how many rows that makes."""
    sizes = np.asarray(lengths, np.intp)
    place = np.arange(sizes.sum()) + np.repeat(np.arange(1, len(sizes) + 1) * by, sizes)
    return place, int(sizes.sum()) + by * (len(sizes) + 1)


def packed(lengths: Sequence[int]) -> tuple[Whole, Whole, list[int]]:
    """The words of sentences in the order a recurrent layer takes them, from the front and from the back: first words
    of all sentences, second words of all that have one, and so on; and how many sentences go on at each step.
    """
    sizes = np.asarray(lengths, np.intp)
    order = np.argsort(-sizes, kind="stable")
    ends = np.cumsum(sizes)[order]
    starts, sorted_sizes = ends - sizes[order], sizes[order]
    longest = int(sorted_sizes[0]) if len(sizes) else 0
    alive = np.searchsorted(-sorted_sizes, -np.arange(longest), side="left")
    forward = [starts[:count] + step for step, count in enumerate(alive.tolist())]
    backward = [ends[:count] - 1 - step for step, count in enumerate(alive.tolist())]
    none = np.zeros(0, np.intp)
    return np.concatenate([none, *forward]), np.concatenate([none, *backward]), alive.tolist()
