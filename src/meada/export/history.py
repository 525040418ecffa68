"""A story over time, in lines that a surface words: figures, days, and what each article brings. Every text is a quote."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from meada.export.fold import brief
from meada.export.material import Material
from meada.i18n import N_
from meada.moment import Granularity
from meada.reading.mention import Entity
from meada.record.level import Level
from meada.record.news import News
from meada.record.series import Point, Series, Standing
from meada.record.statement import Statement
from meada.record.timeline import Day, Entry
from meada.record.view import view

__all__ = ["COUNTED", "STANDING", "DayLine", "EntryLine", "History", "NewsLine", "PointLine", "SeriesLine", "history"]


COUNTED = {"dead": N_("Dead"), "missing": N_("Missing"), "hurt": N_("Injured"), "displaced": N_("Displaced")}
"""How the counts of people are headed; others are headed by what they count."""

STANDING: dict[Standing, str] = {
    "initial": N_("first count"),
    "repeated": N_("repeated"),
    "revised": N_("revised"),
    "conflicting": N_("different figure"),
    "superseded": N_("corrected later"),
}
"""How a point of a series stands to those before it."""


class PointLine(msgspec.Struct, frozen=True, kw_only=True):
    """One telling of a count: its ``words`` in the page, ``source`` who says so (None where nobody is cited), ``labels`` of
    the articles that tell it so on that day."""

    as_of: str
    words: str
    value: float | None
    source: str | None
    standing: Standing
    labels: tuple[str, ...]


class SeriesLine(msgspec.Struct, frozen=True, kw_only=True):
    """A count over time; ``counts`` is a key of `COUNTED` or what is counted."""

    counts: str
    whom: tuple[str, ...]
    part: bool
    daily: bool
    points: tuple[PointLine, ...]


class EntryLine(msgspec.Struct, frozen=True, kw_only=True):
    """One happening: its shortest quote, when it happened and when it was first reported, by whom (``labels``, the first
    report first), and how many independent origins it has. ``level`` is ``suggested`` for what is still to be checked."""

    begin: str
    granularity: Granularity
    reported: str | None
    quote: str
    labels: tuple[str, ...]
    origins: tuple[str, ...]
    level: Level = "shown"


class DayLine(msgspec.Struct, frozen=True, kw_only=True):
    """A day or longer stretch, ``last`` its last day where several units make it; ``rank`` is 1 for the day that is told
    most, weighted by independent origins."""

    date: str
    granularity: Granularity
    last: str | None
    weight: int
    rank: int | None
    entries: tuple[EntryLine, ...]


class NewsLine(msgspec.Struct, frozen=True, kw_only=True):
    """What one article brings, by quote, against all before it."""

    label: str
    published: str | None
    new: tuple[str, ...]
    confirmed: tuple[str, ...]
    updated: tuple[str, ...]
    disputed: tuple[str, ...]


class History(msgspec.Struct, frozen=True, kw_only=True):
    """One story over time."""

    series: tuple[SeriesLine, ...] = ()
    days: tuple[DayLine, ...] = ()
    news: tuple[NewsLine, ...] = ()


class _Names:
    def __init__(self, material: Material, statements: Mapping[str, Statement], entities: Mapping[str, Entity]) -> None:
        self.labels = {d.capture: d.label for d in material.documents}
        self.statements, self.entities = statements, entities

    def name(self, id: str) -> str:
        return self.entities[id].name if id in self.entities else id

    def quote(self, id: str) -> str:
        return brief([self.statements[id]])

    def label(self, id: str) -> str:
        return self.labels.get(self.statements[id].page, "?")


def history(material: Material, at: int = 0) -> History:
    """The story number ``at`` of ``material`` (from 0) over time; only links that are shown count."""
    if at >= len(material.records):
        return History()
    record = material.records[at]
    published = {
        d.capture: d.article.published.begin if d.article.published else None for d in material.documents
    }  # fmt: skip
    names = _Names(material, {s.id: s for s in record.statements}, {e.id: e for e in record.entities})
    made = view(record, published)
    rank = {date: n for n, date in enumerate(made.ranked, 1)}
    return History(
        series=tuple(_series(one, names) for one in made.series),
        days=tuple(_day(one, rank, names) for one in made.timeline),
        news=tuple(_news(one, names) for one in made.news if one.page in names.labels),
    )


def _series(series: Series, names: _Names) -> SeriesLine:
    """Points of one day, source, words and standing in one line."""
    groups: dict[tuple[object, ...], list[Point]] = {}
    for point in series.points:
        words = _words(names.statements[point.statement])
        groups.setdefault((point.as_of, point.value, point.source, point.standing, words.lower()), []).append(point)
    return SeriesLine(
        counts=series.counts,
        whom=tuple(names.name(one) for one in series.whom),
        part=series.part,
        daily=series.daily,
        points=tuple(
            PointLine(
                as_of=group[0].as_of,
                words=_words(names.statements[group[0].statement]),
                value=group[0].value,
                source=names.name(group[0].source) if group[0].source else None,
                standing=group[0].standing,
                labels=tuple(dict.fromkeys(names.label(p.statement) for p in group)),
            )
            for group in groups.values()
        ),
    )


def _words(statement: Statement) -> str:
    return " ".join(statement.figure.words.split()) if statement.figure else ""


def _day(day: Day, rank: Mapping[str, int], names: _Names) -> DayLine:
    entries = sorted(day.entries, key=lambda e: (e.level != "shown", -len(e.statements)))
    return DayLine(
        date=day.date,
        granularity=day.granularity,
        last=day.last,
        weight=day.weight,
        rank=rank.get(day.date) if day.granularity == "day" and day.last is None else None,
        entries=tuple(_entry(one, names) for one in entries),
    )


def _entry(entry: Entry, names: _Names) -> EntryLine:
    return EntryLine(
        begin=entry.begin,
        granularity=entry.granularity,
        reported=entry.reported,
        quote=names.quote(entry.statements[0]),
        labels=tuple(dict.fromkeys(names.label(one) for one in entry.statements)),
        origins=tuple(names.name(one) for one in entry.origins),
        level=entry.level,
    )


def _news(news: News, names: _Names) -> NewsLine:
    def quotes(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(names.quote(one) for one in ids))

    return NewsLine(
        label=names.labels[news.page],
        published=news.published,
        new=quotes(news.new),
        confirmed=quotes(news.confirmed),
        updated=quotes(news.updated),
        disputed=quotes(news.disputed),
    )
