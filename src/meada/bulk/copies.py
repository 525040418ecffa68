"""Copies over the whole archive: MinHash bands joined partition by partition, then exact containment.

The same rules as `meada.story.near.Sketches`, which needs all texts in memory: texts that agree in two bands are compared;
a band that more than 256 texts share tells nothing; ten shared runs of words are the least; texts with the same runs stand
for each other. Here bands are parted by their value, and candidate pairs by where the first of the two lies, so that a task
holds a part. A page is a number here: that of its shard, and its row in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from meada.bulk.join import connection, view, whole
from meada.bulk.place import Place
from meada.bulk.schema import schema
from meada.bulk.settings import Settings
from meada.bulk.task import Job, Task
from meada.story.near import PASSAGE

__all__ = ["bands", "edges", "homes", "number", "parts"]

_LEAST, _AGREE, _CROWD, _WORDS = 10, 2, 256, 8
_ROW = 20
"""Bits of a page's number that are its row in the shard."""
_BLOCK = 16_000
"""Pages whose pairs one task compares."""
_MOST = 256
_SHARDS = "work/shards/shards.parquet"

Grams = NDArray[np.uint64]

_BANDS = f"""
CREATE TEMP TABLE band AS
SELECT * FROM (
    SELECT min(page) AS page, band, value FROM (
        SELECT (n << {_ROW}) + "row" AS page, exact, unnest(sketch) AS value, generate_subscripts(sketch, 1) AS band
        FROM features JOIN shards USING (shard) WHERE runs >= {_LEAST}
    ) WHERE value % $parts = $part GROUP BY band, value, exact
) QUALIFY count(*) OVER (PARTITION BY band, value) BETWEEN 2 AND {_CROWD};
"""
_PAIRS = f"""
SELECT a.page AS a, b.page AS b, (a.page >> {_ROW}) // $block AS home
FROM band a JOIN band b ON a.band = b.band AND a.value = b.value AND a.page < b.page ORDER BY home
"""
_EXACT = f"""
SELECT f.id AS a, o.id AS b, 1.0::DOUBLE AS share
FROM (
    SELECT exact, min(id) AS id FROM features WHERE size >= {_WORDS} AND exact % $parts = $part
    GROUP BY exact HAVING count(*) > 1
) f JOIN features o ON o.exact = f.exact AND o.id <> f.id
"""


def parts(pages: int, memory: int) -> int:
    """How many partitions so that the bands of one take a quarter of ``memory`` MiB, a row being some 150 bytes; not more
    than 256, for each reads all sketches: past some three million pages, what does not fit is spilled."""
    return min(_MOST, max(1, -(-pages * 64 * 150 // (memory << 18))))


def number(place: Place, shards: Sequence[str]) -> None:
    """Writes down which number each shard has."""
    place.write(_SHARDS, pa.table({"shard": list(shards), "n": range(len(shards))}, schema=schema("shards")))


def homes(found: Mapping[str, Mapping[str, Any]]) -> list[Task]:
    """What `bands` found, as tasks of `edges`: one for the pairs of each home."""
    held: dict[int, list[tuple[str, int]]] = {}
    for name, one in sorted(found.items()):
        for group, home in enumerate(one["homes"]):
            held.setdefault(home, []).append((name, group))
    return [Task(stage="edges", name=f"{home:06}", given={"groups": groups}) for home, groups in sorted(held.items())]


def bands(job: Job, task: Task) -> dict[str, Any]:
    """One partition of the bands into candidate pairs, those of each home in a row group; and texts that are the same."""
    place = job.place
    of = {"$parts": str(task.given["parts"]), "$part": str(task.given["part"]), "$block": str(_shards(job.settings))}
    with connection(job.settings.memory) as db:
        for kind in ("features", "shards"):
            view(db, place, kind)
        db.execute(_filled(_BANDS, of))
        pairs = whole(db, _filled(_PAIRS, of))
        same = whole(db, _filled(_EXACT, of))
    found, counts = np.unique(pairs.column("home").to_numpy(), return_counts=True)
    place.write(f"work/pairs/{task.name}.parquet", pairs.select(["a", "b"]).cast(schema("pairs")), counts.tolist())
    place.write(f"work/edges/same-{task.name}.parquet", same.cast(schema("edges")))
    return {"homes": found.tolist()}


def edges(job: Job, task: Task) -> dict[str, Any]:
    """The candidate pairs of one home into those that share a passage, with their containment."""
    place = job.place
    held = [place.read(f"work/pairs/{name}.parquet", None, [group]) for name, group in task.given["groups"]]
    counted = pa.concat_tables(held).group_by(["a", "b"]).aggregate([([], "count_all")])
    often = counted.column("count_all").to_numpy() >= _AGREE
    a, b = (counted.column(name).to_numpy()[often] for name in "ab")
    order = np.lexsort((b, a, b >> _ROW))
    found = _compared(_Texts(place), a[order], b[order])
    place.write(f"work/edges/{task.name}.parquet", found)
    return {}


class _Texts:
    """The runs of words of pages, by their number; a shard is read when it is asked for."""

    def __init__(self, place: Place) -> None:
        self._place = place
        table = place.read(_SHARDS)
        self._names: list[str] = table.column("shard").to_pylist()
        self._held: dict[int, tuple[list[str], Any]] = {}

    def get(self, page: int) -> tuple[str, Grams]:
        """The id and the runs of a page."""
        shard, row = page >> _ROW, page & (1 << _ROW) - 1
        if shard not in self._held:
            table = self._place.read(f"work/features/{self._names[shard]}.parquet", ["id", "grams"])
            self._held[shard] = table.column("id").to_pylist(), table.column("grams").combine_chunks()
        ids, grams = self._held[shard]
        return ids[row], grams[row].values.to_numpy()

    def drop(self, shard: int) -> None:
        """Forgets a shard."""
        self._held.pop(shard, None)


def _compared(texts: _Texts, a: NDArray[np.int64], b: NDArray[np.int64]) -> pa.Table:
    """Pairs come by the shard of the second, which is forgotten after them where it lies beyond those of the first."""
    found: dict[str, list[Any]] = {"a": [], "b": [], "share": []}
    own = {int(one) for one in np.unique(a >> _ROW)}
    last = -1
    for one, other in zip(a.tolist(), b.tolist(), strict=True):
        if last >= 0 and last != other >> _ROW and last not in own:
            texts.drop(last)
        last = other >> _ROW
        (x_id, x), (y_id, y) = texts.get(one), texts.get(other)
        shared = len(np.intersect1d(x, y, assume_unique=True))
        share = shared / min(len(x), len(y))
        if shared >= _LEAST and share >= PASSAGE:
            for name, value in (("a", x_id), ("b", y_id), ("share", share)):
                found[name].append(value)
    return pa.table(found, schema=schema("edges"))


def _shards(settings: Settings) -> int:
    return max(1, _BLOCK // settings.shard)


def _filled(query: str, values: Mapping[str, str]) -> str:
    for name in sorted(values, key=len, reverse=True):
        query = query.replace(name, values[name])
    return query
