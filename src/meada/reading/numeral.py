"""Numbers as a text writes them: digits, words, scales, money, percentages."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from meada.lang.table import table
from meada.reading.word import Word

__all__ = ["Numbers", "Numeral", "numbers", "read"]


_THREE = re.compile(r"\d{3}", re.ASCII)


class Numeral(NamedTuple):
    """A number over the words ``[start, end)``: its ``value``, its ``unit`` when money or a share, whether in ``digits``."""

    start: int
    end: int
    value: float
    unit: str | None
    digits: bool


class Numbers:
    """The table ``numbers`` of a language, ready for look-up."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self.words: dict[str, float] = data["words"]
        self.scales: dict[str, float] = data["scales"]
        self.currency: dict[str, str] = {k.lower(): v for k, v in data["currency"].items()}
        self.leads = frozenset(sign[:size] for sign in self.currency if not sign.isalpha() for size in (1, 2, 3))
        """What a currency sign can begin with, as one word."""
        self.units: dict[str, str] = data["units"]
        self.measures = {tuple(k.split()): v for k, v in data["measures"].items()}
        self.joiners = frozenset(data["joiners"])
        self.one, self.round = frozenset(data["one"]), frozenset(data["round"])
        self.half = tuple(map(tuple, data["half"]))
        self.persons = frozenset(data["population"]["persons"])
        self.hedges = sorted(
            ((tuple(words), bound) for bound, found in data["hedges"].items() for words in found),
            key=lambda h: -len(h[0]),
        )

    def group(self, name: str) -> frozenset[str]:
        """The words of the list ``name``."""
        return frozenset(self.data[name])


@lru_cache(maxsize=8)
def numbers(lang: str) -> Numbers:
    """The numbers of ``lang``; raises `FileNotFoundError` when it has no table."""
    return Numbers(table(lang, "numbers"))


def read(words: Sequence[Word], at: int, known: Numbers) -> Numeral | None:
    """The number that starts at ``at``, with its currency sign or percent mark; None when none does."""
    lead = words[at]
    one = lead.lower in known.one and at + 1 < len(words) and words[at + 1].lower in known.scales
    if lead.kind != "n" and lead.lower not in known.words and lead.lower not in known.leads and not one:
        return None
    unit, k = _sign(words, at, known)
    found = _digits(words[k].lower, known) if k < len(words) and words[k].kind == "n" else None
    digits = found is not None
    if found is not None:
        value, k, share = *_spaced(words, k, found[0]), found[1]
    elif unit is None and at < len(words) and words[at].lower in known.words:
        value, k, share = *_spelled(words, at, known), False
    elif one and unit is None:
        value, k, share = 1.0, at + 1, False
    else:
        return None
    value, k = _scaled(words, k, value, known, digits)
    if share:
        unit = "percent"
    if unit is None:
        unit, k = _after(words, k, known)
    return Numeral(at, k, value, unit, digits)


def _sign(words: Sequence[Word], at: int, known: Numbers) -> tuple[str | None, int]:
    """The currency sign at ``at`` ("R$", "US$", "€"), and the word after it."""
    for size in (3, 2, 1):
        part = words[at : at + size]
        if len(part) == size and all(a.end == b.start for a, b in itertools.pairwise(part)):
            joined = "".join(w.lower for w in part)
            if joined in known.currency and not joined.isalpha():
                return known.currency[joined], at + size
    return None, at


def _digits(word: str, known: Numbers) -> tuple[float, bool] | None:
    """The value of digits as the language groups them, and whether a percent sign follows."""
    share = word.endswith("%")
    plain = word.rstrip("%")
    if ":" in plain or not plain or not plain.isascii():
        return None
    decimal, grouping = known.data["decimal"], known.data["grouping"]
    whole, _, part = plain.partition(decimal)
    groups = whole.split(grouping)
    if len(groups) > 1 and any(len(g) != 3 for g in groups[1:]):
        if len(groups) == 2 and not part:  # the other convention: a decimal part of one or two digits
            whole, part, groups = groups[0], groups[1], [groups[0]]
        else:
            return None
    if decimal in part or grouping in part:
        return None
    if (
        known.data.get("swapped")
        and len(part) == 3
        and len(groups) == 1
        and not share
        and 0 < len(whole.lstrip("0")) <= 3
    ):
        return float(whole + part), share
    return float("".join(groups) + ("." + part if part else "")), share


def _spaced(words: Sequence[Word], k: int, value: float) -> tuple[float, int]:
    """The number in digits at ``k``, of ``value``, with the groups of three that one space parts from it ("79 000"), and the
    word after it."""
    k += 1
    if len(words[k - 1].lower) > 3 or value < 1 or not words[k - 1].lower.isdecimal():
        return value, k
    while k < len(words) and words[k].start == words[k - 1].end + 1 and _THREE.fullmatch(words[k].lower):
        value, k = value * 1000 + int(words[k].lower), k + 1
    return value, k


def _spelled(words: Sequence[Word], at: int, known: Numbers) -> tuple[float, int]:
    """The value of number words from ``at`` on ("trezentos e doze"), and the word after them."""
    value, k = known.words[words[at].lower], at + 1
    last = value
    while k < len(words):
        step = 1 if words[k].lower in known.joiners or words[k].lower == "-" else 0
        after = words[k + step].lower if k + step < len(words) else ""
        if after not in known.words or known.words[after] >= last:
            break
        last = known.words[after]
        value += last
        k += step + 1
    return value, k


def _scaled(words: Sequence[Word], k: int, value: float, known: Numbers, digits: bool) -> tuple[float, int]:
    """``value`` times the scale words that follow ("10 mil", "mil milhões", "three hundred thousand"), and the half of the
    last one ("dois milhões e meio", "two and a half million")."""
    size = _half(words, k, known)
    if size and k + size < len(words) and words[k + size].lower in known.scales:
        value, k = value + 0.5, k + size
    for _ in range(3):
        if k >= len(words) or words[k].lower not in known.scales:
            break
        if len(words[k].lower) == 1 and not digits:
            break
        scale = known.scales[words[k].lower]
        value *= scale
        k += 1
        size = _half(words, k, known)
        if size and scale > 1e3:
            return value + scale / 2, k + size
        if not digits and k < len(words):
            step = 1 if words[k].lower in known.joiners else 0
            after = words[k + step].lower if k + step < len(words) else ""
            if after in known.words and known.words[after] < value:
                more, k = _spelled(words, k + step, known)
                value += more
    return value, k


def _half(words: Sequence[Word], k: int, known: Numbers) -> int:
    """How many words from ``k`` on say "and a half"."""
    return next((len(p) for p in known.half if tuple(w.lower for w in words[k : k + len(p)]) == p), 0)


def _after(words: Sequence[Word], k: int, known: Numbers) -> tuple[str | None, int]:
    """The share or currency that follows the number at ``k`` ("por cento", "de reais"), and the word after it."""
    for phrase in known.data["per_cent"]:
        if [w.lower for w in words[k : k + len(phrase)]] == phrase:
            return "percent", k + len(phrase)
    for step in (0, 1):
        word = words[k + step].lower if k + step < len(words) else ""
        if step and k < len(words) and words[k].lower not in known.group("from_links"):
            break
        if word in known.currency:
            return known.currency[word], k + step + 1
    return None, k
