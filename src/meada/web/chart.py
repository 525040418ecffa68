"""Drawings as numbers: what the templates turn into SVG. No text is measured; every drawing has its table beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import msgspec

from meada.i18n import Words
from meada.record.series import Series

__all__ = ["Bar", "Dot", "Lanes", "Steps", "Tick", "lanes", "steps"]


class Tick(msgspec.Struct, frozen=True, kw_only=True):
    """A mark of an axis: its place in the drawing and what it says; ``anchor`` as SVG's ``text-anchor``."""

    at: float
    label: str
    anchor: str = "middle"


class Dot(msgspec.Struct, frozen=True, kw_only=True):
    """A value of a count: where it is drawn, what it says, and whether it is out of line (conflicting, superseded)."""

    x: float
    y: float
    label: str
    standing: str


class Steps(msgspec.Struct, frozen=True, kw_only=True):
    """A step chart: ``path`` is an SVG path through the counts in time order; sizes in its own units."""

    width: int
    height: int
    path: str
    dots: tuple[Dot, ...]
    days: tuple[Tick, ...]
    values: tuple[Tick, ...]


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """A happening in the lanes: from ``x`` over ``width`` it happened (a month is as wide as a month); at ``reported`` it
    was first told, None where no page has a date."""

    x: float
    width: float
    y: float
    reported: float | None
    label: str
    href: str


class Lanes(msgspec.Struct, frozen=True, kw_only=True):
    """Two lanes over one axis: when it happened above, when it was reported below."""

    width: int
    height: int
    above: int
    below: int
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]


_W, _LEFT, _RIGHT = 900, 14, 14


def steps(count: Series, words: Words) -> Steps | None:
    """The step chart of ``count``; None where fewer than two days have a value."""
    known = [p for p in count.points if p.value is not None and p.as_of]
    days = sorted({p.as_of for p in known})
    if len(days) < 2:
        return None
    height, top, bottom, left = 280, 20, 36, 64
    scale = _scale(days[0], days[-1], left, _W - 30)
    most = max(p.value or 0 for p in known) or 1

    def y(value: float) -> float:
        return round(height - bottom - (height - top - bottom) * value / most, 1)

    dots = tuple(
        Dot(
            x=scale(p.as_of),
            y=y(p.value or 0),
            label=f"{words.date(p.as_of)}: {words.number(p.value or 0)}",
            standing=p.standing,
        )
        for p in known
    )
    line = [d for d in dots if d.standing in ("initial", "revised")] or list(dots)
    path = f"M{line[0].x} {line[0].y}" + "".join(f"H{d.x}V{d.y}" for d in line[1:])
    shown = days if len(days) <= 7 else [days[i * (len(days) - 1) // 6] for i in range(7)]
    return Steps(
        width=_W,
        height=height,
        path=path,
        dots=tuple(dict.fromkeys(dots)),
        days=tuple(
            Tick(at=scale(day), label=words.date(day), anchor=_anchor(scale(day))) for day in _apart(shown, scale)
        ),
        values=tuple(Tick(at=y(v), label=words.number(round(v))) for v in (0, most / 2, most)),
    )


def lanes(happenings: Iterable[tuple[str, str | None, str | None, str, str]], words: Words) -> Lanes | None:
    """The lanes of ``happenings``: ``(begin, until, reported, label, href)``; None where fewer than two have dates."""
    found = [h for h in happenings if _day(h[0])]
    told = [h[2] for h in found if h[2] and _day(h[2])]
    if len(found) < 2:
        return None
    newest = max([h[0][:10] for h in found] + [t[:10] for t in told])
    oldest = max(min(h[0][:10] for h in found), _earlier(min([t[:10] for t in told] or [newest]), 400))
    scale = _scale(oldest, newest, _LEFT, _W - _RIGHT)
    above, below, rows = 30, 170, 8
    bars = []
    for at, (begin, until, reported, label, href) in enumerate(found):
        x = scale(max(begin[:10], oldest))
        end = scale(min(max(until[:10], oldest), newest)) if until and _day(until) and until[:10] > begin[:10] else x
        bars.append(
            Bar(
                x=x,
                width=max(5.0, round(end - x, 1)),
                y=above + (at % rows) * 12,
                reported=scale(reported[:10]) if reported and _day(reported) else None,
                label=label,
                href=href,
            )
        )
    days = [_between(oldest, newest, i / 5) for i in range(6)]
    ticks = tuple(
        Tick(at=scale(d), label=words.date(d), anchor=_anchor(scale(d))) for d in _apart(dict.fromkeys(days), scale)
    )
    return Lanes(width=_W, height=210, above=above, below=below, bars=tuple(bars), ticks=ticks)


class _scale:  # noqa: N801 - a function with two numbers in it
    def __init__(self, first: str, last: str, left: float, right: float) -> None:
        self.first, self.left, self.right = dt.date.fromisoformat(first[:10]), left, right
        self.days = max(1, (dt.date.fromisoformat(last[:10]) - self.first).days)

    def __call__(self, day: str) -> float:
        part = (dt.date.fromisoformat(day[:10]) - self.first).days / self.days
        return round(self.left + min(1.0, max(0.0, part)) * (self.right - self.left), 1)


def _day(iso: str) -> bool:
    try:
        dt.date.fromisoformat(iso[:10])
    except ValueError:
        return False
    return True


def _between(first: str, last: str, part: float) -> str:
    a, b = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    return (a + dt.timedelta(days=round((b - a).days * part))).isoformat()


def _earlier(day: str, days: int) -> str:
    return (dt.date.fromisoformat(day) - dt.timedelta(days=days)).isoformat()


def _apart(days: Iterable[str], scale: _scale) -> Sequence[str]:
    """``days`` without those whose labels would touch the one before."""
    out: list[str] = []
    for day in days:
        if not out or scale(day) - scale(out[-1]) > 110:
            out.append(day)
    return out


def _anchor(x: float) -> str:
    return "start" if x < 60 else "end" if x > _W - 60 else "middle"
