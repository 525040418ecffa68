"""Inflected English verbs from WordNet's list of verbs and of irregular forms, as ``spacy-lookups-data`` (MIT) carries them.

The learned rules for lemmas cannot know whether "hassled" comes of "hassle" or "hassl"; the list of verbs does.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

__all__ = ["inflected", "widened"]

ENDINGS = (
    ("ies", "y"),
    ("es", "e"),
    ("es", ""),
    ("s", ""),
    ("ied", "y"),
    ("ed", "e"),
    ("ed", ""),
    ("ing", "e"),
    ("ing", ""),
)
"""What is cut off and what is put on, as in WordNet's morphy(7)."""

FORMS = 80_000
"""How many of the commonest words are looked at."""


def widened(table: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    """A table of lemmas (tag to form to lemma) with the inflected verbs among the commonest words, what it holds going first.

    Raises `ImportError` without ``spacy-lookups-data`` and ``wordfreq``.
    """
    import spacy_lookups_data
    import wordfreq

    folder = Path(spacy_lookups_data.__file__).with_name("data")
    bases, irregular = (
        set(_read(folder / "en_lemma_index.json.gz")["verb"]),
        _read(folder / "en_lemma_exc.json.gz")["verb"],
    )
    forms = [word for word in wordfreq.top_n_list("en", FORMS, wordlist="large") if word.isalpha()]
    return table | {"VERB": inflected(forms, bases, irregular) | table.get("VERB", {})}


def inflected(forms: Iterable[str], bases: Collection[str], irregular: dict[str, list[str]]) -> dict[str, str]:
    """The verb of each of ``forms`` that can come of one alone; forms that are verbs themselves are left out."""
    found: dict[str, set[str]] = defaultdict(set)
    for form in forms:
        if form in bases:
            continue
        found[form] = set(irregular.get(form, ())) or set(_regular(form, bases))
    return {form: next(iter(made)) for form, made in found.items() if len(made) == 1 and form not in made}


def _regular(form: str, bases: Collection[str]) -> Iterable[str]:
    for cut, put in ENDINGS:
        if form.endswith(cut):
            base = form[: len(form) - len(cut)] + put
            if base in bases:
                yield base
            doubled = form[: len(form) - len(cut)]
            if not put and cut in {"ed", "ing"} and doubled[-1:] == doubled[-2:-1] and doubled[:-1] in bases:
                yield doubled[:-1]


def _read(path: Path) -> Any:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return json.load(file)
