"""Read the times of `inputs.py read` lines and write `meada pipe read` lines with `times` only.

usage: inputs.py read GOLD | python benchmarks/time_gold.py > system.jsonl
"""

from __future__ import annotations

import json
import sys
import time

from meada.when import Anchor, Expression, read


def main() -> None:
    sentences, took = 0, 0.0
    for line in sys.stdin:
        item = json.loads(line)
        stamp = item.get("published")
        zone = item.get("zone")
        if zone is None and stamp and "T" in stamp and stamp.endswith("-03:00"):
            zone = "America/Sao_Paulo"
        began = time.process_time()
        found = read(item["text"], item["lang"] or "pt", anchor=Anchor(published=stamp, zone=zone))
        took += time.process_time() - began
        sentences += 1 + sum(item["text"].count(mark) for mark in (". ", "? ", "! ", ".\n"))
        print(json.dumps({"id": item["id"], "times": [row(x) for x in found]}, ensure_ascii=False))
    print(f"{sentences} sentences, {sentences / max(took, 1e-9):.0f} a second", file=sys.stderr)


def row(item: Expression) -> dict[str, object]:
    return {
        "start": item.span.start,
        "end": item.span.end,
        "type": item.type,
        "value": item.value,
        "begin": item.begin,
        "until": item.until,
        "granularity": item.granularity,
        "zone": item.zone,
        "anchor": item.anchor,
        "rule": item.rule,
    }


if __name__ == "__main__":
    main()
