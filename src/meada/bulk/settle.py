"""What the tasks gave, settled by day: the tables that stay."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa

from meada.bulk.schema import schema
from meada.bulk.sheaf import Sheaf
from meada.bulk.task import Job, Task

__all__ = ["pieces", "settle"]

_ROWS = 4_000


def pieces(sheaves: Iterable[Sheaf]) -> list[Task]:
    """A task for each table and some days: as many as have four thousand rows together; a day with more is parted."""
    days: dict[tuple[str, str], list[tuple[str, int, int]]] = defaultdict(list)
    for sheaf in sheaves:
        for number, (day, rows) in enumerate(sheaf.groups):
            days[sheaf.kind, day].append((sheaf.name, number, rows))
    out: list[Task] = []
    held: list[dict[str, Any]] = []
    kind, total = "", 0
    for (of, day), groups in sorted(days.items()):
        for part, some in enumerate(_parted(sorted(groups))):
            rows = sum(group[2] for group in some)
            if held and (of != kind or total + rows > _ROWS):
                out.append(_task(kind, held, len(out)))
                held, total = [], 0
            kind, total = of, total + rows
            held.append({"day": day, "part": part, "groups": some})
    return [*out, _task(kind, held, len(out))] if held else out


def _parted(groups: list[tuple[str, int, int]]) -> Iterator[list[tuple[str, int, int]]]:
    held: list[tuple[str, int, int]] = []
    for group in groups:
        if held and sum(g[2] for g in held) + group[2] > _ROWS:
            yield held
            held = []
        held.append(group)
    yield held


def _task(kind: str, held: list[dict[str, Any]], number: int) -> Task:
    return Task(stage="settle", name=f"{number:06}-{kind}", given={"kind": kind, "days": held})


def settle(job: Job, task: Task) -> dict[str, Any]:
    """Some days of one table: each a file, its rows in the order of their ids."""
    kind = task.given["kind"]
    rows = 0
    for one in task.given["days"]:
        groups: dict[str, list[int]] = defaultdict(list)
        for name, number, _ in one["groups"]:
            groups[name].append(number)
        found = [job.place.read(name, None, sorted(held)) for name, held in sorted(groups.items())]
        table = pa.concat_tables(found).select([n for n in schema(kind).names if n != "day"]).sort_by("id")
        job.place.write(f"{kind}/day={one['day']}/part-{one['part']:05}.parquet", table)
        rows += table.num_rows
    return {"kind": kind, "rows": rows}
