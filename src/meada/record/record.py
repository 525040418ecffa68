"""The border type of `meada.record`."""

from __future__ import annotations

import msgspec

from meada.reading.mention import Entity
from meada.record.link import Link
from meada.record.statement import Statement

__all__ = ["Record"]


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """The statements of a story aligned across its reports. ``entities`` are joined across articles."""

    story: str
    statements: tuple[Statement, ...] = ()
    links: tuple[Link, ...] = ()
    entities: tuple[Entity, ...] = ()
