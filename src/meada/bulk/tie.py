"""What ties episodes into stories, over the whole archive: candidates by date and actor, then the rule of `bond`."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import msgspec
import pyarrow as pa

from meada.bulk.feature import profiled
from meada.bulk.join import batches, connection, view
from meada.bulk.schema import schema
from meada.bulk.task import Job, Task
from meada.story.bond import Profile, merged, tie
from meada.story.weight import weights

__all__ = ["ties"]

_HELD = 200
"""Of the groups that name one actor at one date, each is paired with at most so many of the next: as in `bond`."""

# A group is an episode, joined over the windows that hold a part of it.
_COMMON = """
CREATE TEMP TABLE actors AS
SELECT actor, count(DISTINCT grp) AS n FROM keys JOIN groups USING (episode) WHERE date = '' GROUP BY actor;
CREATE TEMP TABLE common AS SELECT actor FROM actors
WHERE n > (SELECT CASE WHEN count(DISTINCT grp) >= $many THEN $common * count(DISTINCT grp) ELSE count(*) + 1 END FROM groups);
"""
_PAIRS = f"""
CREATE TEMP TABLE pairs AS
SELECT a, b, max(wording) AS wording FROM (
    SELECT grp AS a, unnest(list(grp) OVER (
        PARTITION BY date, actor ORDER BY grp ROWS BETWEEN 1 FOLLOWING AND {_HELD} FOLLOWING
    )) AS b, 0.0 AS wording
    FROM (
        SELECT DISTINCT grp, date, actor FROM keys JOIN groups USING (episode)
        WHERE date <> '' AND actor NOT IN (SELECT actor FROM common) AND hash(date || actor) % $parts = $part
    )
    UNION ALL
    SELECT least(x.grp, y.grp), greatest(x.grp, y.grp), share FROM worded
    JOIN home x ON x.page = worded.a JOIN home y ON y.page = worded.b
    WHERE x.grp <> y.grp AND hash(worded.a) % $parts = $part
) GROUP BY a, b;
"""
_HOME = """
CREATE TEMP TABLE home AS SELECT page, grp FROM members JOIN groups USING (episode) WHERE core;
"""
_TOLD = """
CREATE TEMP TABLE told AS SELECT grp, list(profile ORDER BY episode) AS held FROM episodes JOIN groups USING (episode)
WHERE grp IN (SELECT a FROM pairs UNION SELECT b FROM pairs) GROUP BY grp;
"""
_CANDIDATES = """
SELECT a, b, wording, x.held AS x, y.held AS y FROM pairs JOIN told x ON x.grp = a JOIN told y ON y.grp = b
"""


def ties(job: Job, task: Task) -> dict[str, Any]:
    """One partition of the candidates: the pairs of groups that are one story."""
    part, parts, w = task.given["part"], task.given["parts"], weights().story
    out = []
    with connection(job.settings.memory) as db:
        for kind in ("keys", "groups", "members", "episodes", "worded"):
            view(db, job.place, kind)
        db.execute(_HOME)
        db.execute(_COMMON.replace("$many", str(w.many)).replace("$common", str(w.common)))
        common = {actor for (actor,) in db.execute("SELECT actor FROM common").fetchall()}
        db.execute(_PAIRS.replace("$parts", str(parts)).replace("$part", str(part)))
        db.execute(_TOLD)
        for batch in batches(db, _CANDIDATES):
            for row in batch.to_pylist():
                a, b = _profile(tuple(row["x"])), _profile(tuple(row["y"]))
                if found := tie(a, b, row["wording"], common.__contains__, w):
                    strength = len(found.dates) + found.wording
                    out.append({"a": row["a"], "b": row["b"], "wording": strength})
    out.sort(key=lambda one: (one["a"], one["b"]))
    job.place.write(f"work/ties/{part:05}.parquet", pa.Table.from_pylist(out, schema=schema("ties")))
    return {}


@lru_cache(maxsize=4096)
def _profile(held: tuple[str, ...]) -> Profile:
    return merged([profiled(msgspec.json.decode(one)) for one in held])
