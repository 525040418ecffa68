"""What a search finds."""

from __future__ import annotations

import msgspec

from meada.search.query import Note
from meada.span import Span

__all__ = ["Facet", "FacetValue", "Hit", "Results"]


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A passage that was found: the sentence itself, never a text made for the result.

    ``label`` and ``page`` name the article; ``quote`` equals the slice of the page's text at ``span``, and ``marks`` are
    the spans in it (of the page's text, too) of what was searched for. ``kinds`` are those of
    `meada.search.passage.KINDS`; ``items`` the ids of what was read in it. ``speakers`` are the names of who says it.
    ``also`` are the labels of other articles with the same sentence, which is shown once (the earliest published); at most
    fifty, ``copies`` is how many there are.
    """

    label: str
    page: str
    span: Span
    quote: str
    marks: tuple[Span, ...] = ()
    kinds: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    title: str | None = None
    outlet: str | None = None
    agency: str | None = None
    lang: str | None = None
    published: str | None = None
    url: str | None = None
    also: tuple[str, ...] = ()
    copies: int = 0


class FacetValue(msgspec.Struct, frozen=True, kw_only=True):
    """A value with the number of results that it would leave, and the ``query`` that asks for them (where the value is
    ``selected`` already: the one without it)."""

    key: str
    name: str
    count: int
    query: str
    selected: bool = False


class Facet(msgspec.Struct, frozen=True, kw_only=True):
    """One way to part the results: ``kind`` is ``kind``, ``outlet``, ``agency``, ``language``, ``speaker``, ``person``,
    ``organisation``, ``place``, ``published`` or ``fact`` (both by month); ``values`` the most frequent first, dates the
    newest first; ``more`` is how many further values there are."""

    kind: str
    values: tuple[FacetValue, ...]
    more: int = 0


class Results(msgspec.Struct, frozen=True, kw_only=True):
    """One page of what was found.

    ``total`` counts passages (copies of a sentence once) and ``articles`` the articles they stand in; where ``capped`` is
    true only the newest (or oldest) passages were looked at, and all counts are of those. ``widened`` is true where no
    sentence has all the words, and these stand in articles that do. ``suggestions`` are queries to try where nothing was
    found.
    """

    query: str
    total: int
    articles: int
    page: int
    size: int
    hits: tuple[Hit, ...] = ()
    facets: tuple[Facet, ...] = ()
    capped: bool = False
    widened: bool = False
    notes: tuple[Note, ...] = ()
    suggestions: tuple[str, ...] = ()
    searched: int = 0
