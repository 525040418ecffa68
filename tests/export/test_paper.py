from __future__ import annotations

import pytest
from lxml import html

from exported import exported, quotes
from meada.export.material import Material
from meada.i18n import TAGS


@pytest.fixture(scope="module")
def page(materials: list[Material]) -> html.HtmlElement:
    return html.document_fromstring(exported("html", materials, tag="pt-BR", at="2026-03-08T10:00:00+00:00").decode())


def test_it_needs_nothing_from_outside(page: html.HtmlElement) -> None:
    assert not list(page.iter("script", "img", "link", "iframe", "object", "video", "base"))
    assert not [
        node for node in page.iter() if isinstance(node.tag, str) and any(a.startswith("on") for a in node.attrib)
    ]
    (style,) = page.iter("style")
    assert "url(" not in (style.text or "")
    assert "@import" not in (style.text or "")


def test_every_mark_leads_to_a_note_and_every_note_has_a_mark(page: html.HtmlElement) -> None:
    called = {a.get("href") for a in page.cssselect("sup a")}
    notes = {f"#{li.get('id')}" for li in page.cssselect(".notes li")}
    assert called == notes
    assert called


def test_quotes_are_those_of_the_pages(page: html.HtmlElement, materials: list[Material]) -> None:
    held = quotes(materials)
    for node in page.iter("q"):
        for part in node.text_content().split(" … "):
            assert part in held


def test_every_capture_stands_in_the_manifest(page: html.HtmlElement, materials: list[Material]) -> None:
    hashes = [node.text_content() for node in page.cssselect(".manifest code")]
    assert sorted(hashes) == sorted({d.capture for m in materials for d in m.documents})


def test_tables_have_heads(page: html.HtmlElement) -> None:
    for table in page.iter("table"):
        assert all(th.get("scope") == "col" for th in table.iter("th"))
        assert {len(tr) for tr in table.cssselect("tbody tr")} == {len(table.cssselect("th"))}


@pytest.mark.parametrize("tag", TAGS)
def test_it_says_its_language(tag: str, materials: list[Material]) -> None:
    assert html.document_fromstring(exported("html", materials[:1], tag=tag).decode()).get("lang") == tag
