"""Stretches of running text in plain lines: sentences that end, against the headlines of other articles after them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from meada.page.shape import Shape

__all__ = ["ends", "heaviest", "stretch_columns"]

Column = npt.NDArray[np.generic]

_HOLE = 6
"""Lines that end no sentence that a stretch of running text may hold."""

_LONG = 7
"""Words from which a line that does not end like a sentence is likely a headline."""


def stretch_columns(shapes: Sequence[Shape], texts: Sequence[str]) -> list[Column]:
    """Columns on how sentences end around each line, and on the stretch of running text it stands in or near.

    Whether the line ends like a sentence; lines since and until the last and next that does; length of the run of lines that
    do not; the share of the long lines that do, 8 and 20 lines around and on the whole page; of the stretch: its share of
    all running text, lines from the heaviest one (below 0 before it), and its lines.
    """
    firm = np.array([ends(shape, text) for shape, text in zip(shapes, texts, strict=True)])
    words = np.array([shape.words for shape in shapes], dtype=np.float64)
    long = words >= _LONG
    n = len(firm)
    at = np.arange(n)
    last = np.maximum.accumulate(np.where(firm, at, -1))
    following = np.minimum.accumulate(np.where(firm, at, n)[::-1])[::-1]
    whole = (firm & long).sum() / max(1, long.sum())
    near = [_share(firm & long, long, width) for width in (8, 20)]
    begin, end, held = _stretches(firm, words)
    own = np.full(n, 0.0)
    size = np.full(n, 0.0)
    for a, b, mass in zip(begin, end, held, strict=True):
        own[a : b + 1] = mass
        size[a : b + 1] = b - a + 1
    first, final = heaviest(shapes, texts)
    away = np.where(at < first, at - first, np.maximum(at - final, 0))
    total = float(sum(held)) or 1.0
    listed = np.where(firm, 0, following - last - 1)
    return [firm, at - last, following - at, listed, *near, np.full(n, whole), own / total, away, size]


def heaviest(shapes: Sequence[Shape], texts: Sequence[str]) -> tuple[int, int]:
    """First and last line of the stretch with most words in sentences; the whole text where no line ends like one."""
    firm = np.array([ends(shape, text) for shape, text in zip(shapes, texts, strict=True)])
    begin, end, held = _stretches(firm, np.array([shape.words for shape in shapes], dtype=np.float64))
    if not held:
        return 0, len(shapes) - 1
    most = int(np.argmax(held))
    return begin[most], end[most]


def ends(shape: Shape, text: str) -> bool:
    """Whether a line ends like a sentence of running text: a stop that is no ellipsis, which teasers have."""
    return shape.stops and shape.words >= 5 and not text.endswith(("...", "…"))


def _stretches(firm: npt.NDArray[np.bool_], words: npt.NDArray[np.float64]) -> tuple[list[int], list[int], list[float]]:
    """First line, last line and words in sentences of every stretch."""
    places = np.flatnonzero(firm)
    if not len(places):
        return [], [], []
    cuts = np.flatnonzero(np.diff(places) > _HOLE + 1)
    begin = [int(places[0]), *(int(places[cut + 1]) for cut in cuts)]
    end = [*(int(places[cut]) for cut in cuts), int(places[-1])]
    sums = np.concatenate(([0.0], np.cumsum(words * firm)))
    return begin, end, [float(sums[b + 1] - sums[a]) for a, b in zip(begin, end, strict=True)]


def _share(yes: npt.NDArray[np.bool_], able: npt.NDArray[np.bool_], width: int) -> Column:
    """The share of ``able`` lines that are ``yes`` within ``width`` on either side; -1 where there are none."""
    sums = [np.concatenate(([0], np.cumsum(column))) for column in (yes, able)]
    at = np.arange(len(yes))
    low, high = np.maximum(0, at - width), np.minimum(len(yes), at + width + 1)
    told, all_ = (column[high] - column[low] for column in sums)
    return np.where(all_ > 0, told / np.maximum(all_, 1), -1.0)
