"""Where an item stands on a page, told so that it is found again when the page is read anew, and never taken for another."""

from __future__ import annotations

import msgspec

from meada.span import Span

__all__ = ["Anchor", "Quote", "place", "quote"]

_AROUND = 32


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """The words at a span with what stands around them on their line, at most 32 characters a side: position and quote
    together, as the Web Annotation Data Model (W3C, 2017) has them."""

    span: Span
    words: str
    before: str = ""
    after: str = ""


class Anchor(msgspec.Struct, frozen=True, kw_only=True):
    """What a judgement is about: an ``item`` of a ``kind`` on a ``page``, and where its parts stand, the telling one first."""

    kind: str
    item: str
    page: str
    quotes: tuple[Quote, ...] = ()


def quote(text: str, span: Span) -> Quote:
    """The words of ``text`` at ``span`` with their surroundings."""
    line = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    return Quote(
        span=span,
        words=span.of(text),
        before=text[max(line, span.start - _AROUND) : span.start],
        after=text[span.end : min(end if end >= 0 else len(text), span.end + _AROUND)],
    )


def place(text: str, found: Quote) -> Span | None:
    """Where ``found`` stands in ``text`` now: in its old place, else in the only place with the same words and the same
    surroundings; None where there is none or more than one."""
    if quote(text, found.span) == found and found.words:
        return found.span
    if not found.words:
        return None
    whole = found.before + found.words + found.after
    spans: list[Span] = []
    at = text.find(whole)
    while at >= 0 and len(spans) < 2:
        span = Span(at + len(found.before), at + len(found.before) + len(found.words))
        if _same(quote(text, span), found):
            spans.append(span)
        at = text.find(whole, at + 1)
    return spans[0] if len(spans) == 1 else None


def _same(a: Quote, b: Quote) -> bool:
    return (a.words, a.before, a.after) == (b.words, b.before, b.after)
