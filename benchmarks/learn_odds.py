"""Learns what each trait of a proposal of attribution is worth, and writes ``lang/en/odds.toml``.

usage: python benchmarks/learn_odds.py [LEAST]     (MEADA_SHARED, or ../shared beside the project; needs the English model)

Reads the training part of PolNeAR, proposes with the linear patterns and the tree, and fits a logistic regression (L2,
L-BFGS after Nocedal and Wright, "Numerical Optimization", algorithm 7.4) of how well a proposal fits an annotated one:
1 for the same words, .5 to .9 for a Jaccard of words from .3 up with the cue in common, 0 for less. Only traits seen in
at least ten documents enter, and of these only what is worth .1 or more stays: sums, and no text.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from meada.article import Article
from meada.lang.model import load_parser
from meada.page.page import Block, Page
from meada.reading import attributions
from meada.reading.passage import make
from meada.span import Span
from reading import SHARED, load, scorer

TARGET = Path(__file__).resolve().parents[1] / "src" / "meada" / "lang" / "en" / "odds.toml"
HEAD = """# What each trait of a proposal of attribution is worth, in log-odds. Written by benchmarks/learn_odds.py from the
# training part of PolNeAR (sums alone); a proposal whose share, 1 / (1 + exp(-sum)), is below `least` is dropped.
"""
DOCUMENTS, WORTH, PENALTY = 10, 0.1, 8.0
PLAIN = re.compile(r"[a-z0-9 :+<>A-Z_'’\-&.]+")

Example = tuple[Sequence[str], float]


def examples() -> Iterator[list[Example]]:
    """Traits and fit of every proposal, a list a document."""
    score, parser = scorer(), load_parser("en")
    for row in load(SHARED / "data" / "attribution" / "polnear.jsonl.gz", {"split": "train"}):
        text = row["text"]
        page = Page(capture="", text=text, blocks=(Block(role="body", span=Span(0, len(text))),), lang="en")
        made = make(page, Article(page="", lang="en"), parser=parser, gate=lambda *_: True)
        assert made is not None
        tokens = [(m.start(), m.end()) for m in score.WORD.finditer(text)]
        gold = [
            (score.token_set(a["content"], tokens), score.token_set(a.get("cue") or [], tokens))
            for a in row["attributions"]
        ]
        yield [(traits, fit(draft, gold, tokens, score)) for draft, traits in attributions.proposals(made)]


def fit(draft: Any, gold: Sequence[tuple[set[int], set[int]]], tokens: Sequence[Any], score: Any) -> float:
    """How well ``draft`` fits the annotated attribution it fits best, from 0 to 1."""
    ours = score.token_set([(s.start, s.end) for s in draft.content], tokens)
    cue = score.token_set([(s.start, s.end) for s in draft.cue], tokens)
    shares = [
        len(ours & content) / len(ours | content)
        for content, theirs in gold
        if ours & content and (not cue or not theirs or cue & theirs)
    ]
    best = max(shares, default=0.0)
    return 0.0 if best < 0.3 else 1.0 if best == 1.0 else 0.5 + 0.4 * (best - 0.3) / 0.7


def main() -> None:
    least = sys.argv[1] if len(sys.argv) > 1 else "0.35"
    documents = list(examples())
    seen = Counter(t for rows in documents for t in {t for traits, _ in rows for t in traits})
    names = sorted(t for t, n in seen.items() if n >= DOCUMENTS and PLAIN.fullmatch(t))
    rows = [row for document in documents for row in document]
    worth = fitted(names, rows)
    kept = [t for t, w in zip(names, worth, strict=True) if abs(w) >= WORTH or t == "bias"]
    worth = fitted(kept, rows)
    lines = [HEAD, f"least = {least}", "", "[worth]"]
    lines += [f'"{t}" = {w:.2f}' for t, w in zip(kept, worth, strict=True)]
    TARGET.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{len(documents)} documents, {len(rows)} proposals, {len(names)} traits, {len(kept)} kept")


def fitted(names: Sequence[str], rows: Sequence[Example]) -> np.ndarray:
    """The log-odds of ``names``."""
    at = {t: i for i, t in enumerate(names)}
    found = [[at[t] for t in traits if t in at] for traits, _ in rows]
    columns = np.array([i for ids in found for i in ids])
    of = np.repeat(np.arange(len(rows)), [len(ids) for ids in found])
    wanted = np.array([y for _, y in rows])

    def loss(worth: np.ndarray) -> tuple[float, np.ndarray]:
        share = 1 / (1 + np.exp(-np.bincount(of, weights=worth[columns], minlength=len(rows))))
        cost = -(wanted * np.log(share + 1e-12) + (1 - wanted) * np.log(1 - share + 1e-12)).sum()
        slope = np.bincount(columns, weights=(share - wanted)[of], minlength=len(names))
        return float(cost + PENALTY / 2 * worth @ worth), slope + PENALTY * worth

    return minimum(loss, np.zeros(len(names)))


def minimum(function: Any, at: np.ndarray, steps: int = 60, memory: int = 8) -> np.ndarray:
    """Where ``function``, which gives its value and slope, is least near ``at``."""
    value, slope = function(at)
    past: list[tuple[np.ndarray, np.ndarray]] = []
    for _ in range(steps):
        direction, used = slope.copy(), []
        for moved, turned in reversed(past):
            share = moved @ direction / (turned @ moved)
            used.append(share)
            direction -= share * turned
        direction *= past[-1][0] @ past[-1][1] / (past[-1][1] @ past[-1][1]) if past else 1 / np.abs(slope).sum()
        for (moved, turned), share in zip(past, reversed(used), strict=True):
            direction += (share - turned @ direction / (turned @ moved)) * moved
        length = 1.0
        while True:
            there = at - length * direction
            lower, bend = function(there)
            if lower <= value - 1e-4 * length * (slope @ direction) or length < 1e-6:
                break
            length /= 2
        past = [*past, (there - at, bend - slope)][-memory:]
        done = abs(value - lower) < 1e-5 * value
        at, value, slope = there, lower, bend
        if done:
            break
    return at


if __name__ == "__main__":
    main()
