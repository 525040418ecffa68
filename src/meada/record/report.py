"""One article as the record sees it."""

from __future__ import annotations

import msgspec

from meada.article.article import Article
from meada.page.page import Page
from meada.reading.attribution import Attribution
from meada.reading.mention import Entity
from meada.reading.reading import Reading
from meada.span import Span

__all__ = ["Report"]


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """A page with its article and reading, and ``family``, the id of the copies it belongs to (its own id if alone).

    ``same`` maps an entity id of this reading to the id the entity has across articles; ids not in it stay as they are.
    """

    page: Page
    article: Article
    reading: Reading
    family: str
    same: dict[str, str] = {}

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

    def known(self) -> dict[str, Entity]:
        """The reading's entities by their id here."""
        return {e.id: e for e in self.reading.entities}

    def attributions(self) -> dict[str, Attribution]:
        """The reading's attributions by id."""
        return {a.id: a for a in self.reading.attributions}

    def zone(self, span: Span) -> str:
        """The role of the block that holds ``span``; ``other`` where none does."""
        return next((b.role for b in self.page.blocks if b.span.contains(span)), _widest(self, span))


def _widest(report: Report, span: Span) -> str:
    touching = [b for b in report.page.blocks if b.span.overlaps(span)]
    if not touching:
        return "other"
    return max(touching, key=lambda b: min(b.span.end, span.end) - max(b.span.start, span.start)).role
