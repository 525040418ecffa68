"""Machine dates of pages: ISO 8601 and RFC 2822 stamps as moments."""

from __future__ import annotations

import re
from datetime import datetime, time
from email.utils import parsedate_to_datetime

from meada.moment import Moment
from meada.when.zone import offset_at, written

__all__ = ["clock_of", "moment", "stamp_of"]

_ISO = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d{1,9})?)?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?",
    re.ASCII | re.IGNORECASE,
)


def clock_of(stamp: str) -> tuple[datetime, bool, str | None] | None:
    """``(wall clock, has a time of day, offset or None)`` of a stamp; None when it is not one."""
    raw = stamp.strip()[:64]
    found = _ISO.fullmatch(raw)
    if found is None:
        return _mail(raw)
    year, month, day, hour, minute, second, zone = found.groups()
    try:
        at = datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0))
    except ValueError:
        return None
    return at, hour is not None, None if zone is None or hour is None else offset_at(zone.upper(), at)


def _mail(raw: str) -> tuple[datetime, bool, str | None] | None:
    if not re.search(r"\d{1,2} [A-Za-z]{3} \d{4}|[A-Za-z]{3} \d{1,2}", raw):
        return None
    try:
        at = parsedate_to_datetime(raw)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    plain = at.replace(tzinfo=None)
    delta = at.utcoffset()
    if delta is None:
        return plain, True, None
    return plain, True, written(int(delta.total_seconds() // 60))


def stamp_of(stamp: str) -> tuple[datetime, bool, str | None] | None:
    """`clock_of` where midnight to the second with no offset is a day: nobody wrote the hour."""
    found = clock_of(stamp)
    if found is None:
        return None
    at, timed, offset = found
    return at, timed and not (offset is None and at.time() == time.min), offset


def moment(stamp: str, *, where: str | None = None, zone: str | None = None) -> Moment | None:
    """The `Moment` of a machine stamp, None when it is not one or has no place in the calendar.

    An offset in the stamp has the basis ``page``; else ``zone`` (the outlet's offset or IANA name) gives it with the
    basis ``outlet``. A stamp of midnight to the second with no offset is a day: nobody wrote the hour.
    """
    found = stamp_of(stamp)
    if found is None:
        return None
    at, timed, offset = found
    if not timed:
        return Moment(begin=at.date().isoformat(), granularity="day", words=stamp, where=where)
    known = offset or offset_at(zone, at)
    return Moment(
        begin=at.isoformat(timespec="seconds"),
        granularity="minute",
        zone=known,
        basis="page" if offset else "outlet" if known else "unknown",
        words=stamp,
        where=where,
    )
