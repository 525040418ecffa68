"""Where the text of the article begins and ends among the blocks of the page."""

from __future__ import annotations

from meada.page.page import BODY, Page
from meada.span import Span

__all__ = ["extent", "place_of"]

_LONG = 80
_NEAR = 12


def extent(page: Page) -> tuple[int, int]:
    """Places of the first and last block of the text: ``(first, last)``, last included.

    Begins with the first paragraph (80 characters or more) that has two others within twelve blocks, so that a sentence
    in a menu or a form does not count; ends alike. A text of fewer paragraphs spans all its body blocks; a page without
    any gives ``(len(blocks), len(blocks) - 1)``.
    """
    body = [place for place, block in enumerate(page.blocks) if block.role in BODY]
    if not body:
        return len(page.blocks), len(page.blocks) - 1
    long = [place for place in body if len(page.blocks[place].span) >= _LONG]
    first = next((a for a, c in zip(long, long[2:], strict=False) if c - a <= _NEAR), (long or body)[0])
    last = next((c for a, c in zip(long[-3::-1], long[::-1], strict=False) if c - a <= _NEAR), (long or body)[-1])
    return first, max(first, last)


def place_of(page: Page, span: Span | None) -> int | None:
    """The place of the first block that shares a character with ``span``; None without a span or block."""
    return next((i for i, block in enumerate(page.blocks) if span and block.span.overlaps(span)), None)
