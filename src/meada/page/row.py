"""A row of a corpus as a page: its text is the article already, its cells are what the page says of itself."""

from __future__ import annotations

from meada.errors import EmptyError
from meada.lang.table import LANGUAGES
from meada.page.bound import over
from meada.page.language import detect
from meada.page.lines import segment
from meada.page.page import Block, Candidate, Page
from meada.settings import Limits
from meada.sources.capture import Capture
from meada.span import Span

__all__ = ["article", "row"]

_FIELDS = (("published", "row-published"), ("outlet", "row-outlet"))


def article(capture: Capture) -> bool:
    """True for the capture of a row whose text is an article, not a whole page."""
    return capture.via == "row" and capture.headers.get("row-form") == "article"


def row(capture: Capture, text: str, limits: Limits) -> Page:
    """The page of such a row: its title a headline, the line of its cells passed over, every other line body.

    Raises `EmptyError` or `TooLargeError`.
    """
    told = capture.headers
    blocks: list[Block] = []
    start, expected = 0, [("headline", told.get("row-title")), ("other", told.get("row-line"))]
    expected = [pair for pair in expected if pair[1]]
    for line in text.split("\n"):
        span = Span(start, start + len(line)).trimmed(text)
        start += len(line) + 1
        if span.start >= span.end:
            continue
        role = expected.pop(0)[0] if expected and span.of(text) == expected[0][1] else "body"
        blocks.append(Block(role=role, span=span, reason=f"row:{role}"))  # type: ignore[arg-type]
    if len(blocks) > limits.blocks:
        raise over("blocks", limits.blocks, capture.origin)
    if not any(block.role == "body" for block in blocks):
        raise EmptyError("its text is empty", where=capture.origin, next="the next row is read")
    lang = detect("\n".join(b.span.of(text) for b in blocks if b.role == "body"), told.get("row-language"))
    return Page(
        capture=capture.id,
        text=text,
        blocks=tuple(blocks),
        segments=segment(text),
        candidates=tuple(_candidates(capture, text, blocks)),
        url=capture.url,
        fetched_at=capture.fetched_at,
        lang=lang,
        depth="full" if lang in LANGUAGES or lang is None else "structure",
    )


def _candidates(capture: Capture, text: str, blocks: list[Block]) -> list[Candidate]:
    """What the cells say, each with its place in the line of cells."""
    line = next((block.span for block in blocks if block.role == "other"), None)
    out = []
    for field, header in _FIELDS:
        if words := capture.headers.get(header):
            at = text.find(words, line.start, line.end) if line else -1
            span = Span(at, at + len(words)) if at >= 0 else None
            out.append(Candidate(field=field, value=words, raw=words, where=f"row:{field}", span=span))
    if title := capture.headers.get("row-title"):
        span = next((block.span for block in blocks if block.role == "headline"), None)
        out.append(Candidate(field="headline", value=title, raw=title, where="row:title", span=span))
    return out
