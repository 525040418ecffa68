"""Pairs the quotation marks of a paragraph, whatever the house style."""

from __future__ import annotations

import re

import msgspec

from meada.span import Span

__all__ = ["Quote", "pair"]

_MARK = re.compile("''|``|[\"“”„‟«»‹›'‘’]")
_DOUBLE_OPEN = frozenset("“„«")
_DOUBLE_CLOSE = frozenset("”»‟")
_OPENERS_BEFORE = frozenset("([{—–-:;,¿¡/“«\"'‘")
_ENDS = (".", "!", "?", "…", ",", ";", ":")


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """One pair of marks with what they hold.

    ``span`` includes the marks, ``inner`` does not. ``depth`` is 0 for a quotation that stands in no other. ``open`` is
    true when the closing mark is missing: the span then runs to the end of the paragraph and says so.
    """

    span: Span
    inner: Span
    depth: int = 0
    open: bool = False


def pair(text: str, span: Span) -> tuple[Quote, ...]:
    """The quotations in ``span``, one paragraph, by their start; inner ones follow the one they stand in.

    A stack automaton over the marks: curly, straight, angular and single ones; a closing double mark closes the
    nearest open double one whatever its style (“…", «…"), an apostrophe is no mark, and a single mark that is never
    closed is one. A double mark left open runs to the end of the paragraph (``open``). Linear in ``span``.
    """
    stack: list[tuple[int, str]] = []
    done: list[tuple[int, int]] = []
    wide: set[int] = set()
    for match in _MARK.finditer(text, span.start, span.end):
        at, mark = match.start(), match[0]
        before = text[at - 1] if at > span.start else " "
        end = match.end()
        after = text[end] if end < span.end else " "
        if len(mark) == 2:
            wide.add(at)
            mark = '"'
        kind = _kind(mark, before, after, stack)
        if kind == "open":
            stack.append((at, _family(mark)))
        elif kind == "close":
            _close(at, end, _family(mark), stack, done)
    lost = next((at for at, family in stack if family == "double"), None)
    pairs = sorted(p for p in done if lost is None or p[0] > lost or p[1] < lost)
    if lost is not None:
        pairs = sorted([p for p in pairs if p[1] < lost] + [(lost, -1)])
    return _quotes(pairs, span, text, wide)


def _family(mark: str) -> str:
    return "single" if mark in "'‘’‹›" else "double"


def _kind(mark: str, before: str, after: str, stack: list[tuple[int, str]]) -> str:
    """``open``, ``close`` or the empty string for an apostrophe."""
    if mark in _DOUBLE_OPEN:
        return "open"
    if mark in _DOUBLE_CLOSE:
        return "close"
    opens = (before.isspace() or before in _OPENERS_BEFORE) and not after.isspace()
    if mark == '"':
        inside = any(family == "double" for _, family in stack)
        return "open" if opens and not (inside and before in ".!?…") and (not inside or before.isspace()) else "close"
    if before.isalnum() and after.isalnum():
        return ""
    if mark in "‘‹" or (mark in "'’" and opens and not before.isalnum()):
        return "" if after.isdigit() else "open"
    return "close" if any(family == "single" for _, family in stack) else ""


def _close(at: int, end: int, family: str, stack: list[tuple[int, str]], done: list[tuple[int, int]]) -> None:
    """Closes the nearest open mark of ``family``; single marks opened inside a double one that closes are dropped."""
    for k in range(len(stack) - 1, max(-1, len(stack) - 6), -1):
        if stack[k][1] == family:
            done.append((stack[k][0], end))
            del stack[k:]
            return
        if family == "single":
            return


def _quotes(pairs: list[tuple[int, int]], span: Span, text: str, wide: set[int]) -> tuple[Quote, ...]:
    out: list[Quote] = []
    ends: list[int] = []
    for start, end in pairs:
        while ends and ends[-1] <= start:
            ends.pop()
        missing = end < 0
        stop = span.end if missing else end
        first = start + (2 if start in wide else 1)
        closing = 0 if missing else 2 if text[stop - 2 : stop] in ("''", "``") else 1
        inner = Span(min(first, stop), max(min(first, stop), stop - closing))
        out.append(Quote(span=Span(start, stop), inner=inner, depth=len(ends), open=missing))
        ends.append(stop)
    return tuple(out)
