"""One spelling for words that norms and varieties write differently, from ``lang/<xx>/variants.toml`` and the states table."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from meada.article.fold import fold
from meada.lang import LANGUAGES
from meada.lang.table import resource, table
from meada.search.word import plain

__all__ = ["respell", "same_name"]

_SHORT = 4


class _Spelling(NamedTuple):
    words: dict[str, str]
    stems: dict[str, str]
    longest: int


def respell(lang: str, lemma: str) -> str:
    """The one spelling of the folded ``lemma``: ``accao`` and ``acao`` give the same, so do ``registo`` and ``registro``.

    A whole word in the table counts before the longest stem that the lemma begins with. Languages without a table
    change nothing.
    """
    spelling = _spelling(lang)
    if spelling is None:
        return lemma
    found = spelling.words.get(lemma)
    if found is not None:
        return found
    for length in range(min(len(lemma), spelling.longest), 2, -1):
        stem = spelling.stems.get(lemma[:length])
        if stem is not None:
            return stem + lemma[length:]
    return lemma


def same_name(form: str) -> str | None:
    """One made-up word for all spellings, in any language, of a state, a capital or a demonym: ``moscovo``, ``moscú`` and
    ``moscow`` give the same. ``form`` is in lower case, with or without accents; None for any other word."""
    return _names().get(form)


@lru_cache(maxsize=16)
def _spelling(lang: str) -> _Spelling | None:
    if lang not in LANGUAGES:
        return None
    data = table(lang, "variants")
    stems = {str(a): str(b) for a, b in data["stem"].items()}
    return _Spelling(dict(data["word"]), stems, max(map(len, stems), default=0))


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Names of states, capitals and demonyms of one word, each with a made-up word that stands for all its spellings.

    Words of three letters count only where an accent tells them from others (``irã``, not ``US``); words that two states
    share are left out.
    """
    found: dict[str, str | None] = {}
    for code, entry in resource("states").items():
        for field in ("names", "capitals", "demonyms"):
            for form in _forms(entry.get(field, {})):
                token = f"{field[0]}0{code.lower()}"
                found[form] = token if found.get(form, token) == token else None
    return {form: token for form, token in found.items() if token}


def _forms(by_lang: dict[str, list[str]]) -> set[str]:
    known = {name.lower() for names in by_lang.values() for name in names if plain(name) and " " not in fold(name)}
    known |= {plain(form) for form in known}
    return {form for form in known if len(form) >= _SHORT or not form.isascii()}
