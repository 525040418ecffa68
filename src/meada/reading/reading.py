"""The border type of `meada.reading`: what one article says, item by item."""

from __future__ import annotations

import msgspec

from meada.reading.attribution import Attribution
from meada.reading.event import Event
from meada.reading.figure import Figure
from meada.reading.mention import Entity, Mention
from meada.span import Span
from meada.when.expression import Expression

__all__ = ["Reading"]


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """All that was read in one article; every span indexes `Page.text` and lies in a block whose role is read.

    ``model`` is the id of the language model used, or None when rules alone read it.
    """

    page: str
    lang: str | None
    sentences: tuple[Span, ...] = ()
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[Expression, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    figures: tuple[Figure, ...] = ()
    events: tuple[Event, ...] = ()
    model: str | None = None
