"""Which way a date without a year points: from the tense of the verb nearest to it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Literal

from meada.lang.table import table

__all__ = ["Tense", "tense_at"]

Tense = Literal["past", "future", "pluperfect", "present", "programme"]

_REACH = 240
"""Characters looked at on each side; keeps the work linear."""
_STOP = re.compile(r"[.!?…]+[\"”»’')\]]*\s+(?=[^a-zà-ý])|\n|[;:]\s")
_WORD = re.compile(r"[^\W\d_]+|[,()—–]")
_AFTER = 1.5
_CLAUSE = 3.0
_BREAK = 4.0


class _Verbs:
    """The tense table of a language, compiled."""

    def __init__(self, lang: str) -> None:
        data = table(lang, "tense")
        self.words: dict[str, Tense] = {w: kind for kind in _KINDS for w in data["word"].get(kind, ())}
        self.first_of_pair = frozenset(w.split()[0] for w in self.words if " " in w)
        self.not_verbs = frozenset(data["word"].get("none", ()))
        self.endings = [(re.compile(rf"^.{{2,}}(?:{data['ending'][k]})$"), k) for k in _KINDS if k in data["ending"]]
        self.auxiliary = frozenset(data["word"].get("auxiliary", ()))
        self.participle = re.compile(rf"(?:{data['ending']['participle']})$")
        self.clause = frozenset(data["word"].get("clause", ()))
        self.infinitive_marks: dict[str, Any] = dict.fromkeys(data["word"].get("going", ()), True)

    def pair(self, words: list[str], at: int, backwards: bool) -> Tense | None:
        """The tense of a verb that only its next word decides: "set for"."""
        after = at - 1 if backwards else at + 1
        if words[at] not in self.first_of_pair or not 0 <= after < len(words):
            return None
        return self.words.get(f"{words[at]} {words[after]}")

    @lru_cache(maxsize=20_000)  # noqa: B019 (one object a language, kept for good)
    def of(self, word: str) -> Tense | None:
        """The tense of a finite verb form, None for any other word."""
        if word in self.words:
            return self.words[word]
        if word in self.not_verbs or len(word) < 4:
            return None
        return next((kind for pattern, kind in self.endings if pattern.match(word)), None)


_KINDS: tuple[Tense, ...] = ("past", "future", "pluperfect", "present", "programme")


@lru_cache(maxsize=8)
def _verbs(lang: str) -> _Verbs:
    return _Verbs(lang)


def tense_at(text: str, start: int, end: int, lang: str) -> Tense | None:
    """The tense that governs ``text[start:end]``: that of the nearest verb in its sentence, clause borders counting
    as distance and verbs before it a little nearer; None where no verb is seen."""
    verbs = _verbs(lang)
    left = text[max(0, start - _REACH) : start]
    left = left[max((found.end() for found in _STOP.finditer(left)), default=0) :]
    right = text[end : end + _REACH]
    stop = _STOP.search(right)
    right = right[: stop.start()] if stop else right
    before, after = _WORD.findall(left.lower()), _WORD.findall(right.lower())
    a = _nearest(list(reversed(before)), verbs, backwards=True)
    b = _nearest(after, verbs, backwards=False)
    if a is None or b is None:
        return (a or b or (0.0, None))[1]
    return a[1] if a[0] <= b[0] + _AFTER else b[1]


def _nearest(words: list[str], verbs: _Verbs, *, backwards: bool) -> tuple[float, Tense] | None:
    """The cost and tense of the nearest verb, walking outwards."""
    cost = 0.0
    for i, word in enumerate(words):
        if word in (",", "(", ")", "—", "–"):
            cost += _CLAUSE
            continue
        if word in verbs.clause:
            cost += _BREAK
            continue
        cost += 1
        if word in verbs.auxiliary:
            near = words[max(0, i - 3) : i] if backwards else words[i + 1 : i + 4]
            if any(verbs.participle.search(w) for w in near):
                return cost, "pluperfect"
        kind = verbs.of(word) or verbs.pair(words, i, backwards)
        if kind is not None:
            if kind == "past" and i + 1 < len(words) and backwards and words[i + 1] in verbs.auxiliary:
                return cost, "pluperfect"
            if kind == "past" and backwards and any(w in verbs.infinitive_marks for w in words[i + 1 : i + 3]):
                return cost, "future"
            return cost, kind
    return None
