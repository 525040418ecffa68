"""An article becomes a reading: the finders, in the order in which each needs the one before."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from meada import when
from meada.article import Article, make
from meada.ident import digest
from meada.lang.parse import Parser
from meada.lang.world import SHIPPED, World
from meada.moment import Moment
from meada.page import from_text
from meada.page.page import Block, Page, Role
from meada.reading import attributions, events, figures, mentions, passage
from meada.reading.reading import Reading
from meada.span import Span

__all__ = ["read", "read_text"]

_ROLES = frozenset(("headline", "standfirst", "body", "subhead"))
_DEBRIS: frozenset[Role] = frozenset(
    (
        "most_read", "related", "recommended", "latest", "navigation", "copyright", "desk_initials", "share", "newsletter",
        "comments", "legal", "advertisement", "widget_scar", "agency_credit", "dateline",
    )
)  # fmt: skip
"""Roles that no clean article text has; three blocks of two of them show a whole page."""
_PAGE_LINES = 5
"""A text of fewer lines is never taken for a whole page."""


def read(page: Page, article: Article, *, parser: Parser | None = None, world: World = SHIPPED) -> Reading:
    """All that ``article`` says; spans index ``page.text``. Without ``parser`` rules alone read it; ``world`` holds the
    states, media and holders of offices that a user added.

    An article in a language that is not read in full gives a `Reading` with nothing in it.
    """
    made = passage.make(page, article, parser=parser, gate=attributions.branches, world=world)
    if made is None:
        return Reading(page=page.capture, lang=article.lang or page.lang)
    spans = [p.span for p in made.paragraphs]
    times = when.read(page.text, made.lang, anchor=made.anchor, spans=spans)
    entities, named = mentions.find(made, article, times)
    said = attributions.find(made, entities, named)
    counted = figures.find(made, said, times)
    return Reading(
        page=page.capture,
        lang=made.lang,
        sentences=made.sentences,
        entities=entities,
        mentions=named,
        times=times,
        attributions=said,
        figures=counted,
        events=events.find(made, entities, named, times, said, counted),
        model=parser.id if parser else None,
    )


def read_text(
    text: str,
    lang: str,
    *,
    published: str | None = None,
    zone: str | None = None,
    blocks: Sequence[Block] | None = None,
    parser: Parser | None = None,
) -> Reading:
    """The reading of a bare ``text``.

    ``blocks`` say which parts are headline, standfirst, body and subheads, and only these are read. Without them all of
    ``text`` is body, unless it is plainly a whole page (furniture around the article): then its roles are found first.
    ``published`` is an ISO 8601 date or date-time and ``zone`` an offset, for relative dates.
    """
    page = _page(text, lang, blocks)
    given = _moment(published, zone)
    if blocks is None and len(page.blocks) > 1:
        article = make(page)
        article = replace(article, lang=lang, published=given or article.published)
    else:
        body = tuple(b.span for b in page.blocks if b.role in ("body", "subhead"))
        article = Article(page=page.capture, body=body, published=given, lang=lang)
    return read(page, article, parser=parser)


def _page(text: str, lang: str, blocks: Sequence[Block] | None) -> Page:
    """The page that ``text`` is, with the blocks that are read; one body of all of it where it is a clean article."""
    capture = digest(text.encode("utf-8", "surrogatepass"))
    if blocks is not None:
        return Page(capture=capture, text=text, blocks=tuple(b for b in blocks if b.role in _ROLES), lang=lang)
    if sum(1 for line in text.splitlines() if line.strip()) >= _PAGE_LINES:
        page = from_text(text, lang=lang)
        if page.text == text and _is_whole(page):
            return page
    whole = Block(role="body", span=Span(0, len(text)), reason="text:clean")
    return Page(capture=capture, text=text, blocks=(whole,), lang=lang)


def _is_whole(page: Page) -> bool:
    roles = [b.role for b in page.blocks if b.role in _DEBRIS]
    return len(roles) >= 3 and len(set(roles)) >= 2


def _moment(published: str | None, zone: str | None) -> Moment | None:
    if published is None:
        return Moment(zone=zone, basis="outlet") if zone else None
    return Moment(begin=published, zone=zone, basis="outlet" if zone else "unknown", words=published, where="given")
