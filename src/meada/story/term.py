"""What an article is compared by: word stems, names and numbers, each with a weight."""

from __future__ import annotations

import math
import re
import unicodedata
from functools import lru_cache

from meada.lang.table import LANGUAGES, table
from meada.story.weight import TermWeights

__all__ = ["Frequency", "counts", "fold"]

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+\w*")


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """``word`` in lower case without diacritics."""
    low = word.lower()
    if low.isascii():
        return low
    return "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c))


def counts(title: str, body: str, lang: str, w: TermWeights) -> dict[str, float]:
    """The terms of an article with how much of them stands in it; a word in the title counts ``w.title`` times.
    Function words of ``lang`` (an ISO 639 code, "" where unknown) are left out."""
    found: dict[str, float] = {}
    named: set[str] = set()
    for text, times in ((title, w.title if body else 1.0), (body[: w.body], 1.0)):
        words = _WORD.findall(text)
        told = w.name != 1.0 and _tells(words)
        for at, word in enumerate(words):
            if term := _term(word, lang, w.stem):
                found[term] = found.get(term, 0.0) + times
                if told and at and word[0].isupper():
                    named.add(term)
    return {
        term: (1 + math.log(n)) * (w.number if term[0].isdigit() else w.name if term in named else 1.0)
        for term, n in found.items()
    }


@lru_cache(maxsize=1 << 16)
def _term(word: str, lang: str, stem: int) -> str:
    """The stem of ``word``, or its digits; nothing for a function word of ``lang``."""
    if word.lower() in _function_words(lang):
        return ""
    return word if word[0].isdigit() else fold(word)[:stem]


@lru_cache(maxsize=16)
def _function_words(lang: str) -> frozenset[str]:
    if lang not in LANGUAGES:
        return frozenset()
    words = table(lang, "stopwords")
    return frozenset((*words["common"], *words["own"]))


def _tells(words: list[str]) -> bool:
    """True when capitals tell names: not where most words of a title have one."""
    rest = [word for word in words[1:] if word[0].isalpha() and len(word) > 3]
    return 2 * sum(word[0].isupper() for word in rest) <= len(rest)


class Frequency:
    """In how many articles of a language a term was seen; grows with the stream.

    Each language is counted alone: where one is rare in the stream, its function words are as common within it as ever.
    ``background`` stands for articles about other things that were not seen: without them, what all articles of a small
    collection are about would tell nothing.
    """

    def __init__(self, background: int = 0) -> None:
        self._background = background
        self._articles: dict[str, int] = {}
        self._seen: dict[str, dict[str, int]] = {}

    def add(self, lang: str, terms: dict[str, float]) -> None:
        """Count one article."""
        self._articles[lang] = self._articles.get(lang, 0) + 1
        seen = self._seen.setdefault(lang, {})
        for term in terms:
            seen[term] = seen.get(term, 0) + 1

    def load(self, lang: str, articles: int, seen: dict[str, int]) -> None:
        """Take counts that were kept elsewhere in the place of those of ``lang``."""
        self._articles[lang], self._seen[lang] = articles, seen

    def weigh(self, lang: str, terms: dict[str, float], kept: int) -> dict[str, float]:
        """The ``kept`` heaviest ``terms`` by tf-idf as a vector of length 1."""
        seen, top = self._seen.get(lang, {}), math.log(self._articles.get(lang, 0) + self._background + 1)
        weighed = {t: n * (top - math.log(seen.get(t, 0) + 0.5)) for t, n in terms.items()}
        if len(weighed) > kept:
            weighed = dict(sorted(weighed.items(), key=lambda item: (-item[1], item[0]))[:kept])
        norm = math.sqrt(sum(x * x for x in weighed.values())) or 1.0
        return {t: x / norm for t, x in weighed.items() if x > 0}
