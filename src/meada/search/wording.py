"""What facets, kinds and notes of a search are called on screen."""

from __future__ import annotations

from meada.i18n import N_

__all__ = ["FACETS", "HELP", "KINDS", "NOTES"]

FACETS = {
    "outlet": N_("outlet"), "agency": N_("agency"), "language": N_("language"), "speaker": N_("who said it"),
    "person": N_("person"), "organisation": N_("organisation"), "place": N_("place"), "published": N_("published"),
    "fact": N_("date of the fact"), "kind": N_("kind"),
}  # fmt: skip
KINDS = {
    "headline": N_("headline"), "standfirst": N_("standfirst"), "sentence": N_("sentence"), "quote": N_("quote"),
    "figure": N_("figure"), "event": N_("event"), "denial": N_("denial"), "accusation": N_("accusation"),
}  # fmt: skip
NOTES = {
    "date": N_("“{part}” was left out: a date is a year, month or day: 2025, 2025-08, 12/08/2025."),
    "number": N_("“{part}” was left out: a number is written with digits: number>500."),
    "kind": N_("“{part}” was left out: there is no such kind."),
    "either": N_("“{part}” was left out: a number or date cannot stand in an OR with a word."),
    "long": N_("The query is too long; its end was left out."),
}

HELP = {
    "who": N_("named in the sentence, or who says it"),
    "said": N_("who says it"),
    "source": N_("outlet, agency, or the medium that relays it"),
    "outlet": N_("the outlet alone"),
    "agency": N_("the agency alone"),
    "place": N_("a place named in it"),
    "language": N_("the language: pt, es, en"),
    "kind": N_("what the sentence is or holds"),
    "number": N_("a figure in it: > >= < <= or ="),
    "before": N_("published before: 2025, 2025-08, 12/08/2025"),
    "after": N_("published after"),
    "published": N_("published in"),
    "fact": N_("when the fact happened"),
}
"""What each operator asks for."""
