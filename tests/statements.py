"""Builders of statements, reports and entities for tests of the record; everyone and everything in them is invented."""

from __future__ import annotations

from typing import Any

from meada import article as articles
from meada import page as pages
from meada.article.article import Article
from meada.article.registry import Registry
from meada.reading.event import Participant, Time
from meada.reading.mention import Entity
from meada.reading.read import read
from meada.record.report import Report
from meada.record.side import Side
from meada.record.statement import ChainLink, Evidence, FigureValue, Statement
from meada.span import Span

ENTITIES = {
    "ana_prates": Entity(id="ana_prates", type="person", name="Ana Prates", country="XAA"),
    "rui_salto": Entity(id="rui_salto", type="person", name="Rui Salto", country="XBB"),
    "XAA": Entity(id="XAA", type="state", name="Aurélia", country="XAA"),
    "XBB": Entity(id="XBB", type="state", name="Brumália", country="XBB"),
    "XAA_military": Entity(id="XAA_military", type="organisation", name="Exército", kind="military", country="XAA"),
    "defesa": Entity(id="defesa", type="organisation", name="Defesa Civil"),
    "sindicato": Entity(id="sindicato", type="organisation", name="Sindicato dos Barqueiros"),
    "povo": Entity(id="povo", type="group", name="pessoas", kind="people"),
}


def day(begin: str, until: str, granularity: str = "day") -> Time:
    """A time of its own."""
    return Time(begin=begin, until=until, granularity=granularity, how="own", span=Span(0, 1))  # type: ignore[arg-type]


def statement(
    id: str, page: str = "p1", type: str = "CONSULT", actors: tuple[str, ...] = (), **given: Any
) -> Statement:
    """A statement with evidence of its own; ``origin`` is who it goes back to, ``quote`` its words."""
    origin, quote = given.pop("origin", None), given.pop("quote", f"palavras de {id}")
    recipients = given.pop("recipients", ())
    people = [Participant(role="actor", entity=a) for a in actors]
    people += [Participant(role="recipient", entity=r) for r in recipients]
    zone = given.pop("zone", "body")
    first = ChainLink(role="speaker", entity=origin, how="explicit") if origin else None
    chain = (
        *([first] if first else []),
        ChainLink(role="outlet" if first else "narrator", entity=page, how="explicit"),
    )
    return Statement(
        id=id,
        page=page,
        kind=given.pop("kind", "event"),
        type=type,
        participants=tuple(people),
        chain=chain,
        evidence=(Evidence(page=page, span=Span(0, len(quote)), quote=quote, zone=zone),),
        **given,
    )


def figure(value: float, **given: Any) -> FigureValue:
    """A figure of persons."""
    given.setdefault("low", value)
    given.setdefault("high", value)
    return FigureValue(value=value, bound=given.pop("bound", "exact"), unit=given.pop("unit", "person"), **given)


def side(statement: Statement, published: str | None = "2031-05-10", family: str | None = None, **given: Any) -> Side:
    """A side with the words of its evidence."""
    from meada.record.side import stems

    words = frozenset(stems(" ".join(e.quote for e in statement.evidence)))
    return Side(
        statement=statement, family=family or statement.page, published=published, words=words, lang="pt", **given
    )


def report(text: str, family: str | None = None, lang: str = "pt") -> Report:
    """The report of a page given as plain text."""
    page = pages.from_text(text, lang=lang)
    article: Article = articles.make(page, registry=Registry.load(None))
    return Report(page=page, article=article, reading=read(page, article), family=family or page.capture)


__all__ = ["ENTITIES", "day", "figure", "report", "side", "statement"]
