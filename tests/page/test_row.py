from __future__ import annotations

import io
import json

from hypothesis import given
from hypothesis import strategies as st

from meada import article as articles
from meada import page as pages
from meada.article.registry import Registry
from meada.errors import SourceError
from meada.page.page import Page
from meada.settings import Limits
from meada.sources import Capture
from meada.sources.mapping import Mapping
from meada.sources.table import captures

_TEXT = "A prefeitura de Serra Alta fechou a ponte na segunda-feira.\n\nNinguém ficou ferido, disse a Defesa Civil."


def _capture(cells: dict[str, str], *, paged: bool = False) -> Capture:
    (found,) = captures(io.BytesIO(json.dumps(cells).encode()), "c.jsonl", None, Limits(), paged=paged)
    assert isinstance(found, Capture)
    return found


def _page(**cells: str) -> Page:
    return pages.make(_capture(cells))


def test_a_row_is_an_article_already() -> None:
    page = _page(
        title="A ponte fechou", text=_TEXT, date="2026-03-05T14:20:00-03:00", outlet="Diário da Foz", language="pt"
    )
    assert [(b.role, b.span.of(page.text)) for b in page.blocks] == [
        ("headline", "A ponte fechou"),
        ("other", "Diário da Foz | 2026-03-05T14:20:00-03:00"),
        ("body", "A prefeitura de Serra Alta fechou a ponte na segunda-feira."),
        ("body", "Ninguém ficou ferido, disse a Defesa Civil."),
    ]
    made = articles.make(page, registry=Registry.load(None))
    assert made.published is not None
    assert made.published.iso == "2026-03-05T14:20:00-03:00"
    assert made.title == "A ponte fechou"
    assert made.headline is not None
    assert len(made.body) == 2


def test_every_cell_points_at_its_words() -> None:
    page = _page(title="A ponte", text=_TEXT, date="05/13/2026", outlet="Diário")
    for candidate in page.candidates:
        assert candidate.span is not None
        assert candidate.span.of(page.text) == candidate.raw
    assert {c.field: c.value for c in page.candidates} == {
        "published": "2026-05-13", "outlet": "Diário", "headline": "A ponte",
    }  # fmt: skip


def test_a_date_whose_order_no_row_tells_is_no_machine_date() -> None:
    page = _page(text=_TEXT, date="05/03/2026")
    assert not [c for c in page.candidates if c.field == "published"]


def test_the_order_that_was_named_wins_over_the_custom_of_the_language() -> None:
    (found,) = captures(
        io.BytesIO(json.dumps({"text": _TEXT, "date": "05/03/2026"}).encode()),
        "c.jsonl",
        Mapping(order="mdy"),
        Limits(),
    )
    assert isinstance(found, Capture)
    made = articles.make(pages.make(found), registry=Registry.load(None))
    assert made.published is not None
    assert made.published.iso == "2026-05-03"


def test_a_text_that_is_a_whole_page_is_taken_apart_when_asked() -> None:
    made = pages.make(_capture({"title": "A ponte fechou", "text": _TEXT}, paged=True))
    assert not any(block.reason.startswith("row:") for block in made.blocks)


@given(st.text(max_size=200), st.text(max_size=40), st.text(max_size=40))
def test_blocks_are_slices_of_any_text(text: str, title: str, outlet: str) -> None:
    for found in captures(
        io.BytesIO(json.dumps({"text": text, "title": title, "outlet": outlet}).encode()), "c.jsonl", None, Limits()
    ):
        if isinstance(found, Capture):
            try:
                page = pages.make(found)
            except SourceError:
                continue
            assert page.text == found.payload.decode()
            assert all(block.span.of(page.text).strip() for block in page.blocks)
