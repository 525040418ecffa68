"""When the events of an article happened: the date of the clause, of the sentence, or the one the story stands at."""

from __future__ import annotations

from collections.abc import Sequence

from meada.lang.trigger import Hit
from meada.reading.event import Participant
from meada.reading.role import active
from meada.reading.scene import Scene, reach
from meada.span import Span
from meada.when.expression import Anchor, Expression
from meada.when.happening import Time, event_time, is_closed, is_inside, is_short, nearest, only_date

__all__ = ["Chronicle", "stretch"]


def stretch(scene: Scene, at: int) -> Span:
    """The clause with what only commas part from it, on both sides."""
    first = at
    while first > 0 and not scene.clauses[first].opener:
        first -= 1
    return Span(scene.clauses[first].span.start, max(reach(scene, at), scene.clauses[at].span.end))


class Chronicle:
    """Gives each event its time in text order, and remembers the last day that an event was dated to, with who was in it.

    Which words are an event's own and what it may inherit is said here, the rest by `meada.when.happening`.
    """

    def __init__(self, times: Sequence[Expression], anchor: Anchor) -> None:
        self.times, self.published = times, anchor.published
        self.running: tuple[Expression, set[str]] | None = None

    def time(
        self, scene: Scene, hit: Hit, at: int, who: Sequence[Participant], kind: str, frames: Sequence[Span] = ()
    ) -> Time:
        """The time of an event: ``own`` words in its clause, ``inherited`` from its sentence or the story, else ``bound``
        by publication. ``frames`` are stretches that tell when it was said, not when it happened."""
        people = {p.entity for p in who}
        own = self._own(scene, hit, at, frames)
        if own is not None and kind == "event" and is_short(own):
            self.running = (own, people)
        if own is not None or kind != "event" or _anterior(scene, hit):
            return event_time(own, None, self.published)
        found = self._sentence(scene, hit, at, frames)
        if found is None and self.running and hit.feature in ("past", "participle", "phrase", "noun"):
            day, known = self.running
            found = day if not people or people & known else None
        return event_time(None, found, self.published)

    def _inside(self, span: Span, frames: Sequence[Span]) -> list[Expression]:
        return [t for t in self.times if span.contains(t.span) and is_closed(t) and not is_inside(t.span, frames)]

    def _own(self, scene: Scene, hit: Hit, at: int, frames: Sequence[Span]) -> Expression | None:
        """The nearest expression in the clause, else in what commas part from it."""
        clause = self._inside(scene.clauses[at].span, frames)
        return nearest(clause or self._inside(stretch(scene, at), frames), hit.span)

    def _sentence(self, scene: Scene, hit: Hit, at: int, frames: Sequence[Span]) -> Expression | None:
        """The only date of the sentence, for a clause joined to the dated one; what is past takes no date to come."""
        if scene.clauses[at].opener in scene.known.words["relative"] | scene.known.words["purpose"]:
            return None
        inside = self._inside(Span(scene.words[0].start, scene.words[-1].end), frames)
        return only_date(inside, self.published, past=hit.feature in ("past", "participle", "imperfect"))


def _anterior(scene: Scene, hit: Hit) -> bool:
    """True for what was over before the story's day: the pluperfect."""
    last = [w.lower for w in scene.words if w.end <= hit.span.start][-3:]
    return hit.feature == "participle" and active(scene, hit) and any(w in scene.known.words["last"] for w in last)
