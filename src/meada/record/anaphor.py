"""Sources that point back: "the same agency" is the source before it, "the company" the company told of last."""

from __future__ import annotations

from bisect import bisect_left

from meada.lang.table import LANGUAGES, table
from meada.reading.attribution import Attribution
from meada.reading.mention import Entity, Mention
from meada.record.report import Report

__all__ = ["again", "company", "headed"]


def again(report: Report, attribution: Attribution) -> tuple[str, ...]:
    """The source of the attribution before, where this one's is "the same …"; empty where it is not, or none is known."""
    if report.reading.lang not in LANGUAGES or not attribution.source:
        return ()
    source = attribution.source[0]
    said = f"{source.of(report.low)} "
    if not any(said.startswith(f"{word} ") for word in table(report.reading.lang, "record")["same"]):
        return ()
    known = [a for a in report.attributions.values() if a.entity and a.source and a.source[0].end <= source.start]
    last = max(known, key=lambda a: a.source[0].start, default=None)
    return (last.entity,) if last is not None and last.entity else ()


def company(report: Report, attribution: Attribution) -> tuple[str, ...]:
    """The company mentioned last before "the company", where that is all the source says."""
    if report.reading.lang not in LANGUAGES or not attribution.source or attribution.entity:
        return ()
    source = attribution.source[0]
    names = table(report.reading.lang, "names")
    words = source.of(report.low).split()
    nouns = table(report.reading.lang, "reporting")["bodies"]["company"]
    if len(words) != 2 or words[1] not in nouns or words[0] not in names["definite"]:
        return ()
    before = [m for m in report.reading.mentions if m.span.end <= source.start and _is_company(report, m)]
    return (before[-1].entity,) if before else ()


def headed(report: Report, attribution: Attribution) -> tuple[str, ...]:
    """The union that a source is whose last word says so ("the miners' union" is no miners), where the text speaks of one."""
    if report.reading.lang not in LANGUAGES or len(attribution.source) != 1:
        return ()
    nouns = table(report.reading.lang, "record")["union"]
    last = attribution.source[0].of(report.low).split()[-1:]
    if not last or last[0] not in nouns:
        return ()
    held = report.known.get(attribution.entity or "")
    if held is not None and held.type == "organisation":
        return ()
    return tuple(e.id for e in report.known.values() if e.type == "group" and last[0] in (n.lower() for n in e.names))[
        :1
    ]


def _is_company(report: Report, mention: Mention) -> bool:
    """True for an organisation whose name tells no other kind of body ("Ministério …"), or that a noun makes a company."""
    entity = report.known.get(mention.entity)
    if entity is None or entity.type != "organisation" or entity.kind is not None or mention.form == "pronoun":
        return False
    return not _other_body(report, entity)


def _other_body(report: Report, entity: Entity) -> bool:
    lang = report.reading.lang or ""
    heads = sorted(word.lower() for word in table(lang, "names")["organisation"])
    words = entity.name.lower().split()
    return any((at := bisect_left(heads, w)) < len(heads) and heads[at] == w for w in (words[0], words[-1]))
