"""What the outlet says it got wrong."""

from __future__ import annotations

from meada.article.notice import notices
from meada.page.page import BODY, Page
from meada.span import Span

__all__ = ["corrections"]

_SHORT = 60


def corrections(page: Page) -> tuple[Span, ...]:
    """Spans of correction notices: blocks with that role, and paragraphs that open as one ("Correção:", "Fe de erratas").

    A short opener alone on its line takes the paragraph after it.
    """
    words = notices(page.lang)
    found: list[Span] = []
    opened = False
    for block in page.blocks:
        text = block.span.of(page.text)
        named = block.role == "correction"
        opens = (
            named or block.role in BODY or block.role in ("other", "legal", "quote_box")
        ) and words.correction.match(text + ":" if len(text) < _SHORT else text)
        if named or opens or (opened and block.role in BODY):
            joined = opened and found and not opens
            found[-1:] = [Span(found[-1].start, block.span.end)] if joined else [*found[-1:], block.span]
        opened = bool(opens) and len(text) < _SHORT
    return tuple(found)
