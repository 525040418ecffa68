"""What an article is compared by: word stems, names and numbers, each with a weight."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from functools import lru_cache

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


def counts(title: str, body: str, w: TermWeights) -> dict[str, float]:
    """The terms of an article with how often they stand in it; a word in the title counts ``w.title`` times."""
    found: Counter[str] = Counter()
    named: set[str] = set()
    for text, times in ((title, w.title if body else 1.0), (body[: w.body], 1.0)):
        words = _WORD.findall(text)
        told = _tells(words)
        for at, word in enumerate(words):
            term = word if word[0].isdigit() else fold(word)[: w.stem]
            found[term] += times  # type: ignore[assignment]
            if told and at and word[0].isupper():
                named.add(term)
    return {
        term: (1 + math.log(n)) * (w.number if term[0].isdigit() else w.name if term in named else 1.0)
        for term, n in found.items()
    }


def _tells(words: list[str]) -> bool:
    """True when capitals tell names: not where most words of a title have one."""
    rest = [word for word in words[1:] if word[0].isalpha() and len(word) > 3]
    return 2 * sum(word[0].isupper() for word in rest) <= len(rest)


class Frequency:
    """In how many articles a term was seen; grows with the stream."""

    def __init__(self) -> None:
        self.articles = 0
        self.seen: dict[str, int] = {}

    def add(self, terms: dict[str, float]) -> None:
        """Count one article."""
        self.articles += 1
        seen = self.seen
        for term in terms:
            seen[term] = seen.get(term, 0) + 1

    def weigh(self, terms: dict[str, float], kept: int) -> dict[str, float]:
        """The ``kept`` heaviest ``terms`` by tf-idf as a vector of length 1."""
        seen, top = self.seen, math.log(self.articles + 1)
        weighed = {t: n * (top - math.log(seen.get(t, 0) + 0.5)) for t, n in terms.items()}
        if len(weighed) > kept:
            weighed = dict(sorted(weighed.items(), key=lambda item: (-item[1], item[0]))[:kept])
        norm = math.sqrt(sum(x * x for x in weighed.values())) or 1.0
        return {t: x / norm for t, x in weighed.items() if x > 0}
