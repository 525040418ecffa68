"""An article becomes a reading: the finders, in the order in which each needs the one before."""

from __future__ import annotations

from collections.abc import Sequence

from meada.article.article import Article
from meada.ident import digest
from meada.lang.parse import Parser
from meada.moment import Moment
from meada.page.page import Block, Page
from meada.reading import attributions, passage
from meada.reading.reading import Reading
from meada.span import Span

__all__ = ["read", "read_text"]

_ROLES = frozenset(("headline", "standfirst", "body", "subhead"))


def read(page: Page, article: Article, *, parser: Parser | None = None) -> Reading:
    """All that ``article`` says; spans index ``page.text``. Without ``parser`` rules alone read it.

    An article in a language that is not read in full gives a `Reading` with nothing in it.
    """
    made = passage.make(page, article, parser=parser)
    if made is None:
        return Reading(page=page.capture, lang=article.lang or page.lang)
    return Reading(
        page=page.capture,
        lang=made.lang,
        sentences=made.sentences,
        attributions=attributions.find(made, (), ()),
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

    ``blocks`` say which parts are headline, standfirst, body and subheads, and only these are read; without them all of
    ``text`` is body. ``published`` is an ISO 8601 date or date-time and ``zone`` an offset, for relative dates.
    """
    chosen = tuple(b for b in blocks if b.role in _ROLES) if blocks is not None else (_whole(text),)
    page = Page(capture=digest(text.encode("utf-8", "surrogatepass")), text=text, blocks=chosen, lang=lang)
    article = Article(
        page=page.capture,
        body=tuple(b.span for b in chosen if b.role in ("body", "subhead")),
        published=_moment(published, zone),
        lang=lang,
    )
    return read(page, article, parser=parser)


def _whole(text: str) -> Block:
    return Block(role="body", span=Span(0, len(text)), reason="text:clean")


def _moment(published: str | None, zone: str | None) -> Moment | None:
    if published is None:
        return Moment(zone=zone, basis="outlet") if zone else None
    return Moment(begin=published, zone=zone, basis="outlet" if zone else "unknown", words=published, where="given")
