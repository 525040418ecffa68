"""A denial contradicts also what repeats or corroborates, on another page, the statement it rejects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from meada.reading.mention import Entity
from meada.record.link import Link
from meada.record.side import Side
from meada.record.tie import tied
from meada.record.verdict import Verdict

__all__ = ["AGREED", "rejected", "spread"]

AGREED = frozenset(("repeats", "corroborates", "coincides"))

_REJECTED = Verdict(
    relation="contradicts", slots=("polarity",), why="rejects what another page tells of the same", confidence=0.6
)


def spread(links: Sequence[Link], sides: Sequence[Side], entities: Mapping[str, Entity]) -> list[Link]:
    """The links of the denials among ``sides`` with what ``links`` tie to the statements they reject."""
    by_id = {s.statement.id: s for s in sides}
    rejections = [(s.statement.id, s.statement.denies) for s in sides if s.statement.denies in by_id]
    denials, targets = {denial for denial, _ in rejections}, {target for _, target in rejections}
    known: set[frozenset[str]] = set()
    alike: dict[str, set[str]] = {}
    for one in links if rejections else ():
        if one.a in denials or one.b in denials:
            known.add(frozenset((one.a, one.b)))
        if one.relation in AGREED:
            for end, other in ((one.a, one.b), (one.b, one.a)):
                if end in targets:
                    alike.setdefault(end, set()).add(other)
    made = (
        rejected(by_id[other], by_id[denial], entities)
        for denial, target in rejections
        for other in sorted(alike.get(target or "", ()))
        if frozenset((denial, other)) not in known
    )
    return list({k.id: k for k in made if k is not None}.values())


def rejected(told: Side, denial: Side, entities: Mapping[str, Entity]) -> Link | None:
    """The link of a denial with what another page tells of what it rejects; None on its own page."""
    if told.statement.page == denial.statement.page:
        return None
    return tied(told, denial, _REJECTED, entities)
