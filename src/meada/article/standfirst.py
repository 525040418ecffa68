"""The standfirst: what sums the article up between its headline and its text."""

from __future__ import annotations

import re

from meada.article.extent import extent, place_of
from meada.article.fold import fold
from meada.page.page import BODY, Candidate, Page
from meada.span import Span

__all__ = ["choose_standfirst"]

_SHORTEST = 25
_SENTENCE = 45
_LONGEST = 400
_ABOVE = 15
"""How many blocks after the headline are looked at."""
_UNDER = re.compile(r"/h[2-4](?:\[\d+\])?$")
_UNSURE = ("navigation", "other", "related", "body", "subhead", "kicker")


def choose_standfirst(page: Page, headline: Span | None) -> tuple[Span | None, Candidate | None]:
    """The span of the standfirst: its blocks, else the block over the text that the page's description repeats.

    A first paragraph is often its own description: it is no standfirst unless it stands in another element than the
    paragraphs after it.
    """
    span = _described(page, headline) or _run(page) or _demoted(page, headline) or _beneath(page, headline)
    if span is None:
        return None, None
    raw = span.of(page.text)
    return span, Candidate(field="standfirst", value=raw, raw=raw, where="text:standfirst", span=span)


def _run(page: Page) -> Span | None:
    """The first run of neighbouring standfirst blocks."""
    run: Span | None = None
    last = -2
    for place, block in enumerate(page.blocks):
        if block.role == "standfirst":
            if run is None:
                run = block.span
            elif place == last + 1:
                run = Span(run.start, block.span.end)
            else:
                break
            last = place
    return run


def _described(page: Page, headline: Span | None) -> Span | None:
    wanted = [fold(c.value) for c in page.candidates if c.field == "standfirst" and len(c.value) >= _SHORTEST]
    if not wanted:
        return None
    first, _ = extent(page)
    head = place_of(page, headline)
    window = range(head + 1, head + _ABOVE) if head is not None else range(max(0, first - 3), first + 3)
    for place in window:
        if place >= len(page.blocks):
            break
        block = page.blocks[place]
        if (headline and block.span.overlaps(headline)) or not _apart(page, place):
            continue
        if any(span := _repeated(page, place, text) for text in wanted):
            return span
    return None


def _demoted(page: Page, headline: Span | None) -> Span | None:
    """A block that the page took for the headline, right under the one that is."""
    place = place_of(page, headline)
    below = page.blocks[place + 1] if place is not None and place + 1 < len(page.blocks) else None
    return below.span if below is not None and below.role == "headline" and below.node is None else None


def _beneath(page: Page, headline: Span | None) -> Span | None:
    """A sentence right under the headline that is marked up as a heading, or as a paragraph of the article's header."""
    head = place_of(page, headline)
    if head is None:
        return None
    for block in page.blocks[head + 1 : head + 4]:
        marked = block.node and (
            _UNDER.search(block.node) or ("/header" in block.node and block.node.endswith("/p[1]"))
        )
        if marked and block.href is None and block.role in _UNSURE and _SENTENCE <= len(block.span) <= _LONGEST:
            return block.span
    return None


def _repeated(page: Page, place: int, description: str) -> Span | None:
    """The block at ``place``, or it and up to three after it, where they are what the description says."""
    words = ""
    for last in range(place, min(place + 4, len(page.blocks))):
        words = f"{words} {fold(page.blocks[last].span.of(page.text))}".strip()
        if _repeats(words, description):
            return Span(page.blocks[place].span.start, page.blocks[last].span.end)
        if not words or not description.startswith(words):
            return None
    return None


def _repeats(words: str, description: str) -> bool:
    """Equal, or cut short by either: descriptions end where a search engine stops reading."""
    if words == description:
        return True
    shorter, longer = sorted((words, description), key=len)
    return len(shorter) >= 60 and longer.startswith(shorter[:-4])


def _apart(page: Page, place: int) -> bool:
    """Whether the block is no paragraph of the text by its role, or stands in another element than the next ones."""
    block = page.blocks[place]
    if block.role not in BODY:
        return block.node is not None and block.role not in ("caption", "dateline", "byline")
    if block.node is not None and _UNDER.search(block.node):
        return True
    following = (b for b in page.blocks[place + 1 :] if b.role in BODY and len(b.span) >= 80)
    after = next(following, None)
    return block.node is not None and after is not None and _parent(block.node) != _parent(after.node or "")


def _parent(node: str) -> str:
    return node.rsplit("/", 1)[0]
