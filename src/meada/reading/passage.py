"""The part of a page that is read: its paragraphs with their roles, cut into sentences."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from meada.article.article import Article
from meada.lang.parse import Parse, Parser
from meada.lang.table import LANGUAGES
from meada.lang.world import SHIPPED, World
from meada.page.page import READ, Page, Role
from meada.reading import sentences
from meada.span import Span
from meada.when.expression import Anchor

__all__ = ["Paragraph", "Passage", "make"]

Gate = Callable[[str, str], bool]
"""Takes a sentence and its language; true when the sentence is worth a tree."""


class Paragraph(msgspec.Struct, frozen=True, kw_only=True):
    """One block that is read. ``sentences`` cover it in order, without the white space between them."""

    span: Span
    role: Role
    sentences: tuple[Span, ...]


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """What the finders of `meada.reading` work on. All spans index ``text``, the whole text of the page.

    ``lang`` is one of `meada.lang.LANGUAGES`. ``parse`` holds what the model says of all sentences (None where no
    model is there); its offsets index ``text`` too.
    """

    text: str
    lang: str
    paragraphs: tuple[Paragraph, ...]
    anchor: Anchor
    parse: Parse | None = None
    world: World = SHIPPED

    @property
    def sentences(self) -> tuple[Span, ...]:
        """All sentences in text order."""
        return tuple(s for p in self.paragraphs for s in p.sentences)


def make(
    page: Page,
    article: Article,
    *,
    parser: Parser | None = None,
    gate: Gate | None = None,
    world: World = SHIPPED,
) -> Passage | None:
    """The passage of ``article``: the blocks of ``page`` whose role is read, in text order, cut into sentences.

    ``parser`` gives words, tags and names of every sentence, and a tree of those that ``gate`` lets through (none of
    them without a gate: few finders read a tree, and growing it is a third of the parser's work). None when the language is
    unknown or not one of `meada.lang.LANGUAGES`: then nothing is read.
    """
    lang = article.lang or page.lang
    if lang not in LANGUAGES:
        return None
    paragraphs = tuple(
        Paragraph(span=span, role=role, sentences=sentences.split(page.text, span, lang))
        for role, block in _blocks(page, article)
        for span in _lines(page.text, block)
    )
    published = article.published
    anchor = Anchor(
        published=published.iso if published else None,
        zone=(published.zone if published else None) or (article.outlet.zone if article.outlet else None),
        fetched=page.fetched_at,
    )
    passage = Passage(text=page.text, lang=lang, paragraphs=paragraphs, anchor=anchor, world=world)
    if parser is None:
        return passage
    spans = passage.sentences
    trees = [gate is not None and gate(s.of(page.text), lang) for s in spans]
    return msgspec.structs.replace(passage, parse=parser.parse(page.text, spans, trees))


def _blocks(page: Page, article: Article) -> list[tuple[Role, Span]]:
    """Roles and spans that are read: the page's blocks, else what the article points at."""
    if page.blocks:
        return sorted(((b.role, b.span) for b in page.blocks if b.role in READ), key=lambda item: item[1])
    found: list[tuple[Role, Span]] = [("body", span) for span in article.body]
    if article.headline:
        found.append(("headline", article.headline))
    if article.standfirst:
        found.append(("standfirst", article.standfirst))
    return sorted(found, key=lambda item: item[1])


def _lines(text: str, block: Span) -> list[Span]:
    """The lines of a block that hold something; a line break ends a paragraph."""
    out, begin = [], block.start
    for line in text[block.start : block.end].splitlines(keepends=True):
        span = Span(begin, begin + len(line)).trimmed(text)
        begin += len(line)
        if len(span):
            out.append(span)
    return out
