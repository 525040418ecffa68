"""A passage out of plain paragraphs, for the tests of the finders."""

from __future__ import annotations

import re
from itertools import pairwise

from meada.page.page import Role
from meada.reading.passage import Paragraph, Passage
from meada.span import Span
from meada.when.expression import Anchor

__all__ = ["passage"]

_STOP = re.compile(r"(?<=[.!?;”])\s+(?=[A-ZÁÉÍÓÚ“\"])")


def passage(*paragraphs: str, lang: str = "pt", published: str | None = "2025-06-10", role: Role = "body") -> Passage:
    """Paragraphs joined by one newline and cut at full stops."""
    text, blocks, at = "\n".join(paragraphs), [], 0
    for paragraph in paragraphs:
        cuts = [at, *(at + c.end() for c in _STOP.finditer(paragraph)), at + len(paragraph)]
        spans = [Span(a, b).trimmed(text) for a, b in pairwise(cuts)]
        blocks.append(
            Paragraph(span=Span(at, at + len(paragraph)), role=role, sentences=tuple(s for s in spans if len(s)))
        )
        at += len(paragraph) + 1
    return Passage(text=text, lang=lang, paragraphs=tuple(blocks), anchor=Anchor(published=published, zone="-03:00"))
