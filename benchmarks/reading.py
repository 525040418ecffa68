"""Reads the gold sets of attribution through `read_text` and scores them with the shared scorer.

usage: python benchmarks/reading.py [SET ...] [--no-model]     (MEADA_SHARED, or ../shared beside the project)

With the language models that are installed, or with rules alone (``--no-model``).
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from meada.lang.model import load_parser
from meada.reading.pipe import as_pipe
from meada.reading.read import read_text

SHARED = Path(os.environ.get("MEADA_SHARED", Path(__file__).resolve().parents[2] / "shared"))
SETS: dict[str, tuple[str, dict[str, str]]] = {
    "typology-pt": ("attribution/typology.jsonl.gz", {"lang": "pt"}),
    "typology-es": ("attribution/typology.jsonl.gz", {"lang": "es"}),
    "typology-en": ("attribution/typology.jsonl.gz", {"lang": "en"}),
    "seeds": ("seeds/attributions.jsonl", {}),
    "porttinari": ("attribution/pt_silver_trees.jsonl.gz", {"dataset": "porttinari"}),
    "bosque": ("attribution/pt_silver_trees.jsonl.gz", {"dataset": "bosque"}),
    "polnear": ("attribution/polnear.jsonl.gz", {"split": "dev"}),
}
SHOWN = (
    "content.p",
    "content.r",
    "content.f1",
    "content+speaker.f1",
    "exact.f1",
    "speaker.accuracy",
    "medium",
    "polarity",
    "no_false_alarm",
)


def scorer() -> Any:
    spec = importlib.util.spec_from_file_location("score", SHARED / "score" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def load(path: Path, where: dict[str, str]) -> list[dict[str, Any]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [r for r in rows if all(str(r.get(k, "")).startswith(v) for k, v in where.items())]


def main() -> None:
    score = scorer()
    chosen = [a for a in sys.argv[1:] if not a.startswith("-")] or list(SETS)
    for name in chosen:
        path, where = SETS[name]
        gold = load(SHARED / "data" / path, where)
        parsers = {} if "--no-model" in sys.argv else {lang: load_parser(lang) for lang in {g["lang"] for g in gold}}
        read_text(gold[0]["text"], gold[0]["lang"], parser=parsers.get(gold[0]["lang"]))
        begin = time.process_time()
        system = {g["id"]: as_pipe(read_text(g["text"], g["lang"], parser=parsers.get(g["lang"]))) for g in gold}
        spent = time.process_time() - begin
        out = score.attribution(gold, system)
        print(
            f"{name:12s} "
            + " ".join(f"{k}={out[k]:.3f}" for k in SHOWN if k in out)
            + f"  {len(gold) / spent:.1f} docs/s"
        )


if __name__ == "__main__":
    main()
