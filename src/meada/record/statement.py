"""A statement: one thing that pages say, with everything that is needed to compare it."""

from __future__ import annotations

from typing import Literal

import msgspec

from meada.reading.event import Modality, Participant, Place, Time
from meada.reading.figure import Bound
from meada.span import Span

__all__ = ["ChainLink", "Commitment", "Evidence", "FigureValue", "Polarity", "Statement"]

Polarity = Literal["affirmed", "denied"]
Commitment = Literal["endorsed", "reported", "distanced", "none"]


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """A quote from a page. ``zone`` is the role of the block it stands in; ``quote`` equals the slice of the page's text."""

    page: str
    span: Span
    quote: str
    zone: str


class ChainLink(msgspec.Struct, frozen=True, kw_only=True):
    """One step of the relay from origin to page. ``role``: ``speaker``, ``medium``, ``agency``, ``outlet``, ``narrator``,
    ``document``. ``entity`` is None when nobody is named. ``how``: ``explicit``, ``inherited``, ``inferred``,
    ``impersonal``, ``grammatical``; ``cue`` the words that show it."""

    role: Literal["speaker", "medium", "agency", "outlet", "narrator", "document"]
    entity: str | None
    how: Literal["explicit", "inherited", "inferred", "impersonal", "grammatical"]
    cue: Span | None = None


class FigureValue(msgspec.Struct, frozen=True, kw_only=True):
    """The figure of a statement, as in `meada.reading.figure.Figure`; ``words`` is its quote. ``item`` is the id of that
    figure, ``part_of`` of the one whose part it counts; ``former`` is true of a count that the text itself calls past,
    ``daily`` of one that counts a day or a stretch ("nas últimas 24 horas"), not all so far. ``like`` is the item of the count
    before it in the text whose unit it leaves out, and so counts again."""

    value: float | None
    bound: Bound
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    population: str | None = None
    as_of: str | None = None
    words: str = ""
    span: Span | None = None
    part_of: str | None = None
    item: str | None = None
    former: bool = False
    daily: bool = False
    like: str | None = None


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """See ``docs/record.md``. ``content`` is the id of the statement that this act of saying carries; ``within`` the
    reverse. ``item`` is the id of the reading's item it was made from; ``rule`` names what made it. ``level`` is
    ``suggested`` for a happening of a type that does not reach its cut-off (`meada.record.level`). ``topics`` is what a claim
    is about (`meada.record.topic`)."""

    id: str
    page: str
    kind: Literal["event", "claim", "report", "figure", "denial", "background", "trend", "state"]
    type: str
    mode: str | None = None
    participants: tuple[Participant, ...] = ()
    time: Time | None = None
    place: Place | None = None
    modality: Modality = "asserted"
    polarity: Polarity = "affirmed"
    commitment: Commitment = "endorsed"
    chain: tuple[ChainLink, ...] = ()
    figure: FigureValue | None = None
    evidence: tuple[Evidence, ...]
    content: str | None = None
    within: str | None = None
    denies: str | None = None
    item: str | None = None
    rule: str = ""
    confidence: float = 1.0
    level: Literal["shown", "suggested"] = "shown"
    topics: tuple[str, ...] = ()
