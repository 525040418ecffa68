"""What is kept of an article so that its story can grow without its text being read again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from meada.reading.mention import Entity
from meada.span import Span
from meada.story.bond import Profile, names, profile, words
from meada.story.day import day
from meada.story.near import exact
from meada.story.term import counts
from meada.story.text import Text, text_of
from meada.story.told import Told
from meada.story.translation import Anchors
from meada.story.weight import Weights, weights

__all__ = ["Brief", "Headline", "brief"]


class Headline(msgspec.Struct, frozen=True, kw_only=True):
    """A foreign headline of a page: where it stands (``span``, ``list``, ``rank``), its words (``plain``: folded, parted by
    one space) and its ``terms`` with how much of them stands in it."""

    text: str
    plain: str
    terms: tuple[tuple[str, float], ...]
    span: Span
    list: str
    rank: int
    href: str | None = None


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """One article as far as its story needs it, text apart.

    ``iso`` is when it was published at an instant, ``begin`` as it is told (a day, an hour); ``fetched`` when its page was.
    ``terms`` are counted over headline and body. ``outlet`` and ``agency`` are ids, or names where there is none; ``called``
    is the outlet's name where the page tells it, ``media`` are both, also where the layout alone suggests the outlet.
    ``size`` counts the words of the body, ``exact`` is a key of its runs of words: equal where the texts are. ``body`` is
    where the text begins and ends, in code points.
    """

    id: str
    title: str
    lang: str | None = None
    iso: str | None = None
    begin: str | None = None
    fetched: str | None = None
    terms: dict[str, float] = {}
    actors: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    dated: dict[str, tuple[str, ...]] = {}
    names: tuple[str, ...] = ()
    outlet: str | None = None
    called: str | None = None
    agency: str | None = None
    media: tuple[str, ...] = ()
    scarred: bool = False
    size: int = 0
    exact: int | None = None
    anchors: Anchors = ()
    headlines: tuple[Headline, ...] = ()
    entities: tuple[Entity, ...] = ()
    body: tuple[int, int] = (0, 0)

    @property
    def day(self) -> float | None:
        """When it was published, in days since 1970."""
        return day(self.iso)

    @property
    def rank(self) -> tuple[bool, float, str]:
        """By what the articles of a story are put in order: the first published first."""
        when = self.day
        return when is None, when or 0.0, self.id

    @property
    def profile(self) -> Profile:
        """Who it is about."""
        dated = {date: frozenset(found) for date, found in self.dated.items()}
        return Profile(frozenset(self.actors), frozenset(self.agents), dated)


def brief(told: Told, w: Weights | None = None, *, text: Text | None = None) -> Brief:
    """The brief of one article; ``text`` is its text where that was made already."""
    w = w or weights()
    article, lang = told.article, told.article.lang or ""
    made, held = text or text_of(told), profile(told)
    return Brief(
        id=told.id,
        title=told.title,
        lang=article.lang,
        iso=article.published.iso if article.published else None,
        begin=told.published,
        fetched=told.page.fetched_at,
        terms=counts(told.title, told.body, lang, w.terms),
        actors=tuple(sorted(held.actors)),
        agents=tuple(sorted(held.agents)),
        dated={date: tuple(sorted(found)) for date, found in sorted(held.dated.items())},
        names=tuple(sorted(names([told]))),
        **_credits(told),
        scarred=made.scarred,
        size=made.size,
        exact=exact(made.grams),
        anchors=made.anchors,
        headlines=tuple(_headlines(told, w)),
        entities=told.reading.entities,
        body=(article.body[0].start, article.body[-1].end) if article.body else (0, 0),
    )


def _credits(told: Told) -> Mapping[str, Any]:
    outlet, agency = told.article.outlet, told.article.agency
    sure = outlet if outlet is not None and not outlet.hypothesis else None
    return {
        "outlet": (sure.id or sure.name) if sure else None,
        "called": sure.name if sure else None,
        "agency": (agency.id or agency.name) if agency else None,
        "media": tuple(sorted({x.id or x.name for x in (outlet, agency) if x is not None})),
    }


def _headlines(told: Told, w: Weights) -> list[Headline]:
    lang, source = told.article.lang or "", told.page.text
    return [
        Headline(
            text=(headline := one.span.of(source)),
            plain=words(headline),
            terms=tuple(counts(headline, "", lang, w.terms).items()),
            span=one.span,
            list=one.list,
            rank=one.rank,
            href=one.href,
        )
        for one in told.article.pointers
    ]
