"""Chooses the weights of ``src/meada/resources/passages.toml`` on sentence pairs of one event, and says how well they do.

``python benchmarks/passages.py PAIRS.jsonl.gz [--write]``: pairs with ``cluster``, ``a_sent``, ``b_sent`` and ``type``, a CST
relation; a pair with several accepts any of them. A multinomial logistic regression (scikit-learn, needed only here) over
the features of `meada.record.passages.features`, scored by leaving out one cluster at a time. Only the weights are kept.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import LeaveOneGroupOut

from meada.record.passages import features, passage

TARGET = Path(__file__).resolve().parent.parent / "src/meada/resources/passages.toml"
RELATION = {
    "Identity": "same", "Equivalence": "same", "Translation": "same", "Subsumption": "part", "Overlap": "part",
    "Summary": "part", "Contradiction": "contradicts", "Follow-up": "updates", "Historical-background": "background",
    "Elaboration": "elaborates", "Attribution": "attributes", "Indirect-speech": "attributes", "Citation": "attributes",
}  # fmt: skip
C, BALANCE = 0.03, 0.3
"""Inverse strength of the L2 prior, and how far rare relations are weighed up (0 not at all, 1 fully)."""


def fit(x: np.ndarray, y: np.ndarray) -> tuple[list[str], np.ndarray]:
    """Relations and their weights on the bare features (the first is the constant one)."""
    counts = Counter(y)
    weigh = {k: (len(y) / len(counts) / n) ** BALANCE for k, n in counts.items()}
    mean, spread = x.mean(0), x.std(0) + 1e-9
    mean[0], spread[0] = 0, 1
    model = LogisticRegression(C=C, class_weight=weigh, max_iter=3000, fit_intercept=False).fit((x - mean) / spread, y)
    weights = model.coef_ / spread
    weights[:, 0] -= (weights * mean).sum(1)
    return list(model.classes_), weights


def scores(y: np.ndarray, got: np.ndarray) -> dict[str, float]:
    """F1 by relation, and their mean."""
    out = {}
    for name in sorted(set(y)):
        hit = int(((y == name) & (got == name)).sum())
        out[name] = 2 * hit / max(1, int((y == name).sum()) + int((got == name).sum()))
    return out | {"macro": sum(out.values()) / len(out)}


def main(path: str, *, write: bool) -> None:
    """Score by folds; with ``write``, fit on all and keep the weights."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    found = [features(passage(r["a_sent"], "pt"), passage(r["b_sent"], "pt")) for r in rows]
    x = np.array([list(f.values()) for f in found])
    y = np.array([RELATION[r["type"]] for r in rows])
    groups = np.array([r["cluster"] for r in rows])
    got = np.empty(len(y), dtype=object)
    for train, test in LeaveOneGroupOut().split(x, y, groups):
        names, weights = fit(x[train], y[train])
        got[test] = np.array(names)[(x[test] @ weights.T).argmax(1)]
    pair = [(r["cluster"], r["a"], r["ai"], r["b"], r["bi"]) for r in rows]
    given = {key: {RELATION[r["type"]] for r, k in zip(rows, pair, strict=True) if k == key} for key in set(pair)}
    wanted = np.array([g if g in given[k] else w for g, w, k in zip(got, y, pair, strict=True)])
    by_fold = scores(wanted, got)
    print("\n".join(f"{k:<14} {v:.3f}" for k, v in by_fold.items()))
    if write:
        names, weights = fit(x, y)
        TARGET.write_text(_toml(list(found[0]), names, weights, by_fold, len(rows), len(set(groups))), "utf-8")


def _toml(keys: list[str], names: list[str], weights: np.ndarray, by_fold: dict[str, float], n: int, folds: int) -> str:
    lines = [
        "# Weights of meada.record.passages, written by benchmarks/passages.py.",
        f"# Development data: CSTNews, {n} sentence pairs of {folds} events (research use; only these numbers come from it).",
        f"# F1 with one event left out at a time: {', '.join(f'{k} {v:.2f}' for k, v in by_fold.items())}.",
    ]
    for name, row in zip(names, weights, strict=True):
        lines += ["", f"[weights.{name}]", *(f'"{k}" = {w:.3f}' for k, w in zip(keys, row, strict=True))]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main(sys.argv[1], write="--write" in sys.argv)
