"""Inputs into shards of captures: the only step that reads what lies outside the dataset."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa

from meada.bulk.place import Place, connect
from meada.bulk.schema import as_json, schema
from meada.bulk.sheaf import bind
from meada.bulk.task import Job, Task
from meada.bulk.verdict import failure_row
from meada.errors import SourceError
from meada.sources.capture import Capture
from meada.sources.failure import Failure
from meada.sources.table import TABLES, captures
from meada.sources.walk import one as read_file
from meada.sources.walk import stream

__all__ = ["as_capture", "captured", "gather", "row"]


def gather(job: Job, task: Task) -> dict[str, Any]:
    """The captures of one input in shards of ``settings.shard``. A shard that stands already is not written again."""
    place, size = job.place, job.settings.shard
    failures: list[dict[str, Any]] = []
    shards: list[tuple[str, int]] = []
    found = _found(job, task.given, failures)
    while piece := list(islice(found, size)):
        name = f"{task.name}-{len(shards):06}"
        _shard(place, name, piece)
        shards.append((name, len(piece)))
    return {"shards": shards, "failures": msgspec.to_builtins(bind(place, "failures", f"gather-{task.name}", failures))}


def _shard(place: Place, name: str, piece: Sequence[Capture]) -> None:
    """Writes ``piece`` and, beside it, how many rows and bytes it has; nothing where just that stands."""
    path = f"work/found/{name}.parquet"
    noted = _Noted(rows=len(piece), size=-1)
    with suppress(msgspec.DecodeError):
        noted = msgspec.json.decode(place.get(f"{path}.json") or b"", type=_Noted)
    if noted.rows == len(piece) and place.holds({path: noted.size}):
        place.note({path: noted.size})
        return
    rows = [row(capture) | {"shard": name, "row": at} for at, capture in enumerate(piece)]
    size = place.write(path, pa.Table.from_pylist(rows, schema=schema("found")))
    place.put(f"{path}.json", msgspec.json.encode(_Noted(rows=len(piece), size=size)))


class _Noted(msgspec.Struct, frozen=True):
    rows: int
    size: int


def _found(job: Job, given: dict[str, Any], failures: list[dict[str, Any]]) -> Iterator[Capture]:
    for one in _read(job, given):
        if isinstance(one, Capture):
            yield one
        elif not one.skipped:
            failures.append(failure_row(one))


def _read(job: Job, given: dict[str, Any]) -> Iterator[Capture | Failure]:
    settings = job.settings
    many = given.get("many")
    if many is None:
        for path in given["few"]:
            yield from _single(path, job, given["chosen"])
    elif many.lower().endswith(TABLES):
        try:
            with _opened(many) as opened:
                yield from captures(opened, many, settings.mapping, settings.limits, paged=settings.paged)
        except SourceError as error:
            yield Failure.of(error, many)
    else:
        yield from _single(many, job, True)


def _single(path: str, job: Job, chosen: bool) -> Iterator[Capture | Failure]:
    if "://" not in path:
        yield from read_file(Path(path), limits=job.settings.limits, chosen=chosen)
        return
    with _opened(path) as opened:
        yield from stream(opened, path, limits=job.settings.limits)


def _opened(path: str) -> Any:
    system, inner = connect(path)
    return system.open_input_file(inner)


def row(capture: Capture) -> dict[str, Any]:
    """A capture as a row of the table ``captures``; its day is not known yet."""
    values = {name: getattr(capture, name) for name in schema("captures").names if name not in ("day", "headers")}
    return values | {"day": None, "headers": as_json(capture.headers)}


def captured(place: Place, shard: str) -> Iterator[Capture]:
    """The captures of a shard, in order."""
    for batch in place.read(f"work/found/{shard}.parquet").to_batches(32):
        yield from map(as_capture, batch.to_pylist())


def as_capture(found: dict[str, Any]) -> Capture:
    """The capture that a row of the table ``captures`` holds."""
    values = {name: found[name] for name in schema("captures").names if name != "day"}
    return Capture(**values | {"headers": msgspec.json.decode(found["headers"])})
