"""Traces that a tool left in the text: list markers of a screen reader, and what machine translation gets wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator

from meada.article.article import Scar
from meada.article.notice import Notices, notices
from meada.article.variety import Variety
from meada.page.page import BODY, READ, Page
from meada.span import Span

__all__ = ["find_scars"]

_SEMICOLON = re.compile(r";\s+([^\W\d_]+)")


def find_scars(page: Page, variety: Variety) -> tuple[Scar, ...]:
    """All scars in the order of the page: ``widget`` (list markers, each its own), ``translation`` (a doubled cue, a
    capital after a semicolon, an unlikely date line, the weaker variety of a mixed text). ``rule`` names what found it."""
    words = notices(page.lang)
    found = [*_widgets(page, words), *_doubled(page, words), *_datelines(page, words), *_capitals(page, words)]
    found += [Scar(kind="translation", span=span, rule="scar:mixed-variety") for span in variety.minority]
    unique = {(scar.kind, scar.span): scar for scar in found}
    return tuple(sorted(unique.values(), key=lambda scar: (scar.span, scar.kind)))


def _widgets(page: Page, words: Notices) -> Iterator[Scar]:
    for block in page.blocks:
        if block.role not in ("widget_scar", "other", "body", "related", "recommended", "latest"):
            continue
        part = block.span.of(page.text)
        found = list(words.scar_list.finditer(part if block.role == "widget_scar" else part[:80]))
        for match in found:
            span = Span(match.start(), match.end()).shift(block.span.start)
            yield Scar(kind="widget", span=span, rule="scar:list-marker")
        if block.role == "widget_scar" and not found:
            yield Scar(kind="widget", span=block.span, rule="scar:list-heading")


def _doubled(page: Page, words: Notices) -> Iterator[Scar]:
    """An empty cue in lower case after a sentence that had one; the page may have set it apart already."""
    for block in page.blocks:
        if block.role == "translation_scar":
            yield Scar(kind="translation", span=block.span, rule="scar:doubled-cue")
        elif block.role in BODY:
            for match in words.scar_cue.finditer(page.text, block.span.start, block.span.end):
                yield Scar(kind="translation", span=Span(match.start(), match.end()), rule="scar:doubled-cue")


def _datelines(page: Page, words: Notices) -> Iterator[Scar]:
    for block in page.blocks:
        if block.role == "dateline" and (match := words.scar_dateline.match(block.span.of(page.text))):
            yield Scar(kind="translation", span=Span(0, match.end()).shift(block.span.start), rule="scar:dateline")


def _capitals(page: Page, words: Notices) -> Iterator[Scar]:
    """A semicolon before a word that takes no capital there: the translator took it for a full stop."""
    for block in page.blocks:
        if block.role not in READ:
            continue
        for match in _SEMICOLON.finditer(page.text, block.span.start, block.span.end):
            word = match[1]
            if word[0].isupper() and (len(word) == 1 or not word.isupper()) and word.lower() in words.lower:
                yield Scar(kind="translation", span=Span(match.start(), match.end()), rule="scar:semicolon-capital")
