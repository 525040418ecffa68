"""Who held an office on the day a phrase is about, as the user's own data says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache

from meada.lang.world import Holder, Roll
from meada.reading.cast import slug
from meada.reading.passage import Passage
from meada.reading.pending import Pending
from meada.when import Expression

__all__ = ["Holders"]

_LEADERS = frozenset(("head_of_state", "head_of_government"))
_SINGLE = _LEADERS | {"foreign_minister"}
"""Classes of offices of which a state has one: the class alone finds the holder."""

Stretch = tuple[str | None, str | None]
"""First and last day, ISO 8601; None where there is no limit."""


class Holders:
    """The holders of a user's roll as far as one article may mean them.

    ``country`` is the state of the outlet: an office that names no state is one of that state where no other office of
    its class in the article is of something else. An office is held by whoever the roll says for the days that the
    sentence tells of, else for the day of publication; where these days have no holder, or several, nobody is found.
    """

    def __init__(
        self,
        passage: Passage,
        country: str | None = None,
        times: Sequence[Expression] = (),
        pending: Sequence[Pending] = (),
    ) -> None:
        self._rows = _by_owner(passage.world.roll)
        self._published = (passage.anchor.published or "")[:10] or None
        self._passage, self._times = passage, times
        self._country = country
        self._pending = [item for item in pending if item.office is not None]

    def find(self, item: Pending) -> Holder | None:
        """The one person who held the office on all the days that ``item`` may be about; None where that is open."""
        if not self._rows or item.office is None or item.former or item.indefinite:
            return None
        rows = self._of(item)
        days = self._days(item) if rows else []
        found: dict[str, Holder] = {}
        for first, last in days:
            held = {slug(row.name): row for row in rows if row.holds(first, last)}
            if len(held) != 1:
                return None
            found |= held
        return next(iter(found.values())) if len(found) == 1 else None

    def _of(self, item: Pending) -> list[Holder]:
        """The rows of that office: those that have its very words, else those of its class where the state has one."""
        rows = self._rows.get(self._owner(item) or "", ())
        assert item.office is not None
        agreeing = [row for row in rows if not (item.office.feminine and row.feminine is False)]
        noun = slug(item.noun)
        worded = [row for row in agreeing if any(slug(words) == noun for words in row.offices)]
        classes = item.office.classes & _SINGLE | (_LEADERS if "leader" in item.office.classes else frozenset())
        return worded or [row for row in agreeing if classes.intersection(row.offices)]

    def _owner(self, item: Pending) -> str | None:
        if item.owner is not None:
            return slug(item.owner)
        if item.code is not None:
            return slug(item.code)
        assert item.office is not None
        if self._country is None or not item.definite or not item.office.classes & _SINGLE:
            return None
        others = (p for p in self._pending if p.office and p.office.classes & item.office.classes and p.owned)
        return None if any(p.owner or p.code != self._country for p in others) else slug(self._country)

    def _days(self, item: Pending) -> list[Stretch]:
        """The stretches that the sentence of ``item`` tells, else the day of publication."""
        here = next((s for s in self._passage.sentences if s.contains(item.span)), item.span)
        told = [_stretch(t) for t in self._times if here.contains(t.span) and t.type in ("DATE", "TIME")]
        known = [stretch for stretch in told if stretch is not None]
        if known or self._published is None:
            return known
        return [(self._published, self._published)]


@lru_cache(maxsize=4)
def _by_owner(roll: Roll) -> Mapping[str, tuple[Holder, ...]]:
    found: dict[str, list[Holder]] = {}
    for row in roll.rows:
        found.setdefault(slug(row.of), []).append(row)
    return {owner: tuple(rows) for owner, rows in found.items()}


def _stretch(time: Expression) -> Stretch | None:
    """The days of an expression, None where it tells none."""
    if time.begin is None and time.until is None:
        return None
    last = time.until
    if last is not None and "T" not in last:
        try:
            last = (date.fromisoformat(last) - timedelta(days=1)).isoformat()  # ``until`` is the day after
        except (ValueError, OverflowError):
            last = None
    return time.begin and time.begin[:10], last and last[:10]
