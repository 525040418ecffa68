"""What words speak of, under one name in all languages: `lang/<xx>/concepts.toml`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from meada.lang.table import LANGUAGES, table

__all__ = ["Concepts", "concepts", "folded", "of_any"]

_WORD = re.compile(r"[^\W_]+")
_LEAST = 2


class Found(NamedTuple):
    """A concept, and where its words stand in the text."""

    name: str
    start: int
    end: int


class Concepts:
    """The concepts of one language. A beginning of a word, a whole word (``$``) or a phrase evokes one; the longest wins."""

    def __init__(self, lang: str) -> None:
        self.whole: dict[str, str] = {}
        self.stems: dict[str, str] = {}
        self.phrases: dict[str, list[tuple[str, str]]] = {}
        for name, forms in table(lang, "concepts").items():
            for form in forms:
                if " " in form:
                    self.phrases.setdefault(form.split()[0], []).append((form, name))
                elif form.endswith("$"):
                    self.whole.setdefault(form[:-1], name)
                else:
                    self.stems.setdefault(form, name)
        self.longest = max(map(len, self.stems), default=0)

    def of(self, word: str) -> str | None:
        """The concept of ``word`` (folded: lower case, no accents); None for a word of none."""
        found = self.whole.get(word)
        if found is None:
            sizes = range(min(len(word), self.longest), _LEAST, -1)
            found = next((self.stems[word[:n]] for n in sizes if word[:n] in self.stems), None)
        return found

    def find(self, text: str) -> Iterator[Found]:
        """Every concept in ``text`` in order, with offsets into it."""
        low, done = folded(text), -1
        for word in _WORD.finditer(low):
            if word.start() < done:
                continue
            hit = next((p for p in self.phrases.get(word[0], ()) if low.startswith(p[0], word.start())), None)
            if hit is not None:
                done = word.start() + len(hit[0])
                yield Found(hit[1], word.start(), done)
            elif name := self.of(word[0]):
                yield Found(name, word.start(), word.end())


@lru_cache(maxsize=8)
def concepts(lang: str) -> Concepts:
    """The concepts of ``lang``; raises `FileNotFoundError` when it has no table."""
    return Concepts(lang)


@lru_cache(maxsize=65536)
def of_any(word: str) -> str | None:
    """The concept that ``word`` (folded) evokes in any of the languages, the first of them that knows it."""
    return next((name for lang in LANGUAGES if (name := concepts(lang).of(word))), None)


def folded(text: str) -> str:
    """``text`` in lower case and without accents, every offset kept."""
    return text.translate(_FOLD)


class _Fold(dict[int, str]):
    """Each character as one character without diacritics, looked up once."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        plain = unicodedata.normalize("NFKD", char)[:1].lower() or char
        self[code] = found = plain if len(plain) == 1 else char
        return found


_FOLD = _Fold()
