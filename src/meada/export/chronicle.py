"""A story over time in Markdown: a table for each count, the days, and what each article brings."""

from __future__ import annotations

from meada.export.history import COUNTED, STANDING, History, SeriesLine
from meada.i18n import Words

__all__ = ["plain", "sections"]


def plain(text: str) -> str:
    """``text`` with the characters that Markdown reads as marks escaped, on one line."""
    out = " ".join(text.split())
    for mark in "\\`*_[]<>#|":
        out = out.replace(mark, "\\" + mark)
    return out


def sections(history: History, words: Words) -> list[str]:
    """The lines of the sections that have something to show; the articles are named by their labels."""
    out: list[str] = []
    if history.series:
        out += [f"## {words('Figures over time')}", ""]
        for series in history.series:
            out += [*_series(series, words), ""]
    if history.days:
        out += [f"## {words('Timeline')}", "", *_days(history, words), ""]
    if any(one.new or one.updated or one.disputed for one in history.news):
        out += [f"## {words('What changed')}", "", *_news(history, words), ""]
    return out


def _series(series: SeriesLine, words: Words) -> list[str]:
    head = words(COUNTED[series.counts]) if series.counts in COUNTED else series.counts
    notes = [", ".join(series.whom)] if series.whom else []
    notes += [words("a part of them")] if series.part else []
    notes += [words("per day")] if series.daily else []
    title = f"### {plain(head)}" + (f" ({plain('; '.join(notes))})" if notes else "")
    columns = (words("As of"), words("Figure"), words("Who says"), words("Standing"), words("Articles"))
    lines = [title, "", f"| {' | '.join(columns)} |", "|---|---|---|---|---|"]
    for point in series.points:
        who = plain(point.source) if point.source else words("not stated")
        cells = (
            words.date(point.as_of),
            plain(point.words),
            who,
            words(STANDING[point.standing]),
            " ".join(point.labels),
        )
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def _days(history: History, words: Words) -> list[str]:
    columns = (words("When"), words("What"), words("First told"), words("Articles"), words("Origins"))
    lines = [f"| {' | '.join(columns)} |", "|---|---|---|---|---|"]
    for day in history.days:
        stretch = words.stretch(day.date, day.last, day.granularity)
        for entry in day.entries:
            date = words.date(entry.begin, entry.granularity) if day.last is None else stretch
            told = f"{words.date(entry.reported)} {entry.labels[0]}".strip()
            origins = ", ".join(plain(one) for one in entry.origins) or "–"
            origins += f" ({words('to be checked')})" if entry.level == "suggested" else ""
            lines.append(f"| {date} | “{plain(entry.quote)}” | {told} | {' '.join(entry.labels)} | {origins} |")
    return lines


def _news(history: History, words: Words) -> list[str]:
    lines = []
    for one in history.news:
        lines.append(f"- **{one.label}** {words.date(one.published)}".rstrip())
        groups = ((words("new"), one.new), (words("updated"), one.updated), (words("disputed"), one.disputed))
        for head, quotes in groups:
            lines += [f"  - {head}: “{plain(quote)}”" for quote in quotes]
    return lines
