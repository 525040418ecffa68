"""The words of corrections: kinds of item, states, actions, and the choices of forms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from meada.export.happening import EVENT_TYPES, MODALITIES
from meada.i18n import N_, Words
from meada.web import wording

__all__ = ["Stood", "action", "audited", "fields", "kind", "option", "state"]


class Stood(Protocol):
    """How an item stands: a `meada.desk.Standing`, or that of an export."""

    @property
    def state(self) -> str:
        """Its state by code."""

    @property
    def who(self) -> str | None:
        """Who judged it last."""


_KINDS = {
    "attribution": N_("quotation or claim"),
    "figure": N_("figure"),
    "event": N_("happening"),
    "mention": N_("name"),
    "time": N_("date"),
    "block": N_("block of the page"),
    "article": N_("article"),
    "statement": N_("statement"),
    "link": N_("relation"),
    "entity": N_("person, organisation or place"),
    "family": N_("copies"),
    "membership": N_("place in a story"),
    "story": N_("story"),
}
_STATES = {
    "machine": N_("by machine"),
    "confirmed": N_("checked by {who}"),
    "rejected": N_("rejected by {who}"),
    "edited": N_("changed by {who}"),
    "added": N_("added by {who}"),
    "merged": N_("merged by {who}"),
    "unsure": N_("in doubt ({who})"),
}
_ACTIONS = {
    "confirm": N_("confirmed"),
    "reject": N_("rejected"),
    "edit": N_("changed"),
    "add": N_("added"),
    "merge": N_("merged"),
    "split": N_("split"),
    "link": N_("tied"),
    "unlink": N_("untied"),
    "unsure": N_("in doubt"),
    "undo": N_("took back line"),
}
_OPTIONS = {
    "bound": {
        "exact": N_("exactly"),
        "min": N_("at least"),
        "max": N_("at most"),
        "over": N_("more than"),
        "about": N_("about"),
        "almost": N_("almost"),
        "range": N_("from – to"),
        "vague": N_("vague"),
    },
    "polarity": {
        "asserted": N_("says so"),
        "denied": N_("denies it"),
        "unsaid": N_("does not say"),
        "declined": N_("declined to comment"),
    },
    "modality": MODALITIES,
    "role": wording.ROLES,
    "relation": wording.RELATIONS,
    "type": wording.ATTRIBUTIONS | EVENT_TYPES,
    "kind": wording.KINDS,
}


def kind(words: Words, code: str) -> str:
    """What a kind of item is called."""
    return wording.said(words, _KINDS, code)


_AUDITED = {
    "quote": N_("quotations and their speakers"),
    "attribution": N_("all that is attributed"),
    "denial": N_("denials"),
    "figure": N_("figures"),
    "event": N_("happenings"),
    "time": N_("dates"),
    "statement": N_("statements"),
    "link": N_("relations"),
}
_FIELDS = {
    "value": N_("value"),
    "counts": N_("what is counted"),
    "type": N_("type"),
    "mode": N_("mode"),
    "who": N_("who takes part"),
    "speaker": N_("who says so"),
    "polarity": N_("said or denied"),
    "kind": N_("kind"),
    "relation": N_("relation"),
    "level": N_("level"),
    "other": N_("the other passage"),
}


def audited(words: Words, code: str) -> str:
    """What an audit looks at."""
    return wording.said(words, _AUDITED, code)


def fields(words: Words, found: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What the program says of a sampled item: names and values in words; those without a value are left out."""
    for name, value in found.items():
        if value:
            yield wording.said(words, _FIELDS, name), option(words, name, value)


def state(words: Words, standing: Stood | None) -> str:
    """How an item stands, and by whom."""
    if standing is None:
        return words(_STATES["machine"])
    return words(_STATES[standing.state], who=standing.who)


def action(words: Words, code: str) -> str:
    """What somebody did."""
    return wording.said(words, _ACTIONS, code)


def option(words: Words, field: str, code: str) -> str:
    """A choice of ``field``, in words where there are any."""
    return wording.said(words, _OPTIONS.get(field, {}), code)
