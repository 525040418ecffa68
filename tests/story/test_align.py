from hypothesis import given, settings
from hypothesis import strategies as st

from meada.story.align import runs
from meada.story.gram import split

WORDS = st.lists(st.sampled_from("um dois três quatro cinco".split()), max_size=60).map(" ".join)


@given(WORDS, WORDS)
@settings(max_examples=100, deadline=None)
def test_runs_are_the_same_words_in_both_and_do_not_overlap(a: str, b: str) -> None:
    here, there = split(a), split(b)
    end = 0
    for run in runs(here, there):
        assert run.length >= 4
        assert run.here >= end
        end = run.here + run.length
        assert [w.form for w in here[run.here : end]] == [w.form for w in there[run.there : run.there + run.length]]


def test_the_longest_of_several_places_is_taken() -> None:
    here = split("a ponte sobre o rio abriu hoje cedo")
    there = split("a ponte sobre o vale fechou; a ponte sobre o rio abriu hoje")
    assert [(r.here, r.there, r.length) for r in runs(here, there)] == [(0, 6, 7)]
