"""A body as copies are known by it: its words, runs of words, and what a translator keeps."""

from __future__ import annotations

from collections.abc import Sequence

from meada.span import Span
from meada.story.gram import Gram, Word, grams, split
from meada.story.told import Told
from meada.story.translation import Anchors, anchors

__all__ = ["Text", "text", "text_of"]


class Text:
    """The words, runs and anchors of one body, made once."""

    __slots__ = ("anchors", "grams", "lang", "scarred", "words")

    def __init__(self, words: list[list[Word]], found: Anchors, lang: str | None, scarred: bool) -> None:
        self.words, self.anchors, self.lang, self.scarred = words, found, lang, scarred
        self.grams: frozenset[Gram] = grams([word for paragraph in words for word in paragraph])

    @property
    def size(self) -> int:
        """How many words it has."""
        return sum(map(len, self.words))


def text(source: str, paragraphs: Sequence[Span], lang: str | None = None, *, scarred: bool = False) -> Text:
    """The text of ``paragraphs`` of ``source``; places are code points of ``source``."""
    words = [[w.shift(span.start) for w in split(span.of(source))] for span in paragraphs]
    return Text(words, anchors(source, paragraphs), lang, scarred)


def text_of(told: Told) -> Text:
    """The text of an article."""
    article = told.article
    scarred = any(scar.kind == "translation" for scar in article.scars)
    return text(told.page.text, article.body, article.lang, scarred=scarred)
