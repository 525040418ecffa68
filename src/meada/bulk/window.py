"""Episodes of one language within a stretch of days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import pyarrow as pa

from meada.bulk.feature import profiled
from meada.bulk.join import connection, view, whole, within
from meada.bulk.schema import UNDATED, as_json, schema
from meada.bulk.task import Job, Task
from meada.story.bond import merged
from meada.story.day import day
from meada.story.neighbour import Neighbours
from meada.story.stream import episodes, vectors_of_terms
from meada.story.weight import Weights, still, weights

__all__ = ["window"]

Item = Mapping[str, Any]


def window(job: Job, task: Task) -> dict[str, Any]:
    """The episodes of a window with their profiles, and which pages of different episodes are worded alike.

    Pages beyond the window's own days help to group those within; they are told as such (``core`` is false), so that the
    episodes of neighbouring windows can be joined by the pages they share.
    """
    items = _items(job, task)
    w = weights()
    parts = [part for part in episodes(items, w) if any(items[at]["core"] for at in part)]
    names = {at: f"{task.name}:{n:06}" for n, part in enumerate(parts) for at in part}
    tables: dict[str, list[dict[str, Any]]] = {"members": [], "episodes": [], "keys": []}
    for part in parts:
        name = names[part[0]]
        tables["members"] += [{"page": items[at]["id"], "episode": name, "core": items[at]["core"]} for at in part]
        held = merged([profiled(msgspec.json.decode(items[at]["profile"])) for at in part if items[at]["core"]])
        data = [sorted(held.actors), sorted(held.agents), {date: sorted(who) for date, who in held.dated.items()}]
        tables["episodes"].append({"episode": name, "profile": as_json(data)})
        tables["keys"] += [{"episode": name, "date": "", "actor": actor} for actor in sorted(held.actors)]
        tables["keys"] += [{"episode": name, "date": date, "actor": actor} for date, actor in held.beside()]
    for kind, rows in tables.items():
        job.place.write(f"work/{kind}/{task.name}.parquet", pa.Table.from_pylist(rows, schema=schema(kind)))
    worded = pa.Table.from_pylist(_worded(items, names, w), schema=schema("worded"))
    job.place.write(f"work/worded/{task.name}.parquet", worded)
    return {"episodes": len(parts)}


def _items(job: Job, task: Task) -> list[dict[str, Any]]:
    """The articles of the window in order of time."""
    (first, last), lang = task.given["all"], task.given["lang"].replace("'", "''")
    begin, end = task.given["core"]
    query = f"""SELECT id, title, text, lang, date, day, profile FROM features
    WHERE lang = '{lang}' AND day BETWEEN '{first}' AND '{last}' AND (day = '{UNDATED}') = ('{first}' = '{UNDATED}')"""
    with connection(job.settings.memory) as db:
        view(db, job.place, "features", within("features", task.given["shards"]))
        rows = whole(db, query).to_pylist()
    items = [row | {"core": begin <= row["day"] <= end} for row in rows]
    return sorted(items, key=lambda item: ((when := day(item["date"])) is None, when or 0.0, item["id"]))


def _worded(items: Sequence[Item], names: Mapping[int, str], w: Weights) -> list[dict[str, Any]]:
    """The pairs of pages of different episodes whose wording is alike, whatever the days between them."""
    near = Neighbours(still(w), msgspec.structs.replace(w.lexical, floor=w.story.wording))
    out = []
    for i, (item, terms) in enumerate(zip(items, vectors_of_terms(items, w), strict=True)):
        for j, x in near.add(day(item["date"]), terms).items():
            if i in names and j in names and names[i] != names[j] and (item["core"] or items[j]["core"]):
                a, b = sorted((item["id"], items[j]["id"]))
                out.append({"a": a, "b": b, "share": x})
    return out
