"""Plain text as blocks: one block a line, the text itself unchanged."""

from __future__ import annotations

import re
from itertools import islice

from meada.page.draft import Draft
from meada.page.page import Segment

__all__ = ["cut", "segment"]

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]*\S[^\r\n\x0b\x0c\x85\u2028\u2029]*")


def cut(text: str, most: int | None = None) -> list[Draft]:
    """The lines of ``text`` that hold something, without the white space at their ends.

    ``gap`` counts the empty lines before each; no character of ``text`` is changed. Stops after ``most`` lines.
    """
    drafts: list[Draft] = []
    before = 0
    for line in islice(_LINE.finditer(text), most):
        raw = line.group()
        start = line.start() + len(raw) - len(raw.lstrip())
        breaks = text.count("\n", before, start) or text.count("\r", before, start)
        drafts.append(Draft(text=raw.strip(), start=start, gap=max(0, breaks - 1) if drafts else breaks))
        before = line.end()
    return drafts


def segment(text: str) -> tuple[Segment, ...]:
    """One segment: plain text maps to itself."""
    return (Segment(0, len(text), "", 0),)
