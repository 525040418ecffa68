"""Boosted trees read by numpy alone: all trees of a round go down one level at a time for all blocks."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from io import BytesIO

import msgspec
import numpy as np
import numpy.typing as npt

from meada.page.feature import Matrix

__all__ = ["Forest", "forests"]


class Forest(msgspec.Struct, frozen=True):
    """Trees laid end to end. Node ``i`` sends a row with ``row[column[i]] <= bound[i]`` to ``left[i]``, else to the node
    after that one; a leaf is its own ``left`` with an endless bound. ``value`` holds log odds, ``roots`` where trees begin,
    ``depth`` the longest way down, ``base`` the log odds before any tree."""

    column: npt.NDArray[np.intp]
    bound: npt.NDArray[np.float32]
    left: npt.NDArray[np.intp]
    value: npt.NDArray[np.float32]
    roots: npt.NDArray[np.intp]
    depth: int
    base: float

    def odds(self, rows: Matrix) -> npt.NDArray[np.float32]:
        """The probability for each row, in [0, 1]."""
        n, width = rows.shape
        flat = np.ascontiguousarray(rows, dtype=np.float32).ravel()
        offset = (np.arange(n, dtype=np.intp) * width)[:, None]
        at = np.broadcast_to(self.roots, (n, len(self.roots))).copy()
        for _ in range(self.depth):
            over = flat.take(offset + self.column.take(at)) > self.bound.take(at)
            at = self.left.take(at) + over
        total = self.value.take(at).sum(axis=1, dtype=np.float64) + self.base
        return np.asarray(1.0 / (1.0 + np.exp(-np.clip(total, -40.0, 40.0))), dtype=np.float32)


@lru_cache(maxsize=4)
def forests(name: str) -> tuple[Forest, ...]:
    """The rounds kept in ``resources/<name>.npz``, read once; raises `FileNotFoundError` when there is no such file."""
    raw = (resources.files("meada.resources") / f"{name}.npz").read_bytes()
    with np.load(BytesIO(raw), allow_pickle=False) as kept:
        return tuple(_read(kept, place) for place in range(int(kept["rounds"])))


def _read(kept: np.lib.npyio.NpzFile, place: int) -> Forest:
    def part(name: str) -> npt.NDArray[np.generic]:
        return kept[f"{place}.{name}"]

    return Forest(
        column=part("column").astype(np.intp),
        bound=part("bound").astype(np.float32),
        left=part("left").astype(np.intp),
        value=part("value").astype(np.float32),
        roots=part("roots").astype(np.intp),
        depth=int(part("depth")),
        base=float(part("base")),
    )
