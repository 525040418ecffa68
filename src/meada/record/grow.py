"""A record that takes in pages: their statements are made and compared with those that share a key, and no others."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence, Set
from typing import Protocol

import msgspec
from msgspec.structs import replace

from meada.reading.mention import Entity
from meada.record.link import Link, Relation
from meada.record.make import Drawn, compared, days, sides_of
from meada.record.note import Note
from meada.record.outline import Outline, facts, identities, joined, stamp, through
from meada.record.pairs import keys
from meada.record.report import Report
from meada.record.same import same
from meada.record.side import PageFacts, Side, remembered
from meada.record.spread import AGREED, rejected
from meada.record.statement import Statement
from meada.record.strand import Strand, hashes, strand
from meada.record.thin import Thread, is_series

__all__ = ["Change", "Held", "Reports", "grow"]

_MOST = 0.5
"""Share of the pages from which on it is cheaper to make all of a record anew."""


class Held(Protocol):
    """A record as it is kept."""

    def strands(self) -> Mapping[str, Strand]:
        """The strand of each page."""

    def entities(self) -> Mapping[str, Entity]:
        """The entities by their ids."""

    def statements(self, ids: Collection[str]) -> Mapping[str, Statement]:
        """Statements by their ids."""

    def links(self, ids: Collection[str], relation: Relation | None = None) -> Sequence[Link]:
        """The links, or those of ``relation``, that any of the statements ``ids`` stands in."""

    def updates(self, pairs: Set[tuple[str, str]]) -> Sequence[Link]:
        """The updates that stand between the two of any of ``pairs``, the earlier first."""


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What becomes of a record. ``gone`` are statements that leave, with their links; ``cut`` links that leave; ``statements``
    and ``links`` what comes; ``entities`` are all it has then, ``strands`` those that are not as they were, ``places`` where
    the statements of those pages stand on them, ``order`` all pages."""

    gone: tuple[str, ...] = ()
    cut: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()
    links: tuple[Link, ...] = ()
    entities: tuple[Entity, ...] = ()
    strands: dict[str, Strand] = {}
    places: dict[str, int] = {}
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
    marks = {one.id: (stamp(one, made), identities(one)) for one in ordered}
    stale = [id for id, mark in marks.items() if id not in strands or not strands[id].stands(*mark)]
    if len(stale) > max(1, _MOST * len(ordered)) or strands.keys() - marks.keys():
        return None
    growth = _Growth(ordered, entities, held)
    growth.take([replace(r, same=through(names, r.same)) for r in (reports(stale) if stale else ())], marks)
    return growth.change()


class _Growth:
    """The statements that are compared anew: those that come (``fresh``), and those of the ones held about which something
    else is known now or that one which leaves stood between (``again``)."""

    def __init__(self, ordered: Sequence[Outline], entities: Mapping[str, Entity], held: Held) -> None:
        self._ordered, self._entities, self._held = ordered, entities, held
        self._facts = facts(entities)
        self._pages = {one.id: one.facts for one in ordered}
        self._old = held.strands()
        self._strands, self._new = dict(self._old), dict[str, Strand]()
        self._gone: set[str] = set()
        self._fresh: list[Side] = []
        self._again: set[str] = set()
        self._known: dict[str, frozenset[str]] = {}

    def take(self, reports: Sequence[Report], marks: Mapping[str, tuple[bytes, tuple[int, ...]]]) -> None:
        """Makes the statements of pages that are new, or have to be made anew."""
        old = self._old
        self._again = {id for kept in old.values() for id in kept.changed(self._facts)}
        moved = self._sides(self._again)
        for page, kept in old.items():
            if not kept.fresh(marks[page][1], self._facts):
                self._new[page] = kept.renewed(marks[page][1], self._facts, moved, self._entities)
        for report in reports:
            sides = sides_of(report)
            self._new[report.id] = strand(self._pages[report.id], *marks[report.id], sides, self._entities, self._facts)
            before = self._sides([one.id for one in old[report.id].notes]) if report.id in old else {}
            same = {one.statement.id for one in sides if before.get(one.statement.id) == one}
            self._gone |= before.keys() - same
            self._fresh += [one for one in sides if one.statement.id not in same]
            if before and old[report.id].stamp != marks[report.id][0]:  # its family, say, is another
                self._again |= same
        self._strands |= self._new
        self._again -= self._gone
        self._again |= self._between(self._gone | self._again)
        self._again -= {one.statement.id for one in self._fresh} | self._gone

    def _between(self, moved: Set[str]) -> set[str]:
        """The counts held whose updates have to be drawn anew, because one of ``moved``, which leave or are others now, stood
        between them and another, and does no more."""
        drawn = [k for k in self._held.links(moved, "updates") if is_series(k)] if moved else []
        middles = {k.a for k in drawn} & {k.b for k in drawn} & moved
        if not middles:
            return set()
        new = {one.statement.id: one for one in self._fresh} | self._sides(middles - self._gone)
        near = self._counts(middles, moved | new.keys())
        sides = self._sides({id for found in near.values() for id in found})
        out: set[str] = set()
        for id, before in self._before(middles).items():
            others = [sides[other] for other in near[id]]
            earlier, later = self._around(before, others, self._held.entities())
            now = self._around(new[id], others, self._entities) if id in new else (set[str](), set[str]())
            if earlier and later:
                out |= min(((earlier - now[0]) | (later - now[1]), earlier, later), key=len)
        return out

    def _before(self, ids: Collection[str]) -> dict[str, Side]:
        """Statements as they were before this growth."""
        return self._sides(ids, {page: one.page for page, one in self._old.items() if one.page is not None})

    def _around(self, middle: Side, near: Sequence[Side], entities: Mapping[str, Entity]) -> tuple[set[str], set[str]]:
        """Those of ``near`` that a count updates, and those that update it."""
        found = [k for one in near if (k := compared(middle, one, entities)) and is_series(k.verdict)]
        ends = [k.ends for k in found]
        id = middle.statement.id
        return {a for a, b in ends if b == id}, {b for a, b in ends if a == id}

    def _counts(self, ids: Set[str], own: Set[str]) -> dict[str, set[str]]:
        """For each of the counts ``ids``, the others held, none of them ``own``, that it shared a hash with."""
        held: dict[int, list[str]] = {}
        for note, hashed in _noted(self._strands):
            if note.figure and note.id not in own:
                for key in hashed:
                    held.setdefault(key, []).append(note.id)
        mine = {note.id: hashed for note, hashed in _noted(self._old) if note.id in ids}
        return {id: {other for key in hashed for other in held.get(key, ())} for id, hashed in mine.items()}

    def _sides(self, ids: Collection[str], pages: Mapping[str, PageFacts] | None = None) -> dict[str, Side]:
        """The sides of statements that are held."""
        found = dict(self._held.statements(ids)) if ids else {}
        holders = {s.within for s in found.values() if s.within} - found.keys()
        within = {**found, **(self._held.statements(holders) if holders else {})}
        facts = pages or self._pages
        return {id: remembered(s, facts[s.page], within.get(s.within or "")) for id, s in found.items()}

    def change(self) -> Change:
        """Compares, and gives what changes."""
        again = self._sides(self._again)
        anew = {one.statement.id: one for one in (*self._fresh, *again.values())}
        sides, found = self._compared(anew)
        counts = [k.ends for k in found if is_series(k.verdict)]
        thread = Thread(counts, anew.keys(), days(found), lambda a, b: self._follows(sides[a], sides[b]))
        kept = [k.link(self._entities) for k in found if not (is_series(k.verdict) and thread.overtaken(*k.ends))]
        kept += self._spread(kept, set(anew), sides)
        return self._changed(kept, [*self._links(again), *self._overtaken(thread)])

    def _compared(self, anew: Mapping[str, Side]) -> tuple[dict[str, Side], list[Drawn]]:
        """What ties statements to those they share a key with, and all of them."""
        by_hash: dict[int, list[str]] = {}
        near: dict[str, set[str]] = {}
        for id, one in anew.items():
            for key in hashes(one, self._entities):
                by_hash.setdefault(key, []).append(id)
        for note, hashed in _noted(self._strands):
            if shared := {id for key in hashed for id in by_hash.get(key, ())} - {note.id}:
                near[note.id] = shared
        sides = {**anew, **self._sides(near.keys() - anew.keys())}
        pairs = {(min(id, other), max(id, other)) for id, found in near.items() for other in found}
        drawn = [k for a, b in pairs if (k := compared(sides[a], sides[b], self._entities)) is not None]
        return sides, [k for k in drawn if not self._keys(k.first).isdisjoint(self._keys(k.second))]

    def _keys(self, one: Side) -> frozenset[str]:
        """What a statement is compared by, of which `hashes` may take two for one."""
        id = one.statement.id
        if id not in self._known:
            self._known[id] = frozenset(keys(one, self._entities))
        return self._known[id]

    def _changed(self, links: Sequence[Link], gone: Sequence[Link]) -> Change:
        """``links`` in the place of those that are ``gone``; what is there already, stays."""
        before, after = {k.id: k for k in gone}, {k.id: k for k in links}
        return Change(
            gone=tuple(sorted(self._gone)),
            cut=tuple(id for id, k in before.items() if after.get(id) != k),
            statements=tuple(one.statement for one in self._fresh),
            links=tuple(after[id] for id in sorted(after) if before.get(id) != after[id]),
            entities=tuple(self._entities[id] for id in sorted(self._entities)),
            strands=self._new,
            places={note.id: at for one in self._new.values() for at, note in enumerate(one.notes)},
            order=tuple(one.id for one in self._ordered),
        )

    def _links(self, ids: Collection[str]) -> list[Link]:
        """The links held of statements that stay, in which any of ``ids`` stands."""
        found = self._held.links(ids) if ids else ()
        return [k for k in found if k.a not in self._gone and k.b not in self._gone]

    def _follows(self, a: Side, b: Side) -> bool:
        """True where the count of ``b`` updates that of ``a``."""
        made = compared(a, b, self._entities)
        return made is not None and is_series(made.verdict) and made.ends == (a.statement.id, b.statement.id)

    def _overtaken(self, thread: Thread) -> list[Link]:
        """The updates held between which a count now stands that did not."""
        between = thread.between()
        found = self._held.updates(between) if between else ()
        return [k for k in found if is_series(k) and k.a not in self._gone and k.b not in self._gone]

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


def _noted(strands: Mapping[str, Strand]) -> Iterator[tuple[Note, tuple[int, ...]]]:
    """Each statement with the hashes of what it is compared by."""
    return (pair for one in strands.values() for pair in zip(one.notes, one.keys, strict=True))
