"""What a claim is about: the concepts, months and their polarity in the words that are said, alike in all languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from meada.lang.concept import concepts, folded
from meada.lang.table import LANGUAGES, resource, table
from meada.reading.attribution import Attribution
from meada.record.report import Report
from meada.record.statement import Statement
from meada.span import Span

__all__ = ["DENIED", "POINTED", "Shared", "about", "shared", "topics"]

DENIED, POINTED = "-", "~"
"""What stands before a concept of a negated clause, and before one that only the sentence before tells."""
_CLAUSE = re.compile(r"[.;:!?…—]+(?:\s|$)|\n")
_MONTH = re.compile(r"[\dX]{4}-\d\d")
_MOST = 14
_OPENING = " \t\"'“”‘’«»—–-("


def topics(report: Report, attributions: Sequence[Attribution]) -> tuple[str, ...]:
    """What ``attributions`` say, as concepts in text order: ``siren``, ``-siren`` where it is denied, ``~siren`` where what is
    said points back at it ("they did not sound"), ``@11`` for a month. Empty in a language that is not read in full."""
    if report.reading.lang not in LANGUAGES:
        return ()
    out: dict[str, None] = {}
    for attribution in attributions:
        flip = attribution.polarity == "denied"
        for content in attribution.content:
            out.update(dict.fromkeys(_told(report, content, flip=flip)))
            out.update(dict.fromkeys(_pointed(report, content)))
    return tuple(out)[:_MOST]


def about(report: Report, span: Span) -> tuple[str, ...]:
    """What the words at ``span`` are about, as `topics` gives it; empty in a language that is not read in full."""
    if report.reading.lang not in LANGUAGES:
        return ()
    return tuple(dict.fromkeys(_told(report, span, flip=False)))[:_MOST]


def _told(report: Report, span: Span, *, flip: bool) -> Iterable[str]:
    text = span.of(report.page.text)
    known, words = concepts(report.reading.lang or ""), table(report.reading.lang or "", "record")
    for clause in _clauses(text, words["clause"], words["negation"]):
        low = f" {folded(clause.text)} "
        denied = any(f" {folded(word)} " in re.sub(r"[^\w]+", " ", low) for word in words["negation"]) is not flip
        yield from (f"{DENIED if denied else ''}{found.name}" for found in known.find(clause.text))
        begin = span.start + clause.start
        for time in report.reading.times:
            if begin <= time.span.start < begin + len(clause.text) and _MONTH.fullmatch(time.value):
                yield f"@{time.value[5:7]}"


class _Clause(NamedTuple):
    start: int
    text: str


def _clauses(text: str, opening: Sequence[str], negation: Sequence[str]) -> Iterable[_Clause]:
    """The clauses of ``text``: cut at stops, at a comma before one of ``opening`` ("…, and we have"), and where a negation
    follows it ("… and no one")."""
    cuts = {m.end() for m in _CLAUSE.finditer(text)}
    low = text.lower()
    for word in opening:
        cuts.update(m.start() + 1 for no in negation for m in re.finditer(rf" {word} {re.escape(no)} ", low))
        at = low.find(f", {word} ")
        while at >= 0:
            cuts.add(at + 2)
            at = low.find(f", {word} ", at + 2)
    marks = [0, *sorted(cuts), len(text)]
    return [_Clause(a, text[a:b]) for a, b in pairwise(marks) if text[a:b].strip()]


def _pointed(report: Report, span: Span) -> Iterable[str]:
    """The concepts of the sentence before, where what is said opens with a word that points back at it."""
    lang = report.reading.lang or ""
    low = span.of(report.low).lstrip(_OPENING)
    for word in report.triggers.words["complement"] if report.triggers is not None else ():
        low = low.removeprefix(f"{word} ").lstrip(_OPENING)
    if not any(low.startswith(f"{word} ") for word in table(lang, "record")["pointing"]):
        return
    sentence = report.sentence(span)
    at = next((n for n, s in enumerate(report.reading.sentences) if s == sentence), 0)
    if at and report.paragraph(sentence) == report.paragraph(report.reading.sentences[at - 1]):
        before = report.reading.sentences[at - 1].of(report.page.text)
        yield from (f"{POINTED}{found.name}" for found in concepts(lang).find(before))


class Shared(NamedTuple):
    """What two claims share: the ``names`` of concepts, their ``share`` of those of the one that has fewer, how ``close`` they
    are (their share of all), how many of them are ``telling``, and whether they are told with the ``opposite`` polarity."""

    names: tuple[str, ...]
    share: float
    close: float
    telling: int
    opposite: bool


def shared(a: Statement, b: Statement) -> Shared:
    """What the claims ``a`` and ``b`` share."""
    x, y = _signs(a.topics), _signs(b.topics)
    names = tuple(sorted(x.keys() & y.keys()))
    least = min(len(_own(x)), len(_own(y)))
    said = [n for n in names if POINTED not in (x[n], y[n])]
    telling = [n for n in names if n not in _weak() and n[0] != "@"]
    differ = [n for n in said if n[0] != "@" and x[n] != y[n]]
    agree = [n for n in said if n[0] != "@" and x[n] == y[n]]
    share = min(1.0, len(names) / max(1, least))
    strong = x.keys() - _weak(), y.keys() - _weak()
    close = len(strong[0] & strong[1]) / max(1, len(strong[0] | strong[1]))
    return Shared(names, share, close, len(telling) if said else 0, len(differ) > len(agree))


def _own(signs: dict[str, str]) -> list[str]:
    return [name for name, sign in signs.items() if sign != POINTED] or list(signs)


def _signs(told: Iterable[str]) -> dict[str, str]:
    """Each concept with its mark: "" for affirmed. What is said itself wins over what is pointed at."""
    out: dict[str, str] = {}
    for item in sorted(told, key=lambda t: t[0] == POINTED):
        mark = item[0] if item[0] in (DENIED, POINTED) else ""
        out.setdefault(item.removeprefix(mark) if mark else item, mark)
    return out


@lru_cache(maxsize=1)
def _weak() -> frozenset[str]:
    return frozenset(resource("concepts")["weak"])
