"""Tokenizers that give the surface tokens of the treebanks: spaCy's own, bent where news and treebanks differ.

English: a word with its clitic ("don't", "company's") is one surface token, as contractions are everywhere here, and so is
one with an affix that is no word ("co-workers");
Portuguese and Spanish: a dash glued to a word ("-disse", "Brasil-") is a token of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from spacy.attrs import ORTH
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry

__all__ = ["tokenizer"]

_AFFIXED = (
    "(?:a|agro|ante|anti|arch|be|bi|bio|co|counter|cross|cyber|de|e|eco|ex|extra|inter|intra|macro|mega|micro|mid|mini|mono"
    "|multi|neo|non|over|pan|para|post|pre|pro|pseudo|psycho|quasi|re|semi|socio|sub|super|trans|tri|u|ultra|un|uni|vice)"
    r"-[^\W\d_]+|[^\W\d_]+-(?:esque|fest|fold|gate|less|most|wise)"
)
"""Words that keep their dash: with an affix that is no word (LDC, English treebank tokenization, 2012)."""

_PHONE = r"(?:\d{3}-)?\d{3}-\d{4}"
_CALLS = r"(?=[.?!]*[?!])[.?!]{2,}"
_CLOCK = r"(?<=\d)(?:[ap]\.m\.|[ap]m|[AP]M)"
_ABBREVIATED = ("Ft.", "Lt.", "Mon.", "Tues.", "Wed.", "Thurs.", "Fri.", "Sat.", "Sun.")
_RUNS = tuple(rf"{re.escape(mark)}{{2,}}" for mark in "=*#~_!?$<>-")
_DASH_BEFORE = r"[-–—]{1,3}(?=[^\W\d_])"
_DASH_AFTER = r"(?<=[^\W\d_])[-–—]{1,3}"
_CLITICS = frozenset({"'s", "'S", "’s", "’S"})
_WHOLE = re.compile(rf"(?:{_AFFIXED}|{_PHONE}|\d{{1,2}}/\d{{1,2}}/\d{{2,4}})$", re.IGNORECASE)


@registry.tokenizers("meada.tokenizer.v1")
def tokenizer() -> Callable[[Language], Tokenizer]:
    """The maker of a language's tokenizer, in the form spaCy's configuration wants."""
    return _make


def _make(nlp: Language) -> Tokenizer:
    defaults: Any = nlp.Defaults
    prefixes, suffixes, infixes = list(defaults.prefixes), list(defaults.suffixes), list(defaults.infixes)
    rules, whole = defaults.tokenizer_exceptions, defaults.token_match
    if nlp.lang == "en":
        rules = {word: parts for word, parts in rules.items() if len(parts) == 1 and word != "and/or"}
        rules |= {word: [{ORTH: word}] for word in _ABBREVIATED}
        prefixes = [_CALLS, *_RUNS, *prefixes]
        suffixes = [_CALLS, _CLOCK, *_RUNS, *(rule for rule in suffixes if rule not in _CLITICS)]
        infixes = [_CALLS, *_RUNS, *infixes]
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
