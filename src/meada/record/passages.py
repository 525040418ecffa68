"""How two passages stand to each other: the comparison behind the step ``compare`` of the pipe."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Literal

import msgspec

from meada.lang.table import LANGUAGES, resource, table
from meada.page.language import detect
from meada.reading.read import read_text
from meada.reading.reading import Reading
from meada.record.side import stems

__all__ = ["RELATIONS", "Comparison", "compare", "features"]

Between = Literal["same", "part", "updates", "contradicts", "background", "elaborates", "attributes", "none"]
RELATIONS: tuple[Between, ...] = (
    "same", "part", "updates", "contradicts", "background", "elaborates", "attributes", "none",
)  # fmt: skip
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_NAME = re.compile(r"(?<![.!?“\"]\s)(?<!^)\b[^\W\d_a-zà-ÿ][\w'’-]+")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_SHARED = 0.12
"""Share of the words of the shorter passage below which two passages that name nobody in common have no relation."""


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """The relation of passage ``b`` to ``a``, and the features that weighed most for it, the heaviest first."""

    relation: Between
    reasons: tuple[str, ...] = ()


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A passage with what its comparison needs."""

    text: str
    words: tuple[str, ...]
    names: frozenset[str]
    numbers: frozenset[str]
    counts: dict[str, frozenset[float]]
    sourced: bool
    quoted: bool
    negated: bool
    years: frozenset[str]
    earlier: bool
    dated: bool
    ahead: bool


def compare(a: Mapping[str, Any], b: Mapping[str, Any]) -> Comparison:
    """How passage ``b`` stands to ``a``; both are ``{text, published?, outlet?, lang?}``.

    A small linear model over readable features: the weights are in ``resources/passages.toml`` with the data and folds that
    chose them. Passages with almost no words and no names in common are ``none``. Raises `KeyError` without ``text``.
    """
    left, right = _passage(a), _passage(b)
    shared = len(set(left.words) & set(right.words)) / max(1, min(len(set(left.words)), len(set(right.words))))
    if shared < _SHARED and not left.names & right.names:
        return Comparison(relation="none", reasons=("words",))
    found = features(left, right) | _later(a, b)
    weights: dict[str, dict[str, float]] = resource("passages")["weights"]
    scores = {name: sum(row.get(key, 0.0) * value for key, value in found.items()) for name, row in weights.items()}
    best = max(sorted(scores), key=lambda name: scores[name])
    row = weights[best]
    reasons = sorted((key for key in found if row.get(key, 0.0) * found[key] > 0), key=lambda k: -row[k] * found[k])
    return Comparison(relation=best, reasons=tuple(r for r in reasons if r != "bias")[:4])  # type: ignore[arg-type]


def _later(a: Mapping[str, Any], b: Mapping[str, Any]) -> dict[str, float]:
    first, second = str(a.get("published") or ""), str(b.get("published") or "")
    return {"later": float(bool(first and second) and first[:10] < second[:10])}


def _passage(given: Mapping[str, Any]) -> Passage:
    text = str(given["text"])
    return passage(text, str(given.get("lang") or detect(text) or "pt"))


@lru_cache(maxsize=4096)
def passage(text: str, lang: str) -> Passage:
    """``text`` read in ``lang``."""
    reading = read_text(text, lang if lang in LANGUAGES else "pt")
    rows = table(lang if lang in LANGUAGES else "pt", "record")
    low = f" {text.lower()} "
    return Passage(
        text=text,
        words=tuple(stems(text)),
        names=frozenset(w for m in _NAME.finditer(text) for w in stems(m[0])),
        numbers=frozenset(_NUMBER.findall(text)),
        counts=_counts(reading, text),
        sourced=bool(reading.attributions),
        quoted=any(mark in text for mark in '"“”«'),
        negated=any(f" {word} " in low for word in rows["negation"]),
        years=frozenset(_YEAR.findall(text)),
        earlier=any(f" {word} " in low for word in rows["earlier"]),
        dated=any(t.type in ("DATE", "TIME") for t in reading.times),
        ahead=any(e.modality in ("planned", "expected") for e in reading.events),
    )


def _counts(reading: Reading, text: str) -> dict[str, frozenset[float]]:
    out: dict[str, set[float]] = {}
    for figure in reading.figures:
        if figure.value is None:
            continue
        noun = figure.population.of(text) if figure.population else (figure.unit or "")
        for word in stems(noun)[:1] or [figure.unit or ""]:
            out.setdefault(word, set()).add(figure.value)
    return {key: frozenset(values) for key, values in out.items()}


def features(a: Passage, b: Passage) -> dict[str, float]:
    """What the comparison weighs, each about in [0, 1] (differences in [-1, 1])."""
    x, y = set(a.words), set(b.words)
    shared = x & y
    in_a, in_b = len(shared) / max(1, len(x)), len(shared) / max(1, len(y))
    names = len(a.names & b.names) / max(1, min(len(a.names), len(b.names)))
    sequence = difflib.SequenceMatcher(None, a.words, b.words, autojunk=False).ratio()
    clash = any(
        a.counts[k] and b.counts[k] and not a.counts[k] & b.counts[k] for k in a.counts.keys() & b.counts.keys()
    )
    kept = len(a.numbers & b.numbers) / max(1, min(len(a.numbers), len(b.numbers)))
    only_a, only_b = bool(a.numbers - b.numbers), bool(b.numbers - a.numbers)
    long = math.tanh(math.log((len(x) + 1) / (len(y) + 1)))
    return {
        "bias": 1.0,
        "share of a": in_a,
        "share of b": in_b,
        "least share": min(in_a, in_b),
        "most share": max(in_a, in_b),
        "order": sequence,
        "equal": float(sequence > 0.9),
        "longer": long,
        "length": abs(long),
        "names": names,
        "new names": float(bool(b.names - a.names)),
        "numbers kept": kept,
        "numbers clash": float(clash),
        "numbers differ": float(only_a and only_b) * max(in_a, in_b),
        "figures differ": float(bool(a.numbers and b.numbers) and not a.numbers & b.numbers) * min(in_a, in_b),
        "new numbers": float(only_b),
        "lost numbers": float(only_a),
        "source added": float(b.sourced) - float(a.sourced),
        "one sourced": float(a.sourced != b.sourced),
        "one sourced, alike": float(a.sourced != b.sourced) * sequence,
        "both sourced": float(a.sourced and b.sourced),
        "quoted": float(a.quoted or b.quoted),
        "negation differs": float(a.negated != b.negated),
        "negation differs, alike": float(a.negated != b.negated) * max(in_a, in_b),
        "years": float(bool(a.years | b.years)),
        "new years": float(bool(b.years - a.years)),
        "earlier": float(a.earlier or b.earlier),
        "dated": float(a.dated) - float(b.dated),
        "one dated": float(a.dated != b.dated),
        "ahead": float(a.ahead or b.ahead),
    }
