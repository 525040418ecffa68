"""What is kept of the statements of one page in a record: what they were made under, and what they are found by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from zlib import crc32

import msgspec

from meada.reading.mention import Entity
from meada.record.note import Note, note
from meada.record.pairs import keys
from meada.record.side import Side

__all__ = ["Facts", "Strand", "fact", "known", "strand"]

Facts = Mapping[str, bytes]
"""`fact` of each entity of a record by its id."""


class Strand(msgspec.Struct, frozen=True, array_like=True):
    """``stamp`` digests what the statements of a page were made under (`meada.record.outline.stamp`), ``refs`` are the
    entities they name and ``facts`` digests what was known of those. ``notes`` and ``keys`` go side by side: each statement
    with the hashes of what it is compared by (`meada.record.pairs.keys`)."""

    stamp: bytes
    refs: tuple[str, ...]
    facts: bytes
    notes: tuple[Note, ...]
    keys: tuple[tuple[int, ...], ...]


def strand(stamp: bytes, sides: Sequence[Side], entities: Mapping[str, Entity], facts: Facts) -> Strand:
    """The strand of the statements of one page, given as ``sides``."""
    refs = tuple(sorted({id for one in sides for id in _refs(one)}))
    return Strand(
        stamp=stamp,
        refs=refs,
        facts=known(refs, facts),
        notes=tuple(note(one.statement, entities) for one in sides),
        keys=tuple(hashes(one, entities) for one in sides),
    )


def hashes(one: Side, entities: Mapping[str, Entity]) -> tuple[int, ...]:
    """The hashes of what ``one`` is compared by."""
    return tuple(sorted({crc32(key.encode()) for key in keys(one, entities)}))


def fact(entity: Entity, entities: Mapping[str, Entity]) -> bytes:
    """All that comparing statements may look at of an entity. Whatever else decides a link has to be added here, or records
    that grow will not be those that are made at once."""
    served = entities.get(entity.serves or "")
    told = [f"{e.type}|{e.kind}|{e.country}|{e.state_controlled}|{e.name}|{e.serves}" for e in (entity, served) if e]
    return "|".join((*told, "")).encode()


def known(refs: Iterable[str], facts: Facts) -> bytes:
    """A digest of what is known of the entities ``refs``."""
    return blake2b(b"".join([facts.get(ref, b"\n") for ref in refs]), digest_size=8).digest()


def _refs(one: Side) -> set[str]:
    found = {p.entity for p in one.statement.participants}
    return found | {step.entity for step in one.statement.chain if step.entity}
