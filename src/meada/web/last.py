"""When the reader was here before: two times in a cookie, nothing on the server."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec
from litestar.datastructures import Cookie

__all__ = ["LastVisit"]

_PAUSE = timedelta(minutes=30)
"""A visit is over after so long without a look at the front page."""


class LastVisit(msgspec.Struct, frozen=True, kw_only=True):
    """``before`` is when the visit before this one ended (ISO 8601, UTC), None on the first; ``now`` this moment."""

    before: str | None
    now: str

    @classmethod
    def of(cls, cookie: str | None, now: datetime | None = None) -> LastVisit:
        """The visit that the cookie tells of: ``before~seen``, both times; what is not that is a first visit."""
        moment = now or datetime.now(UTC)
        stamp = moment.isoformat(timespec="seconds")
        before, _, seen = (cookie or "").strip('"').partition("~")
        try:
            last = datetime.fromisoformat(seen)
        except ValueError:
            return cls(before=None, now=stamp)
        if last.tzinfo is None or last > moment:
            return cls(before=None, now=stamp)
        if moment - last > _PAUSE:
            return cls(before=last.isoformat(timespec="seconds"), now=stamp)
        return cls(before=_valid(before), now=stamp)

    def cookie(self) -> Cookie:
        """The cookie that keeps it for a year."""
        value = f"{self.before or ''}~{self.now}"
        return Cookie(key="visit", value=value, path="/", max_age=365 * 24 * 3600, httponly=True, samesite="lax")


def _valid(stamp: str) -> str | None:
    try:
        return stamp if datetime.fromisoformat(stamp).tzinfo else None
    except ValueError:
        return None
