"""Stretches of days that are worked on at once, and overlap so that nothing is cut at their seams."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from meada.bulk.schema import UNDATED

__all__ = ["Stretch", "stretches"]


class Stretch(NamedTuple):
    """``core`` are the first and last day that are its own, ``all`` those that it looks at (ISO dates, both inclusive)."""

    core: tuple[str, str]
    all: tuple[str, str]


def stretches(pages: Mapping[str, int], most: int, overlap: int) -> list[Stretch]:
    """Days with their number of ``pages`` into stretches of at most ``most`` pages where a single day has not more, each
    looking ``overlap`` days beyond its own on both sides. Pages without a day are a stretch alone."""
    out: list[Stretch] = []
    held, first, last = 0, "", ""
    for day in sorted(d for d in pages if d != UNDATED):
        if held and held + pages[day] > most:
            out.append(_stretch(first, last, overlap))
            held = 0
        first = first if held else day
        held, last = held + pages[day], day
    if held:
        out.append(_stretch(first, last, overlap))
    return out + ([Stretch((UNDATED, UNDATED), (UNDATED, UNDATED))] if pages.get(UNDATED) else [])


def _stretch(first: str, last: str, overlap: int) -> Stretch:
    return Stretch((first, last), (_moved(first, -overlap), _moved(last, overlap)))


def _moved(day: str, by: int) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(days=by)).isoformat()
    except (ValueError, OverflowError):
        return day
