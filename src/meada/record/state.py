"""Statements from one reading: events, the acts of saying, and figures, each with its chain and evidence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Literal

from msgspec.structs import replace

from meada.ident import ident
from meada.page.page import READ
from meada.reading.attribution import Attribution
from meada.reading.event import Event, Participant, Time
from meada.reading.figure import Figure
from meada.record.chain import chain
from meada.record.report import Report
from meada.record.statement import Evidence, FigureValue, Statement
from meada.span import Span, cover

__all__ = ["state"]

_DISTANCED = frozenset(("doubt", "conditional"))
_MODES = {"admission": "acknowledge", "denial": "deny", "directive": "ask", "mental": "think"}


def state(report: Report) -> tuple[Statement, ...]:
    """All statements of one report, in text order. None has evidence outside the blocks that are read."""
    sayings = _sayings(report)
    carried = {a.id: s for a, s in sayings}
    happenings = _happenings(report, carried)
    told = [*carried.values(), *happenings]
    figures = _figures(report, told)
    out = _joined([*told, *figures], report)
    return tuple(sorted(out, key=lambda s: (s.evidence[0].span, s.id)))


def _sayings(report: Report) -> list[tuple[Attribution, Statement]]:
    """One statement for each act of saying: typed by the event its cue evokes, else a STATEMENT."""
    out = []
    for attribution in report.reading.attributions:
        if attribution.type == "figure" or not attribution.cue or attribution.source_kind in ("visual", "impersonal"):
            continue
        event = _evoked(report, attribution)
        statement = _saying(report, attribution, event)
        if statement is not None:
            out.append((attribution, statement))
    return out


def _evoked(report: Report, attribution: Attribution) -> Event | None:
    cues = attribution.cue
    return next((e for e in report.reading.events if any(e.trigger.overlaps(cue) for cue in cues)), None)


def _saying(report: Report, attribution: Attribution, event: Event | None) -> Statement | None:
    nested = _nested(report, attribution, event)
    parts = [*attribution.source, *attribution.cue] + ([] if nested else list(attribution.content))
    evidence = _evidence(report, _runs(report, parts))
    if not evidence:
        return None
    actor = tuple(
        Participant(role="actor", entity=report.entity(e), span=attribution.source[0] if attribution.source else None)
        for e in _actors(report, attribution)
    )
    rest = tuple(p for p in _people(report, event) if p.entity not in {a.entity for a in actor}) if event else ()
    parent = report.attributions().get(attribution.parent or "")
    relays = attribution.type == "relay" and bool(attribution.medium) and attribution.source == attribution.medium
    kind: Literal["denial", "report", "event"]
    kind = "denial" if attribution.type == "denial" else "report" if relays else "event"
    return Statement(
        id=ident("statement", report.id, "saying", attribution.id),
        page=report.id,
        kind=kind,
        type=event.type if event and event.type != "OTHER" else "REJECT" if kind == "denial" else "STATEMENT",
        mode=(event.mode if event else None) or ("report" if relays else _MODES.get(attribution.stance, "comment")),
        participants=(*actor, *(p for p in rest if p.role != "actor")) if actor else rest,
        time=(event.time if event else None) or _latest(report),
        place=event.place if event else None,
        modality=event.modality if event else "asserted",
        polarity="denied" if attribution.polarity == "unsaid" else "affirmed",
        commitment="reported" if parent is not None or relays is False else "endorsed",
        chain=chain(report, attribution) if not relays else chain(report, parent),
        evidence=evidence,
        denies=attribution.denies,
        item=attribution.id,
        rule=attribution.rule,
        confidence=attribution.confidence,
    )


def _nested(report: Report, attribution: Attribution, own: Event | None) -> bool:
    return any(e.attribution == attribution.id and e is not own for e in report.reading.events)


def _actors(report: Report, attribution: Attribution) -> list[str]:
    if attribution.source_kind == "joint":
        inside = [m for span in attribution.source for m in report.reading.mentions if span.contains(m.span)]
        if inside:
            return list(dict.fromkeys(m.entity for m in inside))
    return [attribution.entity] if attribution.entity else []


def _happenings(report: Report, carried: dict[str, Statement]) -> list[Statement]:
    """One statement for each event that is not itself the act of saying."""
    spoken = {
        id(event)
        for a in report.reading.attributions
        if a.id in carried
        for event in [_evoked(report, a)]
        if event is not None
    }
    by_id = report.attributions()
    out = []
    for event in report.reading.events:
        if id(event) in spoken:
            continue
        attribution = by_id.get(event.attribution or "")
        evidence = _evidence(report, event.evidence)
        if not evidence:
            continue
        within = carried.get(attribution.id) if attribution else None
        out.append(
            Statement(
                id=ident("statement", report.id, "event", event.id),
                page=report.id,
                kind="claim" if attribution is not None and event.kind == "event" else event.kind,
                type=event.type,
                mode=event.mode,
                participants=_people(report, event),
                time=event.time,
                place=event.place,
                modality=event.modality,
                polarity=event.polarity,
                commitment=_commitment(attribution),
                chain=chain(report, attribution),
                evidence=evidence,
                within=within.id if within else None,
                item=event.id,
                rule=event.rule,
                confidence=event.confidence,
            )
        )
    return out


def _commitment(attribution: Attribution | None) -> Literal["endorsed", "reported", "distanced"]:
    if attribution is None:
        return "endorsed"
    return "distanced" if attribution.stance in _DISTANCED else "reported"


def _figures(report: Report, told: Sequence[Statement]) -> list[Statement]:
    """Figures join the statement whose evidence holds them (see `_joined`); the others stand alone."""
    by_id = report.attributions()
    out = []
    for figure in report.reading.figures:
        if any(e.span.contains(figure.span) for s in told for e in s.evidence):
            continue
        attribution = by_id.get(figure.attribution or "")
        evidence = _evidence(report, [_sentence(report, figure.span)])
        if not evidence:
            continue
        out.append(
            Statement(
                id=ident("statement", report.id, "figure", figure.id),
                page=report.id,
                kind="figure",
                type="OTHER",
                time=_latest(report),
                modality="asserted",
                commitment=_commitment(attribution),
                chain=chain(report, attribution),
                figure=_value(report, figure),
                evidence=evidence,
                item=figure.id,
                rule=figure.rule,
                confidence=figure.confidence,
            )
        )
    return out


def _sentence(report: Report, span: Span) -> Span:
    return next((s for s in report.reading.sentences if s.contains(span)), span)


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
    )


def _joined(statements: list[Statement], report: Report) -> list[Statement]:
    """Statements with their figures, and each saying tied to the first statement of its content."""
    content: dict[str, str] = {}
    for statement in statements:
        if statement.within:
            content.setdefault(statement.within, statement.id)
    holders: dict[str, Figure] = {}
    for figure in report.reading.figures:
        holding = [s for s in statements if any(e.span.contains(figure.span) for e in s.evidence) and not s.figure]
        if holding:
            best = min(holding, key=lambda s: (s.type == "STATEMENT", min(len(e.span) for e in s.evidence)))
            holders.setdefault(best.id, figure)
    denied = {a.id: a for a in report.reading.attributions}
    by_item = {s.item: s.id for s in statements}
    out = []
    for statement in statements:
        held = holders.get(statement.id)
        target = denied.get(statement.denies or "")
        saying = by_item.get(target.id) if target else None
        out.append(
            replace(
                statement,
                content=content.get(statement.id),
                figure=_value(report, held) if held else statement.figure,
                denies=content.get(saying or "", saying) if target else None,
            )
        )
    return out


def _people(report: Report, event: Event) -> tuple[Participant, ...]:
    return tuple(Participant(role=p.role, entity=report.entity(p.entity), span=p.span) for p in event.participants)


def _latest(report: Report) -> Time | None:
    """Nothing says when: not after the page was published."""
    if report.published is None:
        return None
    return Time(until=_after(report.published), how="bound")


def _after(iso: str) -> str:
    if len(iso) < 10:
        return iso
    return (dt.date.fromisoformat(iso[:10]) + dt.timedelta(days=1)).isoformat()


def _runs(report: Report, parts: Sequence[Span]) -> list[Span]:
    """One span over the parts that stand in one sentence; parts of other sentences stay apart."""
    groups: dict[Span, list[Span]] = {}
    for part in parts:
        groups.setdefault(_sentence(report, part), []).append(part)
    return [cover(group) for group in groups.values()]


def _evidence(report: Report, spans: Sequence[Span]) -> tuple[Evidence, ...]:
    text = report.page.text
    found = [Evidence(page=report.id, span=s, quote=s.of(text), zone=report.zone(s)) for s in sorted(spans)]
    return tuple(e for e in found if e.zone in READ and e.quote.strip())
