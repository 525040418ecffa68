"""Offices, titles, epithets and bodies of people, by the words for them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from meada.lang.lexicon import Lexicon
from meada.lang.table import resource, table
from meada.lang.world import SHIPPED, World

__all__ = ["Body", "Medium", "Office", "Pointing", "bodies", "listed", "media", "offices", "past", "pointing"]


class Office(NamedTuple):
    """An office or epithet. ``affiliation`` is the state that a party's adjective tells."""

    classes: frozenset[str]
    feminine: bool = False
    affiliation: str | None = None
    epithet: bool = False


class Body(NamedTuple):
    """A noun for a body of people: ``military``, ``government``, ``police``, ``civil_defence``, ``firefighters``,
    ``state_media``, ``agency``, ``crowd``."""

    kind: str


class Pointing(NamedTuple):
    """A phrase that points back: ``masculine``, ``feminine``, ``plural``, ``persons``, ``states``, ``state``, ``medium``."""

    kind: str


@lru_cache(maxsize=8)
def offices(lang: str) -> Lexicon[Office]:
    """The titles and epithets of ``lang``; matches lower-cased text."""
    rows = table(lang, "titles")
    feminine = frozenset(rows["feminine"]["words"])
    party = {word: code for code, words in rows["affiliation"].items() for word in words}
    found: dict[str, set[str]] = {}
    epithets = {phrase.lower() for phrases in rows["epithet"].values() for phrase in phrases}
    for section in ("title", "epithet"):
        for name, phrases in rows[section].items():
            for phrase in phrases:
                found.setdefault(phrase.lower(), set()).add(name)
    return Lexicon(
        (
            (p, Office(frozenset(classes), p in feminine or p.split()[0] in feminine, party.get(p), p in epithets))
            for p, classes in found.items()
        ),
        fold=True,
    )


_NEAR = 24
"""Characters before an office in which the word stands that says it is no longer held."""


@lru_cache(maxsize=8)
def _former(lang: str) -> frozenset[str]:
    return frozenset(table(lang, "titles")["prefix"]["former"])


def past(low: str, start: int, lang: str) -> bool:
    """Whether the office that begins at ``start`` of ``low`` (in lower case) is no longer held: ``ex-presidente``, ``the
    former head``."""
    before = low[max(0, start - _NEAR) : start].rstrip(" -").split()
    return bool(before) and before[-1] in _former(lang)


@lru_cache(maxsize=8)
def bodies(lang: str) -> Lexicon[Body]:
    """The nouns of ``lang`` for bodies of people; matches lower-cased text."""
    kinds = (
        "state_media",
        "agency",
        "military",
        "police",
        "government",
        "civil_defence",
        "firefighters",
        "side",
        "crowd",
    )
    rows = table(lang, "groups")
    return Lexicon(((phrase, Body(kind)) for kind in kinds for phrase in rows[kind]), fold=True)


@lru_cache(maxsize=8)
def pointing(lang: str) -> Lexicon[Pointing]:
    """The pronouns of ``lang`` and the definite phrases that work like them; matches lower-cased text."""
    rows = table(lang, "titles")["pronoun"]
    return Lexicon(((phrase, Pointing(kind)) for kind, phrases in rows.items() for phrase in phrases), fold=True)


class Medium(NamedTuple):
    """An outlet or agency of the registry."""

    id: str
    name: str
    kind: str
    country: str | None
    state_controlled: bool


@lru_cache(maxsize=16)
def media(lang: str, world: World = SHIPPED) -> Lexicon[Medium]:
    """Agencies and outlets of the registries and of ``world`` by the names they go by in ``lang`` (case counts)."""
    added = (
        (name, Medium(entry.id, entry.names[0], entry.kind, entry.country, entry.state_controlled))
        for entry in world.media
        for name in entry.names
        if " " in name or name.isupper() or entry.kind == "agency"
    )
    return Lexicon({**dict(listed(lang)), **dict(added)}.items())


def listed(lang: str) -> Iterator[tuple[str, Medium]]:
    """Every outlet and agency of the registries, by each name that is sure to mean it in ``lang``."""
    for registry, kind in (("outlets", "outlet"), ("agencies", "agency")):
        for row in _entries(registry, kind):
            named = row.get("names", [])
            names = list(named) if isinstance(named, list) else [n for forms in named.values() for n in forms]
            names += [row["name"]] if "name" in row else []
            controlled = row.get("editorial_control", {}).get("by") == "state"
            entry = Medium(row["id"], str(row.get("name") or names[0]), kind, row.get("country"), controlled)
            names += row.get("credits", ())
            sure = [n for n in names if n[0].isupper() and (" " in n or n.isupper() or kind == "agency")]
            yield from ((name, entry) for name in sure)


def _entries(registry: str, key: str) -> list[dict[str, Any]]:
    try:
        return list(resource(registry).get(key, ()))
    except FileNotFoundError:
        return []
