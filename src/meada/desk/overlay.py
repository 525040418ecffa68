"""What people judged of one page laid over what the machine read there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from meada.anchor import place
from meada.desk.edit import changed, settled
from meada.desk.find import find, inside, items, name, spans
from meada.desk.kind import KINDS
from meada.desk.standing import Standing
from meada.page.page import Block, Page
from meada.reading.reading import Reading
from meada.span import Span

__all__ = ["Laid", "found", "lay", "moved", "roles"]

_LISTS = ("mention", "time", "attribution", "figure", "event")


class Laid(msgspec.Struct, frozen=True, kw_only=True):
    """A reading as people left it, and the ``orphans``: judgements whose item is not there any more."""

    reading: Reading
    orphans: tuple[Standing, ...] = ()


def roles(page: Page, stands: Iterable[Standing]) -> tuple[Page, tuple[Standing, ...]]:
    """``page`` with the roles that people gave its blocks, and the judgements whose block is gone."""
    blocks: list[Block] = list(page.blocks)
    orphans = []
    for stand in stands:
        block = found(stand, page, blocks)
        if block is None:
            orphans.append(stand)
        elif "role" in stand.fields:
            at = blocks.index(block)
            blocks[at] = replace(block, role=stand.fields["role"], score=1.0, reason="judgement")
    return replace(page, blocks=tuple(blocks)), tuple(orphans)


def lay(page: Page, reading: Reading, stands: Sequence[Standing]) -> Laid:
    """``reading`` with items rejected, edited and added as ``stands`` say; judged items keep the id they were judged under."""
    orphans: list[Standing] = []
    kept: list[tuple[Standing, Any]] = []
    for stand in stands:
        if stand.made is None:
            item = found(stand, page, items(stand.kind, page, reading))
            if item is None:
                orphans.append(stand)
            else:
                kept.append((stand, item))
    reading = _renamed(reading, {name(item): stand.item for stand, item in kept if hasattr(item, "id")})
    for stand, item in kept:
        own = replace(item, id=stand.item) if hasattr(item, "id") else item
        reading = (
            _without(reading, stand.kind, own) if stand.state == "rejected" else _edited(reading, page, stand, own)
        )
    for stand in stands:
        if stand.made is not None and stand.state != "rejected":
            made = _added(stand, page)
            if made is None:
                orphans.append(stand)
            else:
                reading = settled(_edited(_with(reading, stand.kind, made), page, stand, made), page, made)
    return Laid(reading=reading, orphans=tuple(orphans))


def found(stand: Standing, page: Page, known: Sequence[Any]) -> Any | None:
    """The item of ``known`` that ``stand`` is about, by the latest place known first."""
    own = [a for a in stand.anchors if a.kind == stand.kind and a.item == stand.item]
    return next((item for a in reversed(own) if (item := find(a, page, known)) is not None), None)


def moved(stand: Standing, page: Page) -> dict[Span, Span | None]:
    """Where each span that a judgement names stands on the page as it is now."""
    return {one.span: place(page.text, one) for a in stand.anchors for one in a.quotes}


def _added(stand: Standing, page: Page) -> Any | None:
    """The item that was added, its spans where their words stand now; None where one is gone."""
    assert stand.made is not None
    item = msgspec.convert(stand.made, KINDS[stand.kind].type)
    to = moved(stand, page)
    if any(to.get(span) is None for span in inside(item)):
        return None
    return _shifted(item, to)


def _shifted(value: Any, to: Mapping[Span, Span | None]) -> Any:
    if isinstance(value, Span):
        return to.get(value) or value
    if isinstance(value, msgspec.Struct):
        return replace(value, **{field: _shifted(getattr(value, field), to) for field in value.__struct_fields__})
    return tuple(_shifted(one, to) for one in value) if isinstance(value, tuple) else value


def _edited(reading: Reading, page: Page, stand: Standing, item: Any) -> Reading:
    if not stand.fields:
        new = replace(item, confidence=1.0) if hasattr(item, "confidence") else item
        return _put(reading, stand.kind, item, new)
    to = moved(stand, page)
    new = _shifted(changed(stand.kind, item, stand.fields, reading), to)
    return settled(_put(reading, stand.kind, item, new), page, new, item)


def _put(reading: Reading, kind: str, old: Any, new: Any) -> Reading:
    field = f"{kind}s"
    return replace(reading, **{field: tuple(new if one == old else one for one in getattr(reading, field))})


def _with(reading: Reading, kind: str, item: Any) -> Reading:
    field = f"{kind}s"
    every = [one for one in getattr(reading, field) if name(one) != name(item)]
    return replace(reading, **{field: tuple(sorted((*every, item), key=lambda one: min(spans(one))))})


def _without(reading: Reading, kind: str, item: Any) -> Reading:
    """``reading`` without an item and without what points at it."""
    field = f"{kind}s"
    reading = replace(reading, **{field: tuple(one for one in getattr(reading, field) if one != item)})
    if kind == "attribution":
        return _pointing(reading, {item.id: None})
    if kind == "figure":
        figures = (replace(f, subset_of=None) if f.subset_of == item.id else f for f in reading.figures)
        return replace(reading, figures=tuple(figures))
    if kind == "mention":
        events = (
            replace(e, participants=tuple(p for p in e.participants if p.span != item.span)) for e in reading.events
        )
        said = (
            replace(a, source=left, **({} if left else {"entity": None, "speaker": None}))
            if (left := tuple(s for s in a.source if not item.span.contains(s))) != a.source
            else a
            for a in reading.attributions
        )
        return replace(reading, events=tuple(events), attributions=tuple(said))
    if kind == "time":
        timed = (replace(e, time=None) if e.time and e.time.span == item.span else e for e in reading.events)
        return replace(reading, events=tuple(timed))
    return reading


def _renamed(reading: Reading, to: Mapping[str, str]) -> Reading:
    """``reading`` with items under the ids they were judged by."""
    names = {old: new for old, new in to.items() if old != new}
    if not names:
        return reading
    for kind in _LISTS:
        if kind != "time":
            every = (replace(one, id=names.get(one.id, one.id)) for one in getattr(reading, f"{kind}s"))
            reading = replace(reading, **{f"{kind}s": tuple(every)})
    return _pointing(reading, names)


def _pointing(reading: Reading, to: Mapping[str, str | None]) -> Reading:
    """``reading`` with everything that points at an attribution or figure of ``to`` pointing at what it says instead."""

    def new(id: str | None) -> str | None:
        return to.get(id, id) if id else id

    return replace(
        reading,
        attributions=tuple(replace(a, parent=new(a.parent), denies=new(a.denies)) for a in reading.attributions),
        figures=tuple(replace(f, attribution=new(f.attribution), subset_of=new(f.subset_of)) for f in reading.figures),
        events=tuple(replace(e, attribution=new(e.attribution)) for e in reading.events),
    )
