"""Small whole chains of border types, from a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from meada.article.article import Article, Outlet
from meada.ident import digest, ident
from meada.moment import Moment
from meada.page.page import Block, Page
from meada.reading.attribution import Attribution
from meada.reading.event import Event
from meada.reading.figure import Figure
from meada.reading.mention import Entity, Mention
from meada.reading.reading import Reading
from meada.record.link import Link
from meada.record.record import Record
from meada.record.statement import Evidence, Statement
from meada.sources.capture import Capture
from meada.span import Span
from meada.store import Made
from meada.story.story import Copy, Episode, Family, Reason, Story

MADE = Made(code="0.0-test", models=("modelo-1",), registries={"resources": "abc"})

Chain = tuple[Capture, Page, Article, Reading]


def capture(payload: bytes, origin: str = "pasta/nota.txt") -> Capture:
    return Capture(
        id=digest(payload), payload=payload, media_type="text/plain", via="file", origin=origin, charset="utf-8"
    )


def article(cap: Capture, text: str) -> tuple[Page, Article, Reading]:
    whole = Span(0, len(text))
    page = Page(capture=cap.id, text=text, blocks=(Block(role="body", span=whole),), lang="pt")
    moment = Moment(begin="2026-03-05", until="2026-03-06", granularity="day")
    outlet = Outlet(id="gazeta-da-serra", name="Gazeta da Serra", basis="domain")
    art = Article(page=cap.id, body=(whole,), title="A ponte reabriu", published=moment, outlet=outlet, lang="pt")
    return page, art, Reading(page=cap.id, lang="pt", sentences=(whole,))


def chain(text: str, origin: str = "pasta/nota.txt") -> Chain:
    """The four values of one page; every number in ``text`` becomes a figure of it."""
    cap = capture(text.encode(), origin)
    page, art, _ = article(cap, text)
    whole = Span(0, len(text))
    figures = tuple(
        Figure(id=ident("figure", cap.id, m.start()), span=Span(*m.span()), number=Span(*m.span()), value=float(m[0]))
        for m in re.finditer(r"\d+", text)
    )
    reading = Reading(
        page=cap.id,
        lang="pt",
        sentences=(whole,),
        entities=(Entity(id="prefeita", type="person", name="a prefeita"),),
        mentions=(Mention(id=ident("mention", cap.id), span=Span(0, 1), type="person", entity="prefeita"),),
        attributions=(Attribution(id=ident("attribution", cap.id), type="indirect", content=(whole,)),),
        events=(Event(id=ident("event", cap.id), type="OTHER", trigger=Span(0, 1), evidence=(whole,)),),
        figures=figures,
    )
    return cap, page, art, reading


def story_of(id: str, pages: Sequence[Chain]) -> tuple[Story, Record]:
    """A story of ``pages`` with one statement a page and a link between the first two."""
    ids = [cap.id for cap, *_ in pages]
    why = (Reason(rule="teste", detail="escrito à mão", score=1.0),)
    story = Story(
        id=id,
        title="Casas caem",
        pages=tuple(ids),
        families=(Family(id=f"{id}-f", origin=ids[0], copies=(Copy(page=ids[0], label="origin", reasons=why),)),),
        episodes=(Episode(id=f"{id}-e", members=tuple((one, why) for one in ids), begin="2026-03-05"),),
    )
    statements = tuple(
        Statement(
            id=ident("statement", cap.id),
            page=cap.id,
            kind="claim",
            type="STATEMENT",
            evidence=(Evidence(page=cap.id, span=Span(0, 5), quote=page.text[:5], zone="body"),),
            rule="teste",
        )
        for cap, page, *_ in pages
    )
    link = Link(id=ident("link", id), a=statements[0].id, b=statements[1].id, relation="contradicts", slots=("figure",))
    entities = (Entity(id="prefeita", type="person", name="a prefeita", names=("a prefeita",)),)
    return story, Record(story=id, statements=statements, links=(link,), entities=entities)
