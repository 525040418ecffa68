from hypothesis import given
from hypothesis import strategies as st

from meada.story.ruling import Ruling, apply

GROUPS = [["a", "b"], ["c"], ["d", "e"]]
RULINGS = st.lists(
    st.builds(
        Ruling,
        action=st.sampled_from(("merge", "split")),
        pages=st.lists(st.sampled_from("abcdez"), min_size=1, max_size=3).map(tuple),
    ),
    max_size=5,
)


def test_a_merge_joins_whole_stories() -> None:
    assert apply(GROUPS, [Ruling(action="merge", pages=("b", "c"))]) == [["a", "b", "c"], ["d", "e"]]


def test_a_split_takes_pages_out() -> None:
    assert apply(GROUPS, [Ruling(action="split", pages=("d",))]) == [["a", "b"], ["c"], ["e"], ["d"]]


def test_a_later_ruling_wins() -> None:
    merge, split = Ruling(action="merge", pages=("a", "c")), Ruling(action="split", pages=("c",))
    assert apply(GROUPS, [merge, split]) == [["a", "b"], ["d", "e"], ["c"]]


def test_what_is_left_out_is_undone() -> None:
    assert apply(GROUPS, []) == GROUPS


@given(RULINGS)
def test_every_page_stays_in_exactly_one_story(rulings: list[Ruling]) -> None:
    assert sorted(page for group in apply(GROUPS, rulings) for page in group) == list("abcde")
    assert GROUPS == [["a", "b"], ["c"], ["d", "e"]]
