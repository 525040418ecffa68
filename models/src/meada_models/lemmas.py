"""Lemmas: a table of the words the treebanks know, and for all others a rule: letter case, letters cut off, letters put on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import takewhile

__all__ = ["FORM", "apply", "collect", "names_are_forms", "rule"]

MOST = 0.8
"""The share a lemma needs among the uses of a form with a tag."""

FORM = "*"
"""The entry of a tag whose words are their own lemmas."""

OWN = 0.98
"""The share of names that must be their own lemmas in the first treebank for this to be the rule."""


def _number(form: str) -> str:
    """A number without the points between thousands, its comma a point, as Spanish treebanks write its lemma."""
    return form.replace(".", "").replace(",", ".") if form[:1].isdigit() else form


_CASES = {"l": str.lower, "k": str, "c": str.capitalize, "n": _number}


def rule(form: str, lemma: str) -> str:
    """The rule from ``form`` to ``lemma``: "l2|ar" cuts two letters off the word in small letters and puts "ar" on."""
    best = None
    for case, change in _CASES.items():
        base = change(form)
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(base, lemma, strict=False)))
        if best is None or shared > best[0]:
            best = shared, f"{case}{len(base) - shared}|{lemma[shared:]}"
    assert best is not None
    return best[1]


def apply(rule: str, form: str) -> str:
    """The lemma of ``form`` by ``rule``; the form itself where nothing of it would be left."""
    case, (cut, _, put) = rule[0], rule[1:].partition("|")
    base = _CASES[case](form)
    kept = len(base) - int(cut)
    return base[:kept] + put if kept > 0 or (kept == 0 and put) else base


def collect(words: Iterable[tuple[str, str, str]]) -> dict[str, dict[str, str]]:
    """The table for (form, UPOS, lemma) as they occur: tag to form to lemma, where one lemma clearly leads."""
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for form, upos, lemma in words:
        if upos not in {"PROPN", "PUNCT", "SYM", "NUM", "X"} and lemma not in {"", "_"}:
            seen[upos, form.lower()][lemma] += 1
    table: dict[str, dict[str, str]] = defaultdict(dict)
    for (upos, form), lemmas in seen.items():
        lemma, count = lemmas.most_common(1)[0]
        if count >= MOST * lemmas.total():
            table[upos][form] = lemma
    return dict(table)


def names_are_forms(words: Iterable[tuple[str, str, str]]) -> bool:
    """Whether names are their own lemmas in (form, UPOS, lemma): there are treebanks that put them in small letters."""
    same = [form == lemma for form, upos, lemma in words if upos == "PROPN"]
    return sum(same) >= OWN * len(same) > 0
