from __future__ import annotations

import json
import re
import warnings

import rispy

from exported import exported
from meada.export.citation import cite
from meada.export.material import Material


def cites(materials: list[Material]) -> dict[str, object]:
    return {d.label: cite(d) for m in materials for d in m.documents}


def test_ris_comes_back_with_what_was_cited(materials: list[Material]) -> None:
    found = {entry["id"]: entry for entry in rispy.loads(exported("ris", materials).decode())}
    documents = {d.label: cite(d) for m in materials for d in m.documents}
    assert found.keys() == documents.keys()
    for label, citation in documents.items():
        entry = found[label]
        assert entry["type_of_reference"] == "NEWS"
        assert entry.get("title") == citation.title
        assert tuple(entry.get("authors", ())) == citation.authors
        assert (entry["urls"][0] if "urls" in entry else None) == citation.url
        if citation.published and citation.published.begin:
            assert entry["year"] == citation.published.begin[:4]
            assert re.fullmatch(r"\d{4}/\d\d/\d\d/(\d\d:\d\d)?", entry["date"])
        assert entry["accession_number"] == f"sha256:{citation.capture}"
    assert any("confirmed by Ana Prado" in note for entry in found.values() for note in entry.get("notes", ()))


def test_csl_is_cited_by_a_processor_of_styles(materials: list[Material]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
        from citeproc.source.json import CiteProcJSON

        items = json.loads(exported("csl", materials))
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
        for item in items:
            bibliography.register(Citation([CitationItem(item["id"].lower())]))
        entries = [str(entry) for entry in bibliography.bibliography()]
    assert len(entries) == len(items)
    for item in items:
        told = next(
            entry
            for entry in entries
            if item.get("title", "")[:25] in entry and item.get("container-title", "") in entry
        )
        assert str(item["issued"]["date-parts"][0][0]) in told if "issued" in item else told


def test_csl_names_what_was_cited(materials: list[Material]) -> None:
    items = json.loads(exported("csl", materials))
    documents = {d.label: cite(d) for m in materials for d in m.documents}
    assert {item["id"] for item in items} == documents.keys()
    allowed = {"id", "type", "title", "author", "container-title", "source", "section", "issued", "accessed", "URL",
               "language", "archive_location", "note"}  # fmt: skip
    for item in items:
        assert item.keys() <= allowed
        assert item["type"] == "article-newspaper"
        citation = documents[item["id"]]
        assert [author["literal"] for author in item.get("author", [])] == list(citation.authors)
        parts = item.get("issued", {}).get("date-parts", [[]])[0]
        assert (
            "-".join(f"{part:02}" for part in parts) == ((citation.published and citation.published.begin) or "")[:10]
        )
