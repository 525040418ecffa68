"""The best tree for scores of arcs: the best head for every word, mended where these make a ring or several roots."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

__all__ = ["best_tree", "sound"]

Floats = NDArray[np.float32]
Heads = NDArray[np.intp]


def sound(heads: Heads, firsts: Heads, longest: int) -> NDArray[np.bool_]:
    """For sentences that begin at ``firsts``: whether all words come to one root. ``heads`` (-1: the root) go through all
    of them; ``longest`` is the length of the longest.
    """
    end = len(heads)
    up = np.append(np.where(heads < 0, end, heads), end)
    for _ in range(max(1, int(longest).bit_length())):
        up = up[up]
    one = np.add.reduceat((heads < 0).astype(np.intp), firsts) == 1
    return np.asarray(one & np.logical_and.reduceat(up[:-1] == end, firsts))


def best_tree(arcs: Floats, roots: Floats) -> list[int]:
    """The heads (-1: the root) of the tree of one root that scores highest among the three likeliest roots.

    ``arcs[d, h]`` is the score of word h as the head of d. Chu & Liu (1965), Edmonds (1967).
    """
    size = len(arcs)
    if size == 1:
        return [-1]
    scores = arcs.astype(np.float64)
    np.fill_diagonal(scores, -np.inf)
    lead = roots - scores.max(1)
    found = []
    for root in np.argsort(-lead)[:3].tolist():
        heads = _spanning(scores, root)
        total = sum(scores[word, head] for word, head in enumerate(heads) if word != root) + float(roots[root])
        found.append((total, root, heads))
    _, root, heads = max(found)
    heads[root] = -1
    return heads


def _spanning(scores: NDArray[np.float64], root: int) -> list[int]:
    """The best heads of all words but ``root``, whose own place holds itself."""
    best = scores.argmax(1)
    best[root] = root
    ring = _ring(best.tolist(), root)
    if not ring:
        return [int(head) for head in best]
    size = len(scores)
    inside = np.zeros(size, bool)
    inside[ring] = True
    outside = np.flatnonzero(~inside)
    within = scores[ring, best[ring]]
    # the ring becomes one word, the last: what it loses when one of its words takes a head outside
    gain = scores[np.ix_(ring, outside)] - within[:, None]
    enters, leaves = gain.argmax(0), scores[np.ix_(outside, ring)].argmax(1)
    smaller = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    smaller[:-1, :-1] = scores[np.ix_(outside, outside)]
    smaller[-1, :-1] = gain.max(0)
    smaller[:-1, -1] = scores[np.ix_(outside, ring)].max(1)
    heads = best.copy()
    for place, head in enumerate(_spanning(smaller, int(np.flatnonzero(outside == root)[0]))):
        if place == len(outside):
            heads[ring[int(enters[head])]] = outside[head]
        else:
            heads[outside[place]] = ring[int(leaves[place])] if head == len(outside) else outside[head]
    return [int(head) for head in heads]


def _ring(heads: list[int], root: int) -> list[int]:
    """The words of one ring among ``heads``, none where there is none."""
    state = [0] * len(heads)
    state[root] = 2
    for word in range(len(heads)):
        path = []
        while state[word] == 0:
            state[word] = 1
            path.append(word)
            word = heads[word]
        if state[word] == 1:
            return path[path.index(word) :]
        for each in path:
            state[each] = 2
    return []
