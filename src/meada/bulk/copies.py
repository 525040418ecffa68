"""Copies over the whole archive: MinHash bands joined partition by partition, then exact containment.

The same rules as `meada.story.near.Sketches`, which needs all texts in memory: texts that agree in two bands are compared;
a band that more than 256 texts share tells nothing; ten shared runs of words are the least; texts with the same runs stand
for each other. Here bands are parted by their value, and candidate pairs by themselves, so that each task holds a part.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from meada.bulk.join import batches, connection, files, view, whole
from meada.bulk.schema import schema
from meada.bulk.task import Job, Task, work
from meada.story.near import PASSAGE

__all__ = ["bands", "edges", "parts"]

_LEAST, _AGREE, _CROWD, _WORDS = 10, 2, 256, 8

_BANDS = f"""
CREATE TEMP TABLE first AS SELECT min(id) AS id FROM features WHERE runs > 0 GROUP BY exact;
CREATE TEMP TABLE band AS
SELECT id, band, value FROM (
    SELECT id, unnest(sketch) AS value, generate_subscripts(sketch, 1) AS band
    FROM features SEMI JOIN first USING (id) WHERE runs >= {_LEAST}
) WHERE value % $parts = $part
QUALIFY count(*) OVER (PARTITION BY band, value) BETWEEN 2 AND {_CROWD};
"""
_PAIRS = """
SELECT a.id AS a, b.id AS b FROM band a JOIN band b ON a.band = b.band AND a.value = b.value AND a.id < b.id
"""
_CANDIDATES = f"""
SELECT p.a, p.b, x.grams AS x, y.grams AS y
FROM (SELECT a, b FROM pairs GROUP BY a, b HAVING count(*) >= {_AGREE}) p
JOIN features x ON x.id = p.a JOIN features y ON y.id = p.b
"""
_EXACT = f"""
SELECT f.id AS a, o.id AS b, 1.0::DOUBLE AS share
FROM (SELECT exact, min(id) AS id FROM features WHERE size >= {_WORDS} GROUP BY exact HAVING count(*) > 1) f
JOIN features o ON o.exact = f.exact AND o.id <> f.id
"""


def parts(pages: int, memory: int) -> int:
    """How many partitions so that the bands of one take a quarter of ``memory`` MiB: a row is some 150 bytes."""
    return max(1, -(-pages * 64 * 150 // (memory << 18)))


@work("bands")
def bands(job: Job, task: Task) -> dict[str, Any]:
    """One partition of the bands into candidate pairs, parted anew by pair."""
    part, many = task.given["part"], task.given["parts"]
    with connection(job.settings.memory) as db:
        view(db, job.place, "features")
        db.execute(_BANDS.replace("$parts", str(many)).replace("$part", str(part)))
        db.execute(f"CREATE TEMP TABLE found AS SELECT a, b, hash(a || b) % {many} AS home FROM ({_PAIRS})")
        for home in range(many):
            found = whole(db, f"SELECT a, b FROM found WHERE home = {home}")
            job.place.write(f"work/pairs/{home:05}-{part:05}.parquet", found.cast(schema("pairs")))
    return {}


@work("edges")
def edges(job: Job, task: Task) -> dict[str, Any]:
    """One partition of the candidate pairs into those that share a passage, with their containment."""
    part, place = task.given["part"], job.place
    out: list[pa.Table] = []
    with connection(job.settings.memory) as db:
        view(db, place, "features")
        view(db, place, "pairs", [name for name in files(place, "pairs") if name.startswith(f"work/pairs/{part:05}-")])
        if part == 0:
            out.append(whole(db, _EXACT).cast(schema("edges")))
        out += [_compared(batch) for batch in batches(db, _CANDIDATES)]
    place.write(f"work/edges/{part:05}.parquet", pa.concat_tables([schema("edges").empty_table(), *out]))
    return {}


def _compared(batch: pa.RecordBatch) -> pa.Table:
    found: dict[str, list[Any]] = {"a": [], "b": [], "share": []}
    xs, ys = batch.column("x"), batch.column("y")
    for at, (a, b) in enumerate(zip(batch.column("a").to_pylist(), batch.column("b").to_pylist(), strict=True)):
        x, y = xs[at].values.to_numpy(), ys[at].values.to_numpy()
        shared = len(np.intersect1d(x, y, assume_unique=True))
        share = shared / min(len(x), len(y))
        if shared >= _LEAST and share >= PASSAGE:
            for name, value in (("a", a), ("b", b), ("share", share)):
                found[name].append(value)
    return pa.table(found, schema=schema("edges"))
