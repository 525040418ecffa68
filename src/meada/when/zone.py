"""Offsets of zones on a day, and the zone that a variety of the language lets one presume."""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from meada.lang.table import resource

__all__ = ["minutes_of", "offset_at", "presumed_zone", "written"]

_OFFSET = re.compile(r"(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d{2}))?")


@lru_cache(maxsize=256)
def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def offset_at(zone: str | None, at: datetime) -> str | None:
    """The offset (``-03:00``) of an offset or IANA name on the wall clock ``at``; None when it is neither."""
    if not zone:
        return None
    if zone in ("Z", "UTC", "GMT"):
        return "+00:00"
    found = _OFFSET.fullmatch(zone)
    if found:
        if int(found[2]) > 15 or int(found[3] or 0) > 59:
            return None
        return f"{found[1]}{int(found[2]):02d}:{found[3] or '00'}"
    info = _zone(zone)
    delta = None if info is None else at.replace(tzinfo=info).utcoffset()
    return None if delta is None else written(round(delta.total_seconds() / 60))


def written(minutes: int) -> str:
    """The offset (``-03:00``) of ``minutes`` east of Greenwich."""
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def minutes_of(offset: str) -> int:
    """Minutes east of Greenwich of an offset as `offset_at` writes it."""
    minutes = int(offset[1:3]) * 60 + int(offset[4:6])
    return -minutes if offset[0] == "-" else minutes


def presumed_zone(variant: str | None) -> str | None:
    """The IANA zone that most outlets of a variety (``pt-BR``, ``es-AR``) keep, None where no one zone is likely.

    The table is ``resources/zone.toml``; whoever uses it marks the basis ``presumed``.
    """
    zones: dict[str, str] = resource("zone")["variant"]
    return zones.get(variant) if variant else None
