from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from meada.page.mass import run_columns, tree_columns

NODES = [
    "/html/body/main[1]/p[1]",
    "/html/body/main[1]/p[2]",
    "/html/body/main[1]/div[1]/p[1]",
    "/html/body/nav[1]/a[1]",
]
WORDS = np.array([40, 30, 9, 2], np.float32)


def test_blocks_are_placed_beside_the_element_with_most_of_the_mass() -> None:
    up, down, share, pure, nearer, branch, *_ = tree_columns(NODES, np.array([40, 30, 0, 0], np.float32), WORDS)
    assert list(up) == [0, 0, 0, 1]
    assert list(down) == [1, 1, 2, 2]
    assert list(share) == [1, 1, 1, 1]
    assert list(nearer) == [0, 0, 0, 1]
    assert [round(float(part), 2) for part in branch] == [0.57, 0.43, 0, 0]
    assert float(pure[0]) > float(pure[3])


def test_runs_of_likely_blocks_know_the_heaviest() -> None:
    odds = np.array([0.9, 0, 0, 0, 0, 0, 0.9, 0.1, 0.9, 0, 0, 0, 0, 0, 0, 0.9], np.float32)
    own, away, before, after, count = run_columns(odds, np.full(16, 10, np.float32))
    assert [int(a) for a in away] == [-6, -5, -4, -3, -2, -1, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7]
    assert own[1] == 0
    assert own[7] == own[6] > own[0] == own[15]
    assert before[0] == 0
    assert before[15] > before[6] > 0
    assert after[15] == 0
    assert [int(count[at]) for at in (0, 6, 15)] == [0, 1, 2]


STEPS = st.lists(st.sampled_from(["div[1]", "div[2]", "p[1]", "p[10]", "p[1]x"]), min_size=1, max_size=5)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(STEPS, st.floats(0, 1, width=32)), min_size=1, max_size=30))
def test_every_block_has_finite_columns_that_do_not_hang_on_order(rows: list[tuple[list[str], float]]) -> None:
    nodes = ["/html/body/" + "/".join(steps) for steps, _ in rows]
    odds = np.array([p for _, p in rows], np.float32)
    words = np.full(len(rows), 7, np.float32)
    for columns in (tree_columns(nodes, odds * words, words), run_columns(odds, words)):
        assert all(len(column) == len(rows) and np.isfinite(np.asarray(column, float)).all() for column in columns)
    up, down, *_ = tree_columns(nodes, odds * words, words)
    assert (np.asarray(up) >= 0).all()
    assert (np.asarray(down) >= 1).all()
