"""One article as its story sees it."""

from __future__ import annotations

import msgspec

from meada.article.article import Article
from meada.page.page import Page
from meada.reading.reading import Reading

__all__ = ["Told"]


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A page with its article and reading."""

    page: Page
    article: Article
    reading: Reading

    @property
    def id(self) -> str:
        """The capture's id."""
        return self.page.capture

    @property
    def published(self) -> str | None:
        """When it was published, ISO 8601, as far as known."""
        return self.article.published.begin if self.article.published else None

    @property
    def body(self) -> str:
        """The paragraphs of the body, one a line."""
        return "\n".join(span.of(self.page.text) for span in self.article.body)

    @property
    def title(self) -> str:
        """The headline, else the standfirst, else the first words of the body."""
        text, article = self.page.text, self.article
        span = article.headline or article.standfirst or (article.body[0] if article.body else None)
        return article.title or (span.of(text) if span else "")
