"""Who and what an article names."""

from __future__ import annotations

from typing import Literal

import msgspec

from meada.span import Span

__all__ = ["Entity", "EntityType", "Mention"]

EntityType = Literal["person", "organisation", "state", "place", "work", "event", "group"]


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of text that stands for an entity. ``form`` is ``name``, ``short``, ``title``, ``epithet``, ``pronoun``,
    ``demonym``, ``metonym`` (a capital or building that acts for a government) or ``group``."""

    id: str
    span: Span
    type: EntityType
    entity: str
    form: str = "name"
    rule: str = ""
    confidence: float = 1.0


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """What mentions of one article stand for. ``id`` is a slug of its fullest name (``vladimir_putin``), an ISO 3166-1
    alpha-3 code for a state (``PRK``), the code and ``_government``, ``_military`` or ``_state_media`` for its organs,
    or the registry id of an outlet or agency. ``kind`` refines the type: ``government``, ``military``, ``agency``,
    ``outlet``, ``medium``, ``bloc``, ``party`` … ``names`` are the forms it goes by here, fullest first. ``external`` are
    the ids that a user gave it elsewhere: ``{"wikidata": "Q42"}``. ``serves`` is the body or state that the article says a
    person speaks for (`meada.reading.service`)."""

    id: str
    type: EntityType
    name: str
    names: tuple[str, ...] = ()
    kind: str | None = None
    country: str | None = None
    state_controlled: bool = False
    external: dict[str, str] = {}
    serves: str | None = None
