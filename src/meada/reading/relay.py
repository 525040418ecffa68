"""Ties attributions to one another: who relays whom; what a denial denies stands in `meada.reading.denial`."""

from __future__ import annotations

from collections.abc import Sequence

from meada.reading.denial import deny
from meada.reading.draft import Draft
from meada.reading.line import Line
from meada.span import Span

__all__ = ["tie"]


def tie(drafts: list[Draft], read: Sequence[Line]) -> list[Draft]:
    """``drafts`` with ``parent``, ``denies``, ``medium`` and ``type`` set; an adverbial that only relays is folded in."""
    by_line: dict[int, list[Draft]] = {}
    for draft in drafts:
        by_line.setdefault(draft.line, []).append(draft)
    gone: set[int] = set()
    for number, found in by_line.items():
        line = read[number]
        for draft in found:
            _venue(draft, line)
            _medium_addressee(draft, line)
            if _is_medium(draft.source, line):
                inner = [d for d in found if d is not draft and _within(d, draft) and d.source]
                _relay(draft, inner, gone)
            elif len(found) > 1:
                for d in found:
                    if d is not draft and d.parent is None and _within(d, draft):
                        d.parent = draft
        _cited(found, line, gone)
        _double(found, gone)
    if read:
        deny(drafts, read[0].text, read[0].known)
    return [d for d in drafts if id(d) not in gone]


def _within(inner: Draft, outer: Draft) -> bool:
    return bool(inner.content and outer.content) and all(
        any(o.contains(c) and o != c for o in outer.content) for c in inner.cue or inner.content
    )


def _is_medium(source: Sequence[Span], line: Line) -> bool:
    words = [w for s in source for w in line.words if s.start <= w.start < s.end]
    head: list[str] = []
    for w in words[:7]:
        if head and line.known.has("nominal_links", w.lower):
            break
        head.append(w.lower)
    return any(w in line.known.source["medium"] for w in head)


def _relay(draft: Draft, inner: list[Draft], gone: set[int]) -> None:
    """A medium says it: what it encloses is relayed by it; a source adverbial gives its place to what it relays."""
    draft.type = "relay"
    if not draft.medium:
        draft.medium = list(draft.source)
    for d in inner:
        d.medium = d.medium or list(draft.source)
        d.parent = draft
    if inner and draft.rule.startswith("adverbial:fronted"):
        gone.add(id(draft))
        for d in inner:
            d.cue, d.type, d.parent = sorted([*draft.cue, *d.cue]), "relay", None


def _cited(found: Sequence[Draft], line: Line, gone: set[int]) -> None:
    """``…, publicou o diário O Leme, citando um negociador``: the one cited is the source, the paper the medium."""
    known = line.known
    for k in range(1, len(line)):
        size = known.starts(known.citing, line.low, k)
        end = line.object_end(k + size + (line.prepositional(k + size) and 1)) if size and k + size < len(line) else 0
        if not size or end <= k + size:
            continue
        cue, source = line.span(k, k + size), line.span(k + size, end)
        for draft in found:
            if draft.rule == "verb:object" and cue in draft.cue:
                gone.add(id(draft))
                continue
            before = draft.cue and draft.cue[-1].end <= cue.start and draft.source and _is_medium(draft.source, line)
            if before and not any(source.overlaps(c) for c in draft.content):
                draft.medium, draft.source, draft.type = list(draft.source), [source], "relay"
                draft.cue = [*draft.cue, cue]


def _double(found: Sequence[Draft], gone: set[int]) -> None:
    """``Para 54% dos entrevistados, …, segundo o instituto``: the second adverbial is the medium of the first."""
    opinion = next((d for d in found if d.rule == "adverbial:opinion"), None)
    final = next((d for d in found if d.rule == "adverbial:final"), None)
    if opinion is not None and final is not None and any(c.contains(opinion.content[0]) for c in final.content):
        opinion.medium, opinion.cue = list(final.source), sorted([*opinion.cue, *final.cue])
        gone.add(id(final))


def _venue(draft: Draft, line: Line) -> None:
    """``escreveu em sua conta no Instagram``, ``Em nota, a empresa disse``: where the words were given."""
    known = line.known
    if draft.medium or not draft.cue:
        return
    cue = draft.cue[-1]
    for k in range(len(line)):
        if line.low[k] not in known.source["venue_links"]:
            continue
        if any(c.start <= line.words[k].start < c.end for c in draft.content):
            continue
        end = line.object_end(k + 1, apposition=False)
        if end > k + 1 and any(
            line.low[j] in known.source["venue"] or line.low[j] in known.source["medium"] for j in range(k + 1, end)
        ):
            near = abs(line.words[k].start - cue.end) < 120
            if near and not any(s.overlaps(line.span(k, end)) for s in draft.content):
                draft.medium = [line.span(k, _extended(line, end))]
                return


def _extended(line: Line, end: int) -> int:
    """Past a second place name: ``em sua conta no Instagram``."""
    if line.known.has("prepositions", line.word(end)) and line.word(end + 1) in line.known.source["venue"]:
        return line.object_end(end + 1, apposition=False)
    return end


def _medium_addressee(draft: Draft, line: Line) -> None:
    """``disse à Rádio Maré que``, ``told the BBC``: the one told is the medium."""
    if draft.addressee and not draft.medium and _is_medium(draft.addressee, line):
        draft.medium = list(draft.addressee)
