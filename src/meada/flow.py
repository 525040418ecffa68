"""The one place that knows the order of the work: captures to articles, readings, stories and records."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import msgspec

from meada import article as articles
from meada import page as pages
from meada import reading as readings
from meada.article.article import Article
from meada.article.registry import Registry
from meada.lang.parse import Parser
from meada.page.page import Page
from meada.reading.reading import Reading
from meada.settings import Limits
from meada.sources.capture import Capture

__all__ = ["Entry", "Tools", "Verdict", "add", "made", "take", "weave"]


class Tools:
    """What the work needs beside its input: registries, limits, and a parser for each language that has one."""

    def __init__(
        self,
        *,
        registry: Registry | None = None,
        limits: Limits | None = None,
        parser: Callable[[str], Parser | None] | None = None,
    ) -> None:
        self.registry = registry or Registry.load()
        self.limits = limits or Limits()
        self._load = parser or _no_parser
        self._parsers: dict[str, Parser | None] = {}

    def parser(self, lang: str | None) -> Parser | None:
        """The parser of ``lang``, loaded at its first use; None when there is none."""
        if lang is None:
            return None
        if lang not in self._parsers:
            self._parsers[lang] = self._load(lang)
        return self._parsers[lang]


def _no_parser(lang: str) -> Parser | None:
    return None


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A capture and all that one page alone gives."""

    capture: Capture
    page: Page
    article: Article
    reading: Reading


class Verdict(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What became of one input. ``label`` is the article's (``A7``); ``reason`` and ``next`` are set on a failure."""

    origin: str
    status: Literal["added", "known", "skipped", "failed"]
    label: str | None = None
    capture: str | None = None
    code: str | None = None
    reason: str | None = None
    next: str | None = None
    flags: tuple[str, ...] = ()


def take(capture: Capture, tools: Tools, furniture: pages.Furniture | None = None) -> Entry:
    """Page, article and reading of one capture. Raises `SourceError` where no page can be made of it."""
    page = pages.make(capture, furniture=furniture, limits=tools.limits)
    article = articles.make(page, registry=tools.registry)
    reading = readings.read(page, article, parser=tools.parser(article.lang))
    return Entry(capture=capture, page=page, article=article, reading=reading)
