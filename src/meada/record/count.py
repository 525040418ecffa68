"""Figures: each joins the statement that counts it, or stands as one of its own."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from meada.ident import ident
from meada.lang.lexicon import words
from meada.reading.event import Participant
from meada.reading.figure import Figure
from meada.record.chain import chain
from meada.record.clock import latest
from meada.record.quote import evidence
from meada.record.report import Report
from meada.record.statement import FigureValue, Statement
from meada.span import Span

__all__ = ["counted"]


def counted(report: Report, told: Sequence[Statement]) -> list[Statement]:
    """``told`` with their figures, and a statement for each figure that none of them holds.

    A figure belongs to the statement with the shortest evidence around it, happenings before sayings; a statement holds
    one figure. Whom a count of dead or missing counts is its recipient, through "deles" to the figure it is a part of.
    """
    out = {s.id: s for s in told}
    for figure in report.reading.figures:
        value = _value(report, figure)
        holding = [
            s for s in out.values() if s.figure is None and any(e.span.contains(figure.span) for e in s.evidence)
        ]
        if holding:
            best = min(holding, key=lambda s: (s.type == "STATEMENT", s.kind == "report", _shortest(s, figure), s.id))
            out[best.id] = _befallen(report, replace(best, figure=value), figure)
        elif made := _alone(report, figure, value):
            out[made.id] = made
    return list(out.values())


def _shortest(statement: Statement, figure: Figure) -> int:
    return min(len(e.span) for e in statement.evidence if e.span.contains(figure.span))


def _befallen(report: Report, statement: Statement, figure: Figure) -> Statement:
    if statement.type != "CASUALTY" or any(p.role == "recipient" for p in statement.participants):
        return statement
    entity = _population(report, figure, set())
    if entity is None:
        return statement
    who = Participant(role="recipient", entity=report.entity(entity), span=figure.population)
    return replace(statement, participants=(*statement.participants, who))


def _population(report: Report, figure: Figure, seen: set[str]) -> str | None:
    """The entity that ``figure`` counts; where the words are a pronoun, that of the figure it is a part of."""
    if figure.id in seen or figure.population is None:
        return None
    named = [
        m for m in report.reading.mentions
        if m.span.overlaps(figure.population) and m.form not in ("pronoun", "demonym")
    ]  # fmt: skip
    if named:
        return max(named, key=lambda m: len(m.span)).entity
    whole = next((f for f in report.reading.figures if f.id == figure.subset_of), None)
    return _population(report, whole, seen | {figure.id}) if whole else None


def _alone(report: Report, figure: Figure, value: FigureValue) -> Statement | None:
    """A figure as a statement of its own, typed by the trigger next to it."""
    attribution = report.attributions.get(figure.attribution or "")
    quotes = evidence(report, [_clause(report, figure)])
    if not quotes:
        return None
    type_, mode = _evoked(report, figure)
    made = Statement(
        id=ident("statement", report.id, "figure", figure.id),
        page=report.id,
        kind="figure",
        type=type_,
        mode=mode,
        time=latest(report),
        commitment="endorsed" if attribution is None else "reported",
        chain=chain(report, attribution),
        figure=value,
        evidence=quotes,
        item=figure.id,
        rule=figure.rule,
        confidence=figure.confidence,
    )
    return _befallen(report, made, figure)


def _clause(report: Report, figure: Figure) -> Span:
    """The sentence around the figure, cut at the semicolons and at the figures beside it."""
    sentence = report.sentence(figure.span)
    text = report.page.text
    begin = text.rfind(";", sentence.start, figure.span.start) + 1 or sentence.start
    end = text.find(";", figure.span.end, sentence.end)
    return Span(max(begin, sentence.start), end if end >= 0 else sentence.end).trimmed(text)


def _evoked(report: Report, figure: Figure) -> tuple[str, str | None]:
    """Type and mode of the nearest trigger of a count (dead, hurt, missing) in the clause."""
    if report.triggers is None:
        return "OTHER", None
    clause = _clause(report, figure)
    found = []
    for word in words(report.page.text, clause):
        hit = report.triggers.at(report.low, word, clause, nominal=False)
        if hit is not None and hit.trigger.type == "CASUALTY":
            found.append((abs(hit.span.start - figure.span.end), hit.trigger.type, hit.trigger.mode))
    return min(found, default=(0, "OTHER", None))[1:] if found else ("OTHER", None)


def _value(report: Report, figure: Figure) -> FigureValue:
    text = report.page.text
    return FigureValue(
        value=figure.value,
        bound=figure.bound,
        low=figure.low,
        high=figure.high,
        unit=figure.unit,
        population=figure.population.of(text) if figure.population else None,
        as_of=figure.as_of or (report.published and report.published[:10]),
        words=figure.span.of(text),
        span=figure.span,
        part_of=figure.subset_of,
        item=figure.id,
    )
