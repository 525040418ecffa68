"""One article as the record sees it."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import Any

import msgspec

from meada.article.article import Article
from meada.lang.lexicon import lowered
from meada.lang.table import LANGUAGES, table
from meada.lang.trigger import Triggers, triggers
from meada.page.page import READ, Page
from meada.reading.attribution import Attribution
from meada.reading.body import Bodies
from meada.reading.lexicon import Lexicon, lexicon
from meada.reading.mention import Entity
from meada.reading.reading import Reading
from meada.record.ruling import Ruling
from meada.span import Span

__all__ = ["Report"]


class Report(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A page with its article and reading, and ``family``, the id of the copies it belongs to (its own id if alone).

    ``same`` maps an entity id of this reading to the id the entity has across articles; ids not in it stay as they are.
    ``rulings`` are what people decided about the statements of this page, in order.
    """

    page: Page
    article: Article
    reading: Reading
    family: str
    same: dict[str, str] = {}
    rulings: tuple[Ruling, ...] = ()

    @property
    def id(self) -> str:
        """The capture's id."""
        return self.page.capture

    @property
    def published(self) -> str | None:
        """When it was published, ISO 8601, as far as known."""
        return self.article.published.begin if self.article.published else None

    def entity(self, local: str) -> str:
        """The id across articles of an entity of this reading."""
        return self.same.get(local, local)

    @cached_property
    def known(self) -> dict[str, Entity]:
        """The reading's entities by their id here."""
        return {e.id: e for e in self.reading.entities}

    @cached_property
    def cues(self) -> Lexicon:
        """The cue lexicon of the article's language, which has to be one that is read in full."""
        return lexicon(self.reading.lang or "")

    @cached_property
    def rows(self) -> dict[str, Any]:
        """The words that the record needs in the article's language, which has to be one that is read in full."""
        return table(self.reading.lang or "", "record")

    @cached_property
    def bodies(self) -> Bodies:
        """The bodies that the text names, by the words for them."""
        known, read = lexicon(self.reading.lang or ""), self.reading
        return Bodies(self.page.text, known, read.entities, read.mentions, read.sentences)

    @cached_property
    def attributions(self) -> dict[str, Attribution]:
        """The reading's attributions by id."""
        return {a.id: a for a in self.reading.attributions}

    @cached_property
    def low(self) -> str:
        """The page's text in lower case, every offset kept."""
        return lowered(self.page.text)

    @cached_property
    def triggers(self) -> Triggers | None:
        """What evokes events in the article's language; None where it is not read in full."""
        return triggers(self.reading.lang) if self.reading.lang in LANGUAGES else None

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """The read blocks in text order."""
        return tuple(sorted(b.span for b in self.page.blocks if b.role in READ))

    def sentence(self, span: Span) -> Span:
        """The sentence that holds the beginning of ``span``; ``span`` itself where none does."""
        at = bisect_right(self._starts, span.start) - 1
        if at >= 0 and self.reading.sentences[at].end > span.start:
            return self.reading.sentences[at]
        return span

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(s.start for s in self.reading.sentences)

    def paragraph(self, span: Span) -> int:
        """The number of the read block that holds the beginning of ``span``; -1 before the first."""
        return bisect_right([p.start for p in self.paragraphs], span.start) - 1

    def zone(self, span: Span) -> str:
        """The role of the block that holds ``span``; ``other`` where none does."""
        return next((b.role for b in self.page.blocks if b.span.contains(span)), _widest(self, span))


def _widest(report: Report, span: Span) -> str:
    touching = [b for b in report.page.blocks if b.span.overlaps(span)]
    if not touching:
        return "other"
    return max(touching, key=lambda b: min(b.span.end, span.end) - max(b.span.start, span.start)).role
