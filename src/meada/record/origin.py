"""Independent origins: the distinct roots of chains, once copies are folded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from meada.reading.mention import Entity
from meada.record.statement import ChainLink, Statement

__all__ = ["camp", "independent", "root"]


def root(chain: tuple[ChainLink, ...], entities: Mapping[str, Entity]) -> str | None:
    """Who a statement goes back to: the first step of its chain; None for narration and for "nobody cited".

    A medium that a state controls counts as its state; a person who holds an office of a state counts as themselves. A
    source that only a common noun names ("a company spokesman") may be anyone, so it is nobody's independent root.
    """
    if not chain:
        return None
    first = chain[0]
    if first.entity is None or first.role in ("narrator", "outlet", "agency"):
        return None
    entity = entities.get(first.entity)
    if entity is None and first.role == "speaker":
        return None
    if entity is not None and entity.state_controlled and entity.country:
        return entity.country
    return _state_of(first.entity, entity)


def _state_of(id: str, entity: Entity | None) -> str:
    """A government, army or state medium is one origin with its state: they answer to one command."""
    if entity is not None and entity.country and entity.kind in ("government", "military", "state_media", "country"):
        return entity.country
    return id


def independent(statements: Iterable[Statement], entities: Mapping[str, Entity]) -> tuple[str, ...]:
    """The distinct roots over ``statements``, sorted. Joint speakers of one statement count each.

    Several statements of one copy family have one chain between them, so copies add nothing by construction.
    """
    found = set()
    for statement in statements:
        for at, step in enumerate(statement.chain):
            if at and step.role != "speaker":
                break
            origin = root((step,), entities)
            if origin:
                found.add(origin)
    return tuple(sorted(found))


def camp(origin: str, entities: Mapping[str, Entity]) -> str:
    """The state an origin speaks for, else the origin itself."""
    entity = entities.get(origin)
    return entity.country if entity is not None and entity.country else origin
