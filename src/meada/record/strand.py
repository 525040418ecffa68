"""What is kept of the statements of one page in a record: what they were made under, and what they are found by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from zlib import crc32

import msgspec

from meada.reading.mention import Entity
from meada.record.note import Note, note
from meada.record.pairs import keys
from meada.record.side import PageFacts, Side

__all__ = ["Facts", "Strand", "fact", "hashed", "hashes", "strand"]

Facts = Mapping[str, int]
"""`fact` of each entity of a record by its id."""


class Strand(msgspec.Struct, frozen=True, array_like=True):
    """``stamp`` digests what the statements of a page were made under, ``ids`` hashes who its entities are across pages
    (`meada.record.outline`). ``refs`` are the entities that the statements name, ``facts`` what was known of each. ``notes``,
    ``named`` and ``keys`` go side by side: each statement with the places in ``refs`` of those it names, and with the hashes
    of what it is compared by (`meada.record.pairs.keys`). ``page`` is what comparing
    them needs of their page; None where an older meada made it, which is made anew."""

    stamp: bytes
    ids: tuple[int, ...]
    refs: tuple[str, ...]
    facts: tuple[int, ...]
    notes: tuple[Note, ...]
    named: tuple[tuple[int, ...], ...]
    keys: tuple[tuple[int, ...], ...]
    page: PageFacts | None = None

    def stands(self, stamp: bytes, ids: Sequence[int]) -> bool:
        """True where the statements are as they would be made now: nobody they name is another, or was somebody else."""
        if self.page is None or stamp != self.stamp or len(ids) != len(self.ids):
            return False
        if ids == self.ids:
            return True
        changed = {one for pair in zip(ids, self.ids, strict=True) if pair[0] != pair[1] for one in pair}
        return changed.isdisjoint(hashed(self.refs))

    def fresh(self, ids: Sequence[int], facts: Facts) -> bool:
        """True where nothing is known that was not."""
        return ids == self.ids and self.facts == tuple(facts.get(ref, 0) for ref in self.refs)

    def changed(self, facts: Facts) -> Iterator[str]:
        """The statements that name somebody of whom something else is known now."""
        told = [facts.get(ref, 0) for ref in self.refs]
        if tuple(told) != self.facts:
            other = {at for at, (new, old) in enumerate(zip(told, self.facts, strict=True)) if new != old}
            yield from (
                one.id for one, named in zip(self.notes, self.named, strict=True) if not other.isdisjoint(named)
            )

    def renewed(
        self, ids: Sequence[int], facts: Facts, sides: Mapping[str, Side], entities: Mapping[str, Entity]
    ) -> Strand:
        """This strand with what is known now; ``sides`` has at least the statements that `changed` gives."""
        pairs = list(zip(self.notes, self.keys, strict=True))
        return msgspec.structs.replace(
            self,
            ids=tuple(ids),
            facts=tuple(facts.get(ref, 0) for ref in self.refs),
            notes=tuple(note(sides[n.id].statement, entities) if n.id in sides else n for n, _ in pairs),
            keys=tuple(hashes(sides[n.id], entities) if n.id in sides else k for n, k in pairs),
        )


def strand(
    page: PageFacts,
    stamp: bytes,
    ids: Sequence[int],
    sides: Sequence[Side],
    entities: Mapping[str, Entity],
    facts: Facts,
) -> Strand:
    """The strand of the statements of one page, given as ``sides``."""
    refs = tuple(sorted({id for one in sides for id in _refs(one)}))
    at = {ref: n for n, ref in enumerate(refs)}
    return Strand(
        stamp=stamp,
        ids=tuple(ids),
        refs=refs,
        facts=tuple(facts.get(ref, 0) for ref in refs),
        notes=tuple(note(one.statement, entities) for one in sides),
        named=tuple(tuple(sorted(at[ref] for ref in _refs(one))) for one in sides),
        keys=tuple(hashes(one, entities) for one in sides),
        page=page,
    )


def hashes(one: Side, entities: Mapping[str, Entity]) -> tuple[int, ...]:
    """The hashes of what ``one`` is compared by."""
    return tuple(sorted(set(hashed(keys(one, entities)))))


def hashed(names: Iterable[str]) -> tuple[int, ...]:
    """A hash of each of ``names``."""
    return tuple(crc32(one.encode()) for one in names)


def fact(entity: Entity, entities: Mapping[str, Entity]) -> int:
    """A hash of all that comparing statements may look at of an entity. Whatever else decides a link has to be added here,
    or records that grow will not be those that are made at once."""
    served = entities.get(entity.serves or "")
    told = [f"{e.type}|{e.kind}|{e.country}|{e.state_controlled}|{e.serves}" for e in (entity, served) if e]
    return crc32("|".join((*told, "")).encode()) or 1


def _refs(one: Side) -> set[str]:
    """Whom a statement names, and the statement of the act that holds it."""
    told = [one.statement, *([one.holder] if one.holder is not None else [])]
    found = {p.entity for s in told for p in s.participants}
    return found | {step.entity for s in told for step in s.chain if step.entity}
