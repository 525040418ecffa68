"""Independent origins: the distinct roots of chains, once copies are folded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from meada.reading.mention import Entity
from meada.record.statement import ChainLink, Statement

__all__ = ["camp", "extent", "independent", "root"]


_ORGANS = frozenset(("government", "military", "state_media", "country", "civil_defence"))


def root(chain: tuple[ChainLink, ...], entities: Mapping[str, Entity]) -> str | None:
    """Who a statement goes back to: the first step of its chain; None for narration and for "nobody cited".

    A medium that a state controls counts as its state, also where it tells in its own voice. A person who speaks for a body
    or a state (`Entity.serves`) is one origin with it. A source that only a common noun names ("a company spokesman") may be
    anyone, so it is nobody's independent root.
    """
    if not chain:
        return None
    first = chain[0]
    if first.entity is None:
        return None
    entity = entities.get(first.entity)
    if first.role in ("narrator", "outlet", "agency"):
        return entity.country if entity is not None and entity.state_controlled else None
    if entity is None and first.role == "speaker":
        return None
    if entity is not None and entity.state_controlled and entity.country:
        return entity.country
    if entity is not None and entity.serves:
        return _state_of(entity.serves, entities.get(entity.serves))
    return _state_of(first.entity, entity)


def _state_of(id: str, entity: Entity | None) -> str:
    """A government, army or state medium is one origin with its state: they answer to one command."""
    if (
        entity is not None
        and entity.country
        and entity.kind in ("government", "military", "state_media", "country", "civil_defence")
    ):
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


def extent(statements: Iterable[Statement], entities: Mapping[str, Entity]) -> tuple[int, int]:
    """The fewest and the most independent origins that ``statements`` can have.

    The fewest count sources that are cited outright, and those named jointly ("Seul e Kiev") as one estimate; the most count
    every root of `independent`, and one more for each source that is cited but not identified.
    """
    statements = list(statements)
    sure, joint, unknown = set[str](), list[frozenset[str]](), set[str]()
    for statement in statements:
        roots = frozenset(independent((statement,), entities))
        first = statement.chain[:1]
        if len(roots) > 1:
            joint.append(roots)
        elif roots and first and first[0].how in ("explicit", "grammatical"):
            sure |= roots
        if not roots and first and first[0].role in ("speaker", "document"):
            unknown.add(first[0].entity or "")
    most = len(independent(statements, entities)) + len(unknown)
    alone = {group for group in joint if not group & sure}
    held = len(sure) + (1 if alone else 0)
    return max(held, 1 if most and not held and not unknown else held), most


def camp(origin: str, entities: Mapping[str, Entity]) -> str:
    """The state an origin speaks for, else the origin itself."""
    entity = entities.get(origin)
    return entity.country if entity is not None and entity.country else origin
