"""Finds the figures of a passage: what is counted, how surely, and who counts it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from meada.ident import ident
from meada.reading.attribution import Attribution
from meada.reading.figure import Bound, Figure
from meada.reading.lexicon import Lexicon, lexicon
from meada.reading.line import Word, words_of
from meada.reading.numeral import Numbers, Numeral, numbers, read
from meada.reading.passage import Passage
from meada.reading.toll import Counted, Topic, beside, former, known_count, topics
from meada.span import Span
from meada.when import Anchor, Expression

__all__ = ["find"]

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d$")
_WITHIN = 24
"""A figure is looked for in this many attributions that begin before it."""
_DAYS = frozenset(("minute", "hour", "day"))
_DAY_REACH, _DAY_GAP = 250, 6
"""Characters between a figure and its day, and between a day and the verb of saying that it goes with."""
_TOLD = 400
"""Characters between a bare count ("Já são 33") and what it counts."""
_PART = 300
"""Characters between a count of people and "of them"."""
_ALMOST = 0.9
"""“Quase N” reaches from nine tenths of N up to, not including, N (`record-model`)."""


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
                near = _near(figure, said, starts)
                owned = _owned(figure, near)
                if _counts(owned, near):
                    out.append(msgspec.structs.replace(owned, as_of=_as_of(owned, near, dated, passage.anchor)))
        told = _last_told(scan, sentence) or told
    return tuple(out)


def _as_of(figure: Figure, said: Sequence[Attribution], dated: Sequence[Expression], anchor: Anchor) -> str | None:
    """The day the count stands at: the one it was said or changed on ("subiu neste sábado para 19", "disse na quinta que
    são 33"), else the day of publication. The day on which what is counted happened is not it."""
    published = (anchor.published or "")[:10]
    cues = [c for a in said if a.id == figure.attribution for c in a.cue]
    first = bisect_left(dated, figure.span.start - _DAY_REACH, key=lambda t: t.span.start)
    for time in dated[first:]:
        if time.span.start > figure.span.end + _DAY_REACH:
            break
        changed = figure.rule.startswith("figure:toll") and figure.population is not None
        between = (
            changed
            and figure.population is not None
            and (figure.population.end <= time.span.start and time.span.end <= figure.span.start)
        )
        beside = any(_gap(time.span, cue) <= _DAY_GAP for cue in cues)
        day = (time.begin or "")[:10]
        if (between or beside) and not (published and day > published):
            return day
    return published or None


def _gap(a: Span, b: Span) -> int:
    return max(a.start, b.start) - min(a.end, b.end)


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


def _near(figure: Figure, said: Sequence[Attribution], starts: Sequence[int]) -> Sequence[Attribution]:
    """The attributions that begin before the end of ``figure``, the last `_WITHIN` of them."""
    end = bisect_left(starts, figure.span.end)
    return said[max(0, end - _WITHIN) : end]


def _counts(figure: Figure, said: Sequence[Attribution]) -> bool:
    """Whether the figure says what it counts, how surely, or stands in a claim about a number."""
    if figure.unit is not None or figure.bound != "exact" or (figure.value or 0) >= 10_000:
        return True
    return any(a.id == figure.attribution and a.type == "figure" for a in said)


def _figure(scan: _Scan, k: int) -> tuple[Figure | None, int]:
    """The figure at ``k``, if any, and where to look on."""
    words, known = scan.words, scan.known
    vague = _vague(words, k, known)
    first = vague or read(words, k, known)
    if first is None:
        return None, k + 1
    if words[k].start in scan.taken:
        return None, max(first.end, k + 1)
    start, bound = _hedge(words, first.start, known)
    told = _told(scan, first, start) if vague is None else None
    if told is None and _excluded(words, first, known, scan.grammar):
        return None, max(first.end, k + 1)
    last, high = first, None
    left = vague is None and former(words, first, start, known)
    if bound in ("exact", "about") and vague is None and not left:
        second = _second(words, first, known)
        if second is not None and second.value > first.value:
            last, high, bound = second, second.value, "range"
            if words[first.start - 1 : first.start] and words[first.start - 1].lower in (
                known.group("between") | known.group("from_links")
            ):
                start = first.start - 1
    if vague is not None:
        bound = "vague"
    figure = _made(scan, (start, first, last), bound, high, told)
    return (msgspec.structs.replace(figure, former=True) if left else figure), last.end


def _told(scan: _Scan, n: Numeral, start: int) -> Counted | None:
    """What ``n`` counts where no noun follows it: told beside it, or before ("Já são 33", "29, e não 31")."""
    if n.unit is not None:
        return None
    found = beside(scan.words, n, start, scan.known, scan.topics)
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
        value = _aligned(words, first, last, known)
    unit, population, end = _counted(words, last, known, scan.grammar)
    if told is not None and (unit is None or population is not None):
        unit, population = told.unit, Span(told.start, told.end)
    span = Span(words[start].start, words[last.end - 1].end)
    low, top = _interval(value, high, bound)
    whole = _whole(before, span) if population is not None and end < 0 and told is None else None
    return Figure(
        id=ident("figure", span.start, span.end),
        span=span,
        number=Span(words[first.start].start, words[last.end - 1].end),
        value=None if bound == "vague" else value,
        low=low,
        high=top,
        bound=bound,
        unit=last.unit or first.unit or unit or (whole.unit if whole else None),
        population=population,
        subset_of=whole.id if whole else None,
        kind="money" if _is_money(last.unit or first.unit) else "share" if last.unit == "percent" else "count",
        rule=f"figure:{bound}" if told is None else f"figure:toll:{bound}",
        confidence=0.9 if first.digits else 0.75,
    )


def _whole(before: Sequence[Figure], span: Span) -> Figure | None:
    """The figure that "of them" points back to: the last count of people near it, else the last figure."""
    people = [f for f in before[-4:] if f.unit == "person" and span.start - f.span.end < _PART]
    return people[-1] if people else before[-1] if before else None


def _is_money(unit: str | None) -> bool:
    return unit is not None and unit != "percent"


def _aligned(words: Sequence[Word], first: Numeral, last: Numeral, known: Numbers) -> float:
    """The lower end of a range in the scale of the upper one ("entre 3 e 5 milhões")."""
    scale = 1.0
    for word in words[last.start : last.end]:
        scale *= known.scales.get(word.lower, 1.0)
    own = any(w.lower in known.scales for w in words[first.start : first.end])
    return first.value if own or first.value * scale > last.value else first.value * scale


def _interval(value: float, high: float | None, bound: Bound) -> tuple[float | None, float | None]:
    if bound == "range":
        return value, high
    if bound in ("min", "over"):
        return value, None
    if bound == "max":
        return None, value
    if bound == "almost":
        return _ALMOST * value, value
    if bound == "vague":
        return value, None
    return (value, value) if bound == "exact" else (None, None)


def _vague(words: Sequence[Word], k: int, known: Numbers) -> Numeral | None:
    """``dezenas de``, ``hundreds of``: a number without a value; ``value`` holds its lower end."""
    found = known.data["vague"].get(words[k].lower)
    if found is None or (k and words[k - 1].kind == "n") or (k and words[k - 1].lower in known.scales):
        return None
    follow = words[k + 1].lower if k + 1 < len(words) else ""
    return Numeral(k, k + 1, float(found[0]), None, False) if follow in {*known.group("from_links"), "of"} else None


def _hedge(words: Sequence[Word], at: int, known: Numbers) -> tuple[int, Bound]:
    """Where the figure with its hedge starts, and the bound the hedge sets."""
    for phrase, bound in known.hedges:
        start = at - len(phrase)
        if start >= 0 and tuple(w.lower for w in words[start:at]) == phrase:
            return start, bound
    return at, "exact"


def _second(words: Sequence[Word], first: Numeral, known: Numbers) -> Numeral | None:
    """The upper end of a range: ``entre 3 e 5``, ``de 3 a 5``, ``3 a 5``, ``3–5``."""
    k = first.end
    if k + 1 >= len(words):
        return None
    before = words[first.start - 1].lower if first.start else ""
    link = words[k].lower
    opened = before in known.group("between") or before in known.group("from_links")
    dash = link in {"–", "-", "—"} and words[k].start == words[k - 1].end
    if not (dash or (link in known.group("range_links") and (opened or link not in known.joiners))):
        return None
    return read(words, k + 1, known)


def _counted(
    words: Sequence[Word], last: Numeral, known: Numbers, grammar: Lexicon
) -> tuple[str | None, Span | None, int]:
    """The unit, the counted noun phrase, and -1 in place of its end when it points back ("deles")."""
    k = last.end
    for phrase in known.data["of_whom"]:
        if [w.lower for w in words[k : k + len(phrase)]] == phrase:
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
    while k < len(words) and words[k].kind == "w" and k - start < 3 and not _bare(words[k].lower, grammar):
        k += 1
    if k == start or (last.unit is None and start > last.end + 1):
        return None, None, k
    nouns = [w.lower for w in words[start:k]]
    unit = "person" if any(n in known.persons for n in nouns) else nouns[0]
    return unit, Span(words[start].start, words[k - 1].end), k


def _bare(word: str, grammar: Lexicon) -> bool:
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


def _excluded(words: Sequence[Word], n: Numeral, known: Numbers, grammar: Lexicon) -> bool:
    """Whether the number counts nothing: an age, a year, an ordinal, a score, a number in a name."""
    before = words[n.start - 1] if n.start else None
    after = words[n.end] if n.end < len(words) else None
    low, far = (before.lower if before else ""), (after.lower if after else "")
    if low == "." and n.start > 1:
        low = words[n.start - 2].lower  # "art. 5"
    if n.unit is not None:
        return False
    if not n.digits:
        return n.value < 2 or (low in known.group("definite") and n.value < 10)
    raw = words[n.start].lower
    single = n.end == n.start + 1
    if _score(words, n, known):
        return True
    if (
        low in known.group("no_figure_before")
        or far in known.group("no_figure_after")
        or far in known.group("age_after")
    ):
        return True
    if single and n.value < 32 and (far.rstrip(".") in known.group("months") or low in known.group("months")):
        return True
    if far in known.group("ordinal_marks") or low in {"/", "º", "+", "#"} or far in {"/", "º", "ª", "°"}:
        return True
    if single and _YEAR.match(raw) and (far not in known.persons) and "." not in raw:
        return True
    if after is not None and after.start == words[n.end - 1].end and (after.kind == "w" or far == "-"):
        return True
    if before is not None and before.cap and before.kind == "w" and n.start > 1 and not _hedged(words, n.start, known):
        return after is None or after.kind != "w" or _bare(far, grammar)
    age = (
        low == "," and far in {",", "."} and n.value < 120 and n.start > 1 and words[n.start - 2].kind == "w" and single
    )
    linked = (
        before is not None
        and low in {"-", "–", "x"}
        and n.start > 1
        and words[n.start - 2].kind == "n"
        and before.end == words[n.start].start
    )
    phone = (
        after is not None
        and far in {"-", "–", "x"}
        and n.end + 1 < len(words)
        and words[n.end + 1].kind == "n"
        and far != "–"
    )
    return age or linked or phone


def _score(words: Sequence[Word], n: Numeral, known: Numbers) -> bool:
    """Whether the number is half of a result ("2 a 1")."""
    links = known.group("score_links")
    for link, other in ((n.end, n.end + 1), (n.start - 1, n.start - 2)):
        if (
            0 <= link < len(words)
            and 0 <= other < len(words)
            and words[link].lower in links
            and words[other].kind == "n"
        ):
            lead = words[min(n.start, other) - 1].lower if min(n.start, other) else ""
            after = max(n.end, other + 1)
            noun = (
                after < len(words)
                and words[after].kind == "w"
                and words[after].lower in {*known.persons, *known.scales}
            )
            if not noun and lead not in known.group("from_links") and n.value < 100:
                return True
    return False


def _hedged(words: Sequence[Word], at: int, known: Numbers) -> bool:
    return _hedge(words, at, known)[1] != "exact"


def _owned(figure: Figure, said: Sequence[Attribution]) -> Figure:
    """``figure`` with the innermost attribution whose content, else whose source, holds it."""
    holding = [a for a in said if any(c.contains(figure.number) for c in a.content)]
    holding = [a for a in holding if a.source] or holding
    if not holding:
        holding = [a for a in said if any(c.contains(figure.number) for c in a.source)]
    if not holding:
        return figure
    best = min(holding, key=lambda a: sum(len(c) for c in a.content))
    return msgspec.structs.replace(figure, attribution=best.id)
