"""Publication lines of a page: "12/08/2025 19h48", "Publicado em …", "Updated 2 hours ago"."""

from __future__ import annotations

from datetime import datetime

import msgspec

from meada.lang.table import LANGUAGES
from meada.moment import Moment, ZoneBasis
from meada.span import Span
from meada.when.context import Context, anchor_clock
from meada.when.expression import Anchor
from meada.when.finding import Finding
from meada.when.grammar import reduce
from meada.when.lexer import lex
from meada.when.lexicon import Lexicon, lexicon
from meada.when.node import Node
from meada.when.partial import Fields, Offset, Partial, Shift, Timed
from meada.when.resolver import resolve
from meada.when.tense import tense_at
from meada.when.zone import offset_at

__all__ = ["Dateline", "dateline"]

LONGEST = 300
"""Characters of the longest line that can be a dateline."""
_PLAIN, _STAMPED = 6, 16
"""Other words a dateline may hold: without and with a word such as "Publicado"."""


class Dateline(msgspec.Struct, frozen=True, kw_only=True):
    """What a publication line says. A moment with ``begin`` None is a date whose order of day and month the line leaves
    open; ``alternatives`` then holds both readings."""

    published: Moment | None = None
    updated: Moment | None = None
    alternatives: tuple[Moment, ...] = ()


def dateline(
    text: str,
    lang: str | None,
    *,
    zone: str | None = None,
    fetched: str | None = None,
    span: Span | None = None,
) -> Dateline | None:
    """The publication and update times told by the line ``span`` of ``text`` (default: all of it); None for any
    other line, ordinary sentences with dates among them.

    ``zone`` is the outlet's offset or IANA name (basis ``outlet``; a zone in the line itself is ``text``; without
    either the zone stays unknown). ``fetched`` resolves "2 hours ago", "hoje às 14h". Without ``lang`` every language
    is tried and the one that explains most of the line is kept. Spans of the moments are code points of ``text``.
    """
    line = (span or Span(0, len(text))).trimmed(text)
    if not 0 < len(line) <= LONGEST:
        return None
    found = [_read(text, line, name, zone, fetched) for name in ((lang,) if lang in LANGUAGES else LANGUAGES)]
    best = max(found, key=lambda item: item[0])
    return best[1]


_Weight = tuple[int, int]


def _read(text: str, line: Span, lang: str, zone: str | None, fetched: str | None) -> tuple[_Weight, Dateline | None]:
    """How much of the line the language explains (dates and stamp words, then words it knows), and the dateline."""
    tables = lexicon(lang)
    nodes = reduce(lex(text, line.start, line.end, tables), tables.stages, tables.phrase_marks, text)
    dates = [node for node in nodes if node.partial is not None and _is_stamp(node.partial)]
    stamps = [node for node in nodes if "STAMP" in node.values]
    known = sum(1 for node in nodes if node.values)
    weight = (2 * len(stamps) + sum(node.end - node.start for node in dates), known)
    if not dates or not _stands_alone(text, line, nodes, dates, stamps, tables):
        return weight, None
    context = Context(text, tables, Anchor(published=_local(fetched, zone), zone=zone, fetched=fetched))
    context.counts_from_fetching = False
    context.offset = context.offset if zone else None
    out: dict[str, Moment] = {}
    alternatives: tuple[Moment, ...] = ()
    for node in dates:
        context.at(node.start, node.end)
        if _relative(node.partial) and fetched is None:
            continue
        made = resolve(_absolute(node.partial), context)
        if made is None or made.stretch is None:
            continue
        kind = _kind(node, stamps)
        both = _both(made, node, text, zone)
        alternatives = alternatives or both
        made_moment = _moment(made, node, text, zone, unknown=bool(both))
        if zone is None and made_moment.zone is None and isinstance(node.partial, Offset):
            made_moment = _on_fetch_clock(made_moment, fetched)
        out.setdefault(kind, made_moment)
    if not out:
        return weight, None
    return weight, Dateline(published=out.get("published"), updated=out.get("updated"), alternatives=alternatives)


def _on_fetch_clock(item: Moment, fetched: str | None) -> Moment:
    """A moment counted back from fetching, with the offset that the fetching time has."""
    offset = anchor_clock(fetched, None)[2]
    return msgspec.structs.replace(item, zone=offset, basis="page") if offset else item


def _is_stamp(item: Partial) -> bool:
    """A whole day, with or without a clock, or a count back from fetching."""
    if isinstance(item, Timed):
        return _is_stamp(item.day)
    if isinstance(item, Fields):
        return bool(item.year and item.month and item.day)
    return _relative(item)


def _relative(item: Partial | None) -> bool:
    if isinstance(item, Timed):
        return _relative(item.day)
    if isinstance(item, Offset):
        return item.side < 0 and item.base == "publication" and all(count is not None for _, count in item.parts)
    return isinstance(item, Shift) and item.unit == "D" and item.base == "publication" and item.count <= 0


def _absolute(item: Partial | None) -> Partial:
    """An offset as a plain one: on a publication line "há 2 horas" is never how long something lasted."""
    if isinstance(item, Offset):
        return msgspec.structs.replace(item, duration=False)
    return item or Partial()


def _local(fetched: str | None, zone: str | None) -> str | None:
    """The fetching time on the outlet's clock."""
    at, timed, offset = anchor_clock(fetched, None)
    if at is None or not timed or offset is None or zone is None:
        return fetched
    aware = datetime.fromisoformat(at.isoformat() + offset)
    target = offset_at(zone, at)
    if target is None:
        return fetched
    return aware.astimezone(datetime.fromisoformat("2000-01-01T00:00:00" + target).tzinfo).isoformat()


def _stands_alone(
    text: str, line: Span, nodes: list[Node], dates: list[Node], stamps: list[Node], tables: Lexicon
) -> bool:
    """True when the line is little more than its dates: no finite verb, few other words, no sentence."""
    marks = (tables.mark_word, tables.mark_cap)
    others = sum(1 for node in nodes if node.mark in marks and "STAMP" not in node.values)
    small = sum(1 for node in nodes if node.mark == tables.mark_word and "STAMP" not in node.values)
    closed = text[line.start : line.end].rstrip().endswith(".") and text[dates[-1].end - 1] != "."
    if stamps:
        lead = [n for n in nodes if n.mark in marks and n.end <= stamps[0].start and n.mark == tables.mark_word]
        verb = _auxiliary(text, line.start, stamps[0].start, tables)
        return others <= _STAMPED and not verb and len(lead) <= 1 and not (closed and small >= 2)
    first = dates[0]
    before = text[line.start : first.start].rstrip()
    word = before.rsplit(None, 1)[-1].lower() if before else ""
    led = bool(
        tables.words.get(word, ("", {}, False))[1].keys() & {"OF", "IN", "ON", "SINCE", "UNTIL", "BETWEEN", "FROM"}
    )
    if led or others > _PLAIN or (closed and others > 1) or "\n" in text[line.start : line.end]:
        return False
    if _relative(first.partial) and (others > 1 or isinstance(first.partial, Shift)):
        return False
    return small <= 2 or tense_at(text, first.start, first.end, tables.lang) is None


def _auxiliary(text: str, start: int, end: int, tables: Lexicon) -> bool:
    """True when a verb governs the stamp word: "foi publicado em" is a sentence, "Publicado em" is not."""
    return end > start and tense_at(text[start:end] + "\n", end - start, end - start, tables.lang) is not None


def _kind(node: Node, stamps: list[Node]) -> str:
    """``published`` or ``updated``, from the stamp word nearest before the date."""
    before = [x for x in stamps if x.start < node.start]
    return str(before[-1].values["STAMP"]) if before else "published"


def _both(found: Finding, node: Node, text: str, zone: str | None) -> tuple[Moment, ...]:
    """Both readings of a date whose order stays open."""
    item = found.stretch
    if item is None or not found.alternatives or not isinstance(node.partial, Timed | Fields):
        return ()
    other = msgspec.structs.replace(item, first=datetime.fromisoformat(found.alternatives[0]).date())
    return tuple(_moment(msgspec.structs.replace(found, stretch=x), node, text, zone) for x in (item, other))


def _moment(found: Finding, node: Node, text: str, zone: str | None, *, unknown: bool = False) -> Moment:
    item = found.stretch
    words, span = text[node.start : node.end], Span(node.start, node.end)
    if item is None or unknown:
        return Moment(words=words, span=span)
    if item.granularity not in ("minute", "hour"):
        return Moment(begin=item.first.isoformat(), granularity="day", words=words, span=span)
    shown = item.zone or offset_at(zone, item.begin)
    basis: ZoneBasis = "text" if item.zone else "outlet" if shown and zone else "unknown"
    return Moment(
        begin=item.begin.isoformat(timespec="seconds"),
        granularity=item.granularity,
        zone=shown,
        basis=basis,
        words=words,
        span=span,
    )
