from __future__ import annotations

from itertools import product

import numpy as np
from numpy.typing import NDArray

from meada_models.trees import best_tree, sound


def rooted(heads: tuple[int, ...]) -> bool:
    """Whether all words come to the one root."""
    for word in range(len(heads)):
        steps = 0
        while word >= 0 and steps <= len(heads):
            word, steps = heads[word], steps + 1
        if word >= 0:
            return False
    return heads.count(-1) == 1


def total(arcs: NDArray[np.float32], roots: NDArray[np.float32], heads: tuple[int, ...]) -> float:
    return sum(float(roots[d] if h < 0 else arcs[d, h]) for d, h in enumerate(heads))


def test_the_tree_found_is_the_best_of_all() -> None:
    chance = np.random.default_rng(5)
    for size in (1, 2, 3, 4, 5):
        trees = [each for each in product(range(-1, size), repeat=size) if rooted(each)]
        for _ in range(12):
            arcs = chance.normal(size=(size, size)).astype(np.float32)
            roots = np.zeros(size, np.float32)
            roots[0] = 9  # which root is settled beforehand: no more than three are tried
            best = max(trees, key=lambda each: total(arcs, roots, each))
            found = tuple(best_tree(arcs, roots))
            assert rooted(found)
            assert abs(total(arcs, roots, found) - total(arcs, roots, best)) < 1e-4


def test_rings_and_second_roots_are_told() -> None:
    heads = np.array([-1, 0, 1, -1, 5, 4, -1, -1])  # a chain; a root beside a ring; two roots
    assert sound(heads, np.array([0, 3, 6]), 3).tolist() == [True, False, False]


def test_a_long_chain_is_sound() -> None:
    assert sound(np.arange(-1, 299), np.array([0]), 300).tolist() == [True]


def test_every_word_pointing_at_the_next_makes_a_tree_in_bounded_time() -> None:
    size = 200
    arcs = np.zeros((size, size), np.float32)
    arcs[np.arange(size), (np.arange(size) + 1) % size] = 5
    assert rooted(tuple(best_tree(arcs, np.zeros(size, np.float32))))
