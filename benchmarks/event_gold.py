"""Type precision, recall and F1 of the events on the shared gold sets, as ``score.py events`` counts them.

python benchmarks/event_gold.py ../shared [--no-model]     (with the language models that are installed, or rules alone)
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from meada.lang.model import load_parser
from meada.reading.read import read_text

SETS = (("spanish_protest", "es"), ("plover_examples", "en"))
PLOVER = frozenset(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST REJECT ACCUSE THREATEN PROTEST SANCTION MOBILIZE COERCE"
    " ASSAULT".split()
)
ALIAS = {
    "DEMAND": "REQUEST", "APPEAL": "REQUEST", "INVESTIGATE": "ACCUSE", "DISAPPROVE": "ACCUSE", "YIELD": "CONCEDE",
    "FIGHT": "ASSAULT", "SEIZE": "COERCE", "SACTION": "SANCTION",
}  # fmt: skip


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The gold sentences of one set."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def main() -> None:
    """Print one line a set."""
    shared = Path(next((word for word in sys.argv[1:] if not word.startswith("-")), "../shared"))
    for name, lang in SETS:
        parser = None if "--no-model" in sys.argv else load_parser(lang)
        hit = said = true = 0
        for row in rows(shared / "data" / "events" / f"{name}.jsonl.gz"):
            coded = [e["plover"] for e in row["events"]] if row.get("events") else [row["event"]]
            gold = {ALIAS.get(c, c) for c in coded} & PLOVER
            if gold:
                found = {e.type for e in read_text(row["text"], lang, parser=parser).events} & PLOVER
                hit, said, true = hit + len(gold & found), said + len(found), true + len(gold)
        p, r = hit / max(said, 1), hit / max(true, 1)
        print(f"{name:18s} P {p:.3f} R {r:.3f} F1 {2 * p * r / max(p + r, 1e-9):.3f}")


if __name__ == "__main__":
    main()
