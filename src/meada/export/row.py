"""Tidy tables: one row a statement, figure, event, link or article. The codebook is drawn from these types."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

__all__ = ["TABLES", "ArticleRow", "EventRow", "FigureRow", "LinkRow", "StatementRow", "columns"]


class _Made(msgspec.Struct, frozen=True, kw_only=True):
    state: Annotated[
        str,
        Meta(description="machine: nobody has looked at it; confirmed, rejected or edited: by the person in state_by."),
    ]
    state_by: Annotated[str | None, Meta(description="Who confirmed, rejected or edited it.")]
    state_at: Annotated[str | None, Meta(description="When, ISO 8601 in UTC.")]
    rule: Annotated[str, Meta(description="The rule or model that made it.")]
    confidence: Annotated[
        float, Meta(description="How sure the rule or model is, from 0 to 1. Not the chance that it is true.")
    ]
    version: Annotated[str | None, Meta(description="Version of meada that read the page.")]
    models: Annotated[
        str | None, Meta(description="Language models that read the page, parted by “; ”; empty: rules alone.")
    ]
    registries: Annotated[str | None, Meta(description="Versions of the data tables, name@version, parted by “; ”.")]


class _Item(_Made, frozen=True, kw_only=True):
    id: Annotated[
        str, Meta(description="Id of the item; the same in every export and on every machine that read the same pages.")
    ]
    story: Annotated[str, Meta(description="Id of the story whose record holds it.")]


class _Source(_Item, frozen=True, kw_only=True):
    family: Annotated[str | None, Meta(description="Id of the family of copies the article belongs to.")]
    article: Annotated[str, Meta(description="Label of the article, as on screen.")]
    outlet: Annotated[str | None, Meta(description="Outlet; empty where the page does not tell.")]
    agency: Annotated[str | None, Meta(description="News agency credited.")]
    author: Annotated[str | None, Meta(description="Who signs, parted by “; ”.")]
    title: Annotated[str | None, Meta(description="Headline.")]
    published: Annotated[str | None, Meta(description="Publication, ISO 8601, with its offset where one is known.")]
    published_basis: Annotated[
        str | None, Meta(description="Where its zone comes from: page, outlet, text, presumed, unknown.")
    ]
    url: Annotated[str | None, Meta(description="Address of the page.")]
    link: Annotated[str | None, Meta(description="Address that opens the page at the quote (text fragment).")]
    capture: Annotated[str, Meta(description="SHA-256 of the saved page.")]


class _Told(_Source, frozen=True, kw_only=True):
    kind: Annotated[
        str,
        Meta(description="event, claim, report (an act of publishing), figure, denial, background, trend or state."),
    ]
    type: Annotated[str, Meta(description="Type of event: PLOVER 2.0, or STATEMENT, CASUALTY, CEREMONY, OTHER.")]
    mode: Annotated[str | None, Meta(description="Mode of the type.")]
    quote: Annotated[str, Meta(description="The words of the page, parts in the order of the text, parted by “ … ”.")]
    zone: Annotated[str, Meta(description="Role of the block the first part stands in: headline, standfirst, body.")]
    start: Annotated[
        int, Meta(description="First character of the quote, counted in code points of the page's text from 0.")
    ]
    end: Annotated[int, Meta(description="Character after the last of the quote.")]
    speaker: Annotated[str | None, Meta(description="Who says so, as far as the page tells; several parted by “; ”.")]
    chain: Annotated[
        str,
        Meta(description="From the origin to the page: role:who, parted by “ > ”. who is - where nobody is named."),
    ]
    begin: Annotated[
        str | None, Meta(description="When it happened, from: ISO 8601, on the clock of time_zone. Empty where open.")
    ]
    until: Annotated[str | None, Meta(description="Until, exclusive. Empty where open.")]
    granularity: Annotated[str | None, Meta(description="How precise the time is: minute, hour, day, month, year …")]
    time_zone: Annotated[str | None, Meta(description="Offset of the time, where known.")]
    zone_basis: Annotated[
        str | None, Meta(description="Where the zone comes from: page, outlet, text, presumed, unknown.")
    ]
    time_how: Annotated[str | None, Meta(description="own, inherited, or bound (only: not after publication).")]
    modality: Annotated[
        str,
        Meta(description="asserted, planned, expected, alleged, estimated, conditional, hypothetical, presupposed."),
    ]
    polarity: Annotated[str, Meta(description="affirmed or denied.")]
    commitment: Annotated[str, Meta(description="How the outlet stands to it: endorsed, reported, distanced, none.")]
    told_first: Annotated[
        str, Meta(description="Id of the statement that tells the same and was published first. Count these.")
    ]
    n_origins: Annotated[
        int, Meta(description="Independent origins behind all that tell the same, among the pages held here.")
    ]
    origins: Annotated[str | None, Meta(description="Those origins, parted by “; ”.")]
    n_camps: Annotated[
        int, Meta(description="Camps those origins speak for: allies or organs of one state count once.")
    ]
    n_outlets: Annotated[int, Meta(description="Known outlets that carry it.")]
    n_articles: Annotated[int, Meta(description="Articles it stands in.")]


class StatementRow(_Told, frozen=True, kw_only=True):
    """One thing that an article says: an event, a claim, an act of publishing, a figure or a denial."""

    actors: Annotated[str | None, Meta(description="Who acts, parted by “; ”.")]
    recipients: Annotated[str | None, Meta(description="Whom it befalls, parted by “; ”.")]
    participants: Annotated[str | None, Meta(description="Others who take part, parted by “; ”.")]
    place: Annotated[str | None, Meta(description="Where.")]
    country: Annotated[str | None, Meta(description="Country of the place, ISO 3166-1 alpha-3.")]
    content: Annotated[str | None, Meta(description="Id of the statement that this act of saying carries.")]
    within: Annotated[str | None, Meta(description="Id of the act of saying that carries this statement.")]
    denies: Annotated[str | None, Meta(description="Id of the statement that this one denies.")]


class FigureRow(_Told, frozen=True, kw_only=True):
    """One figure that an article gives, with its bounds and whose it is. Parts are never to be summed with their whole."""

    words: Annotated[str, Meta(description="The figure as the page writes it.")]
    value: Annotated[float | None, Meta(description="The number, in units; empty where the words give none.")]
    bound: Annotated[str, Meta(description="exact, min, max, over, about, almost, range or vague.")]
    low: Annotated[float | None, Meta(description="Lowest value the words allow; empty where open.")]
    high: Annotated[
        float | None, Meta(description="Highest value the words allow (exclusive for almost); empty where open.")
    ]
    unit: Annotated[
        str | None, Meta(description="person, percent, an ISO 4217 code, an SI symbol, or the noun counted.")
    ]
    population: Annotated[str | None, Meta(description="What is counted, in the words of the page.")]
    as_of: Annotated[str | None, Meta(description="The day the count stands at.")]
    part_of: Annotated[str | None, Meta(description="Id of the figure whose part this one counts.")]
    former: Annotated[bool, Meta(description="True for a count that the text itself leaves behind.")]


class EventRow(_Told, frozen=True, kw_only=True):
    """One telling of something that happened or will. Reports are not events: count told_first, not rows."""

    actors: Annotated[str | None, Meta(description="Ids of those who act, parted by “; ”.")]
    actor_names: Annotated[str | None, Meta(description="Their names.")]
    actor_countries: Annotated[str | None, Meta(description="Their countries, ISO 3166-1 alpha-3.")]
    recipients: Annotated[str | None, Meta(description="Ids of those it befalls, parted by “; ”.")]
    recipient_names: Annotated[str | None, Meta(description="Their names.")]
    recipient_countries: Annotated[str | None, Meta(description="Their countries, ISO 3166-1 alpha-3.")]
    participants: Annotated[str | None, Meta(description="Ids of others who take part.")]
    place: Annotated[str | None, Meta(description="Where.")]
    country: Annotated[str | None, Meta(description="Country of the place, ISO 3166-1 alpha-3.")]
    place_granularity: Annotated[str | None, Meta(description="site, city, admin1, country or region.")]


class LinkRow(_Item, frozen=True, kw_only=True):
    """How two statements stand to each other, and the fields that decided it."""

    relation: Annotated[
        str,
        Meta(
            description="distinct, subset, repeats, updates, contradicts, tension, corroborates, coincides, complements, "
            "background or context."
        ),
    ]
    level: Annotated[str, Meta(description="shown, or suggested: to be checked.")]
    a: Annotated[str, Meta(description="Id of the first statement.")]
    b: Annotated[str, Meta(description="Id of the second statement.")]
    a_quote: Annotated[str, Meta(description="Words of the first.")]
    b_quote: Annotated[str, Meta(description="Words of the second.")]
    a_article: Annotated[str, Meta(description="Label of the article of the first.")]
    b_article: Annotated[str, Meta(description="Label of the article of the second.")]
    slots: Annotated[str | None, Meta(description="Fields that decided it, parted by “; ”.")]
    why: Annotated[str, Meta(description="The same in words.")]
    n_origins: Annotated[int, Meta(description="Independent origins of both sides.")]
    origins: Annotated[str | None, Meta(description="Those origins, parted by “; ”.")]
    n_camps: Annotated[int, Meta(description="Camps of both sides.")]
    a_family: Annotated[str | None, Meta(description="Copy families of the first, parted by “; ”.")]
    b_family: Annotated[str | None, Meta(description="Copy families of the second, parted by “; ”.")]


class ArticleRow(msgspec.Struct, frozen=True, kw_only=True):
    """One article: the page it is on, who published it, and its place among the copies."""

    article: Annotated[str, Meta(description="Label of the article, as on screen.")]
    story: Annotated[str | None, Meta(description="Id of the story it belongs to.")]
    family: Annotated[str | None, Meta(description="Id of its family of copies.")]
    copy: Annotated[str | None, Meta(description="origin, verbatim, edited, cut, passage or translated.")]
    copy_of: Annotated[str | None, Meta(description="Label of the article it was compared with.")]
    title: Annotated[str | None, Meta(description="Headline.")]
    outlet: Annotated[str | None, Meta(description="Outlet; empty where the page does not tell.")]
    outlet_country: Annotated[str | None, Meta(description="Country of the outlet, ISO 3166-1 alpha-3.")]
    state_controlled: Annotated[
        bool, Meta(description="True where the registry says that a state controls the outlet.")
    ]
    agency: Annotated[str | None, Meta(description="News agency credited.")]
    author: Annotated[str | None, Meta(description="Who signs, parted by “; ”.")]
    section: Annotated[str | None, Meta(description="Section of the outlet.")]
    published: Annotated[str | None, Meta(description="Publication, ISO 8601, with its offset where one is known.")]
    published_basis: Annotated[str | None, Meta(description="Where its zone comes from.")]
    published_words: Annotated[str | None, Meta(description="The words it was read from.")]
    updated: Annotated[str | None, Meta(description="Last change, ISO 8601.")]
    lang: Annotated[str | None, Meta(description="Language or variety: pt-BR, pt-PT, es, en, mixed …")]
    url: Annotated[str | None, Meta(description="Address of the page.")]
    fetched: Annotated[
        str | None, Meta(description="When it was fetched, ISO 8601; empty for a file without a record of it.")
    ]
    characters: Annotated[int, Meta(description="Length of the page's text in code points.")]
    statements: Annotated[int, Meta(description="Statements taken from it.")]
    foreign_headlines: Annotated[int, Meta(description="Headlines of other articles that the page shows, set apart.")]
    translation_scars: Annotated[int, Meta(description="Marks of machine translation.")]
    flags: Annotated[str | None, Meta(description="index, live, paywall, truncated; parted by “; ”.")]
    capture: Annotated[str, Meta(description="SHA-256 of the saved page.")]
    version: Annotated[str | None, Meta(description="Version of meada that read the page.")]
    models: Annotated[str | None, Meta(description="Language models that read the page; empty: rules alone.")]
    registries: Annotated[str | None, Meta(description="Versions of the data tables.")]
    text: Annotated[str | None, Meta(description="Text of the article: only with --full-text, for one's own use.")] = (
        None
    )


TABLES: dict[str, type[msgspec.Struct]] = {
    "articles": ArticleRow,
    "statements": StatementRow,
    "figures": FigureRow,
    "events": EventRow,
    "links": LinkRow,
}
"""The tables by name."""


def columns(row: type[msgspec.Struct]) -> tuple[str, ...]:
    """The columns of a table: what names the item, what is its own, what all items share, where it comes from, who made
    it."""
    own = tuple(name for name in row.__annotations__ if name in row.__struct_fields__)
    bases = [cls for cls in (_Item, _Told, _Source, _Made) if issubclass(row, cls)]
    shared = [tuple(cls.__annotations__) for cls in bases]
    head = shared[0] if shared else ()
    return tuple(dict.fromkeys((*head, *own, *(name for names in shared[1:] for name in names))))
