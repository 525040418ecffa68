import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meada.story.diff import diff
from meada.story.gram import split

WORDS = st.lists(st.sampled_from("um dois três quatro cinco seis a b".split()), max_size=30).map(" ".join)


def test_a_replaced_word_is_shown_where_it_stands() -> None:
    here, there = "Pelo menos 11 pessoas morreram na vila", "Pelo menos 19 pessoas morreram na vila ontem"
    shown = [(c.op, c.here.of(here), c.there.of(there)) for c in diff(here, there)]
    assert shown == [
        ("equal", "Pelo menos", "Pelo menos"),
        ("replace", "11", "19"),
        ("equal", "pessoas morreram na vila", "pessoas morreram na vila"),
        ("insert", "", "ontem"),
    ]


@given(WORDS, WORDS)
@settings(max_examples=100, deadline=None)
def test_changes_cover_every_word_once_and_in_order(here: str, there: str) -> None:
    changes = diff(here, there)
    assert [w.form for c in changes for w in split(c.here.of(here))] == [w.form for w in split(here)]
    assert [w.form for c in changes for w in split(c.there.of(there))] == [w.form for w in split(there)]
    for change in changes:
        same = [w.form for w in split(change.here.of(here))] == [w.form for w in split(change.there.of(there))]
        assert same == (change.op == "equal")


@pytest.mark.parametrize("text", ["", "uma palavra", "a " * 3000])
def test_a_text_differs_from_itself_in_nothing(text: str) -> None:
    assert all(change.op == "equal" for change in diff(text, text))
