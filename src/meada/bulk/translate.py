"""Translated copies: two languages within the same days, told by the names and numbers that a translator keeps."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from meada.bulk.join import connection, view, whole, within
from meada.bulk.schema import schema
from meada.bulk.task import Job, Task
from meada.story.family import translations
from meada.story.text import Text
from meada.story.translation import Anchor

__all__ = ["translate"]


def translate(job: Job, task: Task) -> dict[str, Any]:
    """The pairs of one stretch of days of which one translates the other, as edges beside those of `copies`."""
    first, last = task.given["days"]
    query = f"""SELECT id, lang, scarred, forms, paragraphs FROM features
    WHERE day BETWEEN '{first}' AND '{last}' AND len(forms) > 0 ORDER BY id"""
    with connection(job.settings.memory) as db:
        view(db, job.place, "features", within("features", task.given["shards"]))
        rows = whole(db, query).to_pylist()
    texts = [Text([], tuple(map(Anchor, r["forms"], r["paragraphs"])), r["lang"], r["scarred"]) for r in rows]
    found = translations(texts) if len({r["lang"] for r in rows}) > 1 else {}
    pairs = [{"a": rows[a]["id"], "b": rows[b]["id"], "share": found[a, b].share} for a, b in sorted(found)]
    job.place.write(f"work/edges/t-{task.name}.parquet", pa.Table.from_pylist(pairs, schema=schema("edges")))
    return {}
