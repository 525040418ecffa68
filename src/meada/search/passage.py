"""What is indexed of an article: its sentences, each with the items that stand in it."""

from __future__ import annotations

import datetime as dt
import math
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import Literal

import msgspec

from meada.article.article import Article
from meada.page.page import Page
from meada.reading.attribution import Attribution
from meada.reading.mention import Entity
from meada.reading.reading import Reading
from meada.span import Span

__all__ = ["AT_MOST", "KINDS", "Passage", "Tag", "Zone", "magnitude", "passages"]

Zone = Literal["headline", "standfirst", "sentence"]
TagKind = Literal["outlet", "agency", "language", "speaker", "medium", "person", "organisation", "place"]

KINDS = ("headline", "standfirst", "sentence", "quote", "figure", "event", "denial", "accusation")
"""What a passage may be, or hold: one of the zones, and the kinds of its items (``quote``: any attribution)."""

AT_MOST = 1 << 15
"""Passages of one article; what stands after them is not searched."""

_ACCUSE = "ACCUSE"  # PLOVER 2.0
_PLACES = frozenset(("state", "place"))
_YEARS = 12


class Tag(msgspec.Struct, frozen=True, kw_only=True):
    """Something a passage can be found and counted by: ``key`` is its id (an entity, a registry entry, a language),
    ``name`` what it is called."""

    kind: TagKind
    key: str
    name: str


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence of an article as it is indexed.

    ``place`` counts from 0 in the order of the text; ``kinds`` are those of `KINDS` that hold; ``facts`` the dates of what
    it tells, as year, month or day (``2025``, ``2025-08``, ``2025-08-12``), as precise as the page makes them and each wider
    one too; ``figures`` the numbers in it; ``items`` the ids of the attributions, figures and events in it.
    """

    place: int
    zone: Zone
    span: Span
    kinds: tuple[str, ...]
    tags: tuple[Tag, ...] = ()
    facts: tuple[str, ...] = ()
    figures: tuple[float, ...] = ()
    items: tuple[str, ...] = ()


class _Draft:
    def __init__(self, zone: Zone, span: Span) -> None:
        self.zone, self.span = zone, span
        self.kinds: dict[str, None] = {zone: None}
        self.tags: dict[Tag, None] = {}
        self.facts: dict[str, None] = {}
        self.figures: list[float] = []
        self.items: dict[str, None] = {}


def passages(page: Page, article: Article, reading: Reading) -> tuple[Passage, ...]:
    """The passages of an article: headline, standfirst and the sentences read in it, in text order.

    Where no sentence was read (a language without a reading) the paragraphs of the body stand for them.
    """
    drafts = [_Draft(zone, span) for zone, span in _stretches(page, article, reading)][:AT_MOST]
    whole = dict(_whole(article))
    for draft in drafts:
        draft.tags.update(whole)
    index = _Index(drafts)
    _items(index, reading)
    return tuple(
        Passage(
            place=place,
            zone=draft.zone,
            span=draft.span,
            kinds=tuple(draft.kinds),
            tags=tuple(draft.tags),
            facts=tuple(draft.facts),
            figures=tuple(draft.figures),
            items=tuple(draft.items),
        )
        for place, draft in enumerate(drafts)
    )


def magnitude(value: float) -> int:
    """The power of ten that ``value`` reaches: 3 for 1 000 to 9 999; 0 below ten, and -1 for nought and what is below it."""
    return -1 if value <= 0 else max(0, min(30, math.floor(math.log10(value)))) if math.isfinite(value) else 30


def _stretches(page: Page, article: Article, reading: Reading) -> list[tuple[Zone, Span]]:
    """Zones and spans in text order, none empty, none twice; the headline and standfirst whole."""
    heads: list[tuple[Zone, Span]] = []
    if article.headline:
        heads.append(("headline", article.headline))
    if article.standfirst:
        heads.append(("standfirst", article.standfirst))
    rest = reading.sentences or article.body
    found = heads + [("sentence", span) for span in rest if not any(span.overlaps(head) for _, head in heads)]
    trimmed = {span.trimmed(page.text): zone for zone, span in reversed(found)}
    return sorted(((zone, span) for span, zone in trimmed.items() if len(span)), key=lambda pair: pair[1])


def _whole(article: Article) -> Iterator[tuple[Tag, None]]:
    """The tags that every passage of ``article`` has."""
    outlet, agency = article.outlet, article.agency
    if outlet and not outlet.hypothesis:
        yield Tag(kind="outlet", key=outlet.id or outlet.name, name=outlet.name), None
    if agency:
        yield Tag(kind="agency", key=agency.id or agency.name, name=agency.name), None
    if article.lang:
        yield Tag(kind="language", key=article.lang, name=article.lang), None


class _Index:
    """The drafts that a span touches, without looking at all of them."""

    def __init__(self, drafts: list[_Draft]) -> None:
        self._drafts = drafts

    def under(self, spans: Iterable[Span]) -> Iterator[_Draft]:
        seen = set()
        for span in spans:
            at = max(0, bisect_right(self._drafts, span.start, key=lambda d: d.span.start) - 1)
            while at < len(self._drafts) and self._drafts[at].span.start < max(span.end, span.start + 1):
                if self._drafts[at].span.overlaps(span) and at not in seen:
                    seen.add(at)
                    yield self._drafts[at]
                at += 1


def _items(index: _Index, reading: Reading) -> None:
    entities = {entity.id: entity for entity in reading.entities}
    for mention in reading.mentions:
        tag = _named(entities.get(mention.entity))
        if tag:
            for draft in index.under((mention.span,)):
                draft.tags[tag] = None

    def named(span: Span) -> list[Entity]:
        return [entities[m.entity] for m in reading.mentions if span.contains(m.span) and m.entity in entities]

    for one in reading.attributions:
        _attribution(index, one, entities, named)
    for figure in reading.figures:
        value = next((v for v in (figure.value, figure.low, figure.high) if v is not None), None)
        for draft in index.under((figure.span,)):
            draft.kinds["figure"] = None
            draft.items[figure.id] = None
            draft.facts.update(dict.fromkeys(_dates(figure.as_of, None)))
            if value is not None and math.isfinite(value):
                draft.figures.append(value)
    for event in reading.events:
        time = event.time
        own = time is not None and time.how != "bound"
        facts = dict.fromkeys(_dates(time.begin, time.until) if time and own else ())
        for draft in index.under((event.trigger, *event.evidence)):
            draft.kinds["event"] = None
            if event.type == _ACCUSE:
                draft.kinds["accusation"] = None
            draft.items[event.id] = None
            draft.facts.update(facts)


def _attribution(
    index: _Index, one: Attribution, entities: dict[str, Entity], named: Callable[[Span], list[Entity]]
) -> None:
    name = (entities[one.entity].name if one.entity in entities else None) or one.speaker
    tags = [Tag(kind="speaker", key=one.entity or one.speaker or "", name=name)] if name else []
    tags += [Tag(kind="medium", key=known.id, name=known.name) for span in one.medium for known in named(span)]
    for draft in index.under((*one.content, *one.cue)):
        draft.kinds["quote"] = None
        draft.items[one.id] = None
        if one.polarity == "denied":
            draft.kinds["denial"] = None
        draft.tags.update(dict.fromkeys(tags))


def _named(entity: Entity | None) -> Tag | None:
    if entity is None:
        return None
    if entity.type in _PLACES:
        return Tag(kind="place", key=entity.id, name=entity.name)
    if entity.type == "person" or entity.type == "organisation":
        return Tag(kind=entity.type, key=entity.id, name=entity.name)
    return None


def _dates(begin: str | None, until: str | None) -> tuple[str, ...]:
    """Year, month and day of a time as far as its length makes them sure; every year of one that spans several."""
    if not begin or len(begin) < 4 or not begin[:4].isdigit():
        return ()
    if until is None:
        return tuple(begin[:n] for n in (4, 7, 10) if len(begin) >= n)
    try:
        first, last = dt.date.fromisoformat(begin[:10]), dt.date.fromisoformat(until[:10])
    except ValueError:
        return (begin[:4],)
    end = last if "T" in until else max(first, last - dt.timedelta(days=1))
    if first.year != end.year:
        return tuple(f"{year:04}" for year in range(first.year, min(end.year, first.year + _YEARS) + 1))
    months = [f"{first.year:04}-{month:02}" for month in range(first.month, end.month + 1)]
    days = [first.isoformat()] if (end - first).days < 1 else []
    return (begin[:4], *(months if len(months) <= 3 else ()), *days)
