"""Finds the figures of a passage: what is counted, how surely, and who counts it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from meada.ident import ident
from meada.reading.attribution import Attribution
from meada.reading.counted import counted, partitive, whole
from meada.reading.excluded import excluded
from meada.reading.figure import Bound, Figure
from meada.reading.hedge import aligned, hedge, interval, second, vague
from meada.reading.lexicon import Lexicon, lexicon
from meada.reading.numeral import Numbers, Numeral, numbers, read
from meada.reading.owner import as_of, near, owned
from meada.reading.passage import Passage
from meada.reading.toll import Counted, Topic, former, known_count, topics
from meada.reading.toll import beside as stated
from meada.reading.word import Word, words_of
from meada.span import Span
from meada.when import Expression

__all__ = ["find"]

_DAYS = frozenset(("minute", "hour", "day"))
_TOLD = 400
"""Characters between a bare count ("Já são 33") and what it counts."""


def find(passage: Passage, said: Sequence[Attribution], times: Sequence[Expression] = ()) -> tuple[Figure, ...]:
    """The figures of ``passage`` in text order, each with the attribution of ``said`` it stands in.

    Ages, dates, clock times, ordinals, scores, phone numbers and numbers in names are no figures; nor is what ``times``
    covers.
    """
    known, grammar = numbers(passage.lang), lexicon(passage.lang)
    taken = {k for t in times for k in range(t.span.start, t.span.end)}
    starts = [min((*a.content, *a.source, *a.cue)).start for a in said]
    order = sorted(range(len(said)), key=starts.__getitem__)
    said, starts = [said[k] for k in order], [starts[k] for k in order]
    dated = [t for t in times if t.type in ("DATE", "TIME") and t.granularity in _DAYS and t.begin]
    out: list[Figure] = []
    told: Counted | None = None
    for sentence in passage.sentences:
        words = words_of(passage.text, sentence.start, sentence.end)
        scan = _Scan(passage.text, words, known, grammar, taken, out, topics(words, known, grammar, told), told)
        k = 0
        while k < len(words):
            figure, k = _figure(scan, k)
            if figure is not None:
                beside = near(figure, said, starts)
                figure = owned(figure, beside)
                if _counts(figure, beside):
                    out.append(msgspec.structs.replace(figure, as_of=as_of(figure, beside, dated, passage.anchor)))
        told = _last_told(scan, sentence) or told
    return tuple(out)


class _Scan(NamedTuple):
    """A sentence being read for figures: its words, what it may count, and what was counted before it."""

    text: str
    words: Sequence[Word]
    known: Numbers
    grammar: Lexicon
    taken: set[int]
    before: Sequence[Figure]
    topics: Sequence[Topic]
    told: Counted | None


def _last_told(scan: _Scan, sentence: Span) -> Counted | None:
    """The last people that the sentence speaks of."""
    found = [t.counted for t in scan.topics if t.counted.unit == "person"]
    found += [
        Counted("person", f.population.start, f.population.end)
        for f in scan.before[-4:]
        if f.population is not None and f.unit == "person" and sentence.contains(f.span)
    ]
    found += [Counted("person", w.start, w.end) for w in scan.words if w.lower in scan.known.persons]
    return max(found, key=lambda c: c.start, default=None)


def _counts(figure: Figure, said: Sequence[Attribution]) -> bool:
    """Whether the figure says what it counts, how surely, or stands in a claim about a number."""
    if figure.unit is not None or figure.bound != "exact" or (figure.value or 0) >= 10_000:
        return True
    return any(a.id == figure.attribution and a.type == "figure" for a in said)


def _figure(scan: _Scan, k: int) -> tuple[Figure | None, int]:
    """The figure at ``k``, if any, and where to look on."""
    words, known = scan.words, scan.known
    some = vague(words, k, known)
    first = some or read(words, k, known)
    if first is None:
        return None, k + 1
    if words[k].start in scan.taken:
        return None, max(first.end, k + 1)
    start, bound = hedge(words, first.start, known)
    told = _told(scan, first, start) if some is None else None
    if told is None and excluded(words, first, known, scan.grammar):
        return None, max(first.end, k + 1)
    last, high = first, None
    left = some is None and former(words, first, start, known)
    if bound == "exact" and words[first.end - 1].lower in known.round:
        bound = "about"
    if bound in ("exact", "about") and some is None and not left:
        upper = second(words, first, known)
        if upper is not None and upper.value > first.value:
            last, high, bound = upper, upper.value, "range"
            if words[first.start - 1 : first.start] and words[first.start - 1].lower in (
                known.group("between") | known.group("from_links")
            ):
                start = first.start - 1
    if some is not None:
        bound = "vague"
    figure = _made(scan, (start, first, last), bound, high, told)
    return (msgspec.structs.replace(figure, former=True) if left else figure), last.end


def _told(scan: _Scan, n: Numeral, start: int) -> Counted | None:
    """What ``n`` counts where no noun follows it: told beside it, or before ("Já são 33", "29, e não 31")."""
    if n.unit is not None:
        return None
    found = stated(scan.words, n, start, scan.known, scan.topics)
    if found is not None:
        return found
    if known_count(scan.words, n, start, scan.known):
        told = max((t.counted for t in scan.topics), key=lambda c: c.start, default=scan.told)
        return told if told and scan.words[start].start - told.end < _TOLD else None
    last = scan.before[-1] if scan.before else None
    if last is None or last.population is None or not former(scan.words, n, start, scan.known):
        return None
    near = 0 <= scan.words[start].start - last.span.end < 20
    return Counted(last.unit, last.population.start, last.population.end) if near and last.unit else None


def _made(
    scan: _Scan, parts: tuple[int, Numeral, Numeral], bound: Bound, high: float | None, told: Counted | None
) -> Figure:
    words, known, before = scan.words, scan.known, scan.before
    start, first, last = parts
    value = first.value
    if bound == "range" and last.value and first.unit is None:
        value = aligned(words, first, last, known)
    unit, population, end = counted(words, last, known, scan.grammar)
    if told is not None and (unit is None or population is not None):
        unit, population = told.unit, Span(told.start, told.end)
    span = Span(words[start].start, words[last.end - 1].end)
    low, top = interval(value, high, bound)
    of = whole(before, span, last) if population is not None and end < 0 and told is None else None
    of = of or partitive(words, start, before, known)
    if of is not None and population is None and unit is None:
        unit, population = of.unit, of.population
    return Figure(
        id=ident("figure", span.start, span.end),
        span=span,
        number=Span(words[first.start].start, words[last.end - 1].end),
        value=None if bound == "vague" else value,
        low=low,
        high=top,
        bound=bound,
        unit=last.unit or first.unit or unit or (of.unit if of else None),
        population=population,
        subset_of=of.id if of else None,
        kind="money" if _is_money(last.unit or first.unit) else "share" if last.unit == "percent" else "count",
        rule=f"figure:{bound}" if told is None else f"figure:toll:{bound}",
        confidence=0.9 if first.digits else 0.75,
    )


def _is_money(unit: str | None) -> bool:
    return unit is not None and unit != "percent"
