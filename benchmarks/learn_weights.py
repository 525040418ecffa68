"""Learns how often each pattern is right with each verb, and writes ``lang/en/weights.toml``.

usage: python benchmarks/learn_weights.py [LEAST]     (MEADA_SHARED, or ../shared beside the project)

Reads the training part of PolNeAR. Only counts per pattern and verb are kept, for verbs seen at least four times.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from meada.article import Article
from meada.page.page import Block, Page
from meada.reading import attributions, passage
from meada.reading.lexicon import lexicon
from meada.span import Span
from reading import SHARED, load, scorer

TARGET = Path(__file__).resolve().parents[1] / "src" / "meada" / "lang" / "en" / "weights.toml"
HEAD = """# How often each pattern of attribution is right with each verb: [right, seen]. Written by benchmarks/learn_weights.py
# from the training part of PolNeAR (counts alone); a proposal with a smoothed share below `least` is dropped.
"""


def main() -> None:
    score = scorer()
    least = sys.argv[1] if len(sys.argv) > 1 else "0.36"
    patterns: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    verbs: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for row in load(SHARED / "data" / "attribution" / "polnear.jsonl.gz", {"split": "train"}):
        for name, lemma, right in judged(row, score):
            for counts in (patterns[name], verbs[lemma][name]) if lemma else (patterns[name],):
                counts[0] += right
                counts[1] += 1
    lines = [HEAD, f"least = {least}", "", "[patterns]"]
    lines += [f'"{name}" = {counts}' for name, counts in sorted(patterns.items())]
    lines += ["", "[verbs]"]
    for lemma, found in sorted(verbs.items()):
        kept = {n: c for n, c in sorted(found.items()) if c[1] >= 4}
        if kept:
            lines.append(f'"{lemma}" = {{ ' + ", ".join(f'"{n}" = {c}' for n, c in kept.items()) + " }")
    TARGET.write_text("\n".join(lines) + "\n", "utf-8")


def judged(row: dict[str, Any], score: Any) -> list[tuple[str, str | None, int]]:
    """Pattern, verb, and 1 when an annotated content matches one to one (Jaccard of words at least .3)."""
    text = row["text"]
    page = Page(capture="", text=text, blocks=(Block(role="body", span=Span(0, len(text))),), lang="en")
    made = passage.make(page, Article(page="", lang="en"))
    assert made is not None
    found = [a for a in attributions.find(made, (), (), sift=False) if a.content]
    tokens = [(m.start(), m.end()) for m in score.WORD.finditer(text)]
    gold = [score.token_set(a["content"], tokens) for a in row["attributions"]]
    ours = [score.token_set([(s.start, s.end) for s in a.content], tokens) for a in found]
    near = sorted(
        ((len(g & o) / len(g | o), i, j) for i, g in enumerate(gold) for j, o in enumerate(ours) if g & o), reverse=True
    )
    used: set[int] = set()
    right: set[int] = set()
    for share, i, j in near:
        if share >= 0.3 and i not in used and j not in right:
            used.add(i)
            right.add(j)
    known = lexicon("en")
    return [(attributions.pattern(a, text, known), a.cue_lemma, int(j in right)) for j, a in enumerate(found)]


if __name__ == "__main__":
    main()
