"""How surely a number is given: hedges, ranges, vague quantities, and the interval each sets."""

from __future__ import annotations

from collections.abc import Sequence

from meada.reading.figure import Bound
from meada.reading.numeral import Numbers, Numeral, read
from meada.reading.word import Word

__all__ = ["aligned", "hedge", "interval", "second", "vague"]

_ALMOST = 0.9
"""“Quase N” reaches from nine tenths of N up to, not including, N (`record-model`)."""


def aligned(words: Sequence[Word], first: Numeral, last: Numeral, known: Numbers) -> float:
    """The lower end of a range in the scale of the upper one ("entre 3 e 5 milhões")."""
    scale = 1.0
    for word in words[last.start : last.end]:
        scale *= known.scales.get(word.lower, 1.0)
    own = any(w.lower in known.scales for w in words[first.start : first.end])
    return first.value if own or first.value * scale > last.value else first.value * scale


def interval(value: float, high: float | None, bound: Bound) -> tuple[float | None, float | None]:
    """The lower and upper end that ``bound`` gives ``value`` (to ``high`` for a range); None where open."""
    if bound == "range":
        return value, high
    if bound in ("min", "over"):
        return value, None
    if bound == "max":
        return None, value
    if bound == "almost":
        return _ALMOST * value, value
    if bound == "vague":
        return value, None
    return (value, value) if bound == "exact" else (None, None)


def vague(words: Sequence[Word], k: int, known: Numbers) -> Numeral | None:
    """``dezenas de``, ``hundreds of``: a number without a value; ``value`` holds its lower end."""
    found = known.data["vague"].get(words[k].lower)
    if found is None or (k and words[k - 1].kind == "n") or (k and words[k - 1].lower in known.scales):
        return None
    follow = words[k + 1].lower if k + 1 < len(words) else ""
    return Numeral(k, k + 1, float(found[0]), None, False) if follow in {*known.group("from_links"), "of"} else None


def hedge(words: Sequence[Word], at: int, known: Numbers) -> tuple[int, Bound]:
    """Where the figure with its hedge starts, and the bound the hedge sets."""
    for phrase, bound in known.hedges:
        start = at - len(phrase)
        if start >= 0 and tuple(w.lower for w in words[start:at]) == phrase:
            return start, bound
    return at, "exact"


def second(words: Sequence[Word], first: Numeral, known: Numbers) -> Numeral | None:
    """The upper end of a range: ``entre 3 e 5``, ``de 3 a 5``, ``3 a 5``, ``3–5``."""
    k = first.end
    if k + 1 >= len(words):
        return None
    before = words[first.start - 1].lower if first.start else ""
    link = words[k].lower
    opened = before in known.group("between") or before in known.group("from_links")
    dash = link in {"–", "-", "—"} and words[k].start == words[k - 1].end
    if not (dash or (link in known.group("range_links") and (opened or link not in known.joiners))):
        return None
    return read(words, k + 1, known)
