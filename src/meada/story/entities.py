"""One id for each person, organisation, state and place across articles: joined on evidence, apart where it is lacking."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from meada.lang.table import resource
from meada.reading.mention import Entity
from meada.story.identity import Doubt, Identities, Identity, Key, Named, Naming, Reason
from meada.story.kin import Kin, Member
from meada.story.name import parts, served, skeleton

__all__ = ["Doubt", "Identities", "Identity", "Key", "Named", "Naming", "join", "skeleton"]


def join(
    readings: Iterable[Naming], *, same: Sequence[tuple[Key, Key]] = (), different: Sequence[tuple[Key, Key]] = ()
) -> Identities:
    """The entities of ``readings`` joined across pages; the order of ``readings`` does not matter.

    States, their organs and registry entries have ids of their own. Other names join when they are the same or differ
    in spelling alone (accents, hyphens, transliteration) and no country parts them; a short form joins the one full name
    it fits; civil defence under its names in several languages joins where the place in the name is one. The same name
    with another country, or of a person who speaks for another body, stays apart as a `Doubt`. ``same`` and
    ``different`` are judgements of a person and win over all of it.
    """
    members = sorted((Member((r.page, e.id), e) for r in readings for e in r.entities), key=lambda m: m.key)
    groups = Kin(members, {frozenset(pair) for pair in different})
    for a, b in same:
        groups.tie(a, b, "judged")
    _alike([m for m in members if m.entity.type != "person"], groups)
    _acronyms(members, groups)
    groups.cast(members)
    _alike([m for m in members if m.entity.type == "person"], groups)
    _short_forms(members, groups)
    _mistaken(members, groups)
    return groups.close()


def _alike(members: Sequence[Member], groups: Kin) -> None:
    """Tie the members of one block to each other, as far as `_reason` and the groups allow."""
    for found in _blocks(members).values():
        anchors: dict[tuple[str | None, str | None], Member] = {}
        for member in found:
            for anchor in anchors.values():
                if reason := _reason(anchor.entity, member.entity):
                    groups.tie(anchor.key, member.key, reason)
            anchors.setdefault((member.entity.country, groups.role(member.key)), member)


def _blocks(members: Sequence[Member]) -> Mapping[str, list[Member]]:
    """Members that may be the same: of one type, with one id or one skeleton."""
    out: dict[str, list[Member]] = defaultdict(list)
    for member in members:
        out[f"{member.entity.type}:{_label(member.entity)}"].append(member)
    return out


def _label(entity: Entity) -> str:
    if entity.type == "place" and entity.country and entity.name in _capitals(entity.country):
        return f"{entity.country}:{skeleton(entity.name)[:2]}"
    if entity.kind == "civil_defence" and not entity.country and (where := served(entity.name)):
        return f"civil_defence:{where}"
    if _fixed(entity):
        return entity.id
    return (entity.type == "organisation" and parts(entity.name)) or skeleton(entity.name)


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


def _short_forms(members: Sequence[Member], groups: Kin) -> None:
    """Join a person known by one name to the only full name of all pages that ends or starts with it."""
    full = [m for m in members if m.entity.type == "person" and "_" in m.entity.id and m.entity.kind != "office"]
    by_part: dict[str, dict[tuple[Key, str | None], Member]] = defaultdict(dict)
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


def _acronyms(members: Sequence[Member], groups: Kin) -> None:
    """Join a body known by one word alone to the only body of all pages that goes by it too (``Simoa``, in brackets behind
    the full name elsewhere)."""
    called: dict[str, dict[Key, Member]] = defaultdict(dict)
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


def _mistaken(members: Sequence[Member], groups: Kin) -> None:
    """Join a bare name that a page takes for a person's, because it stood there without a word that tells what it is, to the
    body or place that most pages know by it; a name that is part of a fuller person's name stays a person's."""
    told: dict[str, list[Member]] = defaultdict(list)
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
