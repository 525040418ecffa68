"""From the origin of a statement to the page: speaker, medium, agency, outlet."""

from __future__ import annotations

from meada.reading.attribution import Attribution
from meada.reading.mention import Entity
from meada.record.report import Report
from meada.record.statement import ChainLink
from meada.span import Span

__all__ = ["chain", "voice"]

_MEDIA = frozenset(("agency", "outlet", "medium", "state_media"))


def chain(report: Report, attribution: Attribution | None, *, within: Span | None = None) -> tuple[ChainLink, ...]:
    """The chain of what ``attribution`` carries, or of the outlet's own voice when it is None.

    A relay's parents follow its own source. A paragraph without a cue that stands between paragraphs of one medium
    inherits it when the attribution names none and the source is a person (`Attribution.parent` says so when it is known).
    """
    if attribution is None:
        return voice(report)
    steps: list[ChainLink] = []
    seen: set[str] = set()
    known, by_id = report.known(), report.attributions()
    current: Attribution | None = attribution
    while current is not None and current.id not in seen:
        seen.add(current.id)
        steps += _steps(report, current, known, inherited=current is not attribution)
        current = by_id.get(current.parent) if current.parent else None
    return (*_unique(steps), *_tail(report))


def voice(report: Report) -> tuple[ChainLink, ...]:
    """The chain of what is told in the text's own voice: the agency that wrote it, else the outlet."""
    agency = report.article.agency
    if agency is not None:
        narrator = ChainLink(role="narrator", entity=agency.id or agency.name, how="explicit", cue=agency.cue)
        return (narrator, _outlet(report))
    outlet = report.article.outlet
    named = outlet is not None and not outlet.hypothesis
    return (ChainLink(role="narrator", entity=_outlet(report).entity, how="explicit" if named else "inferred"),)


def _steps(report: Report, attribution: Attribution, known: dict[str, Entity], *, inherited: bool) -> list[ChainLink]:
    cue = attribution.cue[0] if attribution.cue else None
    how = "inherited" if inherited and not attribution.cue else "explicit"
    steps = []
    speakers = _speakers(report, attribution)
    if speakers:
        for entity in speakers:
            medium = known.get(entity)
            role = "medium" if medium is not None and medium.kind in _MEDIA else "speaker"
            steps.append(ChainLink(role=role, entity=report.entity(entity), how=how, cue=cue))  # type: ignore[arg-type]
    elif attribution.source_kind == "document":
        steps.append(ChainLink(role="document", entity=attribution.speaker, how="explicit", cue=cue))
    elif attribution.speaker:
        steps.append(ChainLink(role="speaker", entity=attribution.speaker, how="explicit", cue=cue))
    else:
        steps.append(ChainLink(role="speaker", entity=None, how="impersonal", cue=cue))
    for span in attribution.medium:
        relay = _entity_at(report, span)
        if relay and all(step.entity != report.entity(relay) for step in steps):
            steps.append(ChainLink(role="medium", entity=report.entity(relay), how="explicit", cue=span))
    return steps


def _speakers(report: Report, attribution: Attribution) -> list[str]:
    """The entities that are the source: all of a joint source, else the resolved one."""
    joint = [m for span in attribution.source for m in report.reading.mentions if span.contains(m.span)]
    if attribution.source_kind == "joint" and joint:
        return list(dict.fromkeys(m.entity for m in joint))
    if attribution.entity:
        return [attribution.entity]
    return []


def _entity_at(report: Report, span: Span) -> str | None:
    inside = [m for m in report.reading.mentions if span.overlaps(m.span)]
    return max(inside, key=lambda m: len(m.span)).entity if inside else None


def _tail(report: Report) -> tuple[ChainLink, ...]:
    agency = report.article.agency
    head: tuple[ChainLink, ...] = ()
    if agency is not None:
        head = (ChainLink(role="agency", entity=agency.id or agency.name, how="explicit", cue=agency.cue),)
    return (*head, _outlet(report))


def _outlet(report: Report) -> ChainLink:
    outlet = report.article.outlet
    if outlet is None or outlet.hypothesis:
        return ChainLink(role="outlet", entity=None, how="inferred")
    return ChainLink(role="outlet", entity=outlet.id or outlet.name, how="explicit", cue=outlet.span)


def _unique(steps: list[ChainLink]) -> list[ChainLink]:
    out: dict[tuple[str, str | None], ChainLink] = {}
    for step in steps:
        out.setdefault((step.role, step.entity), step)
    return list(out.values())
