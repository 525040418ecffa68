"""Items of a page: their names, their telling spans, and the one that a judgement is about after the page was read anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from meada.anchor import Anchor, place, quote
from meada.ident import ident
from meada.page.page import Block, Page
from meada.reading.attribution import Attribution
from meada.reading.event import Event
from meada.reading.figure import Figure
from meada.reading.reading import Reading
from meada.record.statement import Statement
from meada.span import Span
from meada.when.expression import Expression

__all__ = ["anchor", "find", "items", "name", "spans"]


def name(item: Any) -> str:
    """The id of an item of a page; blocks and times are called after their place."""
    if isinstance(item, Block | Expression):
        return ident("block" if isinstance(item, Block) else "time", item.span.start, item.span.end)
    return str(item.id)


def items(kind: str, page: Page, reading: Reading) -> Sequence[Any]:
    """All items of ``kind`` on a page."""
    if kind == "block":
        return page.blocks
    found: Sequence[Any] = getattr(reading, f"{kind}s")
    return found


def spans(item: Any) -> tuple[Span, ...]:
    """Where an item stands, the place that tells it from others first: a cue, a trigger, a number."""
    if isinstance(item, Attribution):
        return tuple(dict.fromkeys((*item.cue, *item.content, *item.source)))
    if isinstance(item, Event):
        return tuple(dict.fromkeys((item.trigger, *item.evidence)))
    if isinstance(item, Figure):
        return (item.number, item.span)
    if isinstance(item, Statement):
        return tuple(e.span for e in item.evidence)
    return (item.span,)


def anchor(kind: str, item: Any, page: Page) -> Anchor:
    """What finds ``item`` of ``page`` again."""
    return Anchor(
        kind=kind, item=name(item), page=page.capture, quotes=tuple(quote(page.text, span) for span in spans(item))
    )


def find(held: Anchor, page: Page, found: Sequence[Any]) -> Any | None:
    """The one of ``found`` that ``held`` is about; None where it is gone, or where more than one could be meant.

    It is the one that goes by its id, as long as its words still stand there; else the only one in the place of its telling
    words, or of several there the only one whose every part stands where it stood.
    """
    places = [place(page.text, one) for one in held.quotes]
    if not places or places[0] is None:
        return None
    there = [one for one in found if (own := spans(one)) and own[0] == places[0]]
    named = [one for one in there if name(one) == held.item]
    if named:
        return named[0]
    whole = [one for one in there if list(spans(one)) == places]
    chosen = whole or there
    return chosen[0] if len(chosen) == 1 else None


def inside(value: object) -> Iterator[Span]:
    """Every span that ``value`` holds."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            yield from inside(getattr(value, field))
    elif isinstance(value, tuple | list):
        for one in value:
            yield from inside(one)
