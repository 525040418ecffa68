from hypothesis import given, settings
from hypothesis import strategies as st

from meada.story.gram import grams, split
from meada.story.near import COPY, Sketches, containment
from retold import cut, edit, pad, story

TEXTS = st.integers(0, 40).map(lambda seed: story(seed, 2, 40))


@given(TEXTS, TEXTS)
@settings(max_examples=40, deadline=None)
def test_near_is_symmetric(a: str, b: str) -> None:
    here, there = grams(split(a)), grams(split(b))
    forward, backward = Sketches(), Sketches()
    forward.add(here), backward.add(there)
    assert containment(here, there) == containment(there, here)
    assert forward.add(there) == backward.add(here)


def test_a_cut_and_edited_copy_in_a_longer_page_is_found() -> None:
    for seed in range(15):
        sketches = Sketches()
        sketches.add(grams(split(story(seed))))
        found = sketches.add(grams(split(pad(edit(cut(story(seed)), seed=seed), seed))))
        assert found.get(0, 0.0) >= COPY


def test_an_empty_text_is_like_nothing() -> None:
    sketches = Sketches()
    assert sketches.add(grams(split(""))) == {}
    assert sketches.add(grams(split(""))) == {}
