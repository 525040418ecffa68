"""Cuts a paragraph into sentences, with an eye on quotation marks, dashes, abbreviations and translation scars."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from meada.lang.table import table
from meada.span import Span

__all__ = ["split"]

_STOP = re.compile(r"[.!?…。]+[\"'”’»›)\]]*(?=\s)|;(?=\s)")
_NEXT = re.compile(r"\s+([\"'“‘«‹„(\[¿¡—–-]*\s?)(\S)")
_WORD_BEFORE = re.compile(r"[^\s\"'“‘«‹„(\[]+$")
_WORD = re.compile(r"[^\W\d_]+")
_WINDOW = 24
"""No abbreviation is longer than this, so the look back is bounded."""


class _Knowledge(NamedTuple):
    before: frozenset[str]
    capital: frozenset[str]
    inside: frozenset[str]
    function_words: frozenset[str]
    pronouns: frozenset[str]


@lru_cache(maxsize=8)
def _knowledge(lang: str) -> _Knowledge:
    short, grammar = table(lang, "abbreviations"), table(lang, "grammar")
    groups = ("articles", "demonstratives", "possessives", "quantifiers", "prepositions", "pronouns", "starters")
    words = frozenset(word for group in groups for word in grammar[group])
    return _Knowledge(
        before=frozenset(short["before"]),
        capital=frozenset(short["capital"]),
        inside=frozenset(short["inside"]),
        function_words=words,
        pronouns=frozenset(grammar["third_person"]),
    )


def split(text: str, span: Span, lang: str) -> tuple[Span, ...]:
    """The sentences of ``span`` in order, without the white space between them; together they cover it.

    A closing mark stays with the sentence it closes; a quotation of several sentences is cut inside. A semicolon ends
    a sentence only before a capitalised function word ("…; Pelo menos"), the scar that machine translation leaves; a
    lower-case pronoun after a full stop ("disse Prado. ele disse.") starts one for the same reason. Linear in the
    length of ``span``. Raises `FileNotFoundError` when ``lang`` has no tables.
    """
    known = _knowledge(lang)
    out: list[Span] = []
    begin = span.start
    for stop in _STOP.finditer(text, span.start, span.end):
        if stop.end() < span.end and _ends(text, stop, span, known):
            out.append(Span(begin, stop.end()).trimmed(text))
            begin = stop.end()
    out.append(Span(begin, span.end).trimmed(text))
    return tuple(s for s in out if len(s))


def _ends(text: str, stop: re.Match[str], span: Span, known: _Knowledge) -> bool:
    """Whether the mark ``stop`` ends a sentence."""
    follow = _NEXT.match(text, stop.end(), span.end)
    if follow is None:
        return False
    first = follow[2]
    word = _WORD.match(text, follow.start(2), min(span.end, follow.start(2) + _WINDOW))
    lower = word[0].lower() if word else ""
    if stop[0][0] == ";":
        return first.isupper() and lower in known.function_words
    short = _abbreviation(text, stop, span, known)
    if short == "before" or (short == "inside" and not (first.isupper() and lower in known.function_words)):
        return False
    if first.islower():
        return stop[0] == "." and lower in known.pronouns
    return not (stop[0].startswith(("...", "…")) and not first.isupper())


def _abbreviation(text: str, stop: re.Match[str], span: Span, known: _Knowledge) -> str:
    """``before``, ``inside`` or the empty string: what kind of short form the stop belongs to."""
    if stop[0] != ".":
        return ""
    left = _WORD_BEFORE.search(text, max(span.start, stop.start() - _WINDOW), stop.start())
    if left is None:
        return ""
    word = left[0].lower()
    if word in known.inside:
        return "inside"
    if word in known.before:
        return "before"
    if word in known.capital and (left[0][0].isupper() or text[stop.end() + 1 : stop.end() + 2].isdigit()):
        return "before"
    letter = left[0].isalpha() and len(left[0]) == 1 and left[0].isupper()
    dotted = "." in word and all(len(part) <= 2 for part in word.split("."))
    return "inside" if letter or dotted else ""
