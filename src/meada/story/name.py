"""What makes two names one: spelling, transliteration, and the parts that names of bodies are built from."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from meada.lang import LANGUAGES
from meada.lang.concept import folded, of_any
from meada.lang.table import table

__all__ = ["parts", "served", "skeleton"]


@lru_cache(maxsize=65536)
def skeleton(name: str) -> str:
    """``name`` with what transliterations disagree on levelled: ``Serguei``, ``Sergey`` and ``Sergei`` give one skeleton."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).lower()
    parts = []
    for part in re.findall(r"[^\W_]+", plain):
        if not _ROMAN.fullmatch(part):
            for old, new in _LEVEL:
                part = re.sub(old, new, part)
        parts.append(part)
    return " ".join(parts)


_ROMAN = re.compile(r"[ivx]+|\d+")


_LEVEL = (
    (r"(?<=[aeiou])x(?=[aeiou])", "ks"), (r"sch|sh|ch|tch|tsch|x", "s"), (r"gu(?=[ei])", "g"),
    (r"qu(?=[ei])|ck|kh|c(?=[aou])|q", "k"), (r"w|v", "v"), (r"ph", "f"), (r"zh|dj|j|y", "i"), (r"i+", "i"),
    (r"ei\b|ii\b|ai\b", "i"), (r"h", ""), (r"z", "s"), (r"der\b", "dr"), (r"([a-z])\1+", r"\1"),
)  # fmt: skip


@lru_cache(maxsize=65536)
def parts(name: str) -> str:
    """A body's name as the parts it is built from, alike in all languages: ``Sindicato dos Moageiros do Orá`` and ``Orá
    Millers' Union`` are both ``mill ora union``. Empty where fewer than two parts can be told, or none by its concept."""
    row = [word for word in re.findall(r"[^\W_]+", folded(name)) if word not in _joining()]
    told = [of_any(word) for word in row]
    parts = {concept or skeleton(word) for word, concept in zip(row, told, strict=True)}
    return " ".join(sorted(parts)) if len(parts) > 1 and any(told) else ""


@lru_cache(maxsize=1)
def _joining() -> frozenset[str]:
    """Articles, prepositions and conjunctions that stand inside names."""
    rows = [table(lang, "names") for lang in LANGUAGES]
    return frozenset(
        folded(w) for row in rows for field in _INSIDE for phrase in row[field] for w in phrase.split()
    ) | {"s"}


_INSIDE = ("links", "particles", "definite", "of", "conjunction")


def served(name: str) -> str:
    """The place in a name of civil defence (``Defesa Civil de Serrália``, ``Proteção Civil de Serrália``), levelled; empty
    where it tells none."""
    found = _civil_defence().search(name)
    rest = name[: found.start()] + name[found.end() :] if found else ""
    return skeleton(" ".join(word for word in rest.split() if word[0].isupper()))


@lru_cache(maxsize=1)
def _civil_defence() -> re.Pattern[str]:
    phrases = {phrase for lang in LANGUAGES for phrase in table(lang, "groups")["civil_defence"]}
    return re.compile("|".join(re.escape(p) for p in sorted(phrases, key=lambda p: (-len(p), p))), re.IGNORECASE)
