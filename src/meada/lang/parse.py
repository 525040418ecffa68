"""What a language model gives, as values that do not depend on the library behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import msgspec

from meada.span import Span

__all__ = ["Name", "Parse", "Parser", "Token"]


class Token(msgspec.Struct, frozen=True, gc=False):
    """One surface token (a contraction is one token). ``head`` indexes `Parse.tokens`; a root is its own head.

    ``upos``, ``deprel`` and ``morph`` (``Feature=Value`` pairs joined by ``|``) follow Universal Dependencies v2.
    """

    start: int
    end: int
    upos: str
    lemma: str
    head: int
    deprel: str
    morph: str = ""


class Name(msgspec.Struct, frozen=True, gc=False):
    """A name found by the model: ``label`` is ``PER``, ``ORG`` or ``LOC`` (UNER)."""

    span: Span
    label: str


class Parse(msgspec.Struct, frozen=True):
    """Tokens, sentences and names of one text; offsets in code points of that text."""

    tokens: tuple[Token, ...]
    sentences: tuple[Span, ...]
    names: tuple[Name, ...]
    model: str


class Parser(Protocol):
    """Anything that parses texts of one language."""

    id: str

    def parse(self, text: str, spans: Sequence[Span] | None = None, trees: Sequence[bool] | None = None) -> Parse:
        """The parse of ``text``, or of its ``spans`` alone, each by itself and in order; offsets are those of ``text``.

        ``trees``, one truth a span, says which of them get heads, relations and lemmas (all without it). Of the others
        each line is one sentence, and words are their own heads, with an empty relation and lemma.
        """
        ...
