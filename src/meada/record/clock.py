"""When something was said: its own date, else that of the occasion it belongs to, else only a bound."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from meada.lang.table import LANGUAGES, table
from meada.reading.attribution import Attribution
from meada.record.report import Report
from meada.record.saying import cue_form
from meada.span import Span
from meada.when.expression import Expression
from meada.when.happening import Time, after, bound, event_time, is_inside, nearest

__all__ = ["bounded", "latest", "occasion", "said_at", "turns"]

_FIRM = frozenset(("minute", "hour", "part", "day", "week", "month"))
_PAST = 31
"""Days before publication from which on a date in the sentence of a count tells another occasion."""
_BACK = 1
"""Paragraphs that an occasion may lie back."""


def said_at(report: Report, attribution: Attribution, others: Sequence[Attribution] = ()) -> Time:
    """When ``attribution`` was said; ``others`` are the acts of speakers, whose contents date nothing else.

    Looked for in this order: a date in its sentence outside what is said, the nearest to the cue (inside what a medium
    relays, where one does); for a cue in the past, the last date told before it in the paragraph or the one before, two
    where the sentence goes on with the saying before it; else not after publication. Days after publication do not count.
    """
    cue = attribution.cue[-1]
    sentence = report.sentence(cue)
    shown = () if attribution.source_kind == "visual" else attribution.content
    open_ = [t for t in report.reading.times if _dates(report, t) and not is_inside(t.span, shown)]
    parent = report.attributions.get(attribution.parent or "")
    scope = parent.content if parent is not None else (sentence,)
    near = [t for t in open_ if sentence.contains(t.span) and is_inside(t.span, scope) and t.granularity in _FIRM]
    own, inherited = nearest(near, cue), None
    if own is None and cue_form(report, attribution) != "present":
        told = [t for t in open_ if not any(is_inside(t.span, other.content) for other in others)]
        inherited = _inherited(report, told, sentence)
    return event_time(own, inherited, report.published)


def _inherited(report: Report, told: Sequence[Expression], sentence: Span) -> Expression | None:
    """The last date told before ``sentence``; None where that is a vague one ("há poucos dias") or too far back."""
    back = _BACK + turns(report, sentence)
    earlier = [t for t in told if t.span.end <= sentence.start]
    if not earlier or earlier[-1].granularity not in _FIRM:
        return None
    far = report.paragraph(sentence) - report.paragraph(earlier[-1].span) > back
    return None if far else earlier[-1]


def turns(report: Report, sentence: Span) -> bool:
    """True when the sentence goes on with the saying before it ("por sua vez", "for his part")."""
    if report.reading.lang not in LANGUAGES:
        return False
    low = f" {report.low[sentence.start : sentence.end]}".replace(",", " ")
    return any(f" {phrase} " in low for phrase in table(report.reading.lang, "record")["turn"])


def _dates(report: Report, item: Expression) -> bool:
    """True for an expression that can date a saying: on the calendar, sure, and not after publication."""
    if item.type not in ("DATE", "TIME") or (item.value.endswith("_REF") and item.value != "PAST_REF"):
        return False
    if item.confidence < 0.4 or (item.begin is None and item.until is None):
        return False
    end = after(report.published or "")
    return not (end and item.begin and item.begin[:10] > end)


def occasion(report: Report, span: Span) -> Time | None:
    """The date of another, earlier occasion that the sentence of the count at ``span`` tells ("em fevereiro de 2002 … 376
    mortos"); None where it tells none, or only a day from which on it counts ("desde outubro")."""
    if report.reading.lang not in LANGUAGES or not report.published:
        return None
    sentence, rows = report.sentence(span), table(report.reading.lang, "record")
    near = [
        t for t in report.reading.times
        if sentence.contains(t.span) and t.type == "DATE" and t.until and t.begin and t.granularity in _CALENDAR
    ]  # fmt: skip
    found = min(near, key=lambda t: (abs(t.span.start - span.start), t.span.start), default=None)
    if found is None or _days(found.until or "", report.published) < _PAST:
        return None
    before, after = report.low[sentence.start : found.span.start].split()[-1:], report.low[found.span.end :][:12]
    if before and before[0] in rows["since"] and after.strip(" ,").split(" ")[0] not in rows["when"]:
        return None
    return event_time(found, None, report.published)


_CALENDAR = frozenset(("day", "week", "month", "season", "year"))


def _days(until: str, published: str) -> int:
    """Whole days from ``until`` to ``published`` (ISO 8601); nought where either is no date."""
    try:
        return (dt.date.fromisoformat(published[:10]) - dt.date.fromisoformat(until[:10])).days
    except ValueError:
        return 0


def latest(report: Report) -> Time:
    """Nothing says when: not after the page was published."""
    return bound(report.published)


def bounded(time: Time | None) -> Time | None:
    """What came before the occasion ``time`` belongs to: only its end is known."""
    return None if time is None else Time(until=time.until, how="bound", zone=time.zone, zone_basis=time.zone_basis)
