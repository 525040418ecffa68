"""Lemmas of the words the treebanks know, put over those the edit trees guess (which may be no word: "serer" for "seriam")."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

__all__ = ["FORM", "Lemmas", "collect", "names_are_forms"]

MOST = 0.8
"""The share a lemma needs among the uses of a form with a tag."""

FORM = "*"
"""The entry of a tag whose words are their own lemmas."""

OWN = 0.98
"""The share of names that must be their own lemmas in the first treebank for this to be the rule."""


@Language.factory("meada_lemmas", assigns=["token.lemma"])
def make(nlp: Language, name: str) -> Lemmas:
    """The component, empty until it is read from disk or given its table."""
    return Lemmas()


class Lemmas:
    """Sets the lemma of a token whose lower-cased form and UPOS tag are in ``table``. Where a tag has the entry `FORM`, all
    other words with that tag are their own lemma.
    """

    def __init__(self) -> None:
        self.table: dict[str, dict[str, str]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """``doc`` with the lemmas that are known put in."""
        for token in doc:
            known = self.table.get(token.pos_)
            lemma = known.get(token.lower_) if known else None
            if lemma:
                token.lemma_ = lemma
            elif known and FORM in known:
                token.lemma = token.orth
        return doc

    def to_disk(self, path: Path, exclude: Iterable[str] = ()) -> None:
        """Write the table to the folder ``path``."""
        path.mkdir(exist_ok=True)
        text = json.dumps(self.table, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        (path / "table.json").write_text(text, "utf-8")

    def from_disk(self, path: Path, exclude: Iterable[str] = ()) -> Lemmas:
        """Read the table from the folder ``path``."""
        self.table = json.loads((path / "table.json").read_text("utf-8"))
        return self


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
