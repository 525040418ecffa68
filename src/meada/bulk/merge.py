"""The joins that the run itself makes between stages: doubles, groups of episodes, stories and where their pages lie."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa

from meada.bulk.join import batches, connection, view, whole
from meada.bulk.place import Place
from meada.bulk.schema import schema
from meada.bulk.settings import Settings
from meada.bulk.union import Union
from meada.story.near import COPY

__all__ = ["PER_FILE", "doubles", "group", "place_stories"]


def doubles(place: Place, settings: Settings) -> dict[str, list[int]]:
    """The rows of each shard whose capture an earlier one holds."""
    query = """SELECT shard, "row" FROM (
        SELECT shard, "row", row_number() OVER (PARTITION BY id ORDER BY shard, "row") AS n FROM found
    ) WHERE n > 1 ORDER BY shard, "row" """
    out: dict[str, list[int]] = {}
    with connection(settings.memory) as db:
        view(db, place, "found")
        for batch in batches(db, query):
            for shard, row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                out.setdefault(shard, []).append(row)
    return out


def group(place: Place, settings: Settings) -> int:
    """Joins the episodes of neighbouring windows that share a page, and writes the group of each; gives their number."""
    with connection(settings.memory) as db:
        for kind in ("episodes", "members"):
            view(db, place, kind)
        db.execute("CREATE TABLE named AS SELECT episode, row_number() OVER (ORDER BY episode) - 1 AS n FROM episodes")
        size = _one(db, "SELECT count(*) FROM named")
        union = Union(size)
        query = """SELECT x.n, y.n FROM members a JOIN members b USING (page)
            JOIN named x ON x.episode = a.episode JOIN named y ON y.episode = b.episode
            WHERE a.core AND NOT b.core"""
        for a, b in _pairs(db, query):
            union.tie(a, b)
        _number(db, "root", "n", union)
        found = whole(db, "SELECT episode, r AS grp FROM named JOIN root USING (n) ORDER BY episode")
    place.write("work/groups/groups.parquet", found.cast(schema("groups")))
    return size


def place_stories(place: Place, settings: Settings) -> tuple[int, int]:
    """Joins groups by copies and ties into stories, and writes where the pages of each lie, in batches of stories that
    begin at about the same time. Gives the number of batches, and of ties that would have made a story too large."""
    with connection(settings.memory) as db:
        for kind in ("members", "groups", "edges", "ties", "features"):
            view(db, place, kind)
        db.execute("CREATE TABLE home AS SELECT page, grp FROM members JOIN groups USING (episode) WHERE core")
        union = _stories(db, settings)
        _number(db, "root", "grp", union)
        db.execute(_PLACES.replace("$batch", str(settings.batch)))
        batches_ = _one(db, "SELECT coalesce(max(batch) + 1, 0) FROM places")
        for first in range(0, batches_, PER_FILE):
            query = f"""SELECT * FROM places WHERE batch >= {first} AND batch < {first + PER_FILE}
            ORDER BY batch, story, grp, id"""
            place.write(f"work/places/{first // PER_FILE:06}.parquet", whole(db, query).cast(schema("places")))
    return batches_, union.refused


_PLACES = """
CREATE TABLE located AS
SELECT f.id, h.grp, r AS story, f.day, f.shard, f."group" AS part
FROM features f JOIN home h ON h.page = f.id JOIN root ON root.grp = h.grp;
CREATE TABLE begun AS
SELECT story, CAST(floor((sum(n) OVER (ORDER BY begin, story) - n) / $batch) AS BIGINT) AS batch FROM (
    SELECT story, min(day) AS begin, count(*) AS n FROM located GROUP BY story
);
CREATE TABLE places AS SELECT id, grp, story, batch, shard, part FROM located JOIN begun USING (story);
"""
PER_FILE = 256
"""Batches of stories whose places one file holds, so that a task reads little beside its own."""


def _stories(db: Any, settings: Settings) -> Union:
    """Stories as groups of groups: copies first, then ties, the strongest first."""
    size = _one(db, "SELECT coalesce(max(grp) + 1, 0) FROM groups")
    weights = [0] * size
    for grp, number in db.execute("SELECT grp, count(*) FROM home GROUP BY grp").fetchall():
        weights[grp] = number
    union = Union(size, most=settings.story, weights=weights)
    copies = f"""SELECT DISTINCT least(x.grp, y.grp) AS a, greatest(x.grp, y.grp) AS b FROM edges
        JOIN home x ON x.page = edges.a JOIN home y ON y.page = edges.b
        WHERE share >= {COPY} AND x.grp <> y.grp ORDER BY a, b"""
    for a, b in _pairs(db, copies):
        union.tie(a, b)
    tied = "SELECT a, b FROM (SELECT a, b, max(wording) AS s FROM ties GROUP BY a, b) ORDER BY s DESC, a, b"
    for a, b in _pairs(db, tied):
        union.tie(a, b)
    return union


def _pairs(db: Any, query: str) -> Iterator[tuple[int, int]]:
    for batch in batches(db, query):
        yield from zip(batch.column(0).to_pylist(), batch.column(1).to_pylist(), strict=True)


def _one(db: Any, query: str) -> int:
    found: int = db.execute(query).fetchall()[0][0]
    return found


def _number(db: Any, name: str, column: str, union: Union) -> None:
    """The roots of ``union`` as a table that can be joined."""
    roots = np.array(union.roots(), dtype=np.int64)
    table = pa.table({column: np.arange(len(roots), dtype=np.int64), "r": roots})
    db.register("roots_", table)
    db.execute(f"CREATE TABLE {name} AS SELECT * FROM roots_")
    db.unregister("roots_")
