"""What a run may cost, and what it reads: the part of a run that decides what the dataset holds."""

from __future__ import annotations

import msgspec

from meada.settings import Limits
from meada.sources.table import Mapping

__all__ = ["Settings"]


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Bounds on the memory of a task, and what is kept.

    ``shard``: pages in a shard. ``window``: articles of one language and stretch of days that are grouped at once, unless a
    single day has more; ``overlap``: days that neighbouring windows share. ``batch``: pages of stories whose records one
    task makes; ``story``: pages from which on the record of a story is made in parts. ``memory``: MiB for one join.
    ``seconds``: time for one page or record. ``captures``: keep the pages as they were found (`meada load` needs them).
    ``mapping``: which columns of a table are what; guessed where None. ``paged``: take text rows through the page step.
    """

    shard: int = 200
    window: int = 4_000
    overlap: int = 6
    batch: int = 200
    story: int = 600
    memory: int = 512
    seconds: float = 120.0
    captures: bool = True
    models: bool = True
    registry: str | None = None
    mapping: Mapping | None = None
    paged: bool = False
    limits: Limits = Limits()
