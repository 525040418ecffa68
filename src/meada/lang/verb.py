"""The forms of a verb in one language, each with what it tells of time and mood."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from meada.lang.table import table

__all__ = ["conjugate"]


@lru_cache(maxsize=4096)
def conjugate(lang: str, infinitive: str) -> dict[str, str]:
    """Form → feature for the third persons (and a few of the first) of ``infinitive``.

    Features: ``inf``, ``ger``, ``part``, ``pres``, ``subj``, ``past``, ``imperf``, ``fut``, ``cond``. Endings, spelling
    and irregular forms come from the table ``conjugation``. The first feature listed keeps a form that several share.
    """
    rows = table(lang, "conjugation")
    forms: dict[str, str] = {}
    for feature, irregular in rows["irregular"].get(infinitive, {}).items():
        forms.update(dict.fromkeys(irregular, feature))
    given = set(rows["irregular"].get(infinitive, {}))
    stem, endings = _class(rows["ending"], infinitive)
    for feature, tails in endings.items():
        for tail in tails:
            if feature in given and feature in ("pres", "past") and tail not in ("amos", "emos", "imos"):
                continue
            forms.setdefault(_spell(rows["spelling"], infinitive, stem, tail), feature)
    return forms


def _class(endings: dict[str, Any], infinitive: str) -> tuple[str, dict[str, list[str]]]:
    if "regular" in endings:
        return infinitive, endings["regular"]
    key = infinitive[-2:].replace("ô", "e").replace("í", "i")
    return infinitive[:-2], endings.get(key if key in endings else "er", {})


def _spell(spelling: dict[str, Any], infinitive: str, stem: str, tail: str) -> str:
    """Join stem and ending by the spelling of the language."""
    if "double" in spelling:
        return _english(spelling, stem, tail)
    soft = spelling["soft"].get(infinitive[-3:])
    if soft and tail[:1] in ("e", "é"):
        return f"{stem[:-1]}{soft}{tail}"
    return stem + tail


def _english(spelling: dict[str, Any], stem: str, tail: str) -> str:
    if tail == "s":
        if stem.endswith(("s", "x", "z", "ch", "sh")):
            return stem + "es"
        return stem[:-1] + "ies" if stem.endswith("y") and stem[-2] not in "aeou" else stem + "s"
    if not tail:
        return stem
    if stem.endswith("e"):
        return stem + "d" if tail == "ed" else stem[:-1] + tail
    if tail == "ed" and stem.endswith("y") and stem[-2] not in "aeou":
        return stem[:-1] + "ied"
    return stem + stem[-1] + tail if stem in spelling["double"] else stem + tail
