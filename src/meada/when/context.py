"""What a resolver may look at: the two anchors, the text, and the tense around an expression."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache

from meada.when.expression import Anchor
from meada.when.finding import Finding
from meada.when.lexicon import Lexicon
from meada.when.metadata import clock_of
from meada.when.node import Node
from meada.when.partial import Partial
from meada.when.tense import Tense, tense_at
from meada.when.value import Stretch
from meada.when.zone import offset_at

__all__ = ["Context", "Resolve", "anchor_clock"]


_THIS = frozenset(("INTHIS", "OFTHIS", "THIS"))
_AHEAD = 14
"""Nodes looked at behind "na véspera da cúpula" for the day of the summit."""
_DAYS = 12
_WORD = re.compile(r"[^\W\d_]{4,}")


@lru_cache(maxsize=1024)
def anchor_clock(stamp: str | None, zone: str | None) -> tuple[datetime | None, bool, str | None]:
    """``(wall clock, whether it has a time of day, offset)`` of an anchor's ISO stamp."""
    found = clock_of(stamp) if stamp else None
    if found is None:
        return None, False, zone if zone and zone[0] in "+-" else None
    at, timed, offset = found
    return at, timed, offset or offset_at(zone, at)


class Context:
    """The state of one reading: anchors, running discourse date, and the words around."""

    def __init__(self, text: str, lexicon: Lexicon, anchor: Anchor) -> None:
        self.text, self.lexicon, self.anchor = text, lexicon, anchor
        self.now, self.timed, self.offset = anchor_clock(anchor.published, anchor.zone)
        self.discourse: Stretch | None = None
        self.discourse_at = -1
        self.discourse_day: Stretch | None = None
        self.report: Stretch | None = None
        self.days: list[tuple[frozenset[str], date]] = []
        self.ahead: list[Node] = []
        self.ahead_from = 0
        self.start = self.end = 0
        self.counts_from_fetching = True
        self._tense: tuple[int, Tense | None] | None = None

    @property
    def today(self) -> date | None:
        """The publication day, None when unknown."""
        return None if self.now is None else self.now.date()

    def at(self, start: int, end: int) -> None:
        """Moves to the expression at ``start``."""
        self.start, self.end = start, end

    def tense(self) -> Tense | None:
        """The tense that governs the current expression."""
        if self._tense is None or self._tense[0] != self.start:
            self._tense = (self.start, tense_at(self.text, self.start, self.end, self.lexicon.lang))
        return self._tense[1]

    def word_before(self, back: int = 24) -> str:
        """The lower-case word just before the expression, empty at the start of a line."""
        left = self.text[max(0, self.start - back) : self.start].rsplit("\n", 1)[-1]
        words = left.lower().split()
        return words[-1] if words else ""

    def classes_before(self) -> frozenset[str]:
        """The classes of the word just before the expression."""
        known = self.lexicon.words.get(self.word_before())
        return frozenset(known[1]) if known else frozenset()

    def pointing(self, *, ahead: bool = True) -> Tense:
        """``past``, ``future`` or ``pluperfect`` for a date that may be either; ``ahead`` lets "para" say future."""
        if ahead and "FORWARD" in self.classes_before():
            return "future"
        found = self.tense()
        if found in (None, "present"):
            return (
                "future"
                if ahead
                and self.text[max(0, self.start - 24) : self.start].rstrip().lower().endswith(self.lexicon.onward)
                else "past"
            )
        return "future" if found == "programme" else found or "past"

    def same_sentence(self, at: int) -> bool:
        """True when no sentence ends between ``at`` and the expression."""
        between = self.text[max(at, self.start - 400) : self.start]
        return at >= 0 and not any(mark in between for mark in (". ", "\n", "? ", "! ", "; "))

    def same_paragraph(self, at: int) -> bool:
        """True when no line break lies between ``at`` and the expression."""
        return at >= 0 and "\n" not in self.text[at : self.start]

    def tells_of_years_past(self) -> bool:
        """True while the running discourse date lies in an earlier year."""
        return self.discourse is not None and self.today is not None and self.discourse.first.year < self.today.year

    def deictic(self) -> bool:
        """True when "this" stands before the expression or in it: nesta terça, às 16h desta quarta."""
        if self.classes_before() & _THIS:
            return True
        inside = self.text[self.start : self.end].lower().split()
        return any(not _THIS.isdisjoint(self.lexicon.words.get(w, ("", {}, False))[1]) for w in inside)

    @property
    def month_first(self) -> bool | None:
        """Whether 03/04 is March: False where the language or the outlet's zone says not, None when unknown."""
        if not self.lexicon.month_first:
            return False
        zone = self.anchor.zone
        if zone and zone[0] not in "+-":
            return zone in self.lexicon.month_first_zones
        if self.offset is None:
            return None
        return "-10:00" >= self.offset >= "-04:00"

    @property
    def south(self) -> bool:
        """True when the outlet's zone lies in the southern hemisphere, so that summer is December to February."""
        zone = self.anchor.zone or ""
        return zone in self.lexicon.southern_zones or (self.offset == "-03:00" and zone[:1] in ("", "-"))

    def named_year(self, month: int, day: int) -> int | None:
        """The year of a day known by name (11 de setembro) when words around it say so."""
        known = self.lexicon.named.get((month, day))
        if not known:
            return None
        around = set(
            self.text[max(0, self.start - 80) : self.end + 60].lower().replace(",", " ").replace(".", " ").split()
        )
        return next((year for year, near in known if around & near), None)

    def stamps_zone(self, found: Finding) -> bool:
        """True for a whole date and time that stands as a dateline: alone with a few words on its line."""
        line_start = self.text.rfind("\n", 0, self.start) + 1
        line_end = self.text.find("\n", self.end)
        line_end = len(self.text) if line_end < 0 else line_end
        return bool(found.zone) and (self.start - line_start) <= 40 and (line_end - self.end) <= 12

    def fetch_widget(self) -> bool:
        """True behind a page's own words for its dates: "Atualizado há 2 horas" counts from fetching."""
        if not self.counts_from_fetching:
            return False
        line = self.text[max(0, self.start - 60) : self.start].rsplit("\n", 1)[-1]
        words = [w.strip(":,.|•·-–").lower() for w in line.split()]
        return 0 < len(words) <= 4 and any("STAMP" in self.lexicon.words.get(w, ("", {}, False))[1] for w in words)

    def event_date(self, resolve: Resolve) -> date | None:
        """The day told for the event the expression leans on: just behind it ("a cúpula, marcada para sexta-feira"),
        else where the same word stood with a day earlier in the text. ``resolve`` resolves that one date."""

        word = self.text[self.start : self.end].split()[-1].lower()
        start, end = self.start, self.end
        for node in self.ahead[self.ahead_from : self.ahead_from + _AHEAD]:
            if node.mark in self.lexicon.sentence_ends:
                break
            if node.partial is not None and node.mark in self.lexicon.day_marks:
                self.at(node.start, node.end)
                found = resolve(node.partial, self)
                self.at(start, end)
                return None if found is None or found.stretch is None else found.stretch.first
        return next((day for near, day in reversed(self.days) if word in near), None)

    def remember_day(self, item: Stretch) -> None:
        """Keeps a day with the words around it, for events named again later."""
        if item.granularity == "day":
            around = self.text[max(0, self.start - 60) : self.end + 40].lower()
            self.days = [*self.days[-_DAYS:], (frozenset(_WORD.findall(around)), item.first)]


Resolve = Callable[[Partial, Context], Finding | None]
"""Resolves one partial date, handed to what has to know another date first."""
