"""A record in memory that grows, as the store keeps one in tables."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence, Set

from msgspec.structs import replace

from meada.reading.mention import Entity
from meada.record import Change, Link, Report, Statement, Woven, grow, outline
from meada.record.link import Relation
from meada.record.strand import Strand


class Memory:
    """What `meada.record.grow` asks for; ``asked`` are the statements that it read."""

    def __init__(self, woven: Woven) -> None:
        self._woven = woven
        self.asked: set[str] = set()

    def strands(self) -> Mapping[str, Strand]:
        return self._woven.strands

    def entities(self) -> Mapping[str, Entity]:
        return {one.id: one for one in self._woven.record.entities}

    def statements(self, ids: Collection[str]) -> Mapping[str, Statement]:
        self.asked |= set(ids)
        return {s.id: s for s in self._woven.record.statements if s.id in ids}

    def links(self, ids: Collection[str], relation: Relation | None = None) -> Sequence[Link]:
        links = self._woven.record.links
        return [k for k in links if (k.a in ids or k.b in ids) and relation in (None, k.relation)]

    def updates(self, pairs: Set[tuple[str, str]]) -> Sequence[Link]:
        return [k for k in self._woven.record.links if k.relation == "updates" and (k.a, k.b) in pairs]


def grown(woven: Woven, reports: Sequence[Report]) -> Woven | None:
    """``woven`` as it is once its pages are ``reports``."""
    by_id = {one.id: one for one in reports}
    change = grow([outline(one) for one in reports], Memory(woven), lambda ids: [by_id[id] for id in ids])
    return None if change is None else changed(woven, change)


def changed(woven: Woven, change: Change) -> Woven:
    """``woven`` after ``change``."""
    old = woven.record
    left = [s for s in old.statements if s.id not in change.gone]
    held = {s.id for s in left}
    links = [k for k in old.links if k.a in held and k.b in held and k.id not in change.cut]
    strands = {**woven.strands, **change.strands}
    strands = {page: strands[page] for page in change.order}
    place = {note.id: at for at, note in enumerate(n for one in strands.values() for n in one.notes)}
    record = replace(
        old,
        statements=tuple(sorted((*left, *change.statements), key=lambda s: place[s.id])),
        links=tuple(sorted((*links, *change.links), key=lambda k: k.id)),
        entities=change.entities,
    )
    return Woven(record=record, strands=strands)
