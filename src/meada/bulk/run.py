"""From inputs to a dataset: the stages in their order, each a set of tasks that an engine does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from meada import __version__
from meada.bulk import copies, merge
from meada.bulk.days import Days
from meada.bulk.engine import Engine
from meada.bulk.place import Place
from meada.bulk.plan import plan
from meada.bulk.settings import Settings
from meada.bulk.settle import pieces
from meada.bulk.sheaf import Sheaf
from meada.bulk.stretch import stretches
from meada.bulk.task import Task, done, marked
from meada.errors import SettingsError

__all__ = ["MANIFEST", "Manifest", "Progress", "Summary", "run"]

MANIFEST = "dataset.json"
_TIES = 20_000
"""Groups of episodes for each task that ties them, and how many tasks there may be: each reads all of their keys."""
_PARTS = 64

Progress = Callable[[str, int, int], None]
"""Told of a stage, how many of its tasks are done, and how many there are."""


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """What a dataset holds: rows of each table; ``doubles`` are captures that were there twice, ``refused`` ties that would
    have made a story larger than the settings allow; ``cpu`` the seconds of each stage, ``peak`` the most memory a worker
    of it held, in MiB."""

    rows: dict[str, int] = {}
    doubles: int = 0
    refused: int = 0
    cpu: dict[str, float] = {}
    peak: dict[str, int] = {}


class Manifest(msgspec.Struct, kw_only=True):
    """The file that tells what a dataset was made from. ``inputs`` is a digest of what was read and how large it was."""

    version: str
    inputs: str
    settings: Settings
    complete: bool = False
    made: Any = None
    summary: Summary = Summary()


def run(
    inputs: Sequence[str], where: str, settings: Settings, engine: Engine, progress: Progress | None = None
) -> Summary:
    """Makes the dataset of ``inputs`` at ``where``, or goes on where a run that was killed had come to.

    Raises `SettingsError` where an input is not there, or where ``where`` holds a dataset of other inputs or settings.
    """
    place, tasks = Place(where), plan(inputs)
    if not tasks:
        raise SettingsError("there is nothing to read in the inputs", next="check the paths")
    manifest = _begun(place, tasks, settings)
    if not manifest.complete:
        with engine:
            manifest = _Run(place, settings, engine, progress or _silent).all(tasks, manifest)
        place.put(MANIFEST, msgspec.json.format(msgspec.json.encode(manifest)))
    place.remove("work")
    place.sweep()
    return manifest.summary


def _silent(stage: str, done: int, total: int) -> None:
    pass


def _begun(place: Place, tasks: Sequence[Task], settings: Settings) -> Manifest:
    inputs = sha256(msgspec.json.encode([_sized(task) for task in tasks])).hexdigest()
    data = place.get(MANIFEST)
    if data is None:
        if place.names(""):
            raise SettingsError(
                "the folder is not empty and holds no dataset", where=place.where, next="name a new one"
            )
        manifest = Manifest(version=__version__, inputs=inputs, settings=settings)
        place.put(MANIFEST, msgspec.json.format(msgspec.json.encode(manifest)))
        return manifest
    held = msgspec.json.decode(data, type=Manifest)
    if (held.inputs, held.settings, held.version) != (inputs, settings, __version__):
        raise SettingsError(
            "it was begun with other inputs, settings or another version", where=place.where, next="name a new one"
        )
    return held


def _sized(task: Task) -> list[Any]:
    paths = [task.given["many"]] if "many" in task.given else task.given["few"]
    return [task.name, [(path, Path(path).stat().st_size if "://" not in path else 0) for path in paths]]


class _Run:
    """One run over its stages."""

    def __init__(self, place: Place, settings: Settings, engine: Engine, progress: Progress) -> None:
        self.place, self.settings, self.engine, self.progress = place, settings, engine, progress
        self.cpu: dict[str, float] = {}
        self.peak: dict[str, int] = {}

    def all(self, tasks: Sequence[Task], manifest: Manifest) -> Manifest:
        """Every stage; the finished manifest."""
        gathered = self.stage("gather", tasks)
        shards = [shard for _, found in sorted(gathered.items()) for shard, _ in found["shards"]]
        twice = merge.doubles(self.place, self.settings)
        taken = self.stage("take", [_of("take", shard, doubles=twice.get(shard, [])) for shard in shards])
        self.copies(taken)
        self.windows(taken)
        batches, refused = merge.place_stories(self.place, self.settings)
        told = self.stage("thread", [_of("thread", f"{n:06}", batch=n) for n in range(batches)])
        rows = self.settle([gathered, taken, told])
        summary = Summary(
            rows=rows, doubles=sum(map(len, twice.values())), refused=refused, cpu=self.cpu, peak=self.peak
        )
        made = next((found["made"] for _, found in sorted(taken.items())), None)
        return msgspec.structs.replace(manifest, complete=True, made=made, summary=summary)

    def copies(self, taken: dict[str, dict[str, Any]]) -> None:
        """Edges between pages that are copies, within a language and across."""
        known = Days(taken)
        copies.number(self.place, sorted(taken))
        many = copies.parts(known.pages, self.settings.memory)
        found = self.stage("bands", [_of("bands", f"{n:05}", part=n, parts=many) for n in range(many)])
        self.stage("edges", copies.homes(found))
        spans = stretches(known.every, self.settings.window, self.settings.overlap)
        given = [_of("translate", f"{n:05}", days=one.all, shards=known.shards(one)) for n, one in enumerate(spans)]
        self.stage("translate", given)

    def windows(self, taken: dict[str, dict[str, Any]]) -> None:
        """Episodes, their groups, and the ties between those."""
        known = Days(taken)
        tasks = [
            _of("window", f"{lang or 'none'}-{n:05}", lang=lang, core=one.core, all=one.all, shards=known.shards(one))
            for lang, pages in sorted(known.of.items())
            for n, one in enumerate(stretches(pages, self.settings.window, self.settings.overlap))
        ]
        self.stage("window", tasks)
        many = min(_PARTS, max(1, -(-merge.group(self.place, self.settings) // _TIES)))
        self.stage("tie", [_of("tie", f"{n:05}", part=n, parts=many) for n in range(many)])

    def settle(self, stages: Sequence[dict[str, dict[str, Any]]]) -> dict[str, int]:
        """The tables that stay, and how many rows each has."""
        sheaves: list[Sheaf] = []
        for found in stages:
            for _, one in sorted(found.items()):
                held = [*one.get("sheaves", ()), *([one["failures"]] if "failures" in one else ())]
                sheaves += msgspec.convert(held, list[Sheaf])
        rows: Counter[str] = Counter()
        for piece in self.stage("settle", pieces(s for s in sheaves if s.kind != "features")).values():
            rows[piece["kind"]] += piece["rows"]
        return dict(sorted(rows.items()))

    def stage(self, stage: str, tasks: Sequence[Task]) -> dict[str, dict[str, Any]]:
        """What all ``tasks`` give; those that were done before are not done again."""
        before = done(self.place, stage)
        left = [task for task in tasks if task.name not in before]
        number = len(tasks) - len(left)
        self.progress(stage, number, len(tasks))
        for _ in self.engine.run(self.place, self.settings, left):
            number += 1
            self.progress(stage, number, len(tasks))
        found = {task.name: before.get(task.name) or marked(self.place, task) for task in tasks}
        self.cpu[stage] = round(sum(one["cpu"] for one in found.values()), 3)
        self.peak[stage] = max((one["peak"] for one in found.values()), default=0)
        return found


def _of(stage: str, name: str, **given: Any) -> Task:
    return Task(stage=stage, name=name, given=given)
