from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from meada.reading.event import Event, Participant, Time
from meada.reading.mention import Entity, Mention
from meada.reading.reading import Reading
from meada.span import Span
from meada.story.index import Index
from meada.story.neighbour import Vector
from meada.story.ruling import Ruling
from meada.story.told import Told
from retold import cut, story, told


def about(seed: int, *names: str, published: str, happened: str | None = None) -> Told:
    """An article whose first paragraph names ``names``, with one event of theirs on the day ``happened``."""
    text = f"{' e '.join(names)}.\n{story(seed)}"
    spans = [Span(text.index(name), text.index(name) + len(name)) for name in names]
    ids = [name.lower().replace(" ", "_") for name in names]
    reading = Reading(
        page="",
        lang="pt",
        sentences=(Span(0, len(text)),),
        entities=tuple(Entity(id=i, type="person", name=n) for i, n in zip(ids, names, strict=True)),
        mentions=tuple(
            Mention(id=f"m{k}", span=s, type="person", entity=i)
            for k, (i, s) in enumerate(zip(ids, spans, strict=True))
        ),
        events=(
            Event(
                id="e",
                type="CONSULT",
                trigger=spans[0],
                evidence=(spans[0],),
                participants=tuple(Participant(role="participant", entity=i) for i in ids),
                time=Time(begin=happened, granularity="day", how="own"),
            ),
        )
        if happened
        else (),
    )
    return told(text, published=published, reading=reading)


def batch() -> list[Told]:
    text = story(31)
    return [
        told(text, title="Ponte de Torvão cede", published="2026-03-05T08:00"),
        told(cut(text), title="Ponte de Torvão cede", published="2026-03-05T10:00", outlet="b"),
        told(text, title="Ponte de Torvão cede", published="2026-06-05T10:00", outlet="c"),
        about(32, "Otto Brandel", "Rui Tavaria", published="2026-03-10T08:00", happened="2026-03-09"),
        about(33, "Otto Brandel", "Rui Tavaria", published="2026-05-10T08:00", happened="2026-03-09"),
        about(34, "Otto Brandel", "Irene Salgado", published="2026-08-11T08:00", happened="2026-03-09"),
        about(35, "Ilídia Moscoso", "Rui Tavaria", published="2026-10-12T08:00"),
    ]


def parts(groups: list[list[str]]) -> set[frozenset[str]]:
    return {frozenset(group) for group in groups}


def test_stories_join_episodes_over_any_time_and_copies_wherever_they_are() -> None:
    made = batch()
    index = Index()
    index.add(made)
    ids = [one.id for one in made]
    assert parts(index.stories()) == {
        frozenset(ids[:3]),
        frozenset(ids[3:5]),
        frozenset(ids[5:6]),
        frozenset(ids[6:]),
    }
    assert frozenset(ids[:2]) in parts(index.episodes())
    assert frozenset(ids[2:3]) in parts(index.episodes())


@given(st.permutations(range(7)), st.integers(1, 4))
@settings(max_examples=6, deadline=None)
def test_articles_may_come_late_and_in_any_batches(order: list[int], size: int) -> None:
    made = batch()
    whole, bit = Index(), Index()
    whole.add(made)
    for first in range(0, 7, size):
        bit.add([made[n] for n in order[first : first + size]])
    assert parts(bit.stories()) == parts(whole.stories())


def test_only_what_changed_is_given() -> None:
    index = Index()
    first, second, *rest = batch()
    index.add([first, *rest])
    (changed,) = index.add([second])
    assert second.id in changed
    assert first.id in changed
    assert not {one.id for one in rest[1:]} & set(changed)
    assert index.add([second]) == []


def test_rulings_are_laid_over_and_leave_no_trace() -> None:
    index = Index()
    made = batch()
    index.add(made)
    before = index.stories()
    ruled = index.stories([Ruling(action="merge", pages=(made[0].id, made[3].id))])
    assert len(ruled) == len(before) - 1
    assert index.stories() == before


def test_what_an_article_costs_does_not_grow_with_the_days_before() -> None:
    index = Index()
    looked = []
    for month in range(1, 9):
        index.add([told(story(100 * month + n), published=f"2026-{month:02}-05T12:00") for n in range(6)])
        looked.append(sum(len(index.near(at)) for at in range(len(index) - 6, len(index))))
    assert all(b <= a + 6 * 5 for a, b in pairwise(looked))


def test_vectors_join_articles_of_two_languages() -> None:
    class Meaning:
        id = "meaning"

        def encode(self, texts: Sequence[str]) -> Sequence[Vector]:
            flood, tennis = np.eye(2, dtype=np.float32)
            return [flood if "Juncal" in text else tennis for text in texts]

    pages = [
        told(story(n, 2), title=title, lang=lang, published="2026-04-02", outlet=f"o{n}")
        for n, (title, lang) in enumerate(
            (
                ("Barragem do Juncal cede", "pt"),
                ("Dam at Juncal gives way", "en"),
                ("Final de ténis", "pt"),
                ("Title match", "en"),
            )
        )
    ]
    index = Index(encoder=Meaning())
    index.add(pages)
    assert sorted(map(len, index.episodes())) == [2, 2]
    assert [pages[0].id, pages[1].id] in index.episodes()
