"""The inflected forms of a verb, from the classes and irregular forms of ``lang/<xx>/verbs.toml``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from meada.lang.table import table

__all__ = ["FEATURES", "forms"]

FEATURES = (
    "present", "past", "imperfect", "future", "conditional", "subjunctive", "gerund", "participle", "infinitive", "first",
)  # fmt: skip


def forms(lemma: str, lang: str) -> Iterator[tuple[str, str]]:
    """``(form, feature)`` for each form of the infinitive ``lemma`` that news uses; see `FEATURES`.

    In an ending ``+`` stands for the strong stem, ``~`` for the weak one, and ``*`` takes the last letter of the stem
    away (di·zer → di·sse).
    """
    verbs = table(lang, "verbs")
    fixed = verbs.get("irregular", {}).get(lemma)
    if fixed is None:
        yield from _regular(lemma, verbs)
    for source in (fixed or {}, verbs.get("more", {}).get(lemma, {})):
        for feature, found in source.items():
            for form in found:
                yield form, feature


def _regular(lemma: str, verbs: dict[str, Any]) -> Iterator[tuple[str, str]]:
    conjugation, ending = _class(lemma, verbs["class"])
    if conjugation is None:
        return
    stem = lemma[: len(lemma) - conjugation["cut"]] if conjugation["cut"] else lemma
    strong = verbs.get("strong", {}).get(lemma, stem)
    weak = verbs.get("weak", {}).get(lemma, stem)
    double = stem[-1:] if conjugation.get("double") and ending else ""
    for feature in FEATURES:
        for tail in conjugation.get(feature, ()):
            if tail.startswith("+"):
                yield strong + tail[1:], feature
            elif tail.startswith("~"):
                yield weak + tail[1:], feature
            elif tail.startswith("*"):
                yield stem[:-1] + tail[1:], feature
            else:
                yield stem + (double if tail in ("ed", "ing") else "") + tail, feature


def _class(lemma: str, classes: list[dict[str, Any]]) -> tuple[dict[str, Any] | None, str]:
    """The class with the longest ending that ``lemma`` has, and that ending."""
    best: dict[str, Any] | None = None
    ending = ""
    for conjugation in classes:
        for end in conjugation["ends"]:
            if lemma.endswith(end) and (best is None or len(end) > len(ending)):
                best, ending = conjugation, end
    return best, ending
