"""The scorer of coreference that benchmarks use, against values worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coref import b_cubed, ceaf_e, conll, muc

GOLD = [{"a", "b", "c"}, {"d", "e", "f", "g"}]
FOUND = [{"a", "b"}, {"c", "d"}, {"f", "g", "h", "i"}]
LABELS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=14)


def clusters(labels: list[int]) -> list[set[int]]:
    return [{at for at, x in enumerate(labels) if x == label} for label in sorted(set(labels))]


def test_the_example_of_the_reference_scorer() -> None:
    """The partition of Pradhan et al. 2014, figure 1, its scores by hand; what one side lacks stands alone in it."""
    gold = [*GOLD, {"h"}, {"i"}]
    found = [*FOUND, {"e"}]
    assert muc(gold, found) == pytest.approx(2 / 5)
    r = (4 / 3 + 1 / 3 + 1 / 4 + 4 / 4 + 1 / 4 + 1 + 1) / 9
    p = (4 / 2 + 1 / 2 + 1 / 2 + 4 / 4 + 1 / 4 + 1 / 4 + 1) / 9
    assert b_cubed(gold, found) == pytest.approx(2 * p * r / (p + r))
    assert ceaf_e(gold, found) == pytest.approx(
        (2 * 2 / 5 + 2 / 5 + 2 / 5) / 4
    )  # abc with ab, defg with e, h with fghi


@given(LABELS)
def test_the_right_clusters_score_one(pairs: list[tuple[int, int]]) -> None:
    held = clusters([a for a, _ in pairs])
    assert b_cubed(held, held) == ceaf_e(held, held) == pytest.approx(1)
    assert muc(held, held) == (1 if any(len(c) > 1 for c in held) else 0)


@given(LABELS)
def test_no_matching_is_worth_more_than_the_one_chosen(pairs: list[tuple[int, int]]) -> None:
    gold, found = clusters([a for a, _ in pairs]), clusters([b for _, b in pairs])
    worth = sorted(
        ((2 * len(g & f) / (len(g) + len(f)), n, m) for n, g in enumerate(gold) for m, f in enumerate(found)),
        reverse=True,
    )
    greedy, rows, columns = 0.0, set[int](), set[int]()
    for x, n, m in worth:
        if n not in rows and m not in columns:
            greedy, rows, columns = greedy + x, rows | {n}, columns | {m}
    score = ceaf_e(gold, found)
    assert score >= 2 * greedy / (len(gold) + len(found)) - 1e-9
    assert ceaf_e(found, gold) == pytest.approx(score)
    assert 0 <= conll(gold, found) <= 1 + 1e-9
