import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from meada.story.group import group, group_pairs
from meada.story.nearest import Pairs
from meada.story.weight import Bar

BAR = Bar(join=0.2, size=0.0, floor=0.0, vector=0.0)
EDGES = st.dictionaries(st.tuples(st.integers(0, 11), st.integers(0, 11)), st.floats(0.05, 1.0), max_size=40)


def rows(edges: dict[tuple[int, int], float], size: int = 12) -> list[dict[int, float]]:
    out: list[dict[int, float]] = [{} for _ in range(size)]
    for (a, b), x in edges.items():
        if a != b:
            out[max(a, b)][min(a, b)] = x
    return out


def test_two_alike_are_one_group_and_a_stranger_is_alone() -> None:
    assert group([{}, {0: 0.5}, {}], BAR) == [[0, 1], [2]]


def test_a_chain_does_not_join_its_ends() -> None:
    assert group([{}, {0: 0.9}, {1: 0.3}], BAR) == [[0, 1], [2]]


def test_the_bar_rises_with_the_smaller_group() -> None:
    edges: list[dict[int, float]] = [{}, {0: 0.9}, {0: 0.21, 1: 0.21}, {0: 0.21, 1: 0.21, 2: 0.9}]
    assert group(edges, BAR) == [[0, 1, 2, 3]]
    assert group(edges, Bar(join=0.2, size=0.05, floor=0.0, vector=0.0)) == [[0, 1], [2, 3]]


@given(EDGES)
@settings(max_examples=100, deadline=None)
def test_groups_part_the_whole(edges: dict[tuple[int, int], float]) -> None:
    groups = group(rows(edges), BAR)
    assert sorted(x for found in groups for x in found) == list(range(12))


@given(EDGES)
@settings(max_examples=60, deadline=None)
def test_no_two_groups_left_apart_reach_the_bar(edges: dict[tuple[int, int], float]) -> None:
    likeness = rows(edges)
    groups = group(likeness, BAR)
    for n, one in enumerate(groups):
        for other in groups[n + 1 :]:
            pairs = [likeness[max(a, b)].get(min(a, b), 0.0) for a in one for b in other]
            assert sum(pairs) / len(pairs) < BAR.join + 1e-9


@given(EDGES, st.permutations(range(12)))
@settings(max_examples=60, deadline=None)
def test_the_order_of_the_members_does_not_matter(edges: dict[tuple[int, int], float], order: list[int]) -> None:
    distinct = {pair: x + n * 1e-4 for n, (pair, x) in enumerate(sorted(edges.items()))}
    turned = {(order[a], order[b]): x for (a, b), x in rows_items(rows(distinct))}
    here = {frozenset(order[x] for x in found) for found in group(rows(distinct), BAR)}
    assert here == {frozenset(found) for found in group(rows(turned), BAR)}


def rows_items(edges: list[dict[int, float]]) -> list[tuple[tuple[int, int], float]]:
    return [((i, j), x) for i, row in enumerate(edges) for j, x in row.items()]


@given(EDGES, st.sampled_from((0.0, 0.03)))
@settings(max_examples=100, deadline=None)
def test_many_at_once_are_grouped_as_one_by_one(edges: dict[tuple[int, int], float], size: float) -> None:
    bar = Bar(join=0.2, size=size, floor=0.0, vector=0.0)
    distinct = rows({pair: x + n * 1e-4 for n, (pair, x) in enumerate(sorted(edges.items()))})
    pairs = [(j, i, x) for i, row in enumerate(distinct) for j, x in row.items()]
    low, high, likeness = (list(column) for column in zip(*pairs, strict=True)) if pairs else ([], [], [])
    columns = Pairs(np.array(low, np.int64), np.array(high, np.int64), np.array(likeness, np.float64))
    assert sorted(group_pairs(12, columns, bar)) == sorted(group(distinct, bar))
