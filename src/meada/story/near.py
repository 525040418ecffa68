"""Which texts may share wording, without comparing all with all: MinHash, then exact containment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
import rensa

from meada.story.gram import Gram

__all__ = ["COPY", "PASSAGE", "Sketches", "bands", "containment", "exact", "hashed", "kept", "shared"]

COPY = 0.25
"""From this containment on, two texts are copies of one text (measured on parallel coverage in Portuguese)."""
PASSAGE = 0.10
"""From this containment on they share a passage; independent wording stays below 0.08."""

_LEAST = 10
"""Shared runs below which nothing is concluded: a motto, a title or a list of names is no copy."""
_BANDS = 64
_AGREE = 2
_CROWD = 256


def containment(a: frozenset[Gram], b: frozenset[Gram]) -> float:
    """The part of the smaller set that stands in the larger, in [0, 1]; the same both ways round."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def bands(grams: frozenset[Gram]) -> list[int]:
    """The bands of a text as keys of 63 bits, for an index outside memory; none for a text too short to tell."""
    if len(grams) < _LEAST:
        return []
    sketch = rensa.RMinHash(num_perm=_BANDS, seed=42)
    sketch.update([" ".join(gram) for gram in sorted(grams)])
    return [(band << 56 ^ int(value)) & (1 << 63) - 1 for band, value in enumerate(sketch.digest())]


def exact(grams: frozenset[Gram]) -> int | None:
    """A key of 63 bits that texts with the same runs of words have in common, apart from all keys of `bands`."""
    if not grams:
        return None
    text = "\n".join(sorted(" ".join(gram) for gram in grams))
    return _BANDS << 56 | int.from_bytes(blake2b(text.encode(), digest_size=7).digest(), "big")


def hashed(grams: frozenset[Gram]) -> bytes:
    """The runs of a text as hashes of 8 bytes, sorted: what is kept of it to compare it again."""
    found = {blake2b(" ".join(gram).encode(), digest_size=8).digest() for gram in grams}
    return np.sort(np.frombuffer(b"".join(found), dtype="<u8")).tobytes()


def kept(a: bytes, b: bytes) -> float:
    """As `shared`, of the runs that are kept of two texts."""
    if a == b:
        return 1.0 if a else 0.0
    x, y = np.frombuffer(a, dtype="<u8"), np.frombuffer(b, dtype="<u8")
    n = len(np.intersect1d(x, y, assume_unique=True))
    return n / min(len(x), len(y)) if n >= _LEAST else 0.0


def shared(a: frozenset[Gram], b: frozenset[Gram]) -> float:
    """`containment`, or 0 where too few runs are shared to conclude anything."""
    return containment(a, b) if a == b or len(a & b) >= _LEAST else 0.0


class Sketches:
    """MinHash sketches of texts in bands of one row; texts that agree in two bands are compared exactly.

    Bands of one row find a cut copy inside a longer page, where the sets differ in size and longer bands fail
    (Broder 1997 on resemblance and containment). A band that more than 256 texts share tells nothing and is left out.
    """

    def __init__(self) -> None:
        self.sets: list[frozenset[Gram]] = []
        self._bands: list[dict[int, list[int]]] = [{} for _ in range(_BANDS)]
        self._exact: dict[frozenset[Gram], int] = {}

    def add(self, grams: frozenset[Gram]) -> dict[int, float]:
        """Take in a text; the earlier texts that share a passage with it, by number, with the containment."""
        at = len(self.sets)
        self.sets.append(grams)
        if not grams:
            return {}
        first = self._exact.setdefault(grams, at)
        if first != at:
            return {first: 1.0}
        if len(grams) < _LEAST:
            return {}
        votes = Counter(other for found in self._sketch(at, grams) for other in found)
        shared = {other: len(grams & self.sets[other]) for other, n in votes.items() if n >= _AGREE}
        near = {other: n / min(len(grams), len(self.sets[other])) for other, n in shared.items() if n >= _LEAST}
        return {other: share for other, share in sorted(near.items()) if share >= PASSAGE}

    def _sketch(self, at: int, grams: frozenset[Gram]) -> list[Sequence[int]]:
        """Put a text into its bands; who else stands there."""
        sketch = rensa.RMinHash(num_perm=_BANDS, seed=42)
        sketch.update([" ".join(gram) for gram in grams])
        found: list[Sequence[int]] = []
        for band, value in zip(self._bands, sketch.digest(), strict=True):
            crowd = band.setdefault(value, [])
            if len(crowd) < _CROWD:
                found.append(tuple(crowd))
                crowd.append(at)
        return found
