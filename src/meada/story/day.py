"""Dates as numbers of days."""

from __future__ import annotations

import datetime as dt

__all__ = ["day"]


def day(date: object) -> float | None:
    """An ISO 8601 date or date-time as days since 1970 (UTC where no offset is given), None where it is none."""
    if not isinstance(date, str) or not date:
        return None
    try:
        moment = dt.datetime.fromisoformat(date)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    return moment.timestamp() / 86400
