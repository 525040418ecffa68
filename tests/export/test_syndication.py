from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import feedparser
import pytest
from lxml import html
from msgspec.structs import replace

from exported import exported, quotes
from meada.export.care import accuses
from meada.export.citation import cite
from meada.export.material import Material
from meada.export.standing import Standing
from meada.reading.event import Participant
from meada.reading.mention import Entity


def read(name: str, materials: list[Material], **wanted: object) -> Mapping[str, Any]:
    found: Mapping[str, Any] = feedparser.parse(exported(name, materials, **wanted))
    assert not found["bozo"], found.get("bozo_exception")
    return found


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_a_reader_finds_title_entries_and_what_a_quotation_owes(name: str, materials: list[Material]) -> None:
    found = read(name, materials[:1], address="https://a.example/feed")
    assert found["version"] in ("rss20", "atom10")
    assert found["feed"]["title"] == " ".join(materials[0].stories[0].title.split())
    titles = {d.article.headline.of(d.text) for d in materials[0].documents if d.article.headline}
    urls = {d.article.url for d in materials[0].documents}
    assert found["entries"]
    for entry in found["entries"]:
        assert entry["title"] in titles | {"no headline"}
        assert entry.get("link", entry["id"]).partition("#")[0] in urls | {entry["id"]}
        assert entry["id"].startswith("urn:uuid:")
        assert name == "rss" or entry["author"]
    assert len({entry["id"] for entry in found["entries"]}) == len(found["entries"])


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_what_stands_in_it_is_quoted(name: str, materials: list[Material]) -> None:
    held = " ".join(quotes(materials))
    for entry in read(name, materials)["entries"]:
        content = entry["content"][0]["value"] if "content" in entry else entry["description"]
        lines = [node.text_content() for node in html.fromstring(content).iter("li")]
        assert lines
        for line in lines:
            for part in line[1 : line.rindex("”")].split(" … "):
                assert part in held, part


def test_a_time_without_a_zone_is_not_made_one(materials: list[Material]) -> None:
    pages = [d for m in materials for d in m.documents]
    known = {cite(d).title for d in pages if d.article.published and d.article.published.zone}
    entries = read("atom", materials)["entries"]
    for entry in entries:
        assert ("published" in entry) == (entry["title"] in known)
    assert {"published" in entry for entry in entries} == {True, False}


def accusing(material: Material) -> tuple[Material, str]:
    """``material`` with one of its statements turned into an accusation against a person."""
    record = material.records[0]
    held = quotes([material])
    old = next(s for s in record.statements if s.kind == "claim" and held.count(s.evidence[0].quote) == 1)
    new = replace(old, type="ACCUSE", participants=(Participant(role="recipient", entity="ivo_telles"),))
    statements = tuple(new if s.id == old.id else s for s in record.statements)
    person = Entity(id="ivo_telles", type="person", name="Ivo Telles")
    changed = replace(record, statements=statements, entities=(*record.entities, person))
    assert accuses(new, {"ivo_telles": person})
    return replace(material, records=(changed, *material.records[1:])), new.id


@pytest.mark.parametrize("name", ["rss", "atom"])
def test_an_accusation_waits_for_a_person(name: str, materials: list[Material]) -> None:
    material, id = accusing(materials[0])
    quote = next(s for s in material.statements() if s.id == id).evidence[0].quote
    plain = exported(name, [replace(material, standings={})]).decode()
    confirmed = replace(material, standings={(None, id): Standing(state="confirmed", who="Ana Prado")})
    assert f"“{quote}”" not in plain
    assert f"“{quote}”" in exported(name, [confirmed]).decode()


def test_characters_that_xml_cannot_hold_do_no_harm(materials: list[Material]) -> None:
    story = replace(materials[0].stories[0], title="Ponte\x00 \x0bcai \ufffe& <b>")
    found = read("rss", [replace(materials[0], stories=(story,))])
    assert found["feed"]["title"].startswith("Ponte")
