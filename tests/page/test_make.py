from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import twin
from meada.errors import EmptyError, SourceError, TooLargeError, UnsupportedError
from meada.page import Page, from_html, from_text, make
from meada.page.tree import parse
from meada.page.walk import walk
from meada.settings import Limits
from meada.sources.capture import Capture
from shared import SHARED, needs_shared


def by_role(page: Page) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for block in page.blocks:
        found.setdefault(block.role, []).append(block.span.of(page.text))
    return found


def seed(name: str) -> str:
    assert SHARED is not None
    return (SHARED / "data" / "seeds" / name).read_bytes().decode("utf-8")


@needs_shared
def test_seed_a_has_its_body_headline_desk_line_and_two_lists() -> None:
    text = seed("a_wire_page.txt")
    page = from_text(text)
    assert page.text == text
    spans = {role: [(b.span.start, b.span.end) for b in page.blocks if b.role == role] for role in ("body", "headline")}
    assert spans["headline"] == [(16, 101)]
    assert (spans["body"][0][0], spans["body"][-1][1]) == (121, 1611)
    assert len(spans["body"]) == 8
    roles = by_role(page)
    assert [len(roles[role]) for role in ("dateline", "desk_initials", "agency_credit")] == [1, 1, 1]
    items = [(b.list, b.rank) for b in page.blocks if b.rank is not None]
    assert len(items) == 14
    assert [rank for _, rank in items] == [1, 2, 3, *range(1, 12)]
    assert len({name for name, _ in items}) == 2
    assert "subhead" not in roles


@needs_shared
def test_seed_b_has_no_headline_and_its_scars_stand_outside_the_body() -> None:
    text = seed("b_translated_page.txt")
    page = from_text(text)
    spans = {b.role: (b.span.start, b.span.end) for b in page.blocks}
    assert "headline" not in spans
    assert spans["standfirst"] == (0, 126)
    assert spans["translation_scar"] == (2537, 2547)
    assert [(b.span.start, b.span.end) for b in page.blocks if b.role == "widget_scar"] == [(606, 628), (629, 657)]
    assert {b.role for b in page.blocks} == {"standfirst", "dateline", "body", "widget_scar", "translation_scar"}


@pytest.mark.parametrize("number", range(25))
def test_a_wire_page_of_our_own_has_the_structure_of_seed_a(number: int) -> None:
    text, parts = twin.wire(number)
    assert by_role(from_text(text)) == parts


@pytest.mark.parametrize("number", range(25))
def test_a_translated_page_of_our_own_has_the_structure_of_seed_b(number: int) -> None:
    text, parts = twin.translated(number)
    assert by_role(from_text(text)) == parts


def test_ranks_count_from_one_in_each_list() -> None:
    page = from_text(twin.wire(3)[0])
    for name in {b.list for b in page.blocks if b.rank is not None}:
        ranks = [b.rank for b in page.blocks if b.list == name and b.rank is not None]
        assert ranks == list(range(1, len(ranks) + 1))


def in_order(page: Page) -> bool:
    return all(a.span.end <= b.span.start for a, b in pairwise(page.blocks))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_plain_text_comes_back_unchanged_with_blocks_in_order(text: str) -> None:
    text = text.encode("utf-8", "ignore").decode()
    try:
        page = from_text(text)
    except SourceError:
        return
    assert page.text == text
    assert in_order(page)
    assert from_text(text) == page


TAGS = ("p", "div", "span", "a", "b", "li", "h2", "br", "section", "figcaption")
TREES = st.recursive(
    st.text(alphabet="ab é\n\t\u00a0.<>&", max_size=12).map(lambda s: s.replace("<", "").replace("&", "&amp;")),
    lambda inner: st.tuples(st.sampled_from(TAGS), st.lists(inner, max_size=4)).map(
        lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0]}>"
    ),
    max_leaves=20,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(TREES, min_size=1, max_size=6))
def test_every_character_of_html_maps_back_to_its_text_node(parts: list[str]) -> None:
    html = f"<html><head><title>t</title></head><body>{''.join(parts)}</body></html>"
    try:
        page = from_html(html)
    except EmptyError:
        return
    assert in_order(page)
    root = parse(html, where="test", limits=Limits())
    covered = 0
    for piece in page.segments:
        nodes = root.xpath(piece.node)
        assert isinstance(nodes, list)
        assert len(nodes) == 1
        source = str(nodes[0])[piece.offset : piece.offset + piece.length]
        shown = page.text[piece.start : piece.start + piece.length]
        assert len(source) == len(shown)
        assert source.split() == shown.split()
        covered += piece.length
    spaces = sum(c in " \n" for c in page.text)
    assert len(page.text) - spaces <= covered <= len(page.text)
    assert page.text == "\n".join(block.span.of(page.text) for block in page.blocks)


def test_a_block_s_node_is_the_element_that_holds_its_words() -> None:
    html = "<body><main><p>Um rio   subiu\n depressa.</p><p>Outro <b>não</b> subiu.</p></main></body>"
    page = from_html(html)
    root = parse(html, where="test", limits=Limits())
    for block in page.blocks:
        nodes = root.xpath(block.node or "")
        assert isinstance(nodes, list)
        element = nodes[0]
        assert isinstance(element, etree._Element)
        assert " ".join("".join(map(str, element.itertext())).split()) == block.span.of(page.text)


def test_a_kicker_inside_a_heading_is_a_block_and_a_title_in_pieces_is_one() -> None:
    html = "<body><h1><span class=topo>Serra</span> <span class=tit>Ponte reabre</span></h1><h1><span class=a>O rio</span> e a <span class=b>ponte</span></h1></body>"
    assert [d.text for d in walk(parse(html, where="test", limits=Limits())).drafts] == [
        "Serra",
        "Ponte reabre",
        "O rio e a ponte",
    ]


@pytest.mark.parametrize(
    ("payload", "error"),
    [
        (b"", EmptyError),
        (b" \n ", EmptyError),
        (b"%PDF-1.7 ...", UnsupportedError),
        (b"<html><head><script>var a=1</script></head><body><script>b()</script></body></html>", EmptyError),
        (b"<html><frameset><frame src=a></frameset></html>", EmptyError),
        (b"<div>" * 100_000, TooLargeError),
    ],
)
def test_what_cannot_be_read_says_so(payload: bytes, error: type[SourceError]) -> None:
    with pytest.raises(error) as caught:
        from_html(payload)
    assert caught.value.what
    assert caught.value.next


def test_more_text_than_the_limit_is_refused_early() -> None:
    with pytest.raises(TooLargeError):
        walk(parse("<p>uma linha</p>" * 1000, where="test", limits=Limits()), Limits(characters=100))


@pytest.mark.parametrize(
    ("limits", "named"),
    [
        (Limits(characters=100), "limits.characters"),
        (Limits(blocks=20), "limits.blocks"),
        (Limits(elements=30), "limits.elements"),
    ],
)
def test_the_limit_that_a_page_is_over_is_named(limits: Limits, named: str) -> None:
    page = Capture(
        id="x", payload=b"<p>uma <b>linha</b></p>" * 50, media_type="text/html", via="file", origin="folha.html"
    )
    with pytest.raises(TooLargeError) as caught:
        make(page, limits=limits)
    assert named in str(caught.value)
    assert caught.value.where == "folha.html"


def test_lines_are_counted_against_the_limit_too() -> None:
    text = Capture(id="x", payload=b"uma linha\n" * 21, media_type="text/plain", via="file", origin="folha.txt")
    assert len(make(text, limits=Limits(blocks=21)).blocks) == 21
    with pytest.raises(TooLargeError, match="20 blocks of text"):
        make(text, limits=Limits(blocks=20))
    with pytest.raises(TooLargeError, match="200 characters"):
        make(text, limits=Limits(characters=200))


def test_a_hundred_thousand_blocks_are_refused_in_seconds() -> None:
    start = time.process_time()
    with pytest.raises(TooLargeError):
        from_html("<p>uma linha</p>" * 100_000)
    assert time.process_time() - start < 15


def test_a_large_page_is_read_in_bounded_time() -> None:
    html = "<body>" + "<div><p>Uma linha de texto com <a href=x>um elo</a>.</p></div>" * 5_000 + "</body>"
    start = time.process_time()
    page = from_html(html)
    assert len(page.blocks) == 5_000
    assert time.process_time() - start < 30
