"""The invented pages, from file to story: what is planted must be found."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from meada import sources
from meada.flow import Tools, take
from meada.sources.capture import Capture
from meada.story import Ruling, Story, Told, make
from shared import SHARED

EXAMPLES = Path(__file__).parents[2] / "examples"


def told(folder: Path, tools: Tools) -> dict[str, Told]:
    out = {}
    for found in sources.walk([folder]):
        if isinstance(found, Capture):
            entry = take(found, tools)
            out[Path(found.origin).name] = Told(page=entry.page, article=entry.article, reading=entry.reading)
    return out


@cache
def examples() -> Mapping[str, Told]:
    pages = told(EXAMPLES / "pages", Tools.load(registry=EXAMPLES / "meada.toml"))
    return {name[:2]: one for name, one in pages.items()}


@cache
def stories() -> tuple[Story, ...]:
    return make(list(examples().values()))


def files(story: Story) -> set[str]:
    name = {one.id: file for file, one in examples().items()}
    return {name[page] for page in story.pages}


def planted(field: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads((EXAMPLES / "planted.json").read_text("utf-8"))[field]
    return found


def test_the_planted_stories_are_found() -> None:
    assert {frozenset(files(s)) for s in stories()} == {
        frozenset(str(f) for f in s["files"])  # type: ignore[attr-defined]
        for s in planted("stories")
    }


def test_the_planted_families_are_found() -> None:
    name = {one.id: file for file, one in examples().items()}
    copies = {
        frozenset((name[c.page], name[c.of])): c.label for s in stories() for f in s.families for c in f.copies if c.of
    }
    homes = [{name[c.page] for c in f.copies} for s in stories() for f in s.families if len(f.copies) > 1]
    for family in planted("families"):
        pair = frozenset(str(f) for f in family["files"])  # type: ignore[attr-defined]
        assert any(pair <= home for home in homes), family
        if pair in copies:
            # the label is of the body: a retitled cut is "edited" to its editor
            assert copies[pair] in {family["label"], "cut" if family["label"] == "edited" else None}, family
    assert sum(map(len, homes)) == 10


def test_a_story_says_why_and_its_episodes_say_by_what() -> None:
    first = stories()[0]
    assert {"story.actors", "story.dates"} <= {r.rule for r in first.reasons}
    assert len(first.episodes) > 3
    assert all(reasons for e in first.episodes if len(e.members) > 1 for _, reasons in e.members)


def test_foreign_headlines_are_leads_with_their_place() -> None:
    leads = {lead.headline: lead for s in stories() for lead in s.leads if "24" in files(s)}
    lead = leads["Atlético Leme vende todos os ingressos para a final da Taça"]
    assert (lead.list, lead.rank, lead.outlet, lead.day) == ("Mais lidas", 2, "O Farol do Vale", "2026-03-05")
    assert not any("cacau" in one.headline or "bolo" in one.headline for s in stories() for one in s.leads)


def test_the_order_of_the_pages_does_not_matter() -> None:
    assert make(list(examples().values())[::-1]) == stories()


def test_rulings_come_last_and_are_undone_by_leaving_them_out() -> None:
    pages = list(examples().values())
    merge = Ruling(action="merge", pages=(examples()["25"].id, examples()["26"].id))
    split = Ruling(action="split", pages=(examples()["17"].id,))
    ruled = make(pages, rulings=[merge, split])
    assert {frozenset(files(s)) for s in ruled if len(s.pages) < 4} == {
        frozenset({"24", "25", "26"}),
        frozenset({"17"}),
    }
    assert next(r.rule for s in ruled if "26" in files(s) for r in s.reasons) == "ruling.merge"
    assert make(pages, rulings=[]) == stories()


@pytest.mark.skipif(SHARED is None, reason="the seed pages are not beside the project")
def test_two_pages_ten_weeks_apart_are_two_episodes_of_one_story() -> None:
    assert SHARED
    pages = told(SHARED / "data" / "seeds", Tools.load())
    (story,) = make([one for name, one in pages.items() if name.endswith("_page.txt")])
    assert len(story.episodes) == 2
    assert {r.rule for r in story.reasons} == {"story.actors", "story.dates"}
