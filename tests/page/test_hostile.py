"""Twenty megabytes of one thing, broken encodings, what is no page: a page or a clear verdict, in bounded time."""

from __future__ import annotations

import time

import pytest

from meada.errors import DamagedError, EmptyError, SourceError, TooLargeError, UnsupportedError
from meada.page import from_html

PARAGRAPH = "<p>A prefeitura reabriu a ponte nesta segunda-feira, depois de três meses de obras na serra.</p>"
READ = {
    "an attribute": "<div class='" + "story-body " * 1_800_000 + "'>" + PARAGRAPH + "</div>",
    "a comment": "<!--" + "x" * 20_000_000 + "-->" + PARAGRAPH,
    "machine data": '<script type="application/ld+json">{"@type":"NewsArticle","articleBody":"'
    + "palavra " * 2_500_000
    + '"}</script>'
    + PARAGRAPH,
    "nested machine data": '<script type="application/ld+json">' + '{"@graph":[' * 100_000 + "</script>" + PARAGRAPH,
}
REFUSED: dict[str, tuple[str | bytes, type[SourceError]]] = {
    "one text": ("<p>" + "palavra " * 2_500_000, TooLargeError),
    "scripts alone": ("<script>" + "x;" * 10_000_000 + "</script>", EmptyError),
    "an attribute that never ends": ("<p title='" + "x" * 20_000_000, EmptyError),
    "elements in elements": ("<b>" * 100_000 + "x", TooLargeError),
    "zeros": ("<p>a\0b " * 1_000_000, DamagedError),
    "a frame set": ("<frameset>" + "<frame src=a>" * 1_000 + "</frameset>", EmptyError),
    "a document": (b"\n  %PDF-1.7\n" + bytes(range(256)) * 40_000, UnsupportedError),
}


@pytest.mark.parametrize("name", READ)
def test_bulk_around_a_paragraph_leaves_the_paragraph(name: str) -> None:
    start = time.process_time()
    assert from_html(READ[name]).text.startswith("A prefeitura reabriu a ponte")
    assert time.process_time() - start < 5


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_page_gets_a_verdict(name: str) -> None:
    source, error = REFUSED[name]
    start = time.process_time()
    with pytest.raises(error) as caught:
        from_html(source)
    assert caught.value.next
    assert time.process_time() - start < 5


@pytest.mark.parametrize("codec", ["utf-8", "cp1252", "utf-16", "mac_roman"])
def test_a_cut_or_damaged_encoding_keeps_the_rest(codec: str) -> None:
    raw = f"<html><body>{PARAGRAPH * 20}</body></html>".encode(codec)
    for damaged in (raw[:1001], raw[:700] + b"\xff\xfe" + raw[702:]):
        page = from_html(damaged)
        assert "A prefeitura reabriu a ponte" in page.text
