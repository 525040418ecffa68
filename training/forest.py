"""LightGBM's boosted trees as the arrays that `meada.page.forest` reads."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from lightgbm import Booster

from meada.page.forest import Forest


def forest(model: Booster) -> Forest:
    """``model`` with its trees laid end to end; children of a node are neighbours.

    Bounds are rounded down to 32 bits, so that a 32-bit value falls on the same side as with the 64-bit bound.
    """
    column: list[int] = []
    bound: list[float] = []
    left: list[int] = []
    value: list[float] = []
    roots: list[int] = []
    depth = 0

    def room() -> int:
        column.append(0)
        bound.append(np.inf)
        left.append(len(left))
        value.append(0.0)
        return len(column) - 1

    for tree in model.dump_model()["tree_info"]:
        roots.append(room())
        queue = [(tree["tree_structure"], roots[-1], 0)]
        while queue:
            node, at, level = queue.pop()
            depth = max(depth, level)
            if "leaf_value" in node:
                value[at] = node["leaf_value"]
                continue
            column[at], bound[at], left[at] = node["split_feature"], _down(node["threshold"]), room()
            room()
            queue += [(node["left_child"], left[at], level + 1), (node["right_child"], left[at] + 1, level + 1)]
    return Forest(
        np.array(column, np.int32), np.array(bound, np.float32), np.array(left, np.int32), np.array(value, np.float32),
        np.array(roots, np.int32), depth, 0.0,
    )  # fmt: skip


def _down(bound: float) -> np.float32:
    near = np.float32(bound)
    return near if float(near) <= bound else np.nextafter(near, np.float32(-np.inf))


def write(path: Path, models: list[Booster]) -> None:
    """Keeps the rounds in one ``.npz`` file."""
    arrays: dict[str, np.ndarray] = {"rounds": np.array(len(models))}
    for place, model in enumerate(models):
        made = forest(model)
        arrays |= {
            f"{place}.column": made.column.astype(np.int16),
            f"{place}.bound": made.bound,
            f"{place}.left": made.left,
            f"{place}.value": made.value,
            f"{place}.roots": made.roots,
            f"{place}.depth": np.array(made.depth),
            f"{place}.base": np.array(made.base),
        }
    np.savez_compressed(path, **arrays)
