"""A record that takes in pages: their statements are made and compared with those that share a key, and no others."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Protocol

import msgspec
from msgspec.structs import replace

from meada.reading.mention import Entity
from meada.record.link import Link
from meada.record.make import link, sides_of
from meada.record.outline import Outline, facts, joined, stamp, through
from meada.record.pairs import pairs
from meada.record.report import Report
from meada.record.same import same
from meada.record.side import Side, remembered
from meada.record.spread import AGREED, rejected
from meada.record.statement import Statement
from meada.record.strand import Facts, Strand, hashes, known, strand
from meada.record.thin import Thread, is_series

__all__ = ["Change", "Held", "Reports", "grow"]

_MOST = 0.5
"""Share of the pages from which on it is cheaper to make all of a record anew."""


class Held(Protocol):
    """A record as it is kept."""

    def strands(self) -> Mapping[str, Strand]:
        """The strand of each page."""

    def statements(self, ids: Collection[str]) -> Mapping[str, Statement]:
        """Statements by their ids."""

    def links(self, ids: Collection[str]) -> Sequence[Link]:
        """The links that any of the statements ``ids`` stands in."""


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What becomes of a record. ``gone`` are the pages whose statements leave, with their links; ``cut`` links that leave;
    ``statements`` and ``links`` what comes; ``entities`` are all it has then, ``strands`` those of pages that are new or made
    anew, ``order`` all its pages."""

    gone: tuple[str, ...] = ()
    cut: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()
    links: tuple[Link, ...] = ()
    entities: tuple[Entity, ...] = ()
    strands: dict[str, Strand] = {}
    order: tuple[str, ...] = ()


Reports = Callable[[Collection[str]], Sequence[Report]]
"""Gives the reports of pages by their ids."""


def grow(outlines: Sequence[Outline], held: Held, reports: Reports, made: bytes = b"") -> Change | None:
    """What becomes of the record ``held`` when its pages are those of ``outlines``: afterwards it is what
    `meada.record.make` gives of all of them. None where so much changes that it had better be made anew.

    The statements of a page stay unless it is new or what they were made under has changed: who is who, its copy family,
    rulings, the code (``made``). New statements are compared with those that share a key with them; links between others stay.
    """
    ordered = sorted(outlines, key=lambda one: one.order)
    names = same(ordered)
    ordered = [replace(one, same=through(names, one.same)) for one in ordered]
    entities = joined(ordered)
    strands = held.strands()
    told = facts(entities)
    stale = [one for one in ordered if not _stands(one, strands.get(one.id), told, made)]
    if len(stale) > max(1, _MOST * len(ordered)) or strands.keys() - {one.id for one in ordered}:
        return None
    growth = _Growth(ordered, entities, told, held, strands)
    growth.take(stale, reports, names, made)
    return growth.change()


def _stands(one: Outline, kept: Strand | None, told: Facts, made: bytes) -> bool:
    return kept is not None and kept.stamp == stamp(one, made) and kept.facts == known(kept.refs, told)


class _Growth:
    """The statements that are compared anew (``fresh`` ones, and ``mates`` that a statement which leaves stood between), and
    those that are held."""

    def __init__(
        self,
        ordered: Sequence[Outline],
        entities: Mapping[str, Entity],
        told: Facts,
        held: Held,
        strands: Mapping[str, Strand],
    ) -> None:
        self._ordered, self._entities, self._facts, self._held = ordered, entities, told, held
        self._pages = {one.id: one.facts for one in ordered}
        self._strands, self._new = dict(strands), dict[str, Strand]()
        self._gone: tuple[str, ...] = ()
        self._fresh: list[Side] = []
        self._mates: list[Side] = []

    def take(self, stale: Sequence[Outline], reports: Reports, names: Mapping[str, str], made: bytes) -> None:
        """Makes the statements of pages that are new, or made anew."""
        stamps = {one.id: stamp(one, made) for one in stale}
        self._gone = tuple(id for id in stamps if id in self._strands)
        lost = [self._strands.pop(id) for id in self._gone]
        for report in reports(list(stamps)) if stamps else ():
            sides = sides_of(replace(report, same=through(names, report.same)))
            self._fresh += sides
            self._new[report.id] = strand(stamps[report.id], sides, self._entities, self._facts)
        mates = self._between(lost)
        self._mates = list(self._sides(mates).values())

    def _between(self, lost: Sequence[Strand]) -> set[str]:
        """The statements held that may have stood before and after a count that leaves: their updates are drawn anew."""
        keys = {note.id: set(hashed) for one in lost for note, hashed in zip(one.notes, one.keys, strict=True)}
        if not keys:
            return set()
        drawn = [k for k in self._held.links(keys) if is_series(k)]
        shared = {key for k in drawn for end in (k.a, k.b) if end in keys for key in keys[end]}
        return set(self._sharing(shared)) if drawn else set()

    def _sharing(self, wanted: set[int]) -> Iterator[str]:
        for kept in self._strands.values():
            for note, hashed in zip(kept.notes, kept.keys, strict=True):
                if not wanted.isdisjoint(hashed):
                    yield note.id

    def _sides(self, ids: Collection[str]) -> dict[str, Side]:
        """The sides of statements that are held."""
        found = dict(self._held.statements(ids)) if ids else {}
        holders = {s.within for s in found.values() if s.within} - found.keys()
        within = {**found, **(self._held.statements(holders) if holders else {})}
        return {id: remembered(s, self._pages[s.page], within.get(s.within or "")) for id, s in found.items()}

    def change(self) -> Change:
        """Compares, and gives what changes."""
        anew = [*self._fresh, *self._mates]
        own = {one.statement.id for one in anew}
        wanted = {key for one in anew for key in hashes(one, self._entities)}
        near = self._sides([id for id in self._sharing(wanted) if id not in own])
        sides = {one.statement.id: one for one in (*anew, *near.values())}
        found = [
            made
            for a, b in pairs([*anew, *near.values()], self._entities, fresh=len(anew))
            if (made := link(a, b, self._entities)) is not None
        ]
        thread = Thread(found, own, lambda a, b: self._follows(sides[a], sides[b]))
        kept = thread.kept()
        kept += self._spread(kept, own, sides)
        cut = [k.id for k in self._held.links([m.statement.id for m in self._mates])] if self._mates else []
        cut += self._overtaken(thread)
        return Change(
            gone=self._gone,
            cut=tuple(dict.fromkeys(cut)),
            statements=tuple(one.statement for one in self._fresh),
            links=tuple(sorted(kept, key=lambda k: k.id)),
            entities=tuple(self._entities[id] for id in sorted(self._entities)),
            strands=self._new,
            order=tuple(one.id for one in self._ordered),
        )

    def _follows(self, a: Side, b: Side) -> bool:
        """True where the count of ``b`` updates that of ``a``."""
        made = link(a, b, self._entities)
        return made is not None and is_series(made) and (made.a, made.b) == (a.statement.id, b.statement.id)

    def _overtaken(self, thread: Thread) -> list[str]:
        """The updates held between which a new count stands."""
        between = thread.between()
        if not between:
            return []
        links = self._held.links(sorted({a for a, _ in between}))
        return [k.id for k in links if is_series(k) and (k.a, k.b) in between]

    def _spread(self, kept: Sequence[Link], own: set[str], sides: Mapping[str, Side]) -> list[Link]:
        """The links of denials with what repeats, on another page, the statement they reject."""
        denials = {s.statement.id: s.statement.denies for s in sides.values() if s.statement.denies}
        notes = (note for one in self._strands.values() for note in one.notes)
        denials |= {note.id: note.denies for note in notes if note.denies}
        alike: dict[str, set[str]] = {}
        tied = {frozenset((k.a, k.b)) for k in kept}
        for one in kept:
            if one.relation in AGREED:
                for end, other in ((one.a, one.b), (one.b, one.a)):
                    alike.setdefault(end, set()).add(other)
        wanted = [
            (denial, other)
            for denial, target in denials.items()
            for other in sorted(alike.get(target or "", ()))
            if (denial in own or other in own) and frozenset((denial, other)) not in tied
        ]
        loaded = {**self._sides({id for pair in wanted for id in pair} - sides.keys()), **sides}
        made = (rejected(loaded[other], loaded[denial], self._entities) for denial, other in wanted)
        return list({k.id: k for k in made if k is not None}.values())
