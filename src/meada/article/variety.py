"""Which variety of its language a text is written in, with the words that show it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

import msgspec

from meada.lang.table import table
from meada.span import Span

__all__ = ["Variety", "variety"]

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_MOST = 40


class Variety(msgspec.Struct, frozen=True):
    """``name`` is a variant (``pt-BR``), ``mixed``, or None where nothing tells; ``evidence`` the spans that show it, and
    ``minority`` those of the variety that stands out in a mixed text."""

    name: str | None
    evidence: tuple[Span, ...] = ()
    minority: tuple[Span, ...] = ()


class _Table(msgspec.Struct, frozen=True):
    words: dict[str, str]
    places: dict[str, str]
    patterns: tuple[tuple[str, re.Pattern[str]], ...]
    least: int


@lru_cache(maxsize=8)
def _table(lang: str) -> _Table | None:
    try:
        whole = table(lang, "orthography")
    except FileNotFoundError:
        return None
    data = whole["variant"]
    words = {word: name for name, entry in data.items() for word in entry["words"]}
    places = {word: name for name, entry in data.items() for word in entry["places"]}
    return _Table(
        words,
        places,
        tuple((name, re.compile(p)) for name, entry in data.items() for p in entry["patterns"]),
        whole.get("least", 1),
    )


def variety(text: str, spans: Iterable[Span], lang: str | None) -> Variety:
    """The variety of the parts ``spans`` of ``text`` in the language ``lang``.

    Each different word or construction counts once; a variety with fewer signs than the table's ``least`` is not told. A
    text is ``mixed`` when the weaker variety has at least a fifth of the evidence and two different signs, or one sign
    against at most four; fewer are taken for a quotation or a name. Where a table has a ``least``, agencies carry words
    from country to country: a mixed text tells nothing.
    """
    known = _table(lang) if lang else None
    if known is None:
        return Variety(None)
    found: dict[str, dict[str, Span]] = {}
    for span in spans:
        for name, key, hit in _signs(text, span, known):
            found.setdefault(name, {}).setdefault(key, hit)
    ranked = Counter({name: len(signs) for name, signs in found.items() if len(signs) >= known.least}).most_common()
    if not ranked:
        return Variety(None)
    spans_of = {name: tuple(sorted(signs.values()))[:_MOST] for name, signs in found.items()}
    best, most = ranked[0]
    if len(ranked) == 1:
        return Variety(best, spans_of[best])
    other, fewer = ranked[1]
    if (fewer >= 2 and fewer * 4 >= most) or (fewer == 1 and most <= 4):
        if known.least > 1:
            return Variety(None)
        return Variety("mixed", tuple(sorted((*spans_of[best], *spans_of[other]))), spans_of[other])
    return Variety(best, spans_of[best])


def _signs(text: str, span: Span, known: _Table) -> Iterable[tuple[str, str, Span]]:
    part = span.of(text)
    for match in _WORD.finditer(part):
        word = match.group()
        if name := known.words.get(word) or known.places.get(word.lower()):
            yield name, word, Span(match.start(), match.end()).shift(span.start)
    for name, pattern in known.patterns:
        for match in pattern.finditer(part):
            yield name, pattern.pattern, Span(match.start(), match.end()).shift(span.start)
