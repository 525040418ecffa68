"""Statements from one reading: acts of saying, happenings and figures, each with its chain and evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from msgspec.structs import replace

from meada.ident import ident
from meada.lang.table import table
from meada.reading.attribution import Attribution
from meada.reading.event import Participant, Time
from meada.record.answer import answered
from meada.record.chain import chain
from meada.record.clock import latest, said_at, turns
from meada.record.count import counted
from meada.record.happening import happenings
from meada.record.lend import lend
from meada.record.quote import evidence, runs
from meada.record.rejection import denials, rejected
from meada.record.report import Report
from meada.record.same import classes
from meada.record.saying import Act, acts
from meada.record.statement import ChainLink, Statement
from meada.record.topic import topics
from meada.span import Span, merge

__all__ = ["state"]

_MOST = 0.4
"""Share of what is said that other statements may tell before the saying leaves it to them."""
_LONG = 60
"""Characters from which on a clause that is said stands as evidence of its own."""
_SURE = {"own": 0, "inherited": 1, "bound": 2}


def state(report: Report) -> tuple[Statement, ...]:
    """All statements of one report, in text order. None has evidence outside the blocks that are read."""
    performed = acts(report)
    said = _sayings(report, performed)
    told = happenings(report, performed, said)
    sayings = list({s.id: s for s in said.values()}.values())
    claims = _claims(report, [*sayings, *told])
    out = counted(report, [*sayings, *told, *claims])
    out = denials(report, _tied(lend(out), report, said), answered(report, performed, said))
    return tuple(sorted(out, key=lambda s: (s.evidence[0].span, s.id)))


def _sayings(report: Report, performed: Sequence[Act]) -> dict[str, Statement]:
    """The statement of the act that each attribution tells, by the attribution's id."""
    out: dict[str, Statement] = {}
    before: Statement | None = None
    voices = [a for act in performed if act.kind != "report" for a in act.attributions]
    for act in performed:
        made = _saying(report, act, before, voices)
        if made is None:
            continue
        made = _taken_up(report, made, before)
        before = made if made.kind != "report" else before
        out.update((a.id, made) for a in act.attributions)
    return out


def _taken_up(report: Report, made: Statement, before: Statement | None) -> Statement:
    """``made``, where it opens by calling false what its speaker has just denied ("negou que …. "É falso", disse"), with what
    that denial is about."""
    if before is None or before.kind != "denial" or not made.topics:
        return made
    if [s.entity for s in before.chain[:1]] != [s.entity for s in made.chain[:1]]:
        return made
    last, first = before.evidence[-1].span, made.evidence[0].span
    quote = max((e.quote for e in made.evidence), key=len).lower().lstrip(" \"'“«‘")
    false = table(report.reading.lang or "", "record")["false"]
    if report.paragraph(last) != report.paragraph(first) or not quote.startswith(tuple(false)):
        return made
    return replace(made, topics=tuple(dict.fromkeys((*made.topics, *before.topics))))


def _saying(report: Report, act: Act, before: Statement | None, voices: Sequence[Attribution]) -> Statement | None:
    quotes = evidence(report, [s for a in act.attributions for s in _words(report, act, a)])
    if not quotes:
        return None
    lead = max(act.attributions, key=lambda a: (a.parent is not None or bool(a.medium), -a.cue[-1].start))
    relays = act.kind == "report"
    parent = report.attributions.get(lead.parent or "")
    steps = chain(report, parent) if relays else chain(report, lead, joint=len(act.speakers) > 1)
    return Statement(
        id=ident("statement", report.id, "saying", *(a.id for a in act.attributions)),
        page=report.id,
        kind=act.kind,  # type: ignore[arg-type]
        type=act.type,
        mode=act.mode,
        participants=_people(report, act, steps),
        time=_when(report, act, voices),
        place=next((e.place for e in act.events if e.place), None),
        modality=act.events[0].modality if act.events else "asserted",
        polarity="denied" if lead.polarity == "unsaid" else "affirmed",
        commitment="reported" if parent is not None else "endorsed",
        chain=_carried(report, lead, steps, before),
        evidence=quotes,
        denies=lead.denies,
        item=lead.id,
        rule=lead.rule,
        confidence=lead.confidence,
        topics=() if relays else topics(report, act.attributions),
    )


def _words(report: Report, act: Act, attribution: Attribution) -> list[Span]:
    """Who says it and how; what is said too, unless statements of their own tell most of that."""
    parts = [*attribution.source, attribution.cue[-1]]
    if act.extent.contains(attribution.cue[-1]):
        parts.append(act.extent)
    if _told_apart(report, act, attribution):
        return runs(report, parts)
    if act.type != "STATEMENT" and _led_in(report, act, attribution):
        return [*runs(report, parts), *attribution.content]
    return runs(report, [*parts, *attribution.content])


def _led_in(report: Report, act: Act, attribution: Attribution) -> bool:
    """True where a conjunction leads in a long clause, or a phrase names the whole act ("expressou sua gratidão")."""
    if act.extent.contains(attribution.cue[-1]) and len(act.extent) > len(attribution.cue[-1]):
        return True
    first = [word for c in attribution.content[:1] for word in c.of(report.low).split()[:1]]
    opens = report.triggers is not None and bool(first) and first[0] in report.triggers.words["complement"]
    return opens and sum(len(c) for c in attribution.content) > _LONG


def _told_apart(report: Report, act: Act, attribution: Attribution) -> bool:
    apart = [s for e in report.reading.events if e not in act.events and e.type != act.type for s in e.evidence]
    told = sum(max(0, min(c.end, s.end) - max(c.start, s.start)) for c in attribution.content for s in merge(apart))
    return told > _MOST * sum(len(c) for c in attribution.content)


def _people(report: Report, act: Act, steps: Sequence[ChainLink]) -> tuple[Participant, ...]:
    """The speakers act, those told by the chain where the sentence names none; whom the act is aimed at, and who carries it,
    come from the event it is."""
    span = act.attributions[0].source[0] if act.attributions[0].source else None
    actors = [Participant(role="actor", entity=report.entity(e), span=span) for e in act.speakers]
    if not actors and act.kind == "denial":
        named = {report.entity(e) for e in (*report.known, *classes())}
        told = [s.entity for s in steps if s.role == "speaker" and s.entity in named]
        actors = [Participant(role="actor", entity=e, span=span) for e in told if e]
    others = [p for e in act.events for p in e.participants if p.role != "actor" or not actors]
    known = {a.entity for a in actors}
    rest = [Participant(role=p.role, entity=report.entity(p.entity), span=p.span) for p in others]
    return (*actors, *dict.fromkeys(p for p in rest if p.entity not in known))


def _when(report: Report, act: Act, voices: Sequence[Attribution]) -> Time:
    """The surest of the dates of the attributions that tell the act."""
    dates = [said_at(report, a, [v for v in voices if v is not a]) for a in act.attributions]
    return min(dates, key=lambda t: _SURE[t.how])


def _carried(
    report: Report, lead: Attribution, steps: tuple[ChainLink, ...], before: Statement | None
) -> tuple[ChainLink, ...]:
    """``steps``, with the medium of the saying before where the sentence goes on with it ("por sua vez")."""
    if before is None or any(s.role == "medium" for s in steps) or not turns(report, report.sentence(lead.cue[-1])):
        return steps
    media = [replace(s, how="inherited") for s in before.chain if s.role == "medium"]
    at = next((n for n, s in enumerate(steps) if s.role not in ("speaker", "document")), len(steps))
    return (*steps[:at], *media, *steps[at:])


def _claims(report: Report, told: Sequence[Statement]) -> list[Statement]:
    """What an adverbial ("segundo …") carries and no other statement tells: a claim of that source."""
    out = []
    for attribution in report.reading.attributions:
        if not attribution.rule.startswith("adverbial"):
            continue
        if any(c.overlaps(e.span) for c in attribution.content for s in told for e in s.evidence):
            continue
        quotes = evidence(report, attribution.content)
        if quotes:
            out.append(_claim(report, attribution, quotes))
    return out


def _claim(report: Report, attribution: Attribution, quotes: tuple) -> Statement:  # type: ignore[type-arg]
    steps = chain(report, attribution)
    actors = [s.entity for s in steps if s.role in ("speaker", "medium") and s.entity][:1]
    return Statement(
        id=ident("statement", report.id, "claim", attribution.id),
        page=report.id,
        kind="claim",
        type="STATEMENT",
        mode="comment",
        participants=tuple(Participant(role="actor", entity=e) for e in actors),
        time=latest(report),
        polarity="denied" if attribution.polarity == "denied" else "affirmed",
        commitment="reported",
        chain=steps,
        evidence=quotes,
        item=attribution.id,
        rule=attribution.rule,
        confidence=attribution.confidence,
        topics=topics(report, (attribution,)),
    )


def _tied(statements: Sequence[Statement], report: Report, said: dict[str, Statement]) -> list[Statement]:
    """Each saying with the first statement of its content, each denial with what it rejects: the content that it shares words
    with, else the saying. Nobody denies what they say themselves."""
    content: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.within:
            content[statement.within].append(statement)
    out = []
    for statement in statements:
        target = said.get(statement.denies or "")
        denied = rejected(report, statement, target, content[target.id]) if target else None
        held = content[statement.id]
        out.append(replace(statement, content=held[0].id if held else None, denies=denied))
    return out
