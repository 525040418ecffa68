"""Entities of several pages tied to each other, as far as people, countries and roles allow."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import count
from typing import NamedTuple

import msgspec

from meada.reading.mention import Entity
from meada.story.identity import Doubt, Doubted, Identities, Identity, Key, Reason

__all__ = ["Kin", "Member"]


class Member(NamedTuple):
    """An entity of a page."""

    key: Key
    entity: Entity


class Kin:
    """Union and find over keys, with the reason of each tie."""

    def __init__(self, members: Sequence[Member], different: set[frozenset[Key]]) -> None:
        self.members = {m.key: m.entity for m in members}
        self.foes: dict[Key, set[Key]] = defaultdict(set)
        for a, b in (tuple(pair) for pair in different if len(pair) == 2):
            self.foes[a].add(b)
            self.foes[b].add(a)
        self.parent = {m.key: m.key for m in members}
        self.held = {m.key: [m.key] for m in members}
        self.countries = {m.key: {c for c in (m.entity.country,) if c} for m in members}
        self.roles: dict[Key, set[str]] = defaultdict(set)
        self.reasons: dict[Key, tuple[Reason, Key]] = {}

    def cast(self, members: Sequence[Member]) -> None:
        """Note whom each person speaks for, once bodies are tied: of two roles no person is one. What only a common noun
        tells ("the company") is no role."""
        for member in members:
            if member.entity.serves and (role := self._body(member.key[0], member.entity.serves)):
                self.roles[member.key].add(role)

    def _body(self, page: str, served: str) -> str | None:
        held = self.members.get((page, served))
        if held is None:
            return served if served[:3].isupper() else None
        if held.type == "group":
            return held.kind
        if held.country and (held.type == "state" or held.id.startswith(f"{held.country}_")):
            return held.country
        return "/".join(self.root((page, served)))

    def role(self, key: Key) -> str | None:
        """Whom the person ``key`` speaks for on its page, None where it tells none."""
        return next(iter(self.roles.get(key, ())), None)

    def root(self, key: Key) -> Key:
        """The key that stands for the group of ``key``."""
        while self.parent[key] != key:
            self.parent[key] = self.parent[self.parent[key]]
            key = self.parent[key]
        return key

    def tie(self, a: Key, b: Key, reason: Reason) -> None:
        """Put ``a`` and ``b`` in one group, unless a person has said they differ or a country parts their groups."""
        if a not in self.parent or b not in self.parent:
            return
        x, y = self.root(a), self.root(b)
        if x == y or (reason != "judged" and self._apart(x, y)):
            return
        self.parent[max(x, y)] = min(x, y)
        self.held[min(x, y)] += self.held.pop(max(x, y))
        self.countries[min(x, y)] |= self.countries.pop(max(x, y))
        if roles := self.roles.pop(max(x, y), None):
            self.roles[min(x, y)] |= roles
        if max(x, y) in self.foes:
            self.foes[min(x, y)] |= self.foes.pop(max(x, y))
        self.reasons.setdefault(b, (reason, a))
        self.reasons.setdefault(a, (reason, b))

    def _apart(self, x: Key, y: Key) -> bool:
        few, many = sorted((x, y), key=lambda root: len(self.foes.get(root, ())))
        if any(foe in self.parent and self.root(foe) == many for foe in self.foes.get(few, ())):
            return True
        if len(self.countries[x] | self.countries[y]) > 1:
            return True
        return len(self.roles.get(x, set()) | self.roles.get(y, set())) > 1

    def close(self) -> Identities:
        """Ids, merged entities and doubts."""
        ids: dict[Key, Identity] = {}
        entities: list[Entity] = []
        taken: dict[str, Key] = {}
        doubts: list[Doubt] = []
        served: dict[str, list[Key]] = {}
        for root, keys in sorted((root, sorted(keys)) for root, keys in self.held.items()):
            entity = _merged([self.members[k] for k in keys])
            served[entity.id] = [(k[0], held) for k in keys if (held := self.members[k].serves)]
            if entity.id in taken:
                other = self.members[taken[entity.id]]
                why = _namesakes(other, entity)
                doubts.append(Doubt(a=taken[entity.id], b=root, why=why))
                entity = msgspec.structs.replace(entity, id=_another(entity, taken))
            taken[entity.id] = root
            entities.append(entity)
            for key in keys:
                tied = self.reasons.get(key)
                ids[key] = Identity(id=entity.id, reason=tied[0], evidence=tied[1]) if tied else Identity(id=entity.id)
        out = [msgspec.structs.replace(e, serves=_served_by(served.get(e.id, ()), ids)) for e in entities]
        return Identities(ids=ids, entities=tuple(sorted(out, key=lambda e: e.id)), doubts=tuple(doubts))


def _served_by(told: Sequence[Key], ids: Mapping[Key, Identity]) -> str | None:
    """The body that most pages say a person speaks for; one that a page names before one that it only calls a company."""
    named = Counter(ids[key].id for key in told if key in ids)
    bare = Counter(key[1] for key in told if key not in ids)
    return next((held for held, _ in (*named.most_common(1), *bare.most_common(1))), None)


def _namesakes(a: Entity, b: Entity) -> Doubted:
    """Why two entities of one name are apart."""
    if a.type != b.type:
        return "same name, other kind"
    if a.country and b.country and a.country != b.country:
        return "same name, other country"
    return "same name, other role"


def _another(entity: Entity, taken: Mapping[str, Key]) -> str:
    """An id for a namesake: with its country, else with a number."""
    if entity.country and (name := f"{entity.id}_{entity.country}") not in taken:
        return name
    return next(name for n in count(2) if (name := f"{entity.id}_{n}") not in taken)


def _merged(found: Sequence[Entity]) -> Entity:
    """One entity out of several: the fullest and then commonest name, all forms, the first country known."""
    times = Counter(e.id for e in found)
    ids = sorted(times, key=lambda i: (-times[i], -len(i), i))
    full = [i for i in ids if "_" in i] or ids
    types = Counter(e.type for e in found)
    base = min((e for e in found if e.id == full[0]), key=lambda e: -types[e.type])
    names = tuple(dict.fromkeys([*base.names, *(n for e in found for n in e.names)]))
    country = base.country or next((e.country for e in found if e.country), None)
    state = any(e.state_controlled for e in found)
    kind = base.kind or next((e.kind for e in found if e.kind), None)
    return msgspec.structs.replace(base, names=names, country=country, state_controlled=state, kind=kind)
