"""A shard of captures into pages, articles and readings, and the few values of each that the wide steps compare."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from meada import flow
from meada.bulk.feature import feature
from meada.bulk.gather import captured, row
from meada.bulk.guard import Guard
from meada.bulk.schema import UNDATED, as_json
from meada.bulk.settings import Settings
from meada.bulk.sheaf import Sheaf, bind, cuts, ordered
from meada.bulk.task import Job, Task
from meada.bulk.verdict import failure_row
from meada.sources.failure import Failure

__all__ = ["sheaves", "take", "tools"]

Rows = dict[str, list[dict[str, Any]]]


@lru_cache(maxsize=1)
def _tools(registry: str | None, models: bool, limits: bytes) -> flow.Tools:
    """The tools of this process: registries and parsers are loaded once, whatever the number of shards."""
    from meada.settings import Limits

    path = Path(registry) if registry else None
    return flow.Tools.load(registry=path, limits=msgspec.json.decode(limits, type=Limits), models=models)


def tools(settings: Settings) -> flow.Tools:
    """The tools that ``settings`` ask for."""
    return _tools(settings.registry, settings.models, msgspec.json.encode(settings.limits))


def take(job: Job, task: Task) -> dict[str, Any]:
    """One shard; ``given["doubles"]`` are rows that an earlier shard has too."""
    ready, doubles = tools(job.settings), set(task.given["doubles"])
    rows: Rows = {kind: [] for kind in ("captures", "articles", "readings", "features", "failures")}
    with Guard(job, task) as guard:
        for at, capture in enumerate(captured(job.place, task.name)):
            if at in doubles:
                continue
            found = guard.try_(capture.id, capture.origin, lambda c=capture: flow.take(c, ready))  # type: ignore[misc]
            if isinstance(found, Failure):
                rows["failures"].append(failure_row(found, capture.id))
            else:
                _keep(rows, found, job.settings)
    _locate(rows, task.name)
    held = [bind(job.place, kind, task.name, found) for kind, found in rows.items() if found]
    days: dict[str, Counter[str]] = defaultdict(Counter)
    for one in rows["features"]:
        days[one["lang"]][one["day"]] += 1
    return {"sheaves": msgspec.to_builtins(held), "days": days, "made": ready.made()}


def _keep(rows: Rows, entry: flow.Entry, settings: Settings) -> None:
    article, page = entry.article, entry.page
    published = article.published.iso if article.published else None
    day = (published or page.fetched_at or "")[:10]
    key = {"id": page.capture, "day": day if len(day) == 10 else UNDATED}
    if settings.captures:
        rows["captures"].append(row(entry.capture) | key)
    outlet, agency = article.outlet, article.agency
    rows["articles"].append(
        key
        | {name: getattr(article, name) for name in ("lang", "variant", "title")}
        | {
            "origin": entry.capture.origin,
            "url": article.url or entry.capture.url,
            "outlet": outlet and (outlet.id or outlet.name),
            "outlet_name": outlet and outlet.name,
            "agency": agency and (agency.id or agency.name),
            "published": published,
            "text": "\n".join(span.of(page.text) for span in article.body),
            "flags": list(article.flags),
            "page": as_json(page),
            "article": as_json(article),
        }
    )
    reading = entry.reading
    rows["readings"].append(key | {"lang": reading.lang, "model": reading.model, "data": as_json(reading)})
    rows["features"].append(key | feature(entry))


def _locate(rows: Rows, shard: str) -> None:
    """Notes on each feature in which row and row group it, its article and its reading will stand."""
    held = ordered(rows["features"])
    groups = [number for number, (_, size) in enumerate(cuts(held)) for _ in range(size)]
    rows["features"] = [
        {**one, "shard": shard, "row": at, "group": group}
        for at, (one, group) in enumerate(zip(held, groups, strict=True))
    ]


def sheaves(found: dict[str, Any]) -> list[Sheaf]:
    """The sheaves that a task gave."""
    return msgspec.convert(found["sheaves"], list[Sheaf])
