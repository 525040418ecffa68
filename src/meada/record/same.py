"""Who is who across articles: organisations that go by a longer and a shorter name, or by what they are, are one."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Protocol

from meada.lang.table import LANGUAGES, table
from meada.reading.mention import Entity

__all__ = ["classes", "same"]

_SMALL = frozenset("de da do das dos del la el los las of the a o e y and".split())
_MIN = 2
"""Words that a short name must have to stand for a long one."""
_NAMED = frozenset(("organisation", "person"))
_BODIES = frozenset(("organisation", "group"))
_REGISTERED = frozenset(("agency", "outlet"))


class Naming(Protocol):
    """A page with whom it names."""

    @property
    def entities(self) -> Sequence[Entity]:
        """Whom it names, by their ids on the page."""

    def entity(self, local: str) -> str:
        """The id across pages of one of them."""


def same(outlines: Sequence[Naming]) -> dict[str, str]:
    """Entity id → the id it has across ``outlines``; ids that stay as they are, are not in it.

    One name is another's with a place or cause behind it ("Defesa Civil", "Defesa Civil de Serrália"); the short name that
    another article gives in brackets (`_called`); a person's last name; civil defence without a place where the story has
    but one with; "the union" where the story names but one. Where two fit, the short name stays itself.
    """
    first: dict[str, Entity] = {}
    called: dict[str, dict[str, None]] = {}
    for one in outlines:
        for entity in one.entities:
            key = one.entity(entity.id)
            first.setdefault(key, entity)
            called.setdefault(key, {}).update(dict.fromkeys(entity.names))
    found = {key: _renamed(entity, key, tuple(called[key])) for key, entity in first.items()}
    named = {
        key: set(_names(e))
        for key, e in found.items()
        if e.type in _NAMED and e.country is None and e.kind not in _REGISTERED
    }
    out = _joined(named) | _called(found) | _bodies(found)
    kept = {key: e for key, e in found.items() if key not in out}
    out |= _unions(kept)
    return {key: out.get(value, value) for key, value in out.items() if key != value}


def _renamed(entity: Entity, key: str, names: tuple[str, ...]) -> Entity:
    from msgspec.structs import replace

    return replace(entity, id=key, names=names)


def _joined(found: Mapping[str, set[tuple[str, ...]]]) -> dict[str, str]:
    """The longest of the names that begin alike stands for all, unless two long names share one short one."""
    begun: dict[tuple[str, ...], dict[str, None]] = defaultdict(dict)
    for key, names in found.items():
        for name in names:
            for n in range(_MIN, len(name)):
                if name[n] in _SMALL:
                    begun[name[:n]][key] = None
    out: dict[str, str] = {}
    for short in sorted(found):
        longer = dict.fromkeys(key for name in found[short] for key in begun.get(name, ()) if key != short)
        tops = [
            one for one in longer if not any(other != one and _any_begins(found[one], found[other]) for other in longer)
        ]
        if len(tops) == 1:
            out[short] = tops[0]
    return out


def _called(found: Mapping[str, Entity]) -> dict[str, str]:
    """A single word that is another name, or the last name, of exactly one entity with a longer name."""
    full: dict[tuple[str, ...], dict[str, None]] = defaultdict(dict)
    for key, entity in found.items():
        if entity.type in _NAMED and len(_words(entity.name)) > 1:
            for word in _calls(entity):
                full[word][key] = None
    out = {}
    for short, entity in found.items():
        word = _words(entity.name)
        if entity.type not in _NAMED or len(word) != 1 or entity.country is not None or entity.kind in _REGISTERED:
            continue
        fits = [key for key in full.get(word, ()) if key != short]
        if len(fits) == 1:
            out[short] = fits[0]
    return out


def _calls(entity: Entity) -> set[tuple[str, ...]]:
    """The single words that an entity goes by: its names of one word, and a person's last name."""
    last = {_words(entity.name)[-1:]} if entity.type == "person" else set()
    return {name for name in _names(entity) if len(name) == 1} | last


def _bodies(found: Mapping[str, Entity]) -> dict[str, str]:
    """Civil defence without a place is that of the one state whose civil defence the story names."""
    placed = [key for key, e in found.items() if e.kind == "civil_defence" and e.country]
    bare = [key for key, e in found.items() if e.kind == "civil_defence" and not e.country]
    return dict.fromkeys(bare, placed[0]) if len(placed) == 1 else {}


def _unions(found: Mapping[str, Entity]) -> dict[str, str]:
    """ "The union", "the company" is the one union or company that the story names."""
    out: dict[str, str] = {}
    for name in classes():
        nouns = {noun for lang in LANGUAGES for noun in table(lang, "reporting")["bodies"][name]}
        bare = [key for key, e in found.items() if e.type in _BODIES and {n.lower() for n in e.names} <= nouns]
        held = {key: e for key, e in found.items() if e.type == "organisation" and key not in bare}
        full = {out.get(key, key) for key, e in held.items() if _is_body(e, name, nouns)}
        if len(full) == 1:
            out |= dict.fromkeys((name, *bare), full.pop())
    return out


def classes() -> tuple[str, ...]:
    """The kinds of body of which a story may name but one ("the company")."""
    return tuple(name for name in table(LANGUAGES[0], "reporting")["bodies"] if name != "any")


def _is_body(entity: Entity, name: str, nouns: set[str]) -> bool:
    words = entity.name.lower().split()
    return entity.kind == name or (len(words) > 1 and (words[0] in nouns or words[-1] in nouns))


def _any_begins(a: Iterable[tuple[str, ...]], b: Iterable[tuple[str, ...]]) -> bool:
    others = list(b)
    return any(_begins(one, other) for one in a for other in others)


def _begins(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    return _MIN <= len(short) < len(long) and long[: len(short)] == short and long[len(short)] in _SMALL


def _names(entity: Entity) -> Iterable[tuple[str, ...]]:
    for name in (entity.name, *entity.names):
        yield _words(name)


@lru_cache(maxsize=1 << 16)
def _words(name: str) -> tuple[str, ...]:
    return tuple(_folded(name).split())


def _folded(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
