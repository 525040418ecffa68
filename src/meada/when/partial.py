"""What an expression says before anything outside it is known: a small algebra of partial dates.

The grammar builds these; the resolver alone looks at publication, discourse and tense.
"""

from __future__ import annotations

from typing import Literal

import msgspec

__all__ = [
    "Clock",
    "During",
    "Every",
    "Fields",
    "Holiday",
    "Listed",
    "Modified",
    "Near",
    "Offset",
    "PartOf",
    "Partial",
    "Range",
    "Reference",
    "Shift",
    "Since",
    "Timed",
    "Within",
    "Worded",
]


class Partial(msgspec.Struct, frozen=True, kw_only=True):
    """Base of the algebra."""


class Fields(Partial, frozen=True, kw_only=True):
    """Calendar fields as written; what is missing above the finest is found from tense and context.

    ``decade`` and ``century`` count full years (1990, 1800). ``weekday`` is ISO; ``check`` a day number in brackets;
    ``local`` says that the text marks the day as local elsewhere.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    check: int | None = None
    local: bool = False
    quarter: int | None = None
    half: int | None = None
    third: int | None = None
    season: str | None = None
    week: int | None = None
    weekend: bool = False
    decade: int | None = None
    century: int | None = None
    nth: int | None = None
    unit: str | None = None
    bce: bool = False
    swapped: bool = False


class Shift(Partial, frozen=True, kw_only=True):
    """The unit ``count`` away from now at the unit's own granularity: last week, this month, tomorrow.

    ``base`` is ``publication``, or ``discourse`` for "the following week", "that year".
    """

    unit: str
    count: int
    base: Literal["publication", "discourse"] = "publication"


class Near(Partial, frozen=True, kw_only=True):
    """``item`` before (-1) or after (+1) now, or in the running period (0): last Friday, next May."""

    item: Fields
    side: int
    base: Literal["publication", "discourse"] = "publication"


class Offset(Partial, frozen=True, kw_only=True):
    """``parts`` ((unit, count) with None for a vague count) before (-1) or after (+1) ``base``.

    ``core`` is where the count alone stands, for an event whose date nobody tells.
    """

    parts: tuple[tuple[str, float | None], ...]
    side: int
    base: Literal["publication", "discourse", "event"] | Partial = "publication"
    duration: bool = False
    mod: str | None = None
    core: tuple[int, int] | None = None


class Within(Partial, frozen=True, kw_only=True):
    """``inner`` inside ``outer``: April of last year, Monday of next week."""

    inner: Partial
    outer: Partial


class PartOf(Partial, frozen=True, kw_only=True):
    """A part of the day (``MO AF EV NI DW``) of ``day``; of the publication day when None."""

    part: str
    day: Partial | None = None
    zone: str | None = None


class Clock(Partial, frozen=True, kw_only=True):
    """A clock time; ``zone`` an offset, IANA name or ``local``; ``other`` the same instant on another clock."""

    hour: int
    minute: int = 0
    second: int | None = None
    zone: str | None = None
    other: Clock | None = None
    vague: bool = False


class Timed(Partial, frozen=True, kw_only=True):
    """A clock time (or a range of them) on a day."""

    clock: Partial
    day: Partial


class Range(Partial, frozen=True, kw_only=True):
    """From ``first`` to ``last``, both included."""

    first: Partial
    last: Partial


class Listed(Partial, frozen=True, kw_only=True):
    """Several dates said as one phrase."""

    items: tuple[Partial, ...]


class During(Partial, frozen=True, kw_only=True):
    """A duration: amounts by unit; ``side`` -1 or +1 when it ends or begins at publication."""

    parts: tuple[tuple[str, float | None], ...]
    side: int = 0
    mod: str | None = None


class Every(Partial, frozen=True, kw_only=True):
    """A set of times: ``value`` ready made."""

    value: str


class Reference(Partial, frozen=True, kw_only=True):
    """``PAST_REF``, ``PRESENT_REF`` or ``FUTURE_REF``; ``unit`` of a vague count (últimos anos)."""

    value: str
    unit: str | None = None


class Since(Partial, frozen=True, kw_only=True):
    """From the discourse date to publication: "desde então"."""


class Worded(Partial, frozen=True, kw_only=True):
    """Refers back: ``then`` (na altura), ``same`` with the unit (no mesmo dia), ``report`` (no trimestre)."""

    kind: Literal["then", "same", "report"]
    unit: str = "D"


class Holiday(Partial, frozen=True, kw_only=True):
    """A feast or named date: ``rule`` as the calendar table writes it, ``offset`` in days, ``year`` where given."""

    rule: str
    offset: int = 0
    year: int | None = None


class Modified(Partial, frozen=True, kw_only=True):
    """``item`` with a TIMEX3 modifier."""

    item: Partial
    mod: str
