"""Tokenizers that give the surface tokens of the treebanks: spaCy's own, bent where news and treebanks differ.

English: a word with its clitic ("don't", "company's") is one surface token, as contractions are everywhere here;
Portuguese and Spanish: a dash glued to a word ("-disse", "Brasil-") is a token of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry

__all__ = ["tokenizer"]

_RUNS = tuple(rf"{re.escape(mark)}{{2,}}" for mark in "=*#~_!?$<>-")
_DASH_BEFORE = r"[-–—]{1,3}(?=[^\W\d_])"
_DASH_AFTER = r"(?<=[^\W\d_])[-–—]{1,3}"
_CLITICS = frozenset({"'s", "'S", "’s", "’S"})
_WHOLE = re.compile(r"(?:e-mails?|\d{1,2}/\d{1,2}/\d{2,4})$", re.IGNORECASE)


@registry.tokenizers("meada.tokenizer.v1")
def tokenizer() -> Callable[[Language], Tokenizer]:
    """The maker of a language's tokenizer, in the form spaCy's configuration wants."""
    return _make


def _make(nlp: Language) -> Tokenizer:
    defaults: Any = nlp.Defaults
    prefixes, suffixes, infixes = list(defaults.prefixes), list(defaults.suffixes), list(defaults.infixes)
    rules, whole = defaults.tokenizer_exceptions, defaults.token_match
    if nlp.lang == "en":
        rules = {word: parts for word, parts in rules.items() if len(parts) == 1}
        prefixes = [*_RUNS, *prefixes]
        suffixes = [*_RUNS, *(rule for rule in suffixes if rule not in _CLITICS)]
        infixes = [*_RUNS, *infixes]
        whole = _WHOLE.match
    else:
        prefixes, suffixes = [_DASH_BEFORE, *prefixes], [_DASH_AFTER, *suffixes]
    return Tokenizer(
        nlp.vocab,
        rules=rules,
        prefix_search=compile_prefix_regex(prefixes).search,
        suffix_search=compile_suffix_regex(suffixes).search,
        infix_finditer=compile_infix_regex(infixes).finditer,
        token_match=whole,
        url_match=defaults.url_match,
    )
