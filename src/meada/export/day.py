"""Interval ends as people write them: inclusive."""

from __future__ import annotations

import datetime as dt

__all__ = ["last_day"]


def last_day(until: str) -> str:
    """The last day before ``until`` (ISO 8601, exclusive): an end at midnight falls on the day before. A month or a year
    stays as it is."""
    if len(until) < 10 or ("T" in until and until[11:16] != "00:00"):
        return until[:10]
    return (dt.date.fromisoformat(until[:10]) - dt.timedelta(days=1)).isoformat()
