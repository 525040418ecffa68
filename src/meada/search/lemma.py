"""The lemma of a word, folded: looked up while articles are added, never while they are searched."""

from __future__ import annotations

from collections.abc import Iterable

from meada.lang import LANGUAGES
from meada.lang.table import table
from meada.search.variant import respell, same_name
from meada.search.word import plain

__all__ = ["VERSION", "guesses", "lemmas"]

VERSION = 2
"""Of the words and tags that search gives: an index made with another one is made anew when the store is opened."""


def lemmas(lang: str | None, forms: Iterable[str]) -> dict[str, str]:
    """The folded lemma of each of ``forms`` (lower case, with accents) in ``lang``; forms without letters or digits are left
    out.

    Loads simplemma's table of ``lang`` (50 to 100 MB) at the first use. Words of a language that is not read in full
    stand for themselves. simplemma with accents folded joins .83–.85 (F1) of the word forms of Portuguese news;
    Snowball .71–.73.
    """
    if lang not in LANGUAGES:
        return {form: token for form in forms if (token := plain(form))}
    from simplemma import lemmatize

    found = {}
    for form in forms:
        name = same_name(form)
        if name is None:
            lemma = form if form.isdigit() else lemmatize(form, lang=lang)
            name = respell(lang, plain(lemma) or plain(form))
        if name:
            found[form] = name
    return found


def guesses(form: str) -> set[str]:
    """What the lemma of ``form`` may be where no table of forms knows it: itself and its singular, in every spelling. Loads
    nothing."""
    name, token = same_name(form), plain(form)
    if not token:
        return set()
    found = {name} if name else set()
    for lang in LANGUAGES:
        singular = {token[: -len(s)] + t for s, t in table(lang, "variants")["plurals"] if token.endswith(s)}
        found |= {respell(lang, one) for one in (token, *singular)}
    return found
