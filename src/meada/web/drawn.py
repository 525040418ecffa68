"""The text of an article under its marks, with the cards that stand beside each paragraph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from meada.page.page import Page
from meada.reading.reading import Reading
from meada.record.statement import Statement
from meada.span import Span
from meada.web.card import Card
from meada.web.marked import Mark, Paragraph, paragraph

__all__ = ["Drawn", "Part", "anchors"]


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph with the cards that stand beside it."""

    text: Paragraph
    cards: tuple[Card, ...] = ()


class Drawn:
    """Draws the paragraphs of one page."""

    def __init__(
        self,
        page: Page,
        reading: Reading,
        made: Sequence[Card],
        found: Sequence[Mark],
        anchored: Mapping[str, int],
    ) -> None:
        self._text, self._sentences = page.text, sorted(reading.sentences)
        self._cards, self._marks, self._anchors = made, found, anchored

    def paragraph(self, span: Span, role: str) -> Paragraph:
        """The text at ``span`` in sentences and pieces."""
        return paragraph(self._text, span, role, sentences=self._sentences, marks=self._marks, anchors=self._anchors)

    def plain(self, span: Span, role: str) -> Paragraph:
        """Marked, without references: a heading has no margin for cards."""
        bare = [msgspec.structs.replace(mark, note=None) for mark in self._marks]
        return paragraph(self._text, span, role, sentences=self._sentences, marks=bare, anchors=self._anchors)

    def part(self, span: Span, role: str) -> Part:
        """The same, with its cards."""
        own = tuple(card for card in self._cards if span.start <= card.at < span.end)
        return Part(text=self.paragraph(span, role), cards=own)


def anchors(reading: Reading, statements: Sequence[Statement]) -> dict[str, int]:
    """Where each item begins: `/a/A1#ITEM` lights its sentence."""
    out = {s.id: s.evidence[0].span.start for s in statements}
    out |= {e.id: e.evidence[0].start for e in reading.events if e.evidence}
    out |= {m.id: m.span.start for m in reading.mentions}
    out |= {f.id: f.span.start for f in reading.figures}
    out |= {a.id: a.content[0].start for a in reading.attributions if a.content}
    return out
