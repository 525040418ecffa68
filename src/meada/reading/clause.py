"""Clauses of a sentence, cut at punctuation and at the words that open one; rules alone, no parse needed."""

from __future__ import annotations

import re
from typing import NamedTuple

from meada.lang.lexicon import Word
from meada.lang.trigger import Triggers
from meada.span import Span

__all__ = ["Clause", "clauses"]

_STOP = re.compile(r"[;—–()]|(?<!\d)[:,]|[:,](?!\d)|\s-\s|\.\s|[“”\"«»]")


_FINITE = frozenset(("present", "past", "imperfect", "future", "conditional"))


class Clause(NamedTuple):
    """A stretch of a sentence with at most one finite verb that counts. ``opener`` is the word that opens it (``que``,
    ``quando``), empty after a comma; ``quoted`` is true inside quotation marks."""

    span: Span
    opener: str


def clauses(low: str, sentence: Span, words: list[Word], known: Triggers) -> list[Clause]:
    """The clauses of ``sentence`` in order; together they cover its words.

    A comma closes a clause only where a later clause has a word of its own; an opener starts one. ``e`` starts one where
    a verb that evokes an event follows it within two words.
    """
    openers = known.words["clause"]
    cuts: dict[int, str] = {sentence.start: ""}
    for match in _STOP.finditer(low, sentence.start, sentence.end):
        if match[0] not in '“”"«»' and not _inside_number(low, match.start()):
            cuts.setdefault(match.end(), "")
    joins = known.words["join"]
    skip = -1
    for at, word in enumerate(words):
        if at == skip:
            continue
        pair = f"{word.lower} {words[at + 1].lower}" if at + 1 < len(words) else ""
        joined = word.lower in joins and _verb_follows(words[at + 1 : at + 3], known)
        if joined or word.lower in openers or pair in openers:
            cuts[word.start] = word.lower if pair not in openers else pair
            skip = at + 1 if pair in openers else -1
    marks = sorted(cuts)
    spans = [(Span(a, b).trimmed(low), cuts[a]) for a, b in zip(marks, [*marks[1:], sentence.end], strict=True)]
    return [Clause(_bare(low, span), opener) for span, opener in spans if len(_bare(low, span))]


def _verb_follows(ahead: list[Word], known: Triggers) -> bool:
    light = known.words["light"]
    return bool(ahead) and (_finite(ahead[0], known) or (ahead[0].lower in light and _finite(ahead[-1], known)))


def _finite(word: Word, known: Triggers) -> bool:
    found = known.verbs.get(word.lower) or known.verbs.get(word.lower.split("-")[0])
    return any(feature in _FINITE for _, feature in found or ())


def _inside_number(low: str, at: int) -> bool:
    return low[at] in ",." and 0 < at < len(low) - 1 and low[at - 1].isdigit() and low[at + 1].isdigit()


def _bare(low: str, span: Span) -> Span:
    """``span`` without punctuation at its ends."""
    start, end = span.start, span.end
    while start < end and not (low[start].isalnum() or low[start] in '“"«'):
        start += 1
    while end > start and not (low[end - 1].isalnum() or low[end - 1] in '”"»%'):
        end -= 1
    return Span(start, end)
