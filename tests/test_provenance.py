"""Every item that the example pages give stands on exact characters of its page, and those on a place of the file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from meada import flow
from meada.cli.item import segment, spans
from meada.page.decode import decode
from meada.page.page import READ, Page
from meada.page.tree import parse
from meada.settings import Limits
from meada.span import Span
from meada.store import Store

EXAMPLES = Path(__file__).parents[1] / "examples"
LIMITS = Limits()


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    tools = flow.Tools.load(registry=EXAMPLES / "meada.toml")
    with Store.temporary() as made:
        list(flow.add([EXAMPLES / "pages"], made, tools))
        flow.weave(made, tools)
        yield made


def test_every_span_lies_in_its_page_and_holds_something(store: Store) -> None:
    seen = 0
    for entry in store.entries():
        text = store.page(entry.id).text
        for value in (store.page(entry.id).blocks, store.article(entry.id), store.reading(entry.id)):
            for span in spans(value):
                assert 0 <= span.start < span.end <= len(text)
                assert span.of(text).strip()
                seen += 1
    assert seen > 1000


def test_every_quote_of_the_record_is_the_slice_of_its_page(store: Store) -> None:
    texts = {page.capture: page.text for page in store.pages()}
    statements = store.statements()
    assert statements
    for statement in statements:
        assert statement.evidence
        for evidence in statement.evidence:
            assert evidence.page == statement.page
            assert evidence.span.of(texts[evidence.page]) == evidence.quote
        figure = statement.figure
        if figure is not None and figure.span is not None:
            assert figure.span.of(texts[statement.page]) == figure.words


def test_no_statement_stands_on_debris(store: Store) -> None:
    pages = {page.capture: page for page in store.pages()}
    for statement in store.statements():
        for evidence in statement.evidence:
            roles = {b.role for b in pages[evidence.page].blocks if b.span.overlaps(evidence.span)}
            assert evidence.zone in READ
            assert roles <= READ, (roles, evidence.quote)


def test_every_link_stands_on_two_statements_that_are_kept(store: Store) -> None:
    ids = {s.id for s in store.statements()}
    links = [k for story in store.stories() for k in store.record(story.id).links]
    assert links
    assert all(k.a in ids and k.b in ids and k.a != k.b and k.rule for k in links)


def test_every_character_quoted_leads_to_its_node_in_the_file(store: Store) -> None:
    checked = 0
    for entry in store.entries():
        capture, page = store.capture(entry.id), store.page(entry.id)
        html = capture.media_type == "text/html"
        decoded = decode(capture, LIMITS)
        root = parse(decoded, where=entry.origin, limits=LIMITS) if html else None
        for span in spans(store.reading(entry.id)):
            assert _in_file(page, span, root, decoded).split() == span.of(page.text).split()
            checked += 1
    assert checked > 500


def _in_file(page: Page, span: Span, root: Any, decoded: str) -> str:
    """What the saved file holds at the places that the characters of ``span`` came from. Characters between two segments
    are white space that the page put there."""
    out = []
    for at in range(span.start, span.end):
        found = segment(page, at)
        if found is None:
            assert page.text[at].isspace()
            out.append(" ")
            continue
        place = found.offset + at - found.start
        out.append(_node(root, found.node)[place] if root is not None else decoded[place])
    return "".join(out)


def _node(root: Any, path: str) -> str:
    (node,) = root.xpath(path)
    return str(node)
