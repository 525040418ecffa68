"""The planted record fits its pages: every anchor stands where it says, every id names something, every feature is there."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any
from zoneinfo import ZoneInfo

import pytest

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
PLANTED: dict[str, Any] = json.loads((EXAMPLES / "planted.json").read_text(encoding="utf-8"))
REGISTRY: dict[str, Any] = tomllib.loads((EXAMPLES / "meada.toml").read_text(encoding="utf-8"))
DOCUMENTS, RECORDS, LINKS = PLANTED["documents"], {r["id"]: r for r in PLANTED["records"]}, PLANTED["links"]
RELATIONS = {
    "repeats", "corroborates", "coincides", "complements", "updates", "contradicts", "tension", "subset", "distinct",
    "background", "context",
}  # fmt: skip
NEEDED = {
    "wire copy, verbatim", "wire copy, edited and retitled", "wire copy, cut", "translation with scars",
    "agency relaying state medium relaying leader", "dead, rising", "missing, falling", "displaced, rising",
    "conflicting figures", "subset figure", "almost (quase)", "at least (pelo menos)", "between 30 and 40",
    "accusation and denial within one page", "accusation and denial across pages", "denial", "correction notice",
    "relative date across midnight", "dateline in one zone, text in another",
    "bare weekday equal to the publication day", "page without a date", "false Z in the metadata",
    "planned, then happened", "standfirst against body", "two independent origins agree",
    "state medium counted as its state", "foreign headlines", "foreign headlines on topic", "unrelated story",
    "similar but distinct",
}  # fmt: skip


def _plant() -> ModuleType:
    spec = importlib.util.spec_from_file_location("plant", EXAMPLES / "plant.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["plant"] = module
    spec.loader.exec_module(module)
    return module


plant = _plant()


def test_planted_is_complete() -> None:
    """Every quote stands exactly once on its page; offsets and hashes are those of the files."""
    again = plant.complete(json.loads((EXAMPLES / "planted.json").read_text(encoding="utf-8")))
    assert again == PLANTED


def test_a_quote_that_stands_twice_or_nowhere_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<html><head><title>Onze</title></head><body><p>Onze. <b>Onze</b>.</p></body></html>", "utf-8")
    for quote in ("Onze", "Doze"):
        with pytest.raises(ValueError, match=re.escape(quote)):
            plant.locate(page, quote)
    assert plant.locate(page, "Onze. Onze.") == (0, 11)


def _spans() -> list[tuple[str, dict[str, Any]]]:
    spans = [(e["doc"], e) for r in RECORDS.values() for e in r["evidence"]]
    spans += [(r["doc"], step["cue"]) for r in RECORDS.values() for step in r["chain"] if "cue" in step]
    spans += [(name, span) for name, doc in DOCUMENTS.items() for span in (*doc["pointers"], *doc.get("scars", []))]
    return spans


def test_offsets_of_text_files_slice_to_the_quotes() -> None:
    texts = {n: (EXAMPLES / d["file"]).read_text(encoding="utf-8") for n, d in DOCUMENTS.items()}
    checked = 0
    for doc, span in _spans():
        if DOCUMENTS[doc]["file"].endswith(".txt"):
            assert texts[doc][span["start"] : span["end"]] == span["quote"]
            checked += 1
        else:
            assert "start" not in span
    assert checked > 50


def test_every_page_is_described_and_every_description_has_its_page() -> None:
    assert sorted(d["file"] for d in DOCUMENTS.values()) == sorted(
        f"pages/{p.name}" for p in (EXAMPLES / "pages").iterdir()
    )


def _within(doc: dict[str, Any], quote: str, stretch: dict[str, str]) -> bool:
    text = plant.visible(EXAMPLES / doc["file"])
    begin = text.index(stretch["first"])
    return bool(begin <= text.index(quote) < text.index(stretch["last"]) + len(stretch["last"]))


def test_no_statement_stands_in_debris() -> None:
    for record in RECORDS.values():
        doc = DOCUMENTS[record["doc"]]
        for evidence in record["evidence"]:
            assert not any(_within(doc, evidence["quote"], stretch) for stretch in doc["debris"]), record["id"]
            inside = _within(doc, evidence["quote"], doc["body"])
            assert inside == (evidence["zone"] == "body"), record["id"]


def test_pointers_stand_in_debris() -> None:
    for doc in DOCUMENTS.values():
        for pointer in doc["pointers"]:
            assert any(_within(doc, pointer["quote"], stretch) for stretch in doc["debris"]), pointer["quote"]


def test_ids_name_something() -> None:
    entities = {e["id"] for e in PLANTED["entities"]}
    assert len(entities) == len(PLANTED["entities"])
    assert len(RECORDS) == len(PLANTED["records"])
    for record in RECORDS.values():
        named = {p["ent"] for p in record["participants"]} | {s["ent"] for s in record["chain"]} - {None}
        assert named <= entities, record["id"]
        assert record["doc"] in DOCUMENTS
        for field in ("denies", "subset_of", "superseded_by", "corrects"):
            assert record.get(field) is None or record[field] in RECORDS, record["id"]


def test_links_name_records_and_say_why() -> None:
    assert len({(k["a"], k["b"]) for k in LINKS}) == len(LINKS)
    for link in LINKS:
        assert {link["a"], link["b"]} <= RECORDS.keys(), link["id"]
        assert link["relation"] in RELATIONS
        assert link["why"]


def test_agreement_has_two_origins_and_coincidence_fewer() -> None:
    for link in LINKS:
        if "origins" in link:
            assert link["independent_origins"] == len(set(link["origins"])), link["id"]
        if link["relation"] == "corroborates":
            assert link["independent_origins"] >= 2, link["id"]
        if link["relation"] in {"coincides", "repeats"}:
            assert link.get("independent_origins", 0) < 2, link["id"]


def test_nothing_distinct_shares_another_link() -> None:
    apart = {frozenset((k["a"], k["b"])) for k in LINKS if k["relation"] == "distinct"}
    others = {frozenset((k["a"], k["b"])) for k in LINKS if k["relation"] != "distinct"}
    assert apart
    assert not apart & others


def test_figures_lie_within_their_bounds() -> None:
    for record in RECORDS.values():
        if figure := record.get("figure"):
            low, value, high = figure["low"], figure["value"], figure["high"]
            assert value is not None or (low is not None and high is not None), record["id"]
            assert low is None or high is None or low < high, record["id"]
            assert {">=": low == value, "<~": high == value, "range": value is None}.get(figure["op"], True), record[
                "id"
            ]


def test_publication_times_agree_with_their_zones() -> None:
    for doc in DOCUMENTS.values():
        published = doc["published"]
        if published["tz"]:
            local = datetime.fromisoformat(published["local"]).replace(tzinfo=ZoneInfo(published["tz"]))
            assert local.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ") == published["utc"], doc["file"]


def test_families_and_stories_group_pages() -> None:
    for family in PLANTED["families"]:
        assert family["label"] in {"verbatim", "edited", "cut", "translated"}
        assert len(family["files"]) >= 2
        assert set(family["files"]) <= DOCUMENTS.keys()
    told = [name for story in PLANTED["stories"] for name in story["files"]]
    assert sorted(told) == sorted(DOCUMENTS)


def test_every_needed_feature_is_planted() -> None:
    known = {*RECORDS, *DOCUMENTS, *(k["id"] for k in LINKS)}
    known |= {x["id"] for x in (*PLANTED["families"], *PLANTED["stories"])}
    assert PLANTED["features"].keys() >= NEEDED
    for feature, ids in PLANTED["features"].items():
        assert ids, feature
        assert set(ids) <= known, feature


def test_registry_covers_the_pages() -> None:
    """Outlets have reserved domains that are those of the pages; the state medium is marked; zones exist."""
    outlets = {o["id"]: o for o in REGISTRY["outlet"]}
    agencies = {a["id"]: a for a in REGISTRY["agency"]}
    assert len(outlets) == 9
    assert [a for a in agencies if agencies[a]["state_controlled"]] == ["kta"]
    for doc in DOCUMENTS.values():
        assert doc["agency"] is None or doc["agency"] in agencies
        assert doc["outlet"] in {None, "kta"} or doc["outlet"].removeprefix("outlet_") in outlets
    for row in (*REGISTRY["outlet"], *REGISTRY["agency"], *REGISTRY["state"]):
        assert all(domain.endswith(".example") for domain in row.get("domains", []))
        assert "zone" not in row or ZoneInfo(row["zone"])


@pytest.mark.parametrize("page", sorted((EXAMPLES / "pages").glob("*.html")), ids=lambda p: p.stem)
def test_pages_link_only_to_reserved_domains(page: Path) -> None:
    hosts = set(re.findall(r"https?://([\w.-]+)", page.read_text(encoding="utf-8")))
    assert {h for h in hosts if not h.endswith(".example")} <= {"schema.org", "ogp.me"}
