"""Where a block stands beside the page's mass of likely text: in the tree, and in the run of blocks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

__all__ = ["run_columns", "tree_columns"]

Column = npt.NDArray[np.float32]

_GAP = 4
"""Blocks without likely text that a run of likely blocks may hold."""


def tree_columns(nodes: Sequence[str | None], mass: Column, words: Column) -> list[npt.NDArray[np.generic]]:
    """Columns on how far each block stands from the element that holds most of the ``mass`` among its own children.

    Of the smallest element that holds both: steps up to it from the heaviest and down from it to the block, its share of
    all mass and of its own words that is mass, the share of mass held one step nearer to the heaviest. Of its child
    towards the block: share of all mass, mass by words, words, blocks. Paths are those of `Draft.node`.
    """
    parents = [(node or "").rpartition("/")[0] for node in nodes]
    weight: dict[str, float] = {}
    for parent, part in zip(parents, mass.tolist(), strict=True):
        weight[parent] = weight.get(parent, 0.0) + part
    centre = max(weight, key=lambda parent: weight[parent])
    shared, branch, depth = _meet(nodes, parents, centre)
    total = float(mass.sum()) or 1.0
    steps = centre.count("/") + 1
    levels = steps + 2
    held, said = (_inside(np.bincount(shared, column, levels).astype(np.float64)) for column in (mass, words))
    inside, spoken, count = (np.bincount(branch, column) for column in (mass, words, None))
    return [
        steps - shared,
        depth - shared,
        held[shared] / total,
        held[shared] / (said[shared] + 1),
        held[shared + 1] / total,
        (inside / total)[branch],
        (inside / (spoken + 1))[branch],
        spoken[branch],
        count[branch],
    ]


def _inside(by_level: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """What stands at each level or deeper."""
    return by_level[::-1].cumsum()[::-1]


def _meet(
    nodes: Sequence[str | None], parents: Sequence[str], centre: str
) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """For each block the steps its path shares with ``centre``, a number for the branch it leaves by, its depth."""
    ends = [at for at, letter in enumerate(centre) if letter == "/"] + [len(centre)]
    stems = [centre[:end] + "/" for end in ends]
    known: dict[str, tuple[int, str | None, int]] = {}
    codes: dict[str, int] = {}
    rows = []
    for node, parent in zip(nodes, parents, strict=True):
        row = known.get(parent)
        if row is None:
            path = parent + "/"
            same = bisect_left(stems, True, key=lambda stem: not path.startswith(stem))
            begin = len(stems[same - 1]) if same else 0
            branch = path[: path.find("/", begin)] if begin < len(path) else None
            row = known[parent] = (same, branch, len(ends) if parent == centre else parent.count("/") + 1)
        same, branch, size = row
        code = codes.setdefault(branch if branch is not None else node or "", len(codes))
        rows.append((same, code, size + 1))
    table = np.array(rows, dtype=np.intp).reshape(-1, 3)
    return table[:, 0], table[:, 1], table[:, 2]


def run_columns(odds: Column, words: Column) -> list[npt.NDArray[np.generic]]:
    """Columns on the runs of likely blocks: the share of all mass in the block's own run, its blocks from the heaviest
    run (0 inside it, below 0 before it), mass of the runs before and after its own, runs before it."""
    n = len(odds)
    mass = odds * words
    total = float(mass.sum()) or 1.0
    likely = np.flatnonzero(odds > 0.4)
    if not len(likely):
        return [np.zeros(n), np.full(n, 999.0), np.zeros(n), np.zeros(n), np.zeros(n)]
    number = np.concatenate(([0], np.cumsum(np.diff(likely) > _GAP)))
    first = likely[np.flatnonzero(np.diff(number, prepend=-1))]
    last = likely[np.flatnonzero(np.diff(number, append=number[-1] + 1))]
    sums = np.concatenate(([0.0], np.cumsum(mass)))
    held = sums[last + 1] - sums[first]
    main = int(held.argmax())
    at = np.arange(n)
    own = np.searchsorted(first, at, side="right") - 1
    within = (own >= 0) & (at <= last[np.maximum(own, 0)])
    before = np.concatenate(([0.0], np.cumsum(held)))
    start = np.where(within, own, own + 1)
    away = np.where(at < first[main], at - first[main], np.maximum(at - last[main], 0))
    return [
        np.where(within, held[np.maximum(own, 0)], 0.0) / total,
        away,
        before[start] / total,
        (before[-1] - before[np.minimum(start + within, len(held))]) / total,
        start,
    ]
