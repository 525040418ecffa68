"""What does the tasks of each stage."""

from __future__ import annotations

from meada.bulk.copies import bands, edges
from meada.bulk.gather import gather
from meada.bulk.settle import settle
from meada.bulk.take import take
from meada.bulk.task import Work
from meada.bulk.thread import thread
from meada.bulk.tie import ties
from meada.bulk.translate import translate
from meada.bulk.window import window

__all__ = ["STAGES"]

STAGES: dict[str, Work] = {
    "gather": gather,
    "take": take,
    "bands": bands,
    "edges": edges,
    "translate": translate,
    "window": window,
    "tie": ties,
    "thread": thread,
    "settle": settle,
}
