from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from meada import flow
from meada.export.gather import gather
from meada.export.material import Material
from meada.export.summary import SHOWN_LINKS, Summary, _with_states, summarise
from meada.reading.read import read_text
from meada.record.record import Record
from meada.store import Store

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def summary() -> Iterator[Summary]:
    tools = flow.Tools.load(registry=EXAMPLES / "meada.toml")
    with Store.temporary() as store:
        list(flow.add(sorted((EXAMPLES / "pages").glob("0[1-5]*")), store, tools))
        flow.weave(store, tools)
        yield summarise(gather(store))


def test_the_words_of_a_figure_are_the_page_s_own_and_begin_with_it(summary: Summary) -> None:
    figures = [f for s in summary.stories for f in s.figures]
    assert figures
    assert all(f.words in f.quote and f.labels for f in figures)
    answered = [bool(f.sources) for f in figures if f in summary.stories[0].figures]
    assert answered == sorted(answered, reverse=True)


def test_a_side_that_turns_on_a_figure_holds_it(summary: Summary) -> None:
    sides = [side for s in summary.stories for k in s.links for side in k.sides if side.focus]
    assert sides
    assert all(side.focus in side.quote for side in sides)


def test_only_relations_for_the_reader_in_their_order(summary: Summary) -> None:
    for story in summary.stories:
        order = [SHOWN_LINKS.index(k.relation) for k in story.links]
        assert order == sorted(order)
        assert all(len(k.sides) == (1 if k.relation == "repeats" else 2) for k in story.links)


def test_no_line_is_told_twice(summary: Summary) -> None:
    for story in summary.stories:
        told = [(k.relation, frozenset(side.quote.casefold() for side in k.sides)) for k in story.links]
        assert len(told) == len(set(told))


def test_nobody_stands_twice_in_a_relay(summary: Summary) -> None:
    for article in summary.articles:
        names = [name for name, _ in article.relay if name]
        assert len(names) == len(set(names))


def test_a_state_that_only_its_capital_stands_for_has_its_name() -> None:
    text = "Ao menos 40 barcos sumiram, segundo Seul.\n\nAo menos 40 barcos sumiram, segundo Tóquio."
    reading = read_text(text, "pt")
    entities = _with_states(Material(documents=(), stories=(), records=(Record(story="s", entities=reading.entities),)))
    assert {"KOR", "JPN"} <= entities.keys()
    assert "KOR" not in (entities["KOR"].name, entities["JPN"].name)
