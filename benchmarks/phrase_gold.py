"""How far the reader of times agrees with phrases written for an assistant (their own layout and values).

usage: python benchmarks/phrase_gold.py data/time/phrase_specs.jsonl.gz

A phrase is found when an expression overlaps it. It agrees when the value is the same, or begins at the same instant.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter, defaultdict
from typing import Any

from meada.when import Anchor, Expression, read


def main() -> None:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    with gzip.open(sys.argv[1], "rt", encoding="utf-8") as lines:
        for line in lines:
            item = json.loads(line)
            found = read(item["text"], item["lang"], anchor=Anchor(published=item["ref"]))
            score(item, found, counts[item["lang"]])
    for lang, count in counts.items():
        print(lang, *(f"{name} {count[name] / count['phrases']:.3f}" for name in ("found", "agree")), count["phrases"])


def score(item: dict[str, Any], found: tuple[Expression, ...], count: Counter[str]) -> None:
    for gold in item["results"]:
        if gold.get("start") is None:
            continue
        count["phrases"] += 1
        near = [x for x in found if x.span.start <= gold["end"] and x.span.end > gold["start"]]
        if near:
            best = max(near, key=lambda x: min(x.span.end, gold["end"] + 1) - max(x.span.start, gold["start"]))
            count["found"] += 1
            count["agree"] += any(agrees(best, value) for value in gold.get("values") or [])


def agrees(item: Expression, value: dict[str, Any]) -> bool:
    if value.get("timex") == item.value:
        return True
    begins = [str(value[key]).replace(" ", "T") for key in ("value", "start") if value.get(key)]
    return item.begin is not None and any(x in (item.begin, item.begin[11:]) or x[:10] == item.begin for x in begins)


if __name__ == "__main__":
    main()
