"""What the resolver says of one expression, before it becomes an `Expression`."""

from __future__ import annotations

from typing import Literal

import msgspec

from meada.moment import Granularity, ZoneBasis
from meada.when.value import Stretch, write

__all__ = ["Finding", "at_stretch"]


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """``stretch`` is the piece of calendar where there is one; it becomes the running discourse date. ``core``
    is the part of the words that the finding is about, where that is not all of them."""

    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    stretch: Stretch | None = None
    begin: str | None = None
    until: str | None = None
    granularity: Granularity = "unknown"
    zone: str | None = None
    zone_basis: ZoneBasis = "unknown"
    anchor: Literal["none", "publication", "discourse", "event", "fetch"] = "none"
    mod: str | None = None
    confidence: float = 1.0
    alternatives: tuple[str, ...] = ()
    core: tuple[int, int] | None = None


def at_stretch(
    item: Stretch,
    anchor: Literal["none", "publication", "discourse", "event", "fetch"] = "none",
    confidence: float = 1.0,
    alternatives: tuple[str, ...] = (),
) -> Finding:
    """The finding of one stretch."""
    kind: Literal["DATE", "TIME"] = "TIME" if item.granularity in ("part", "hour", "minute") else "DATE"
    return Finding(
        type=kind,
        value=write(item),
        stretch=item,
        granularity=item.granularity,
        anchor=anchor,
        confidence=confidence,
        alternatives=alternatives,
    )
