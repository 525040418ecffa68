"""Counts whose noun stands elsewhere: “o número de mortos subiu para 19”, “84 estão desaparecidas”, “já são 33”."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from meada.reading.lexicon import Lexicon
from meada.reading.numeral import Numbers, Numeral, read
from meada.reading.word import Word

__all__ = ["Counted", "Topic", "beside", "former", "known_count", "topics"]

_REACH = 30
"""The words between a number and the noun it counts, at most."""
_STATE = 4
"""The words between a number and the state that tells what it counts ("84 ainda estão desaparecidas")."""
_CLAUSE = frozenset((";", ":", ".", "?", "!"))


class Counted(NamedTuple):
    """What a number counts: the ``unit``, and the first and last character of the words that name it."""

    unit: str
    start: int
    end: int


class Topic(NamedTuple):
    """A noun of quantity with what it counts ("o número de mortos"): its first word, the word after it, what is counted."""

    start: int
    end: int
    counted: Counted


def topics(words: Sequence[Word], known: Numbers, grammar: Lexicon, told: Counted | None = None) -> list[Topic]:
    """The counts that a sentence speaks of, with or without their value, in text order; “o de desaparecidos” goes on with
    the noun of quantity before it, at the start of a sentence with what was ``told`` before."""
    toll = known.data["toll"]
    quantity, compound, links = frozenset(toll["quantity"]), frozenset(toll["compound"]), known.group("count_links")
    elided = frozenset(toll["elided"])
    out: list[Topic] = []
    for k, word in enumerate(words):
        if word.kind != "w":
            continue
        if word.lower in quantity and k and words[k - 1].lower in compound:
            out.append(Topic(k - 1, k + 1, Counted("person", words[k - 1].start, words[k - 1].end)))
        elif (word.lower in quantity or ((out or (told and not k)) and word.lower in elided)) and k + 2 < len(words):
            at = k + 1
            if words[at].lower not in links:
                continue
            while at < len(words) - 1 and (words[at].lower in links or grammar.has("articles", words[at].lower)):
                at += 1
            noun = words[at]
            if noun.kind == "w" and (word.lower in quantity or noun.lower in known.persons):
                out.append(Topic(k, at + 1, Counted(_unit(noun.lower, known), noun.start, noun.end)))
    return out


def _unit(noun: str, known: Numbers) -> str:
    return "person" if noun in known.persons else known.units.get(noun, noun)


def beside(words: Sequence[Word], n: Numeral, start: int, known: Numbers, found: Sequence[Topic]) -> Counted | None:
    """What the number ``n`` counts when a noun of quantity or a state tells it; ``start`` is where its hedge begins.

    “O número de mortos subiu de 12 para 19”, “elevou para 31 o número de mortos”, “o número de mortos, 58, não muda”,
    “84 estão desaparecidas”.
    """
    return _state(words, n, known) or _raised(words, n, start, known, found) or _apposed(words, n, found)


def _state(words: Sequence[Word], n: Numeral, known: Numbers) -> Counted | None:
    """“84 estão desaparecidas”, “3.000 foram deslocadas”, “11 have died”."""
    toll = known.data["toll"]
    for k in range(n.end, min(len(words), n.end + _STATE)):
        word = words[k]
        if word.lower in toll["befell"] or (k > n.end and word.lower in known.persons):
            return Counted("person", word.start, word.end)
        if word.lower not in toll["copulas"]:
            return None
    return None


def _raised(words: Sequence[Word], n: Numeral, start: int, known: Numbers, found: Sequence[Topic]) -> Counted | None:
    """A number that a verb of change leads to, and the noun of quantity before it or right after it."""
    toll = known.data["toll"]
    lead = words[start - 1].lower if start else ""
    if lead not in toll["targets"] and lead not in toll["changes"]:
        return None
    first = _opening(words, start)
    verb = next((k for k in range(start - 1, first - 1, -1) if words[k].lower in toll["changes"]), None)
    if verb is None or (lead not in toll["goals"] and any(w.lower == "," for w in words[verb:start])):
        return None  # “asciende a 3.200, repartidos en cinco municipios”: the comma ends what the verb leads to
    before = [t for t in found if first <= t.start and t.end <= start]
    after = next((t for t in found if n.end <= t.start <= n.end + 2), None)
    if after is not None and not (before and after.start > n.end and words[after.start].lower in toll["elided"]):
        return after.counted
    return before[-1].counted if before else None


def _opening(words: Sequence[Word], at: int) -> int:
    """Where the clause of the word at ``at`` opens, `_REACH` words before it at most."""
    first = at
    while first > 0 and at - first < _REACH and words[first - 1].lower not in _CLAUSE:
        first -= 1
    return first


def _apposed(words: Sequence[Word], n: Numeral, found: Sequence[Topic]) -> Counted | None:
    """“O número de desaparecidos, 58, não muda”."""
    at = n.start - 1
    if at < 1 or words[at].lower not in {",", "("} or n.end >= len(words) or words[n.end].lower not in {",", ")"}:
        return None
    return next((t.counted for t in found if t.end == at), None)


def known_count(words: Sequence[Word], n: Numeral, start: int, known: Numbers) -> bool:
    """True for a number that stands as the whole of what is said about a count told before: “Já são 33, segundo …”."""
    lead = words[start - 1].lower if start else ""
    after = words[n.end] if n.end < len(words) else None
    return lead in known.data["toll"]["counts"] and (after is None or after.kind == "p")


def former(words: Sequence[Word], n: Numeral, start: int, known: Numbers) -> bool:
    """True for a count that its own clause leaves behind: “de 12 para 19” of the twelve, “29, e não 31” of the last."""
    for phrase in known.data["toll"]["instead"]:
        at = start - len(phrase)
        if at > 0 and [w.lower for w in words[at:start]] == phrase:
            return words[at - 1].lower == "," or words[at - 1].kind == "n"
    toll = known.data["toll"]
    lead = words[start - 1].lower if start else ""
    if lead not in toll["sources"] or n.end + 1 >= len(words) or words[n.end].lower not in toll["goals"]:
        return False
    first = _opening(words, start)
    changed = any(w.lower in toll["changes"] for w in words[first:start])
    return changed and read(words, n.end + 1, known) is not None
