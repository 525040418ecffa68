"""Doing a task: its stage's work, then the marker that says it is done."""

from __future__ import annotations

import sys
import time

import msgspec

from meada.bulk.place import Place
from meada.bulk.settings import Settings
from meada.bulk.stages import STAGES
from meada.bulk.task import Job, Task

__all__ = ["perform"]


def perform(place: Place, settings: Settings, task: Task, attempt: int = 0) -> None:
    """Does ``task`` and marks it done. Doing it again gives the same files: nothing is doubled."""
    begun, noted = time.process_time(), Place(place.where, {})
    found = STAGES[task.stage](Job(noted, settings, attempt), task)
    spent = {"cpu": round(time.process_time() - begun, 4), "peak": _peak()}
    place.put(task.marker, msgspec.json.encode(found | spent | {"files": noted.ledger}))


def _peak() -> int:
    """The most memory that this process has held, in MiB; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> (20 if sys.platform == "darwin" else 10)
