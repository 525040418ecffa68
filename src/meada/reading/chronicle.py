"""When the events of an article happened: the date of the clause, of the sentence, or the one the story stands at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from meada.lang.trigger import Hit
from meada.reading.event import Participant, Time
from meada.reading.role import active
from meada.reading.scene import Scene, reach
from meada.span import Span
from meada.when.expression import Anchor, Expression

__all__ = ["Clock", "stretch"]

_DATED = frozenset(
    ("minute", "hour", "participle", "day", "weekend", "week", "month", "quarter", "half", "season", "year")
)
_FINE = dt.timedelta(days=3)


def stretch(scene: Scene, at: int) -> Span:
    """The clause with what only commas part from it, on both sides."""
    first = at
    while first > 0 and not scene.clauses[first].opener:
        first -= 1
    return Span(scene.clauses[first].span.start, max(reach(scene, at), scene.clauses[at].span.end))


class Clock:
    """Gives each event its time in text order, and remembers the last day that an event was dated to, with who was in it."""

    def __init__(self, times: Sequence[Expression], anchor: Anchor) -> None:
        self.times, self.published = times, (anchor.published or "")[:10]
        self.running: tuple[Expression, set[str]] | None = None

    def time(
        self, scene: Scene, hit: Hit, at: int, who: Sequence[Participant], kind: str, frames: Sequence[Span] = ()
    ) -> Time | None:
        """The time of an event: ``own`` words in its clause, ``inherited`` from its sentence or the story, else ``bound``
        by publication. ``frames`` are stretches that tell when it was said, not when it happened."""
        people = {p.entity for p in who}
        own = self._own(scene, hit, at, frames)
        if own is not None:
            if _fine(own) and kind == "event":
                self.running = (own, people)
            return _time(own, "own")
        if kind != "event" or _anterior(scene, hit):
            return self._bound()
        found = self._sentence(scene, hit, at, frames)
        if found is None and self.running and hit.feature in ("past", "participle", "phrase", "noun"):
            day, known = self.running
            found = day if not people or people & known else None
        return _time(found, "inherited") if found is not None else self._bound()

    def _own(self, scene: Scene, hit: Hit, at: int, frames: Sequence[Span]) -> Expression | None:
        """The nearest expression in the clause, else in what commas part from it."""
        for span in (scene.clauses[at].span, stretch(scene, at)):
            found = [t for t in self.times if span.contains(t.span) and _closed(t) and not _framed(t, frames)]
            if found:
                return min(found, key=lambda t: abs(t.span.start - hit.span.start))
        return None

    def _sentence(self, scene: Scene, hit: Hit, at: int, frames: Sequence[Span]) -> Expression | None:
        """The only date of the sentence, for a clause joined to the dated one; what is past takes no date to come."""
        if scene.clauses[at].opener in scene.known.words["relative"] | scene.known.words["purpose"]:
            return None
        sentence = Span(scene.words[0].start, scene.words[-1].end)
        inside = [t for t in self.times if sentence.contains(t.span) and _closed(t) and t.granularity in _DATED]
        inside = [t for t in inside if not _framed(t, frames)]
        if len(inside) != 1:
            return None
        future = bool(self.published) and (inside[0].begin or "")[:10] > self.published
        return None if future and hit.feature in ("past", "participle", "imperfect") else inside[0]

    def _bound(self) -> Time | None:
        return (
            Time(until=None, how="bound") if not self.published else Time(until=_next_day(self.published), how="bound")
        )


def _closed(time: Expression) -> bool:
    return time.begin is not None and time.until is not None


def _fine(time: Expression) -> bool:
    """True for a time that is a day or little more."""
    begin, until = _date(time.begin), _date(time.until)
    return begin is not None and until is not None and until - begin <= _FINE


def _framed(time: Expression, frames: Sequence[Span]) -> bool:
    return any(frame.contains(time.span) for frame in frames)


def _anterior(scene: Scene, hit: Hit) -> bool:
    """True for what was over before the story's day: the pluperfect."""
    last = [w.lower for w in scene.words if w.end <= hit.span.start][-3:]
    return hit.feature == "participle" and active(scene, hit) and any(w in scene.known.words["last"] for w in last)


def _next_day(day: str) -> str | None:
    date = _date(day)
    return (date + dt.timedelta(days=1)).isoformat() if date and date < dt.date.max else None


def _date(value: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat((value or "")[:10])
    except ValueError:
        return None


def _time(found: Expression, how: str) -> Time:
    return Time(
        begin=found.begin, until=found.until, granularity=found.granularity, zone=found.zone, zone_basis=found.zone_basis,
        how=how, span=found.span,  # type: ignore[arg-type]
    )  # fmt: skip
