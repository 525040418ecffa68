"""What the types and modalities of events are called on a screen."""

from __future__ import annotations

from meada.i18n import N_, Words
from meada.reading.event import Event

__all__ = ["EVENT_TYPES", "MODALITIES", "happening"]

EVENT_TYPES = {
    "AGREE": N_("agreement or promise"),
    "CONSULT": N_("meeting, call or visit"),
    "SUPPORT": N_("support"),
    "CONCEDE": N_("concession"),
    "COOPERATE": N_("cooperation"),
    "AID": N_("aid"),
    "RETREAT": N_("withdrawal"),
    "REQUEST": N_("request or demand"),
    "REJECT": N_("refusal"),
    "ACCUSE": N_("accusation"),
    "THREATEN": N_("threat"),
    "PROTEST": N_("protest"),
    "SANCTION": N_("sanction"),
    "MOBILIZE": N_("deployment of forces"),
    "COERCE": N_("arrest or coercion"),
    "ASSAULT": N_("violence"),
    "STATEMENT": N_("statement"),
    "CASUALTY": N_("victims"),
    "CEREMONY": N_("ceremony"),
    "OTHER": N_("other"),
}
"""PLOVER 2.0, and ours beside it (docs/events.md)."""

MODALITIES = {
    "asserted": N_("told as fact"),
    "planned": N_("planned"),
    "expected": N_("expected"),
    "alleged": N_("alleged"),
    "estimated": N_("estimated"),
    "conditional": N_("conditional"),
    "hypothetical": N_("hypothetical"),
    "presupposed": N_("taken for granted"),
}
"""How a page stands to a happening that it tells."""


def happening(event: Event, words: Words) -> str:
    """What happened, in words: the label where the type is OTHER, how the page stands to it where it does not simply tell
    it, and whether it is denied."""
    named = event.label or words(EVENT_TYPES[event.type])
    notes = [] if event.modality == "asserted" else [words(MODALITIES[event.modality])]
    notes += [words("denied")] if event.polarity == "denied" else []
    return f"{named} ({', '.join(notes)})" if notes else named
