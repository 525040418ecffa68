"""A story over time in a terminal: figures, days, what each article brings."""

from __future__ import annotations

from collections.abc import Iterator

import click

from meada.cli.speech import say, w
from meada.export.history import COUNTED, STANDING, DayLine, History, NewsLine, SeriesLine

__all__ = ["history_lines"]

_SERIES, _POINTS, _ENTRIES, _NEWS = 6, 12, 3, 3
"""The most series, points of one, entries of a day and quotes of an article that are printed; the rest is counted."""
_WIDE = 84
_COLOURS = {"superseded": "red", "conflicting": "red", "revised": "yellow"}


def history_lines(history: History) -> Iterator[str]:
    """The sections that have something to show."""
    if history.series:
        yield from _head(say("Figures over time"), len(history.series) - _SERIES)
        for series in history.series[:_SERIES]:
            yield from _series(series)
    if history.days:
        yield from _head(say("Timeline"), 0)
        for day in history.days:
            yield from _day(day)
    if any(news.new or news.updated or news.disputed for news in history.news):
        yield from _head(say("What changed"), 0)
        for news in history.news:
            yield from _news(news)


def _head(text: str, rest: int) -> Iterator[str]:
    more = f" ({w().count('and {n} more', 'and {n} more', rest)})" if rest > 0 else ""
    yield ""
    yield f" {click.style(text, bold=True)}{more}"


def _series(series: SeriesLine) -> Iterator[str]:
    head = say(COUNTED[series.counts]) if series.counts in COUNTED else series.counts
    notes = [", ".join(series.whom)] if series.whom else []
    notes += [say("a part of them")] if series.part else []
    notes += [say("per day")] if series.daily else []
    aside = f" ({'; '.join(notes)})" if notes else ""
    yield f"   {head}{aside}"
    for point in series.points[-_POINTS:]:
        who = point.source or say("who says so: not stated")
        standing = click.style(say(STANDING[point.standing]), fg=_COLOURS.get(point.standing))
        yield f"     {w().date(point.as_of):<14} {_short(point.words)} – {who} · {standing}  {' '.join(point.labels)}"


def _day(day: DayLine) -> Iterator[str]:
    rank = f" · {say('most told day')}" if day.rank == 1 else ""
    yield f"   {click.style(w().stretch(day.date, day.last, day.granularity), bold=True)}{rank}"
    for entry in day.entries[:_ENTRIES]:
        told = w().date(entry.reported) if entry.reported else say("no date")
        first = say("first told {date} by {label}", date=told, label=entry.labels[0])
        n = len(entry.origins)
        origins = f" · {w().count('{n} origin', '{n} origins', n)}" if n else ""
        check = f" · {say('to be checked')}" if entry.level == "suggested" else ""
        yield f"     “{_short(entry.quote)}” – {first}{origins}{check}"
    if len(day.entries) > _ENTRIES:
        yield f"     {w().count('and {n} more', 'and {n} more', len(day.entries) - _ENTRIES)}"


def _news(news: NewsLine) -> Iterator[str]:
    date = w().date(news.published) if news.published else say("no date")
    yield f"   {click.style(news.label, bold=True)}  {date}"
    groups = ((say("new"), news.new), (say("updated"), news.updated), (say("disputed"), news.disputed))
    for head, quotes in groups:
        if quotes:
            rest = len(quotes) - _NEWS
            more = f" … {w().count('and {n} more', 'and {n} more', rest)}" if rest > 0 else ""
            yield f"     {head}: {' · '.join(f'“{_short(q)}”' for q in quotes[:_NEWS])}{more}"
    if news.confirmed:
        known = w().count("{n} statement told before", "{n} statements told before", len(news.confirmed))
        yield f"     {known}"


def _short(quote: str) -> str:
    flat = " ".join(quote.split())
    return flat if len(flat) <= _WIDE else flat[: _WIDE - 1].rsplit(" ", 1)[0].rstrip(",;:–- ") + "…"
