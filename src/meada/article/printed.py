"""The dates that a page prints around its article, and how well each stands."""

from __future__ import annotations

from datetime import datetime

import msgspec

from meada.article.extent import extent
from meada.moment import Moment
from meada.page.page import Block, Page
from meada.span import Span
from meada.when.dateline import dateline
from meada.when.printed import PrintedDate, printed_dates

__all__ = ["Printed", "read_counted", "read_printed"]

BESIDE = 1
"""The worst standing that still counts as beside the headline."""
_BELOW = 6
"""How many blocks after the text are looked at."""


class Printed(msgspec.Struct, frozen=True):
    """A printed date, where it stands in the text, the block's place, and how well it stands (0 is best)."""

    clock: PrintedDate
    span: Span
    place: int
    standing: int

    @property
    def at(self) -> datetime:
        """The printed clock, midnight where no time of day is printed."""
        return datetime.fromisoformat(self.clock.begin)


def read_printed(page: Page, month_first: bool) -> list[Printed]:
    """Printed dates with how well they stand: beside the headline, in a byline there, above it, below the text.

    ``month_first`` says that the outlet's country writes the month first in figures.
    """
    body, last = extent(page)
    head = next((i for i, block in enumerate(page.blocks) if block.role == "headline"), 0)
    found: list[Printed] = []
    for place, block in enumerate(page.blocks[: last + _BELOW]):
        standing = _standing(block, place, head, body)
        if standing is None:
            continue
        for clock in printed_dates(block.span.of(page.text)):
            if month_first and clock.swapped is not None:
                clock = msgspec.structs.replace(clock, day=clock.swapped, swapped=clock.day)
            found.append(Printed(clock, clock.span.shift(block.span.start), place, standing))
    return found


def read_counted(page: Page, field: str, zone: str | None) -> Moment | None:
    """The ``field`` (``published`` or ``updated``) that the line beside the headline tells, counted back from when the page
    was fetched where it says so ("Atualizado há 2 horas"), on the outlet's clock ``zone``; None where no line tells it."""
    body, last = extent(page)
    head = next((i for i, block in enumerate(page.blocks) if block.role == "headline"), 0)
    for place, block in enumerate(page.blocks[: last + _BELOW]):
        standing = _standing(block, place, head, body)
        if standing is None or standing > BESIDE:
            continue
        told = dateline(page.text, page.lang, zone=zone, fetched=page.fetched_at, span=block.span)
        found = None if told is None else told.updated if field == "updated" else told.published
        if found is not None and found.begin is not None:
            return found
    return None


def _standing(block: Block, place: int, head: int, body: int) -> int | None:
    if len(block.span) > 300:
        return None
    below = 4 * (place > body + 3) + 2 * (place < head - 3)
    if block.role == "dateline":
        return below
    if block.role in ("byline", "agency_credit", "kicker"):
        return 1 + below
    between = block.role in ("navigation", "related") and head < place < body
    loose = block.role in ("other", "caption", "share") and place < body
    first = block.role == "body" and abs(place - body) <= 3 and len(block.span) <= 60
    return 2 + below if (between or loose or first) and len(block.span) <= 120 else None
