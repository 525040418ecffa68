"""A story that takes in articles one by one is the story that all of them make at once."""

import random
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from meada.story import Story, tell
from meada.story.brief import brief
from meada.story.family import pairs
from meada.story.grow import grow
from meada.story.text import text_of
from meada.story.told import Told
from retold import cut, edit, pad, story, told, translate

LINES = story(3).split("\n")
TOLD = (
    told(story(1), title="Barragem cede", published="2026-03-05T08:00", outlet="a"),
    told(story(1), title="Barragem cede", published="2026-03-05T09:00", outlet="b", agency="sextante"),
    told(cut(story(1)), title="Cede barragem", published="2026-03-05T10:00", outlet="c", agency="sextante"),
    told(pad(story(1)), published="2026-03-04T10:00", outlet="sextante", agency="sextante"),
    told(edit(story(1), seed=4), published="2026-03-06T10:00"),
    told(translate(story(1)), published="2026-03-06T11:00", lang="es"),
    told(edit(translate(story(1)), seed=5, share=0.05), published="2026-03-06T12:00", lang="es"),
    told("\n".join((*LINES[:1], *story(5).split("\n"))), published="2026-03-05T13:00"),
    told("\n".join((*LINES[:1], *story(6).split("\n"))), published="2026-03-05T14:00"),
    told("\n".join((*LINES[:1], *story(6).split("\n"))), published="2026-03-05T15:00", outlet="d"),
)
NEAR = {
    tuple(sorted((TOLD[i].id, TOLD[j].id))): share for (i, j), share in pairs([text_of(one) for one in TOLD]).items()
}


def grown(order: Sequence[int], first: int) -> Story:
    held = [TOLD[at] for at in order[:first]]
    made = tell(held, parts(held))
    for at in order[first:]:
        held.append(TOLD[at])
        read = {one.id: one for one in held}
        near = {(a, b): x for (a, b), x in NEAR.items() if TOLD[at].id in (a, b) and {a, b} <= read.keys()}
        briefs = {one.id: brief(one) for one in held}
        made = grow(made, briefs, parts(held), near, lambda ids, r=read: {id: r[id] for id in ids})  # type: ignore[misc]
    return made


def parts(held: Sequence[Told]) -> list[list[str]]:
    return [[one.id for one in held if (one.published or "")[:10] == day] for day in ("2026-03-05", "2026-03-06")]


@settings(max_examples=12, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 9))
def test_grown_in_any_order_as_at_once(rng: random.Random, first: int) -> None:
    order = list(range(len(TOLD)))
    rng.shuffle(order)
    assert grown(order, first) == tell(TOLD, parts(TOLD))


def test_a_copy_is_compared_with_the_origin_of_its_family_alone() -> None:
    held, read = list(TOLD[:3]), []
    made = tell(held, [])
    new = told(edit(story(1), seed=9), published="2026-03-08T10:00")
    every = {one.id: one for one in (*held, new)}
    near = {(min(one.id, new.id), max(one.id, new.id)): 0.6 for one in held}

    def fetch(ids):  # type: ignore[no-untyped-def]
        read.extend(ids)
        return {id: every[id] for id in ids}

    wide = grow(made, {one.id: brief(one) for one in every.values()}, [], near, fetch)
    assert set(read) == {made.families[0].origin, new.id}
    assert {c.page for c in wide.families[0].copies} == every.keys()
