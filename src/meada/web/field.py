"""The fields of an item that a form shows, and what a form gives back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, get_args

import msgspec

from meada.export.happening import EVENT_TYPES
from meada.i18n import N_
from meada.page.page import Page, Role
from meada.reading.event import Modality
from meada.reading.figure import Bound
from meada.record.link import Relation
from meada.span import Span

__all__ = ["Field", "fields", "given"]

Sort = Literal["text", "number", "date", "choice", "words"]
POLARITY = ("asserted", "denied", "unsaid", "declined")
_MODALITY = get_args(Modality)
_NAMES = {
    "speaker": N_("Who says so"),
    "medium": N_("Through which medium (words of the page)"),
    "polarity": N_("Said, denied, declined"),
    "value": N_("Value"),
    "bound": N_("Bound"),
    "low": N_("From"),
    "high": N_("To"),
    "unit": N_("Unit"),
    "as_of": N_("As of"),
    "type": N_("Type"),
    "modality": N_("Modality"),
    "begin": N_("Begins"),
    "until": N_("Ends"),
    "role": N_("Role of the block"),
    "title": N_("Title"),
    "published": N_("Published (YYYY-MM-DDTHH:MM)"),
    "updated": N_("Updated (YYYY-MM-DDTHH:MM)"),
    "outlet": N_("Outlet"),
    "agency": N_("Agency"),
    "section": N_("Section"),
    "entity": N_("Who or what it stands for (id)"),
    "name": N_("Name"),
    "wikidata": N_("Wikidata (Q…)"),
    "opensanctions": N_("OpenSanctions (id)"),
    "day": N_("Date of the fact"),
    "relation": N_("Relation"),
    "story": N_("Story (number)"),
}
_FORMS: dict[str, tuple[tuple[str, Sort, tuple[str, ...]], ...]] = {
    "attribution": (("speaker", "text", ()), ("medium", "words", ()), ("polarity", "choice", POLARITY)),
    "figure": (
        ("value", "number", ()), ("bound", "choice", get_args(Bound)), ("low", "number", ()), ("high", "number", ()),
        ("unit", "text", ()), ("as_of", "date", ()),
    ),
    "event": (("type", "choice", tuple(EVENT_TYPES)), ("modality", "choice", _MODALITY)),
    "time": (("begin", "text", ()), ("until", "text", ())),
    "mention": (("entity", "text", ()),),
    "block": (("role", "choice", get_args(Role)),),
    "article": (
        ("title", "text", ()), ("published", "text", ()), ("updated", "text", ()), ("outlet", "text", ()),
        ("agency", "text", ()), ("section", "text", ()),
    ),
    "statement": (("type", "choice", tuple(EVENT_TYPES)), ("modality", "choice", _MODALITY), ("day", "text", ())),
    "link": (("relation", "choice", get_args(Relation)),),
    "entity": (("name", "text", ()), ("wikidata", "text", ()), ("opensanctions", "text", ())),
    "story": (("title", "text", ()),),
    "membership": (("story", "text", ()),),
}  # fmt: skip
"""Which fields a kind shows, how each is entered, and its choices."""


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One field of a form with its ``value`` as text; a choice has its ``options``. ``entered`` is what somebody entered and
    was not saved."""

    name: str
    label: str
    sort: Sort
    value: str = ""
    options: tuple[str, ...] = ()
    entered: str | None = None

    @property
    def text(self) -> str:
        """What stands in the form."""
        return self.value if self.entered is None else self.entered


def fields(kind: str, item: Any, page: Page | None, sent: Mapping[str, Any] | None = None) -> tuple[Field, ...]:
    """The fields of ``item``, as they stand, with what was ``sent`` for them and not saved."""
    entered = {name: str(value).strip() for name, value in (sent or {}).items()}
    return tuple(
        Field(
            name=name,
            label=_NAMES[name],
            sort=sort,
            value=_shown(kind, item, name, page),
            options=options,
            entered=entered.get(name) if entered.get(name) != entered.get(f"was-{name}") else None,
        )
        for name, sort, options in _FORMS.get(kind, ())
    )


def given(kind: str, item: Any, sent: Mapping[str, Any]) -> dict[str, Any]:
    """What a form changes: the fields that were sent and say something else than ``item`` does."""
    out: dict[str, Any] = {}
    external: dict[str, str] = {}
    for name, sort, _ in _FORMS.get(kind, ()):
        if name not in sent:
            continue
        text = str(sent[name]).strip()
        if item is not None and text == str(sent.get(f"was-{name}", _shown(kind, item, name, None))).strip():
            continue
        if item is None and not text:
            continue
        if name in ("wikidata", "opensanctions"):
            external[name] = text
        elif name == "day":
            out["time"] = _day(text)
        else:
            out[name] = _read(text, sort)
    if external:
        out["external"] = external
    return out


def _read(text: str, sort: Sort) -> Any:
    if not text:
        return None
    if sort == "number":
        try:
            return float(text.replace("\u202f", "").replace(" ", "").replace(",", "."))
        except ValueError:
            return text
    return [text] if sort == "words" else text


def _day(text: str) -> dict[str, Any]:
    granularity = {4: "year", 7: "month", 10: "day"}.get(len(text), "minute")
    return {"begin": text, "granularity": granularity}


def _shown(kind: str, item: Any, name: str, page: Page | None) -> str:
    if name == "day":
        return str((item.time.begin if item is not None and item.time else None) or "")[:10]
    value = getattr(item, name, None)
    if name in ("published", "updated"):
        value = value.iso if value is not None else None
    if name in ("outlet", "agency"):
        value = getattr(value, "name", value)
    if name == "section" and isinstance(value, Span):
        value = value.of(page.text) if page is not None else None
    if isinstance(value, tuple):
        texts = [one.of(page.text) for one in value if page is not None and isinstance(one, Span)]
        return " ".join(texts)
    if isinstance(value, float):
        return f"{value:.12g}"
    return "" if value is None else str(value)
