"""How well pages become articles, against the shared gold.

Run: ``python benchmarks/pages.py [SET …] [--limit N] [--misses FIELD]`` with ``../shared`` beside the project or
``MEADA_SHARED`` set. Each page goes through `meada.page` and `meada.article` in this process; scoring is
``score/score.py`` of the shared folder. Prints one line a metric, pages a second, and with ``--misses`` what went wrong.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import os
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import Any

from meada.article import as_pipe, make
from meada.errors import MeadaError
from meada.page.make import from_html

SETS = ("fundus", "naeb", "pt_pages")


def shared() -> Path:
    named = os.environ.get("MEADA_SHARED")
    places = [Path(named)] if named else [parent / "shared" for parent in Path(__file__).resolve().parents[1:4]]
    found = next((place for place in places if (place / "data").is_dir()), None)
    if found is None:
        sys.exit("the shared gold data is not here: set MEADA_SHARED to its folder")
    return found


def scorer(folder: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", folder / "score" / "score.py")
    if spec is None or spec.loader is None:
        sys.exit(f"no score.py in {folder / 'score'}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def load(path: Path, limit: int | None) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for _, line in zip(range(limit or 10**9), lines, strict=False)]


def run(gold: list[dict[str, Any]]) -> tuple[dict[str, dict[str, Any]], float]:
    out: dict[str, dict[str, Any]] = {}
    start = time.perf_counter()
    for item in gold:
        try:
            page = from_html(item["html"], url=item.get("url"))
        except MeadaError as error:
            out[item["id"]] = {"error": str(error)}
            continue
        out[item["id"]] = as_pipe(page, make(page))
    return out, time.perf_counter() - start


def misses(score: ModuleType, gold: list[dict[str, Any]], system: dict[str, dict[str, Any]], field: str) -> None:
    for item in gold:
        got = score.pages([item], system)
        if got.get(field, 1.0) < 1.0:
            wanted = {"day": "date", "datetime": "date"}.get(field, field)
            mine = {"title": "headline", "day": "published", "datetime": "published"}.get(field, field)
            print(f"  {item['id']}: wanted {item.get(wanted)!r}, got {system[item['id']].get(mine)!r}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sets", nargs="*", default=SETS)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--misses", metavar="FIELD", help="title, day, datetime, authors, standfirst or agency")
    options = parser.parse_args()
    folder = shared()
    score = scorer(folder)
    for name in options.sets:
        gold = load(folder / "data" / "pages" / f"{name}.jsonl.gz", options.limit)
        system, seconds = run(gold)
        result = score.pages(gold, system)
        print(f"{name}: " + "  ".join(f"{key} {value:.3f}" for key, value in result.items() if key != "pages"))
        print(f"  {len(gold)} pages, {len(gold) / seconds:.1f} pages/s")
        if options.misses:
            misses(score, gold, system, options.misses)


if __name__ == "__main__":
    main()
