"""Which language a text is in, from its function words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from meada.lang.table import LANGUAGES, resource, table

__all__ = ["detect"]

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_FOREIGN = re.compile(r"[^\u0000-\u036f]")
_CODE = re.compile(r"[a-z]{2,3}")
_SHORT = 40
_SAMPLE = 12_000
"""Characters looked at: more do not change the answer."""


@lru_cache(maxsize=1)
def _lists() -> dict[str, dict[str, float]]:
    """Every word that tells something, with what it says for each language; a word of several is shared between them."""
    found: dict[str, dict[str, float]] = {}
    for lang in LANGUAGES:
        for word in table(lang, "stopwords")["common"]:
            found.setdefault(word, {})[lang] = 0.4
    for lang in LANGUAGES:
        for word in table(lang, "stopwords")["own"]:
            found.setdefault(word, {})[lang] = 1.0
    for lang, entry in resource("languages").items():
        for word in entry.get("own", ()):
            found.setdefault(word, {})[lang] = 1.0
    return {word: {lang: weight / len(said) for lang, weight in said.items()} for word, said in found.items()}


@lru_cache(maxsize=1)
def _scripts() -> dict[str, str]:
    return {prefix: lang for lang, prefixes in resource("languages")["script"].items() for prefix in prefixes}


def detect(text: str, hint: str | None = None) -> str | None:
    """The ISO 639-1 code of the language of ``text``, None when its function words do not tell.

    Each function word found counts for its language; the best must reach a fourteenth of all words, and three words (a
    fifth of a short text), and lead the next by a seventh. Letters of another script decide alone. ``hint`` (``<html
    lang>``) decides between two languages that are close, and stands for a text of up to forty words in which no other
    language has plainly more function words (up to four words: whatever they are), and where the words tell nothing and
    it names a language of which no words are known here.
    """
    sample = text[:_SAMPLE]
    words = [word.lower().replace("’", "'") for word in _WORD.findall(sample)]
    script = _script(words)
    if script is not None:
        return script
    known = hint.replace("_", "-").split("-")[0].lower() if hint else None
    if len(words) < 5:
        return known
    score: dict[str, float] = {}
    lists = _lists()
    for word, times in Counter(words).items():
        for lang, weight in lists.get(word, {}).items():
            score[lang] = score.get(lang, 0.0) + times * weight
    return _leader(score, len(words), known) or _declared(score, len(words), known)


@lru_cache(maxsize=1)
def _told() -> frozenset[str]:
    """The languages that function words or a script tell."""
    words = {lang for said in _lists().values() for lang in said}
    return frozenset(words | set(_scripts().values()))


def _declared(score: dict[str, float], total: int, known: str | None) -> str | None:
    """``known`` for a short text that has function words of it, and of no other language more by half a word."""
    if known is None or not _CODE.fullmatch(known):
        return None
    if known not in _told():
        return known
    own = score.get(known, 0.0)
    return known if own and total <= _SHORT and own + 0.5 > max(score.values()) else None


def _leader(score: dict[str, float], total: int, known: str | None) -> str | None:
    ranked = sorted(score.items(), key=lambda item: -item[1])[:2]
    if not ranked:
        return None
    best, most = ranked[0]
    if most < min(3.0, total / 5) or most * 14 < total:
        return None
    if len(ranked) == 2 and ranked[1][1] * 1.15 > most:
        return known if known in (best, ranked[1][0]) else best if ranked[1][1] * 1.04 < most else None
    return best


def _script(words: list[str]) -> str | None:
    """The language of a script that is not Latin, when most letters are in it (a tenth of kana decides for Japanese)."""
    letters = "".join([word[:20] for word in words[:2000]])
    foreign = _FOREIGN.findall(letters) if not letters.isascii() else []
    if len(foreign) * 2 < len(letters) or not foreign:
        return None
    kinds = Counter(unicodedata.name(letter, "").split(" ")[0] for letter in foreign)
    prefixes = {kind.split("-")[0]: count for kind, count in kinds.items()}
    scripts = _scripts()
    known = {scripts[prefix]: count for prefix, count in prefixes.items() if prefix in scripts}
    if known.get("ja", 0) * 10 >= sum(known.values()) > 0:
        return "ja"
    return max(known, key=lambda lang: known[lang]) if known else None
