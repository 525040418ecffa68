"""A story's reports become its record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
from meada.record.thin import thin
from meada.record.tie import tied

__all__ = ["Woven", "link", "make", "sides_of", "weave"]


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
    found = [k for a, b in pairs(sides, entities) if (k := link(a, b, entities)) is not None]
    links = [*(kept := thin(found)), *spread(kept, sides, entities)]
    record = Record(
        story=story,
        statements=tuple(side.statement for side in sides),
        links=tuple(sorted(links, key=lambda k: k.id)),
        entities=tuple(entities[key] for key in sorted(entities)),
    )
    strands = {one.id: strand(stamp(one, made), identities(one), by_page[one.id], entities, told) for one in outlines}
    return Woven(record=record, strands=strands)


def link(a: Side, b: Side, entities: Mapping[str, Entity]) -> Link | None:
    """The link between two statements, the earlier published first; None when nothing ties them."""
    first, second = sorted((a, b), key=lambda s: (s.published or "9", s.statement.page, s.statement.evidence[0].span))
    verdict = relate(first, second, entities)
    return None if verdict is None else tied(first, second, verdict, entities)


def sides_of(report: Report) -> list[Side]:
    """The statements of one report, each with what its comparison needs."""
    made = ruled(state(report), report.rulings, report.page.text)
    by_id = {s.id: s for s in made}
    return [side(report, s, by_id.get(s.within or "")) for s in made]
