"""Who did what to whom, when and where."""

from __future__ import annotations

from typing import Literal

import msgspec

from meada.span import Span
from meada.when.happening import Time

__all__ = ["Event", "Modality", "Participant", "Place", "Time"]

Modality = Literal[
    "asserted", "planned", "expected", "alleged", "estimated", "conditional", "hypothetical", "presupposed"
]


class Participant(msgspec.Struct, frozen=True, kw_only=True):
    """``role`` is ``actor``, ``recipient``, ``participant`` or ``messenger``; ``span`` is None when understood.

    ``path`` is how the words stand to the trigger: the kind of preposition before them (``of``, ``with``, ``between`` …),
    ``adjective`` for a demonym, else ``before`` or ``after``; empty where no words of the clause say it.
    """

    role: Literal["actor", "recipient", "participant", "messenger"]
    entity: str
    span: Span | None = None
    path: str = ""


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where something happened. ``granularity``: ``site``, ``city``, ``admin1``, ``country``, ``region``."""

    name: str
    country: str | None = None
    granularity: str | None = None
    span: Span | None = None


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One happening in one article, with every stretch of text that tells it.

    ``type`` and ``mode`` follow PLOVER 2.0, with STATEMENT, CASUALTY, CEREMONY and OTHER beside it; ``label`` is a
    readable word where the type is OTHER. ``trigger`` is the word that evokes it; ``evidence`` the clauses. ``attribution``
    is the id of the attribution whose content it belongs to, None when the outlet tells it in its own voice.
    """

    id: str
    type: str
    mode: str | None = None
    label: str | None = None
    kind: Literal["event", "trend", "state", "background"] = "event"
    trigger: Span
    evidence: tuple[Span, ...]
    participants: tuple[Participant, ...] = ()
    time: Time | None = None
    place: Place | None = None
    modality: Modality = "asserted"
    polarity: Literal["affirmed", "denied"] = "affirmed"
    attribution: str | None = None
    rule: str = ""
    confidence: float = 1.0
