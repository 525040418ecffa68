from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from meada.bulk.union import Union
from meada.story.union import connected

EDGES = st.lists(st.tuples(st.integers(0, 19), st.integers(0, 19)), max_size=40)


@given(EDGES)
def test_groups_are_those_that_hold_together(edges: list[tuple[int, int]]) -> None:
    union = Union(20)
    for a, b in edges:
        union.tie(a, b)
    roots = union.roots()
    assert [list(g) for g in connected(20, edges)] == [
        [x for x in range(20) if roots[x] == root] for root in sorted(set(roots))
    ]


@given(EDGES, st.integers(1, 6))
def test_no_group_passes_the_size_allowed(edges: list[tuple[int, int]], most: int) -> None:
    union = Union(20, most=most, weights=[1] * 20)
    for a, b in edges:
        union.tie(a, b)
    roots = union.roots()
    assert max(list(roots).count(root) for root in roots) <= most
    assert (union.refused > 0) == (most < max(len(g) for g in connected(20, edges)))
