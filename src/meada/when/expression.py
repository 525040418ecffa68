"""A date, time, duration or set as read in a text and resolved."""

from __future__ import annotations

from typing import Literal

import msgspec

from meada.moment import Granularity, ZoneBasis
from meada.span import Span

__all__ = ["Anchor", "Expression"]


class Anchor(msgspec.Struct, frozen=True, kw_only=True):
    """What relative words are resolved against.

    ``published`` and ``fetched`` are ISO 8601 dates or date-times (with offset where known); ``zone`` is the outlet's
    offset (``-03:00``) or IANA name. Any may be None; then what depends on it stays unresolved.
    """

    published: str | None = None
    zone: str | None = None
    fetched: str | None = None


class Expression(msgspec.Struct, frozen=True, kw_only=True):
    """One temporal expression.

    ``value`` follows TIMEX3 with the extensions of ``docs/time.md``. ``begin`` (inclusive) and ``until`` (exclusive) are
    the interval it covers on the calendar, ISO 8601, None where open or unknown. ``anchor`` is what it was resolved
    against; ``mod`` the TIMEX3 modifier (``START``, ``END``, ``APPROX`` …). ``confidence`` in [0, 1].
    """

    span: Span
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    begin: str | None = None
    until: str | None = None
    granularity: Granularity = "unknown"
    zone: str | None = None
    zone_basis: ZoneBasis = "unknown"
    anchor: Literal["none", "publication", "discourse", "event", "fetch"] = "none"
    mod: str | None = None
    rule: str
    confidence: float = 1.0
    alternatives: tuple[str, ...] = ()
