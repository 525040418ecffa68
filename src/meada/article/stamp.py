"""The machine dates of a page, as they are written there."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import msgspec

from meada.page.page import Candidate, Page
from meada.when.metadata import stamp_of
from meada.when.zone import minutes_of

__all__ = ["Stamp", "read_stamps"]

_FRACTION = re.compile(r"\d\d:\d\d:\d\d[.,](\d{1,6})\d*")
_ORDER = ("Article", "Posting", "Report")


class Stamp(msgspec.Struct, frozen=True):
    """A machine date: wall clock, whether it has a time of day, offset in minutes or None, digits after the second."""

    at: datetime
    timed: bool
    offset: int | None
    fraction: str
    candidate: Candidate

    @property
    def utc(self) -> datetime | None:
        """The same instant in UTC; None without an offset."""
        return None if self.offset is None else self.at - timedelta(minutes=self.offset)


def read_stamps(page: Page, field: str) -> list[Stamp]:
    """Machine dates of ``field``, those of the article's JSON-LD first, then the head, then elements, then creation."""
    found: list[tuple[int, Stamp]] = []
    for candidate in page.candidates:
        if candidate.where.startswith("text") or candidate.field not in (
            field,
            "created" if field == "published" else field,
        ):
            continue
        read = stamp_of(candidate.value)
        if read is None or not 1990 <= read[0].year <= 2100:
            continue
        at, timed, offset = read
        fraction = match[1] if (match := _FRACTION.search(candidate.value)) else ""
        stamp = Stamp(at, timed, minutes_of(offset) if offset else None, fraction, candidate)
        found.append((_rank(candidate), stamp))
    found.sort(key=lambda item: item[0])
    return [stamp for _, stamp in found]


def _rank(candidate: Candidate) -> int:
    kind, _, rest = candidate.where.partition(":")
    base = {"jsonld": 0 if any(word in rest for word in _ORDER) else 4, "meta": 1, "itemprop": 2, "time": 3}.get(
        kind, 3
    )
    return base + 5 * (candidate.field == "created")
