"""Scores the extraction of direct quotations of textacy beside ours, on the same documents in the same run.

usage: python benchmarks/quotation.py     (MEADA_SHARED, or ../shared beside the project; needs textacy and the English model)

textacy is a tool of this benchmark alone (`pip install textacy`), and runs on the pipeline of ``meada-models``. It refuses a
text with an odd number of quotation marks, so it is given a paragraph at a time. Both are scored on all the attributions
of the development part of PolNeAR, and on its direct ones against what each calls direct.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from importlib import import_module
from typing import Any

from meada.lang.model import load_parser
from meada.reading.pipe import as_pipe
from meada.reading.read import read_text
from reading import SETS, SHARED, load, scorer

SHOWN = ("content.p", "content.r", "content.f1", "content+speaker.f1", "exact.f1", "speaker.accuracy")
Reader = Callable[[str], dict[str, Any]]


def ours() -> Reader:
    """`read_text` with everything on."""
    parser = load_parser("en")
    return lambda text: as_pipe(read_text(text, "en", parser=parser))


def textacy() -> Reader:
    """`textacy.extract.direct_quotations` on the English pipeline."""
    extract = import_module("textacy.extract")
    pipeline = import_module("meada_models").load("en")

    def read(text: str) -> dict[str, Any]:
        found, at = [], 0
        for paragraph in text.split("\n"):
            found += [quotation(triple, at) for triple in quotations(extract, pipeline(paragraph))]
            at += len(paragraph) + 1
        return {"attributions": found}

    return read


def quotations(extract: Any, doc: Any) -> list[Any]:
    """The triples of ``doc``; none where its marks do not pair."""
    try:
        return list(extract.direct_quotations(doc))
    except ValueError:
        return []


def quotation(triple: Any, at: int) -> dict[str, Any]:
    """A triple as the scorer reads it; ``at`` is where its paragraph begins."""
    span = [at + triple.content.start_char, at + triple.content.end_char]
    said = [[at + t.idx, at + t.idx + len(t)] for t in triple.speaker]
    return {"type": "direct", "content": [span], "source": said}


def main() -> None:
    score = scorer()
    path, where = SETS["polnear"]
    gold = load(SHARED / "data" / path, where)
    direct = [g | {"attributions": [a for a in g["attributions"] if a["type"] == "direct"]} for g in gold]
    for name, make in (("textacy", textacy), ("meada", ours)):
        read = make()
        read(gold[0]["text"])
        begin = time.process_time()
        system = {g["id"]: read(g["text"]) for g in gold}
        spent = time.process_time() - begin
        quoted = {
            k: {"attributions": [a for a in v["attributions"] if a.get("type") == "direct"]} for k, v in system.items()
        }
        for what, wanted, given in (("all", gold, system), ("direct", direct, quoted)):
            out = score.attribution(wanted, given)
            print(f"{name:8s} {what:7s} " + " ".join(f"{k}={out[k]:.3f}" for k in SHOWN))
        print(f"{name:8s} {len(gold) / spent:.1f} docs/s")


if __name__ == "__main__":
    main()
