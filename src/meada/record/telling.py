"""What the text says of a count beside what it counts: that it is past, of a day, or a share; and the clause that tells it."""

from __future__ import annotations

from meada.lang.table import LANGUAGES, table
from meada.reading.figure import Figure
from meada.record.report import Report
from meada.span import Span

__all__ = ["clause", "daily", "former", "shared"]

_PAST_WORDS = 8
"""Words before a figure in which it may be called past."""


def clause(report: Report, figure: Figure) -> Span:
    """The sentence around the figure, cut at semicolons and before the next figure's clause."""
    sentence = report.sentence(figure.span)
    text = report.page.text
    begin = max(
        text.rfind(mark, sentence.start, figure.span.start) + len(mark) for mark in ("; ", ", ", " e ", " y ", " and ")
    )
    begin = begin if begin > sentence.start + 3 and _others(report, Span(sentence.start, begin)) else sentence.start
    end = text.find(";", figure.span.end, sentence.end)
    return Span(max(begin, sentence.start), end if end >= 0 else sentence.end).trimmed(text)


def _others(report: Report, span: Span) -> bool:
    return any(span.contains(f.span) for f in report.reading.figures)


def daily(report: Report, figure: Figure) -> bool:
    """True for a count of a stretch of time, by words in its clause ("nas últimas 24 horas")."""
    if report.reading.lang not in LANGUAGES:
        return False
    words = f" {clause(report, figure).of(report.low)} ".replace(",", " ").replace(".", " ")
    return any(f" {word} " in words for word in table(report.reading.lang, "record")["daily"])


def shared(report: Report, figure: Figure) -> str | None:
    """The whole that ``figure`` counts a part of, where the sentence opens with it ("dos 27 mortos, 12 eram …")."""
    if report.reading.lang not in LANGUAGES:
        return None
    sentence = report.sentence(figure.span)
    inside = [f for f in report.reading.figures if sentence.contains(f.span) and f.span.end <= figure.span.start]
    if not inside:
        return None
    first = inside[0]
    opening = report.low[sentence.start : first.span.start].strip(' "“«')
    return first.id if opening in table(report.reading.lang, "record")["share"] else None


def former(report: Report, figure: Figure) -> bool:
    """True for a count that the text itself calls past: by a word before it ("balanço anterior", "e não 31") or after it
    ("foi corrigido"), or as the first of two ("de 84 para 77")."""
    if report.reading.lang not in LANGUAGES:
        return False
    rows, told = table(report.reading.lang, "record"), clause(report, figure)
    begin = report.sentence(figure.span).start
    before = f" {report.low[begin : figure.span.start]} ".replace(",", " ")
    after = f" {report.low[figure.span.end : told.end]} ".replace(",", " ")
    near = " ".join(before.split()[-_PAST_WORDS:])
    if any(f" {word} " in f" {near} " for word in rows["former"]) or any(f" {w} " in after for w in rows["withdrawn"]):
        return True
    out, *into = rows["rise"]
    tail = after.split()
    return (
        near.split()[-1:] == [out] and tail[:1] != [] and tail[0] in into and tail[1:2] != [] and tail[1][:1].isdigit()
    )
