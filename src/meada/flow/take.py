"""One capture to all that it alone gives."""

from __future__ import annotations

import msgspec

from meada import article as articles
from meada import page as pages
from meada.article.article import Article
from meada.flow.tools import Tools
from meada.page.page import Page
from meada.reading.read import read
from meada.reading.reading import Reading
from meada.sources.capture import Capture

__all__ = ["Entry", "take"]


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A capture and all that one page alone gives."""

    capture: Capture
    page: Page
    article: Article
    reading: Reading


def take(capture: Capture, tools: Tools, furniture: pages.Furniture | None = None) -> Entry:
    """Page, article and reading of one capture. Raises `SourceError` where no page can be made of it."""
    page = pages.make(capture, furniture=furniture, limits=tools.limits)
    article = articles.make(page, registry=tools.registry)
    reading = read(page, article, parser=tools.parser(article.lang), world=tools.registry.world)
    return Entry(capture=capture, page=page, article=article, reading=reading)
