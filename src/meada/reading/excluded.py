"""Numbers that count nothing: ages, years, ordinals, scores, phone numbers, numbers in names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from meada.reading.counted import bare
from meada.reading.hedge import hedge
from meada.reading.lexicon import Lexicon
from meada.reading.numeral import Numbers, Numeral
from meada.reading.word import Word

__all__ = ["excluded"]

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d$")


def excluded(words: Sequence[Word], n: Numeral, known: Numbers, grammar: Lexicon) -> bool:
    """Whether the number counts nothing: an age, a year, an ordinal, a score, a number in a name."""
    before = words[n.start - 1] if n.start else None
    after = words[n.end] if n.end < len(words) else None
    low, far = (before.lower if before else ""), (after.lower if after else "")
    if low == "." and n.start > 1:
        low = words[n.start - 2].lower  # "art. 5"
    if n.unit is not None:
        return False
    if not n.digits:
        return n.value < 2 or (low in known.group("definite") and n.value < 10)
    raw = words[n.start].lower
    single = n.end == n.start + 1
    if _score(words, n, known):
        return True
    if (
        low in known.group("no_figure_before")
        or far in known.group("no_figure_after")
        or far in known.group("age_after")
    ):
        return True
    if single and n.value < 32 and (far.rstrip(".") in known.group("months") or low in known.group("months")):
        return True
    if far in known.group("ordinal_marks") or low in {"/", "º", "°", "+", "#"} or far in {"/", "º", "ª", "°"}:
        return True
    if single and _YEAR.match(raw) and (far not in known.persons) and "." not in raw:
        return True
    if after is not None and after.start == words[n.end - 1].end and (after.kind == "w" or far == "-"):
        return True
    if before is not None and before.cap and before.kind == "w" and n.start > 1 and not _hedged(words, n.start, known):
        return after is None or after.kind != "w" or bare(far, grammar)
    age = (
        low == "," and far in {",", "."} and n.value < 120 and n.start > 1 and words[n.start - 2].kind == "w" and single
    )
    linked = (
        before is not None
        and low in {"-", "–", "x"}
        and n.start > 1
        and words[n.start - 2].kind == "n"
        and before.end == words[n.start].start
    )
    phone = (
        after is not None
        and far in {"-", "–", "x"}
        and n.end + 1 < len(words)
        and words[n.end + 1].kind == "n"
        and far != "–"
    )
    return age or linked or phone


def _score(words: Sequence[Word], n: Numeral, known: Numbers) -> bool:
    """Whether the number is half of a result ("2 a 1")."""
    links = known.group("score_links")
    for link, other in ((n.end, n.end + 1), (n.start - 1, n.start - 2)):
        if (
            0 <= link < len(words)
            and 0 <= other < len(words)
            and words[link].lower in links
            and words[other].kind == "n"
        ):
            lead = words[min(n.start, other) - 1].lower if min(n.start, other) else ""
            after = max(n.end, other + 1)
            noun = (
                after < len(words)
                and words[after].kind == "w"
                and words[after].lower in {*known.persons, *known.scales}
            )
            if not noun and lead not in known.group("from_links") and n.value < 100:
                return True
    return False


def _hedged(words: Sequence[Word], at: int, known: Numbers) -> bool:
    return hedge(words, at, known)[1] != "exact"
