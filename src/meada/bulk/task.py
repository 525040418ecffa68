"""A piece of work: what it is called decides where its results stand, and whether it is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import msgspec

from meada.bulk.place import Place
from meada.bulk.settings import Settings

__all__ = ["Job", "Task", "Work", "done", "marked"]


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """One task of a stage. ``name`` is unique in it and the same in every run; ``given`` is what it works on."""

    stage: str
    name: str
    given: dict[str, Any] = {}

    @property
    def marker(self) -> str:
        """The file that stands for its completion and holds what it gave, and the size of each file it wrote."""
        return f"work/done/{self.stage}/{self.name}.json"


class Job(NamedTuple):
    """What a task needs beside itself. ``attempt`` counts the workers that died over it."""

    place: Place
    settings: Settings
    attempt: int


Work = Callable[[Job, Task], dict[str, Any]]
"""What does the tasks of one stage, and gives what their markers hold."""


def done(place: Place, stage: str) -> dict[str, dict[str, Any]]:
    """What the finished tasks of ``stage`` gave, by name. A marker that cannot be read, or whose files do not all stand in
    their size, marks nothing: that task is to be done again."""
    root = f"work/done/{stage}/"
    out = {}
    for name in place.names(root.rstrip("/"), ".json"):
        data = place.get(name)
        found = _decoded(data) if data is not None else None
        if found is not None and place.holds(found["files"]):
            out[name[len(root) : -len(".json")]] = found
    return out


def marked(place: Place, task: Task) -> dict[str, Any]:
    """What ``task`` gave, which has just been done."""
    found: dict[str, Any] = msgspec.json.decode(place.get(task.marker) or b"")
    return found


def _decoded(data: bytes) -> dict[str, Any] | None:
    try:
        return msgspec.json.decode(data, type=dict[str, Any])
    except msgspec.DecodeError:
        return None
