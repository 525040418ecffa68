"""What a record shows over time: figures, days, what each article brings, and who told each thing first."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from msgspec.structs import replace

from meada.record.news import News, news
from meada.record.record import Record
from meada.record.series import Series, series
from meada.record.timeline import Day, first_reports, timeline

__all__ = ["View", "view"]


class View(msgspec.Struct, frozen=True, kw_only=True):
    """Views of one record as plain values, for every surface to draw.

    ``series`` are its figures over time, the longest first; ``timeline`` its days in order, and ``ranked`` their dates by
    weight; ``news`` what each page brings, in order of publication; ``first`` maps a statement to the one that told the same
    first, where that is another one.
    """

    series: tuple[Series, ...] = ()
    timeline: tuple[Day, ...] = ()
    ranked: tuple[str, ...] = ()
    news: tuple[News, ...] = ()
    first: dict[str, str] = {}


def view(record: Record, published: Mapping[str, str | None], *, suggested: bool = False) -> View:
    """The views of ``record``; ``published`` maps a page to its time of publication. Links that are only suggested count
    for nothing unless ``suggested``."""
    sure = record if suggested else replace(record, links=tuple(k for k in record.links if k.level == "shown"))
    days = timeline(sure, published)
    heaviest = sorted((d for d in days if d.granularity == "day"), key=lambda d: (-d.weight, d.date))
    return View(
        series=series(sure),
        timeline=days,
        ranked=tuple(day.date for day in heaviest),
        news=news(sure, published),
        first={one: first for one, first in first_reports(sure, published).items() if one != first},
    )
