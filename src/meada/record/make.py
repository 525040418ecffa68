"""A story's reports become its record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from meada.reading.mention import Entity
from meada.record.link import Link
from meada.record.outline import facts, identities, joined, outline, stamp, through
from meada.record.pairs import pairs
from meada.record.record import Record
from meada.record.relate import relate
from meada.record.report import Report
from meada.record.ruling import ruled
from meada.record.same import same
from meada.record.side import Side, side
from meada.record.spread import spread
from meada.record.state import state
from meada.record.strand import Strand, strand
from meada.record.tally import day
from meada.record.thin import Thread, is_series
from meada.record.tie import tied
from meada.record.verdict import Verdict
from meada.span import Span

__all__ = ["Drawn", "Woven", "compared", "days", "make", "sides_of", "weave"]


class Woven(msgspec.Struct, frozen=True, kw_only=True):
    """A record, and the strand of each of its pages, by which it grows (`meada.record.grow`)."""

    record: Record
    strands: dict[str, Strand] = {}


def make(story: str, reports: Sequence[Report]) -> Record:
    """Statements of all ``reports`` and the links between them; the order of ``reports`` does not matter."""
    return weave(story, reports).record


def weave(story: str, reports: Sequence[Report], made: bytes = b"") -> Woven:
    """As `make`, with what the record grows by; ``made`` names the code that makes it."""
    ordered = sorted(reports, key=lambda r: (r.published or "9", r.id))
    known = same([outline(report) for report in ordered])
    ordered = [msgspec.structs.replace(r, same=through(known, r.same)) for r in ordered]
    outlines = [outline(report) for report in ordered]
    entities = joined(outlines)
    told = facts(entities)
    by_page = {report.id: sides_of(report) for report in ordered}
    sides = [one for found in by_page.values() for one in found]
    found = [k for a, b in pairs(sides, entities) if (k := compared(a, b, entities)) is not None]
    counts = [k.ends for k in found if is_series(k.verdict)]
    thread = Thread(counts, {id for ends in counts for id in ends}, days(found), lambda a, b: False)
    kept = [k.link(entities) for k in found if not (is_series(k.verdict) and thread.overtaken(*k.ends))]
    links = [*kept, *spread(kept, sides, entities)]
    record = Record(
        story=story,
        statements=tuple(side.statement for side in sides),
        links=tuple(sorted(links, key=lambda k: k.id)),
        entities=tuple(entities[key] for key in sorted(entities)),
    )
    strands = {
        one.id: strand(one.facts, stamp(one, made), identities(one), by_page[one.id], entities, told)
        for one in outlines
    }
    return Woven(record=record, strands=strands)


class Drawn(NamedTuple):
    """Two statements that a verdict ties, the earlier published first."""

    first: Side
    second: Side
    verdict: Verdict

    @property
    def ends(self) -> tuple[str, str]:
        """The ids of both."""
        return self.first.statement.id, self.second.statement.id

    def link(self, entities: Mapping[str, Entity]) -> Link:
        """Their link."""
        return tied(self.first, self.second, self.verdict, entities)


def compared(a: Side, b: Side, entities: Mapping[str, Entity]) -> Drawn | None:
    """What ties two statements; None when nothing does."""
    first, second = (b, a) if _place(b) < _place(a) else (a, b)
    verdict = relate(first, second, entities)
    return None if verdict is None else Drawn(first, second, verdict)


def days(found: Iterable[Drawn]) -> dict[str, str]:
    """The days of the counts that update others, or that others update, by the ids of their statements."""
    return {s.statement.id: day(s) for k in found if is_series(k.verdict) for s in (k.first, k.second)}


def _place(one: Side) -> tuple[str, str, Span]:
    return one.published or "9", one.statement.page, one.statement.evidence[0].span


def sides_of(report: Report) -> list[Side]:
    """The statements of one report, each with what its comparison needs."""
    made = ruled(state(report), report.rulings, report.page.text)
    by_id = {s.id: s for s in made}
    return [side(report, s, by_id.get(s.within or "")) for s in made]
