"""One id for each person, organisation, state and place across articles: joined on evidence, apart where it is lacking."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import count
from typing import Literal, NamedTuple, Protocol

import msgspec

from meada.lang import LANGUAGES
from meada.lang.concept import folded, of_any
from meada.lang.table import resource, table
from meada.reading.mention import Entity

__all__ = ["Doubt", "Identities", "Identity", "Key", "Named", "Naming", "join"]

Key = tuple[str, str]
"""A page and the id of an entity in its reading."""

Reason = Literal["alone", "same id", "same name", "spelling", "same body", "short form", "judged"]


class Identity(msgspec.Struct, frozen=True, kw_only=True):
    """The id that an entity of a page has in the story, and why: ``evidence`` names the other page's entity."""

    id: str
    reason: Reason = "alone"
    evidence: Key | None = None


class Doubt(msgspec.Struct, frozen=True, kw_only=True):
    """Two entities of one name that stay apart until someone says whether they are the same ("mesma pessoa?")."""

    a: Key
    b: Key
    why: str


class Identities(msgspec.Struct, frozen=True, kw_only=True):
    """What `join` gives: an `Identity` for each entity of each page, the entities themselves, and what stays in doubt."""

    ids: dict[Key, Identity]
    entities: tuple[Entity, ...]
    doubts: tuple[Doubt, ...] = ()

    def of(self, page: str, entity: str) -> str:
        """The id in the story of ``entity`` of ``page``; itself where it is not known."""
        found = self.ids.get((page, entity))
        return found.id if found else entity

    def page(self, reading: Naming) -> dict[str, str]:
        """Each entity of ``reading`` that has another id in the story, with that id."""
        ids = {e.id: self.of(reading.page, e.id) for e in reading.entities}
        return {local: joined for local, joined in ids.items() if local != joined}


class Naming(Protocol):
    """A page with whom it names; a reading is one."""

    @property
    def page(self) -> str:
        """Its id."""

    @property
    def entities(self) -> Sequence[Entity]:
        """Whom it names."""


class Named(NamedTuple):
    """Whom a page names, without its reading."""

    page: str
    entities: Sequence[Entity]


class _Member(NamedTuple):
    key: Key
    entity: Entity


def join(
    readings: Iterable[Naming], *, same: Sequence[tuple[Key, Key]] = (), different: Sequence[tuple[Key, Key]] = ()
) -> Identities:
    """The entities of ``readings`` joined across pages; the order of ``readings`` does not matter.

    States, their organs and registry entries have ids of their own. Other names join when they are the same or differ
    in spelling alone (accents, hyphens, transliteration) and no country parts them; a short form joins the one full name
    it fits; civil defence under its names in several languages joins where the place in the name is one. The same name
    with another country stays apart as a `Doubt`. ``same`` and ``different`` are judgements of a person and win over all
    of it.
    """
    members = sorted((_Member((r.page, e.id), e) for r in readings for e in r.entities), key=lambda m: m.key)
    groups = _Groups(members, {frozenset(pair) for pair in different})
    for a, b in same:
        groups.tie(a, b, "judged")
    for found in _blocks(members).values():
        anchors: dict[str | None, _Member] = {}
        for member in found:
            for anchor in anchors.values():
                if reason := _reason(anchor.entity, member.entity):
                    groups.tie(anchor.key, member.key, reason)
            anchors.setdefault(member.entity.country, member)
    _short_forms(members, groups)
    _acronyms(members, groups)
    _mistaken(members, groups)
    return groups.close()


@lru_cache(maxsize=65536)
def skeleton(name: str) -> str:
    """``name`` with what transliterations disagree on levelled: ``Serguei``, ``Sergey`` and ``Sergei`` give one skeleton."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).lower()
    parts = []
    for part in re.findall(r"[^\W_]+", plain):
        if not _ROMAN.fullmatch(part):
            for old, new in _LEVEL:
                part = re.sub(old, new, part)
        parts.append(part)
    return " ".join(parts)


_ROMAN = re.compile(r"[ivx]+|\d+")
_LEVEL = (
    (r"(?<=[aeiou])x(?=[aeiou])", "ks"), (r"sch|sh|ch|tch|tsch|x", "s"), (r"gu(?=[ei])", "g"),
    (r"qu(?=[ei])|ck|kh|c(?=[aou])|q", "k"), (r"w|v", "v"), (r"ph", "f"), (r"zh|dj|j|y", "i"), (r"i+", "i"),
    (r"ei\b|ii\b|ai\b", "i"), (r"h", ""), (r"z", "s"), (r"der\b", "dr"), (r"([a-z])\1+", r"\1"),
)  # fmt: skip


def _blocks(members: Sequence[_Member]) -> Mapping[str, list[_Member]]:
    """Members that may be the same: of one type, with one id or one skeleton."""
    out: dict[str, list[_Member]] = defaultdict(list)
    for member in members:
        out[f"{member.entity.type}:{_label(member.entity)}"].append(member)
    return out


def _label(entity: Entity) -> str:
    if entity.type == "place" and entity.country and entity.name in _capitals(entity.country):
        return f"{entity.country}:{skeleton(entity.name)[:2]}"
    if entity.kind == "civil_defence" and not entity.country and (where := _served(entity.name)):
        return f"civil_defence:{where}"
    if _fixed(entity):
        return entity.id
    return (entity.type == "organisation" and _parts(entity.name)) or skeleton(entity.name)


@lru_cache(maxsize=65536)
def _parts(name: str) -> str:
    """A body's name as the parts it is built from, alike in all languages: ``Sindicato dos Moageiros do Orá`` and ``Orá
    Millers' Union`` are both ``mill ora union``. Empty where fewer than two parts can be told, or none by its concept."""
    row = [word for word in re.findall(r"[^\W_]+", folded(name)) if word not in _joining()]
    told = [of_any(word) for word in row]
    parts = {concept or skeleton(word) for word, concept in zip(row, told, strict=True)}
    return " ".join(sorted(parts)) if len(parts) > 1 and any(told) else ""


@lru_cache(maxsize=1)
def _joining() -> frozenset[str]:
    """Articles, prepositions and conjunctions that stand inside names."""
    rows = [table(lang, "names") for lang in LANGUAGES]
    return frozenset(
        folded(w) for row in rows for field in _INSIDE for phrase in row[field] for w in phrase.split()
    ) | {"s"}


_INSIDE = ("links", "particles", "definite", "of", "conjunction")


def _served(name: str) -> str:
    """The place in a name of civil defence (``Defesa Civil de Serrália``, ``Proteção Civil de Serrália``), levelled; empty
    where it tells none."""
    found = _civil_defence().search(name)
    rest = name[: found.start()] + name[found.end() :] if found else ""
    return skeleton(" ".join(word for word in rest.split() if word[0].isupper()))


@lru_cache(maxsize=1)
def _civil_defence() -> re.Pattern[str]:
    phrases = {phrase for lang in LANGUAGES for phrase in table(lang, "groups")["civil_defence"]}
    return re.compile("|".join(re.escape(p) for p in sorted(phrases, key=lambda p: (-len(p), p))), re.IGNORECASE)


def _capitals(code: str) -> set[str]:
    """The names of a state's capital in all languages (``Moscou``, ``Moscovo``, ``Moscú``)."""
    named = resource("states").get(code, {}).get("capitals", {})
    return {name for names in named.values() for name in names}


def _fixed(entity: Entity) -> bool:
    """True for ids that mean the same everywhere: states, their organs, blocs, registry entries, bare groups."""
    if entity.type in ("state", "group") or entity.kind in ("bloc", "agency", "outlet", "medium", "office"):
        return True
    return bool(entity.country) and entity.id.startswith(f"{entity.country}_")


def _reason(a: Entity, b: Entity) -> Reason | None:
    if _fixed(a):
        return "same id" if a.id == b.id else None
    if a.country and b.country and a.country != b.country:
        return None
    if a.id == b.id:
        return "same name"
    return "spelling" if skeleton(a.name) == skeleton(b.name) else "same body"


def _short_forms(members: Sequence[_Member], groups: _Groups) -> None:
    """Join a person known by one name to the only full name of all pages that ends or starts with it."""
    full = [m for m in members if m.entity.type == "person" and "_" in m.entity.id and m.entity.kind != "office"]
    by_part: dict[str, dict[tuple[Key, str | None], _Member]] = defaultdict(dict)
    for member in full:
        parts = skeleton(member.entity.name).split()
        for part in {parts[0], parts[-1]} if parts else ():
            by_part[part].setdefault((groups.root(member.key), member.entity.country), member)
    for member in members:
        if member.entity.type != "person" or "_" in member.entity.id:
            continue
        named = by_part.get(skeleton(member.entity.name), {})
        fits = [m for m in named.values() if not _parted(m.entity, member.entity)]
        if len({groups.root(m.key) for m in fits}) == 1:
            groups.tie(fits[0].key, member.key, "short form")


def _acronyms(members: Sequence[_Member], groups: _Groups) -> None:
    """Join a body known by one word alone to the only body of all pages that goes by it too (``Simoa``, in brackets behind
    the full name elsewhere)."""
    called: dict[str, dict[Key, _Member]] = defaultdict(dict)
    for member in members:
        if member.entity.type == "organisation" and not _fixed(member.entity) and " " in member.entity.name:
            for name in member.entity.names:
                if " " not in name:
                    called[skeleton(name)].setdefault(groups.root(member.key), member)
    for member in members:
        entity = member.entity
        bare = entity.type == "person" and not (entity.country or entity.serves or entity.kind)
        if " " not in entity.name and (bare or (entity.type == "organisation" and not _fixed(entity))):
            fits = called.get(skeleton(member.entity.name), {})
            if len(fits) == 1:
                groups.tie(next(iter(fits.values())).key, member.key, "short form")


def _mistaken(members: Sequence[_Member], groups: _Groups) -> None:
    """Join a bare name that a page takes for a person's, because it stood there without a word that tells what it is, to the
    body or place that most pages know by it; a name that is part of a fuller person's name stays a person's."""
    told: dict[str, list[_Member]] = defaultdict(list)
    people: set[str] = set()
    for member in members:
        entity = member.entity
        if entity.type == "person" and (entity.country or entity.serves or entity.kind):
            people |= {skeleton(entity.name), *skeleton(entity.name).split()}
        elif entity.type == "person" and " " in entity.name:
            people |= set(skeleton(entity.name).split())
        if entity.type in ("person", "organisation", "place") and not _fixed(entity):
            told[skeleton(entity.name)].append(member)
    for name, found in told.items():
        bare = [m for m in found if m.entity.type == "person"]
        known = [m for m in found if m.entity.type != "person"]
        if not bare or len(known) <= len(bare) or name in people:
            continue
        kind = Counter(m.entity.type for m in known).most_common(1)[0][0]
        anchor = next(m for m in known if m.entity.type == kind)
        for member in bare:
            groups.tie(anchor.key, member.key, "same name")


def _parted(a: Entity, b: Entity) -> bool:
    return bool(a.country and b.country and a.country != b.country)


class _Groups:
    """Union and find over keys, with the reason of each tie."""

    def __init__(self, members: Sequence[_Member], different: set[frozenset[Key]]) -> None:
        self.members = {m.key: m.entity for m in members}
        self.foes: dict[Key, set[Key]] = defaultdict(set)
        for a, b in (tuple(pair) for pair in different if len(pair) == 2):
            self.foes[a].add(b)
            self.foes[b].add(a)
        self.parent = {m.key: m.key for m in members}
        self.held = {m.key: [m.key] for m in members}
        self.countries = {m.key: {c for c in (m.entity.country,) if c} for m in members}
        self.reasons: dict[Key, tuple[Reason, Key]] = {}

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
        if max(x, y) in self.foes:
            self.foes[min(x, y)] |= self.foes.pop(max(x, y))
        self.reasons.setdefault(b, (reason, a))
        self.reasons.setdefault(a, (reason, b))

    def _apart(self, x: Key, y: Key) -> bool:
        few, many = sorted((x, y), key=lambda root: len(self.foes.get(root, ())))
        if any(foe in self.parent and self.root(foe) == many for foe in self.foes.get(few, ())):
            return True
        return len(self.countries[x] | self.countries[y]) > 1

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
                why = "same name, other country" if other.type == entity.type else "same name, other kind"
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
