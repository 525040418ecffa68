"""A point or stretch of time, as precise as the page makes it and no more."""

from __future__ import annotations

from typing import Literal

import msgspec

from meada.span import Span

__all__ = ["Granularity", "Moment", "ZoneBasis"]

Granularity = Literal[
    "minute", "hour", "part", "day", "weekend", "week", "month", "quarter", "half", "season", "year", "decade", "century",
    "unknown",
]  # fmt: skip
"""How precise a time is; ``part`` is a part of the day (morning, night)."""

ZoneBasis = Literal["page", "outlet", "text", "presumed", "unknown"]
"""Where the zone of a time comes from: the page's own offset, the outlet's registry entry, words of the text,
a presumption from the variety of the language (always said on screen), or nowhere."""


class Moment(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An instant or interval with its precision, its zone and the words it was read from.

    ``begin`` (inclusive) and ``until`` (exclusive) are ISO 8601 dates or date-times on the clock of ``zone``; either is
    None where that end is open. ``zone`` is an offset such as ``-03:00``, or None. ``span`` points at ``words`` in the
    text of the page; it is None where the words stand outside the text (a meta tag, a header), and then ``where`` says.
    """

    begin: str | None = None
    until: str | None = None
    granularity: Granularity = "unknown"
    zone: str | None = None
    basis: ZoneBasis = "unknown"
    words: str = ""
    span: Span | None = None
    where: str | None = None

    @property
    def iso(self) -> str | None:
        """``begin`` with its offset where one is known: ``2025-08-12T19:48:00-03:00``, ``2025-10-27``, or None."""
        if self.begin is None or "T" not in self.begin or self.zone is None:
            return self.begin
        return self.begin + self.zone
