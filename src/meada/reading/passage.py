"""The part of a page that is read: its paragraphs with their roles, cut into sentences."""

from __future__ import annotations

import msgspec

from meada.lang.parse import Parse
from meada.page.page import Role
from meada.span import Span
from meada.when.expression import Anchor

__all__ = ["Paragraph", "Passage"]


class Paragraph(msgspec.Struct, frozen=True, kw_only=True):
    """One block that is read. ``sentences`` cover it in order, without the white space between them."""

    span: Span
    role: Role
    sentences: tuple[Span, ...]


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """What the finders of `meada.reading` work on. All spans index ``text``, the whole text of the page.

    ``lang`` is one of `meada.lang.LANGUAGES`. ``parse`` holds the model's tokens for the sentences that were parsed
    (None where no model is there); its offsets index ``text`` too.
    """

    text: str
    lang: str
    paragraphs: tuple[Paragraph, ...]
    anchor: Anchor
    parse: Parse | None = None

    @property
    def sentences(self) -> tuple[Span, ...]:
        """All sentences in text order."""
        return tuple(s for p in self.paragraphs for s in p.sentences)
