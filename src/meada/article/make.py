"""`Page` to `Article`."""

from __future__ import annotations

from meada.article.article import Article
from meada.article.byline import bylines
from meada.article.correction import corrections
from meada.article.credit import find_agency
from meada.article.desk import desk_fields
from meada.article.flag import flags
from meada.article.headline import choose_headline
from meada.article.layout import suggested_outlets
from meada.article.outlet import addresses, find_outlet, own_names
from meada.article.pointer import pointers
from meada.article.publication import date_page
from meada.article.registry import Registry
from meada.article.scar import find_scars
from meada.article.section import find_section
from meada.article.standfirst import choose_standfirst
from meada.article.variety import variety
from meada.page.page import BODY, READ, Candidate, Page
from meada.span import Span

__all__ = ["make"]

_SIGNS = 2
"""Different signs of a variety from which its zone may be presumed: one word is as likely a quotation or a name."""


def make(page: Page, *, registry: Registry | None = None) -> Article:
    """The article that ``page`` carries, with every choice among the page's candidates on record.

    ``registry`` is the shipped one unless given. What cannot be told stays None; nothing is taken from the layout alone.
    """
    registry = registry or Registry.load()
    outlet, named = find_outlet(page, registry)
    names = own_names(page, outlet, registry)
    headline, title, titles = choose_headline(page, names)
    standfirst, described = choose_standfirst(page, headline)
    spans = [block.span for block in page.blocks if block.role in READ]
    kind = variety(page.text, spans, page.lang)
    entry = registry.outlets.get(outlet.id) if outlet and outlet.id else None
    variant = kind.name or _declared(entry.language if entry else None, page.lang) or page.lang
    dates = date_page(page, outlet, None if kind.name and len(kind.evidence) < _SIGNS else variant)
    signed, signing = bylines(page, registry, names)
    agency, credited = find_agency(page, outlet, registry)
    section, sectioned = find_section(page, names)
    kicker = next((block.span for block in page.blocks if block.role == "kicker"), None)
    singles = [c for c in (described, named, credited, sectioned) if c is not None]
    return Article(
        page=page.capture,
        headline=headline,
        standfirst=standfirst,
        kicker=kicker,
        body=tuple(b.span for b in page.blocks if b.role in BODY and not _inside(b.span, headline, standfirst)),
        bylines=signed,
        section=section,
        published=dates.published,
        updated=dates.updated,
        outlet=outlet,
        agency=agency,
        desk=desk_fields(page),
        lang=page.lang,
        variant=variant,
        variant_evidence=kind.evidence,
        scars=find_scars(page, kind),
        pointers=pointers(page),
        corrections=corrections(page),
        url=_address(page),
        title=title,
        choices=_unique([*titles, *dates.taken, *signing, *singles]),
        reasons=dates.reasons,
        flags=flags(page),
        depth=page.depth,
        origins=() if outlet else suggested_outlets(page, registry, dates.published.begin if dates.published else None),
        registry=registry.version,
    )


def _inside(span: Span, *others: Span | None) -> bool:
    return any(other is not None and other.contains(span) for other in others)


def _declared(tag: str | None, lang: str | None) -> str | None:
    return tag if tag and lang and tag.split("-")[0] == lang else None


def _address(page: Page) -> str | None:
    """The canonical address, else where the page was fetched."""
    canonical = [
        c.value for c in page.candidates if c.field == "canonical" and c.value.startswith(("http://", "https://"))
    ]
    return next(iter(canonical or addresses(page)), None)


def _unique(candidates: list[Candidate]) -> tuple[Candidate, ...]:
    return tuple({(c.field, c.where, c.value): c for c in candidates}.values())
