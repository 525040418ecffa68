"""Happenings: the events of a reading as statements, one for each voice that tells them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from meada.ident import ident
from meada.lang.table import LANGUAGES, table
from meada.reading.attribution import Attribution
from meada.reading.event import Event, Participant, Place, Time
from meada.record.chain import chain
from meada.record.clock import bounded, latest
from meada.record.level import happening as level
from meada.record.quote import evidence
from meada.record.report import Report
from meada.record.saying import Act
from meada.record.statement import Commitment, Polarity, Statement
from meada.span import Span
from meada.when.happening import after, is_inside

__all__ = ["happenings"]

_DISTANCED = frozenset(("doubt", "conditional"))
_AHEAD = frozenset(("planned", "expected", "conditional", "hypothetical"))
_AUXILIARY = 2
"""Words before a trigger in which an auxiliary of the pluperfect may stand."""


class _Piece(NamedTuple):
    """Clauses of one event that one voice tells."""

    carrier: Attribution | None
    spans: list[Span]


def happenings(report: Report, acts: Sequence[Act], said: Mapping[str, Statement]) -> list[Statement]:
    """One statement for each event and each voice that tells it, but for the events that are acts of saying.

    ``said`` maps the id of an attribution to the statement of its act. What stands in the content of an act has the act
    as `Statement.within`; inside a denial it is denied.
    """
    out = []
    for event in report.reading.events:
        for piece in _pieces(report, event, acts, said):
            made = _statement(report, event, piece, said)
            if made is not None:
                out.append(made)
    return out


def _pieces(report: Report, event: Event, acts: Sequence[Act], said: Mapping[str, Statement]) -> list[_Piece]:
    cues = [a.cue[-1] for act in acts if act.type == event.type for a in act.attributions]
    spoken = any(event in act.events for act in acts)
    groups: dict[str, _Piece] = {}
    for span in event.evidence:
        if spoken and any(span.contains(cue) for cue in cues):
            continue
        if spoken and span.contains(event.trigger):
            continue
        holder = _holder(report, event, span)
        carrier = _carrier(report, holder, said)
        piece = groups.setdefault(carrier.id if carrier else "", _Piece(carrier, []))
        piece.spans.append(_within(span, event, carrier))
    return list(groups.values())


def _holder(report: Report, event: Event, span: Span) -> Attribution | None:
    """The innermost attribution whose content holds ``span``: its trigger where it stands there, else most of it."""
    target = event.trigger if span.contains(event.trigger) else span
    holding = [a for a in report.reading.attributions if any(_holds(c, target) for c in a.content)]
    return min(holding, key=lambda a: (sum(len(c) for c in a.content), a.id), default=None)


def _holds(content: Span, span: Span) -> bool:
    shared = min(content.end, span.end) - max(content.start, span.start)
    return shared * 2 > len(span)


def _carrier(report: Report, holder: Attribution | None, said: Mapping[str, Statement]) -> Attribution | None:
    """``holder``, or the attribution that relays it where its own cue tells no act of saying."""
    seen: set[str] = set()
    while holder is not None and holder.id not in seen:
        seen.add(holder.id)
        if holder.id in said or holder.rule.startswith("adverbial") or holder.source_kind in ("impersonal", "visual"):
            return holder
        if holder.type == "figure":
            return holder
        holder = report.attributions.get(holder.parent or "")
    return None


def _within(span: Span, event: Event, carrier: Attribution | None) -> Span:
    """``span`` without the words of the cue that leads it in."""
    if carrier is None:
        return span
    content = next((c for c in carrier.content if c.overlaps(span) and c.contains(event.trigger)), None)
    if content is None or content.start <= span.start or not span.contains(event.trigger):
        return span
    return Span(content.start, span.end) if content.start < span.end else span


def _statement(report: Report, event: Event, piece: _Piece, said: Mapping[str, Statement]) -> Statement | None:
    quotes = evidence(report, piece.spans)
    if not quotes:
        return None
    carrier = piece.carrier
    act = said.get(carrier.id) if carrier else None
    return Statement(
        id=ident("statement", report.id, "event", event.id, carrier.id if carrier else ""),
        page=report.id,
        kind="claim" if carrier is not None and event.kind == "event" else event.kind,
        type=event.type,
        mode=event.mode,
        participants=_people(report, event, piece),
        time=_time(report, event, piece, act),
        place=_place(report, event, piece),
        modality=event.modality,
        polarity=_polarity(event, act),
        commitment=_commitment(carrier),
        chain=chain(report, carrier),
        evidence=quotes,
        within=act.id if act else None,
        item=event.id,
        rule=event.rule,
        confidence=event.confidence,
        level=level(event.type, event.confidence),
    )


def _polarity(event: Event, act: Statement | None) -> Polarity:
    if act is not None and act.kind == "denial":
        return "affirmed" if event.polarity == "denied" else "denied"
    return event.polarity


def _commitment(carrier: Attribution | None) -> Commitment:
    if carrier is None:
        return "endorsed"
    return "distanced" if carrier.stance in _DISTANCED else "reported"


def _people(report: Report, event: Event, piece: _Piece) -> tuple[Participant, ...]:
    """The participants named in these clauses, or understood; all of them where none is, or all is told in one clause."""
    if len(event.evidence) == 1:
        return tuple(Participant(role=p.role, entity=report.entity(p.entity), span=p.span) for p in event.participants)
    here = [p for p in event.participants if p.span is None or any(s.contains(p.span) for s in piece.spans)]
    chosen = here if any(p.span for p in here) else event.participants
    return tuple(Participant(role=p.role, entity=report.entity(p.entity), span=p.span) for p in chosen)


def _place(report: Report, event: Event, piece: _Piece) -> Place | None:
    """The event's place where these clauses' sentences name it."""
    if event.place is None or event.place.span is None:
        return event.place
    named = event.place.span
    return event.place if any(report.sentence(s).contains(named) for s in piece.spans) else None


def _time(report: Report, event: Event, piece: _Piece, act: Statement | None) -> Time | None:
    """The event's date; only a bound for what came before the saying that tells it, none for what goes on."""
    if event.kind == "background":
        return None
    time = event.time or latest(report)
    if event.modality in _AHEAD:
        return time
    if _past_only(report, time):
        return latest(report)
    dated = time.how != "bound" and time.span is not None
    if dated and act is not None and piece.carrier is not None and not is_inside(time.span, piece.carrier.content):
        return bounded(time)
    if dated and time.how == "inherited" and _pluperfect(report, event):
        return bounded(time)
    if not dated and act is not None and act.time is not None and act.time.until:
        return bounded(act.time)
    return time


def _past_only(report: Report, time: Time) -> bool:
    """True for a date after publication: nothing asserted can have happened then."""
    end = after(report.published or "")
    return bool(end and time.begin and time.begin[:10] >= end)


def _pluperfect(report: Report, event: Event) -> bool:
    if report.reading.lang not in LANGUAGES:
        return False
    before = report.low[max(0, event.trigger.start - 24) : event.trigger.start].split()[-_AUXILIARY:]
    inside = event.trigger.of(report.low).split()[:1]
    earlier = table(report.reading.lang, "record")["earlier"]
    return any(word in earlier for word in (*before, *inside))
