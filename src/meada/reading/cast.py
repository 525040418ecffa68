"""The entities of one article while they are being collected."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import msgspec

from meada.ident import ident
from meada.reading.mention import Entity, EntityType, Mention
from meada.span import Span

__all__ = ["Cast", "Figurant", "slug"]


@lru_cache(maxsize=4096)
def slug(name: str) -> str:
    """``name`` as an id: lower case, no accents, words joined by ``_`` (``kim_jong_un``)."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).lower()
    return "_".join(re.findall(r"\w+", plain)) or "x"


@dataclass
class Figurant:
    """One entity in the making: its names, and what the article says of it; ``owners`` are the bodies and places whose
    offices the person holds."""

    id: str
    type: EntityType
    names: list[str]
    kind: str | None = None
    country: str | None = None
    state_controlled: bool = False
    classes: set[str] = field(default_factory=set)
    feminine: bool = False
    first: int = 0
    owners: set[str] = field(default_factory=set)
    external: dict[str, str] = field(default_factory=dict)

    def entity(self) -> Entity:
        """The finished value."""
        names = tuple(dict.fromkeys(self.names))
        return Entity(
            id=self.id, type=self.type, name=self._usual(names) if self.type == "person" else names[0], names=names,
            kind=self.kind, country=self.country, state_controlled=self.state_controlled, external=self.external,
        )  # fmt: skip

    def _usual(self, names: Sequence[str]) -> str:
        """The longest name; without its first words where these stand before it once and not where it comes again
        ("Brave Marta Lopes tells …", "Marta Lopes said")."""
        longest = max(names, key=len)
        ends = [n for n in names if " " in n and longest.endswith(f" {n}") and self.names.count(n) > 1]
        return max(ends, key=len) if ends and self.names.count(longest) == 1 else longest


class Cast:
    """Entities by id, and the mentions of them in text order; a stretch of text is taken once unless ``share`` is set."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.members: dict[str, Figurant] = {}
        self._mentions: dict[tuple[int, int, str], Mention] = {}
        self._ordered: tuple[Mention, ...] | None = None

    def add(self, member: Figurant) -> Figurant:
        """The member of that id: the one already here, with the new names, or this one."""
        held = self.members.setdefault(member.id, member)
        if held is not member:
            held.names.extend(member.names)
            held.country = held.country or member.country
            held.kind = held.kind or member.kind
            held.state_controlled = held.state_controlled or member.state_controlled
            held.classes |= member.classes
            held.owners |= member.owners
            held.external = {**member.external, **held.external}
        return held

    def point(self, member: Figurant, span: Span, form: str, rule: str, confidence: float = 1.0) -> None:
        """Record that ``span`` stands for ``member``; a second report of the same span and entity is dropped."""
        key = (span.start, span.end, member.id)
        if key not in self._mentions:
            self._ordered = None
            self._mentions[key] = Mention(
                id=ident("mention", span.start, span.end, member.id), span=span, type=member.type, entity=member.id,
                form=form, rule=rule, confidence=confidence,
            )  # fmt: skip

    def retype(self, kinds: Mapping[str, EntityType]) -> None:
        """Make the members with the ids of ``kinds`` of another type, their mentions with them."""
        if not kinds:
            return
        self._ordered = None
        for member, kind in kinds.items():
            self.members[member].type = kind
        for key, held in self._mentions.items():
            if held.entity in kinds:
                self._mentions[key] = msgspec.structs.replace(held, type=kinds[held.entity])

    def merge(self, into: Mapping[str, str]) -> None:
        """Let all that stands for the keys of ``into`` stand for the member of the id beside it."""
        for gone, kept in into.items():
            old, new = self.members.pop(gone), self.members[kept]
            new.names += old.names
            new.country, new.kind = new.country or old.country, new.kind or old.kind
            new.state_controlled = new.state_controlled or old.state_controlled
            new.owners |= old.owners
            new.external = {**old.external, **new.external}
        for key in [key for key in self._mentions if key[2] in into]:
            held = self._mentions.pop(key)
            self.point(self.members[into[key[2]]], held.span, held.form, held.rule, held.confidence)

    def mentions(self) -> tuple[Mention, ...]:
        """All mentions in text order."""
        if self._ordered is None:
            self._ordered = tuple(self._mentions[key] for key in sorted(self._mentions))
        return self._ordered

    def within(self, span: Span) -> list[Mention]:
        """The mentions inside ``span`` in text order."""
        found = self.mentions()
        first = bisect_left(found, span.start, key=lambda m: m.span.start)
        last = bisect_left(found, span.end, key=lambda m: m.span.start)
        return [m for m in found[first:last] if m.span.end <= span.end]

    def persons(self) -> Iterator[Figurant]:
        """The people, in the order they came in."""
        return (m for m in self.members.values() if m.type == "person")

    def entities(self) -> tuple[Entity, ...]:
        """The entities that something stands for, in the order of their first mention."""
        used = dict.fromkeys(m.entity for m in self.mentions())
        return tuple(self.members[key].entity() for key in used)
