"""The kinds of item that can be judged, and what may be done with each."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from meada.article.article import Article
from meada.page.page import Block
from meada.reading.attribution import Attribution
from meada.reading.event import Event
from meada.reading.figure import Figure
from meada.reading.mention import Entity, Mention
from meada.record.link import Link
from meada.record.statement import Statement
from meada.story.story import Story
from meada.when.expression import Expression

__all__ = ["KINDS", "Kind", "Scope"]

Scope = Literal["page", "reading", "record", "across"]


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """One kind: the type its items have, the ``actions`` it takes, the fields an ``edit`` may set, and where it lives.

    ``deep`` are the fields after whose change the article is read again. ``spans`` are those that hold places on the page,
    and ``needs`` what an addition must give. ``scope``: ``page`` (blocks, article), ``reading``, ``record`` (statement, link),
    ``across`` (entity, family, story, membership).
    """

    type: type[Any]
    scope: Scope
    actions: frozenset[str]
    fields: frozenset[str] = frozenset()
    deep: frozenset[str] = frozenset()
    spans: frozenset[str] = frozenset()
    needs: tuple[str, ...] = ()


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ITEM = _words("confirm reject edit add")

KINDS: dict[str, Kind] = {
    "block": Kind(type=Block, scope="page", actions=_words("confirm edit"), fields=_words("role"), deep=_words("role")),
    "article": Kind(
        type=Article,
        scope="page",
        actions=_words("confirm edit"),
        fields=_words("title section published updated outlet agency"),
        deep=_words("published outlet agency"),
    ),
    "attribution": Kind(
        type=Attribution,
        scope="reading",
        actions=_ITEM,
        fields=_words(
            "type speaker entity content cue source medium addressee polarity stance source_kind parent denies"
        ),
        spans=_words("content cue source medium addressee"),
        needs=("content",),
    ),
    "figure": Kind(
        type=Figure,
        scope="reading",
        actions=_ITEM,
        fields=_words("value low high bound unit population kind as_of attribution subset_of former number"),
        spans=_words("population number"),
        needs=("span", "value"),
    ),
    "event": Kind(
        type=Event,
        scope="reading",
        actions=_ITEM,
        fields=_words("type mode label kind participants time place modality polarity attribution evidence"),
        spans=_words("evidence"),
        needs=("trigger", "type"),
    ),
    "mention": Kind(
        type=Mention, scope="reading", actions=_ITEM, fields=_words("entity type form"), needs=("span", "entity")
    ),
    "time": Kind(
        type=Expression,
        scope="reading",
        actions=_ITEM,
        fields=_words("type value begin until granularity zone"),
        needs=("span", "value"),
    ),
    "statement": Kind(
        type=Statement,
        scope="record",
        actions=_words("confirm reject edit merge unlink"),
        fields=_words("kind type mode time place modality polarity commitment participants"),
    ),
    "link": Kind(
        type=Link, scope="record", actions=_words("confirm reject edit link unlink"), fields=_words("relation")
    ),
    "entity": Kind(
        type=Entity,
        scope="across",
        actions=_words("confirm edit merge split unsure"),
        fields=_words("name type kind country state_controlled external"),
    ),
    "family": Kind(type=str, scope="across", actions=_words("confirm reject merge split")),
    "membership": Kind(type=str, scope="across", actions=_words("confirm reject edit"), fields=_words("story")),
    "story": Kind(type=Story, scope="across", actions=_words("confirm edit merge split"), fields=_words("title")),
}
"""Everything that can be judged. An edited field holds what the type of the item says; places may be given as words."""
