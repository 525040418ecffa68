"""What a number counts: its unit, the noun phrase after it, and the count it is a part of."""

from __future__ import annotations

from collections.abc import Sequence

from meada.reading.figure import Figure
from meada.reading.lexicon import Lexicon
from meada.reading.numeral import Numbers, Numeral
from meada.reading.word import Word
from meada.span import Span

__all__ = ["bare", "counted", "partitive", "whole"]

_PART = 300
"""Characters between a count and "of them"."""
_SHARE = 200
"""The same for a share."""


def partitive(words: Sequence[Word], start: int, before: Sequence[Figure], known: Numbers) -> Figure | None:
    """The count that the one at the word ``start`` is a part of: “Dos 27 mortos, 12 …”, “Of the 27 dead, 12 …”."""
    last = before[-1] if before else None
    if last is None or last.population is None or not start or words[start - 1].lower != ",":
        return None
    first = next((k for k, w in enumerate(words) if w.start == last.span.start), None)
    if first is None or words[start - 1].start != last.population.end:
        return None
    lead = [w.lower for w in words[max(0, first - 2) : first]]
    return last if any(lead[-len(phrase) :] == phrase for phrase in known.data["partitive"]) else None


def counted(
    words: Sequence[Word], last: Numeral, known: Numbers, grammar: Lexicon
) -> tuple[str | None, Span | None, int]:
    """The unit, the counted noun phrase, and -1 in place of its end when it points back ("deles")."""
    k = last.end
    for phrase in known.data["of_whom"]:
        if [w.lower for w in words[k : k + len(phrase)]] == phrase:
            end = k + len(phrase)
            if end < len(words) and words[end].lower in known.data["defining"]:
                return None, None, k
            return None, Span(words[k].start, words[k + len(phrase) - 1].end), -1
    if k < len(words) and words[k].lower in known.group("of_them"):
        return None, Span(words[k].start, words[k].end), -1
    measured = k + (k < len(words) and words[k].lower in known.group("from_links"))
    for size in (2, 1):
        phrase = tuple(w.lower for w in words[measured : measured + size])
        unit = known.measures.get(phrase) or (known.units.get(phrase[0]) if len(phrase) == 1 else None)
        if unit is not None:
            return unit, None, k
    while (
        k < len(words)
        and (grammar.has("prepositions", words[k].lower) or grammar.has("articles", words[k].lower))
        and k - last.end < 2
    ):
        k += 1
    start = k
    while k < len(words) and words[k].kind == "w" and k - start < 3 and not bare(words[k].lower, grammar):
        k += 1
    if k == start or (last.unit is None and start > last.end + 1):
        return None, None, k
    nouns = [w.lower for w in words[start:k]]
    unit = "person" if any(n in known.persons for n in nouns) else nouns[0]
    return unit, Span(words[start].start, words[k - 1].end), k


def bare(word: str, grammar: Lexicon) -> bool:
    """Whether ``word`` ends a counted noun phrase."""
    closed = (
        "prepositions",
        "articles",
        "coordinators",
        "auxiliaries",
        "relatives",
        "subordinators",
        "pronouns",
        "negations",
        "clitics",
    )
    sense = grammar.sense(word)
    return (
        any(grammar.has(group, word) for group in closed)
        or bool(sense and sense.finite)
        or grammar.has("finite_words", word)
        or (len(word) > 4 and word.endswith(grammar.suffixes["finite_hints"]) and not word.endswith("s"))
    )


def whole(before: Sequence[Figure], span: Span, part: Numeral) -> Figure | None:
    """The figure that "of them" at ``span`` points back to: the last count of people near it, else the last figure near it, of
    those that ``part`` can be a part of."""
    near = [f for f in before[-4:] if span.start - f.span.end < _PART and _holds(f, span, part)]
    people = [f for f in near if f.unit == "person"]
    told = people or near
    return told[-1] if told else None


def _holds(figure: Figure, span: Span, part: Numeral) -> bool:
    """True where ``part`` is no more than ``figure``; of a share only a share is a part, and only right after it."""
    if figure.kind == "share":
        return part.unit == "percent" and span.start - figure.span.end < _SHARE
    return part.unit is not None or not figure.value or not part.value or part.value <= figure.value
