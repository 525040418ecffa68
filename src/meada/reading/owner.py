"""Whose a figure is, and the day it stands at."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import msgspec

from meada.reading.attribution import Attribution
from meada.reading.figure import Figure
from meada.span import Span
from meada.when import Anchor, Expression

__all__ = ["as_of", "near", "owned"]

_WITHIN = 24
"""A figure is looked for in this many attributions that begin before it."""
_DAY_REACH, _DAY_GAP = 250, 6
"""Characters between a figure and its day, and between a day and the verb of saying that it goes with."""


def as_of(figure: Figure, said: Sequence[Attribution], dated: Sequence[Expression], anchor: Anchor) -> str | None:
    """The day the count stands at: the one it was said or changed on ("subiu neste sábado para 19", "disse na quinta que
    são 33"), else the day of publication. The day on which what is counted happened is not it."""
    published = (anchor.published or "")[:10]
    cues = [c for a in said if a.id == figure.attribution for c in a.cue]
    first = bisect_left(dated, figure.span.start - _DAY_REACH, key=lambda t: t.span.start)
    for time in dated[first:]:
        if time.span.start > figure.span.end + _DAY_REACH:
            break
        changed = figure.rule.startswith("figure:toll") and figure.population is not None
        between = (
            changed
            and figure.population is not None
            and (figure.population.end <= time.span.start and time.span.end <= figure.span.start)
        )
        beside = any(_gap(time.span, cue) <= _DAY_GAP for cue in cues)
        day = (time.begin or "")[:10]
        if (between or beside) and not (published and day > published):
            return day
    return published or None


def _gap(a: Span, b: Span) -> int:
    return max(a.start, b.start) - min(a.end, b.end)


def near(figure: Figure, said: Sequence[Attribution], starts: Sequence[int]) -> Sequence[Attribution]:
    """The attributions that begin before the end of ``figure``, the last `_WITHIN` of them."""
    end = bisect_left(starts, figure.span.end)
    return said[max(0, end - _WITHIN) : end]


def owned(figure: Figure, said: Sequence[Attribution]) -> Figure:
    """``figure`` with the innermost attribution whose content holds it. A count of those who speak, or in what is told of
    them ("residents of a town of 18,000 said …"), is the writer's own."""
    holding = [a for a in said if any(c.contains(figure.number) for c in a.content)]
    holding = [a for a in holding if a.source] or holding
    if not holding:
        return figure
    best = min(holding, key=lambda a: sum(len(c) for c in a.content))
    return msgspec.structs.replace(figure, attribution=best.id)
