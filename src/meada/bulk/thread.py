"""Stories of one batch with their records, out of the pages that lie in many shards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from meada import record as records
from meada import story as stories
from meada.article.article import Article
from meada.bulk.guard import Guard
from meada.bulk.line import Line, lines
from meada.bulk.merge import PER_FILE
from meada.bulk.place import Place
from meada.bulk.sheaf import bind
from meada.bulk.task import Job, Task
from meada.bulk.verdict import failure_row
from meada.flow.weave import recorded
from meada.page.page import Page
from meada.reading.reading import Reading
from meada.sources.failure import Failure

__all__ = ["thread"]


def thread(job: Job, task: Task) -> dict[str, Any]:
    """The stories of one batch. One whose record fails is kept without it, with a failure."""
    held = _places(job.place, task.given["batch"])
    told = _told(job.place, [row for rows in held.values() for row in rows])
    tables: dict[str, list[Line]] = defaultdict(list)
    with Guard(job, task) as guard:
        for rows in held.values():
            own = {row["id"]: told[row["id"]] for row in rows}
            story = stories.tell(list(own.values()), _parts(rows))
            found = guard.try_(story.id, story.title or story.id, lambda s=story, o=own: recorded(s, o, ()))  # type: ignore[misc]
            if isinstance(found, Failure):
                tables["failures"].append(failure_row(found, story.id))
                found = records.Record(story=story.id)
            for kind, made in lines(story, found, own).items():
                tables[kind] += made
    sheaves = [bind(job.place, kind, task.name, rows) for kind, rows in tables.items() if rows]
    return {"sheaves": msgspec.to_builtins(sheaves), "stories": len(held)}


def _places(place: Place, batch: int) -> dict[int, list[dict[str, Any]]]:
    """The rows of each story of the batch."""
    table = place.read(f"work/places/{batch // PER_FILE:06}.parquet")
    held: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in table.filter(table.column("batch").to_numpy() == batch).to_pylist():
        held[row["story"]].append(row)
    return held


def _parts(rows: Sequence[Mapping[str, Any]]) -> list[list[str]]:
    """The episodes of a story, as lists of pages."""
    parts: dict[int, list[str]] = defaultdict(list)
    for row in rows:
        parts[row["grp"]].append(row["id"])
    return list(parts.values())


def _told(place: Place, rows: Sequence[Mapping[str, Any]]) -> dict[str, stories.Told]:
    """The pages named by ``rows``; of each file only the row groups are read that hold one."""
    wanted = {row["id"] for row in rows}
    shards: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        shards[row["shard"]].add(row["part"])
    told: dict[str, stories.Told] = {}
    for shard, groups in sorted(shards.items()):
        articles = place.read(f"work/articles/{shard}.parquet", ["id", "page", "article"], sorted(groups))
        readings = place.read(f"work/readings/{shard}.parquet", ["data"], sorted(groups))
        for at, id in enumerate(articles.column("id").to_pylist()):
            if id in wanted:
                told[id] = stories.Told(
                    page=msgspec.json.decode(articles.column("page")[at].as_py(), type=Page),
                    article=msgspec.json.decode(articles.column("article")[at].as_py(), type=Article),
                    reading=msgspec.json.decode(readings.column("data")[at].as_py(), type=Reading),
                )
    return told
