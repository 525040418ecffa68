"""Who an entity of a page is across the pages of a story, and what stays in doubt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple, Protocol

import msgspec

from meada.reading.mention import Entity

__all__ = ["Doubt", "Doubted", "Identities", "Identity", "Key", "Named", "Naming", "Reason"]

Key = tuple[str, str]
"""A page and the id of an entity in its reading."""


Reason = Literal["alone", "same id", "same name", "spelling", "same body", "short form", "judged"]


Doubted = Literal["same name, other country", "same name, other role", "same name, other kind"]


class Identity(msgspec.Struct, frozen=True, kw_only=True):
    """The id that an entity of a page has in the story, and why: ``evidence`` names the other page's entity."""

    id: str
    reason: Reason = "alone"
    evidence: Key | None = None


class Doubt(msgspec.Struct, frozen=True, kw_only=True):
    """Two entities of one name that stay apart until someone says whether they are the same ("mesma pessoa?")."""

    a: Key
    b: Key
    why: Doubted


class Named(NamedTuple):
    """Whom a page names, without its reading."""

    page: str
    entities: Sequence[Entity]


class Naming(Protocol):
    """A page with whom it names; a reading is one."""

    @property
    def page(self) -> str:
        """Its id."""

    @property
    def entities(self) -> Sequence[Entity]:
        """Whom it names."""


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
