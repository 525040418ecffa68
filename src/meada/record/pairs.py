"""Which statements are worth comparing: those that share a type and someone, a figure's kind, quoted words, or a denial."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from meada.reading.mention import Entity
from meada.record import slot
from meada.record.side import Side
from meada.record.statement import Statement

__all__ = ["keys", "pairs"]


def pairs(sides: Sequence[Side], entities: Mapping[str, Entity]) -> Iterator[tuple[Side, Side]]:
    """Each pair of statements that share a key, once, in the order of ``sides``."""
    groups: dict[str, list[int]] = defaultdict(list)
    for n, side in enumerate(sides):
        for key in keys(side, entities):
            groups[key].append(n)
    seen: set[tuple[int, int]] = set()
    for members in groups.values():
        for place, i in enumerate(members):
            for j in members[place + 1 :]:
                pair = (min(i, j), max(i, j))
                if i != j and pair not in seen:
                    seen.add(pair)
                    yield sides[pair[0]], sides[pair[1]]


def keys(side: Side, entities: Mapping[str, Entity]) -> Iterator[str]:
    """What ``side`` can be found by: its types with everyone in them, its figure, its quoted words."""
    statement = side.statement
    everyone = {slot.base(p.entity, entities) for p in statement.participants}
    for type_ in _types(statement):
        yield from (f"{type_}:{who}" for who in sorted(everyone))
        if statement.place is not None and not everyone:
            yield f"{type_}@{statement.place.name}"
    yield f"family:{side.family}:{statement.type}:{statement.mode}"
    if statement.figure and statement.mode in ("dead", "missing", "hurt", "displaced"):
        yield f"figure:{statement.mode}:{statement.figure.unit}"
    elif statement.figure:
        yield from (f"figure:{statement.figure.unit}:{word}" for word in sorted(side.words))
    if statement.figure and statement.figure.bound != "exact":
        yield f"number:{statement.figure.unit}:{statement.figure.bound}:{statement.figure.low}:{statement.figure.high}"
    if side.quoted and statement.time and slot.firm(statement.time):
        yield from (f"voice:{p.entity}" for p in statement.participants if p.role == "actor")
    yield f"denial:{statement.denies or statement.id}"
    if statement.figure:
        yield f"part:{statement.figure.part_of or statement.figure.item}"
    if statement.figure and statement.figure.like:
        yield f"part:{statement.figure.like}"
    if side.quoted:
        yield f"quote:{side.quoted[0]}"
    about = sorted({topic.lstrip("-~") for topic in statement.topics})
    yield from (f"topic:{one}+{other}" for n, one in enumerate(about) for other in about[n + 1 :])


def _types(statement: Statement) -> list[str]:
    """Its type, and a name for each kinship that its type stands in."""
    kin = ["+".join(sorted(kin)) for kin in slot.KIN if statement.type in kin]
    return [statement.type, *kin]
