"""The two pages that meada began from, against their record made by hand; they stand in the shared data, not here."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from meada import flow
from meada.article.article import Article
from meada.export.gather import gather
from meada.export.material import Material
from meada.export.records import records
from meada.page.page import Page
from meada.store import Store
from meada.story.entities import join
from shared import SHARED, needs_shared

pytestmark = needs_shared


@pytest.fixture(scope="module")
def material() -> Iterator[Material]:
    assert SHARED is not None
    seeds = SHARED / "data" / "seeds"
    tools = flow.Tools.load()
    with Store.temporary() as store:
        paths = (seeds / "a_wire_page.txt", seeds / "b_translated_page.txt")
        verdicts = list(flow.add(paths, store, tools))
        assert [v.status for v in verdicts] == ["added", "added"]
        flow.weave(store, tools)
        assert [v.status for v in flow.add(paths, store, tools)] == ["known", "known"]
        yield gather(store)


def pair(material: Material, at: int) -> tuple[Page, Article]:
    return material.documents[at].page, material.documents[at].article


def test_the_wire_page(material: Material) -> None:
    _, article = pair(material, 0)
    assert (article.body[0].start, article.body[-1].end) == (121, 1611)
    assert len(article.pointers) == 14
    assert len({p.list for p in article.pointers}) == 2
    assert article.agency is not None
    assert article.agency.id == "AFP" or article.agency.name in ("AFP", "Agence France-Presse")
    assert len(article.desk) == 7
    assert article.published is not None
    begin = (article.published.begin or "")[:16]
    assert (begin, article.published.zone, article.published.basis) == (
        "2025-08-12T19:48", "-03:00", "presumed",
    )  # fmt: skip
    assert article.outlet is None or article.outlet.hypothesis


def test_the_translated_page(material: Material) -> None:
    _, article = pair(material, 1)
    assert article.headline is None
    assert article.standfirst is not None
    assert (article.standfirst.start, article.standfirst.end) == (0, 126)
    assert article.published is not None
    assert (article.published.begin, article.published.zone) == ("2025-10-27", None)
    assert {scar.span.start for scar in article.scars} >= {606, 629, 2537}
    assert article.outlet is None or article.outlet.hypothesis


def test_two_episodes_of_one_story(material: Material) -> None:
    assert len(material.stories) == 1
    assert len(material.stories[0].episodes) == 2
    assert len(material.stories[0].families) == 2


def test_every_person_state_and_medium_has_one_id_across_both_pages(material: Material) -> None:
    assert SHARED is not None
    gold = json.loads((SHARED / "data" / "seeds" / "records.json").read_text(encoding="utf-8"))["entities"]
    sought = {"person": "person", "country": "state", "medium": "organisation", "military": "organisation"}
    readings = [d.reading for d in material.documents if d.reading]
    found = join(readings)
    for entity in (e for e in gold if e["type"] in sought):
        kind, names = sought[entity["type"]], set(entity["mentions"])
        said = {
            found.of(r.page, e.id) for r in readings for e in r.entities if e.type == kind and names & set(e.names)
        }  # fmt: skip
        said = {key for key in said if not key.endswith("_government")}
        assert len(said) <= 1, (entity["id"], said)
        assert said or entity["type"] not in ("person", "country"), entity["id"]


def test_the_record_against_the_one_made_by_hand(material: Material, tmp_path: Path) -> None:
    assert SHARED is not None
    out = tmp_path / "records.json"
    out.write_text(json.dumps(records(material)), encoding="utf-8")
    gold = SHARED / "data" / "seeds" / "records.json"
    floors = [
        "records.f1=0.94",
        "dates.exact.matched=1.0",
        "links.f1=0.85",
        "figures.exact=1.0",
        "origin=0.88",
        "actor.f1=0.75",
    ]
    command = [sys.executable, str(SHARED / "score" / "score.py"), "records", str(gold), str(out)]
    done = subprocess.run([*command, *(x for f in floors for x in ("--min", f))], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    scores = dict(line.split() for line in done.stdout.splitlines() if len(line.split()) == 2)
    assert scores["records_in_debris"] == "0"
    assert scores["forbidden_merges"] == "0"
