"""One pass over a text: words, numbers and punctuation with the classes a language's table gives them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from meada.when.node import Node
from meada.when.numeral import gather
from meada.when.shape import LONGEST, SHAPES

if TYPE_CHECKING:
    from meada.when.lexicon import Lexicon

__all__ = ["PIECE", "lex", "number_classes"]

PIECE = re.compile(
    r"(?P<word>[^\W\d_]{2,}|[^\W\d_](?!\. ?[Mm]\b))"
    r"|(?P<ampm>[AaPp]\. ?[Mm]\b\.?)"
    r"|(?P<iso>(?<![\d-])\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\d-]))"
    r"|(?P<dmy>(?<![\d/-])\d{1,2}(?P<sep>[/.-])\d{1,2}(?P=sep)(?:\d{4}|\d{2})(?![\d/]))"
    r"|(?P<ymd>(?<![\d/])\d{4}[/.]\d{1,2}[/.]\d{1,2}(?![\d/]))"
    r"|(?P<span>(?<![\d/-])(?:1\d|20)\d\d[/–-]\d\d(?:\d\d)?(?![\d/-]))"
    r"|(?P<clock>(?<![\d:])[0-2]?\d:[0-5]\d(?::[0-5]\d)?(?![\d:]))"
    r"|(?P<hours>(?<![\d,.])[0-2]?\d ?hs?(?: ?[0-5]\d(?:min\b|m\b)?)?(?![\w]))"
    r"|(?P<my>(?<![\d/])\d{1,2}/(?:19|20)\d\d(?![\d/]))"
    r"|(?P<term>[1-4] ?[TQ] ?(?:20)?\d\d\b)"
    r"|(?P<dm>(?<![\d/])\d{1,2}/\d{1,2}(?![\d/]))"
    r"|(?P<tens>['’]?\b(?:1[5-9]|20)?\d0s\b)"
    r"|(?P<ord>\d{1,4}(?:\.?[ºª°]|(?:st|nd|rd|th|er|ro|do|to|mo|vo|no|ra|da|ta)\b|o\b))"
    r"|(?P<decimal>\d+(?:[.,]\d+)+)"
    r"|(?P<num>\d+)"
    r"|(?P<half>[½¼¾])"
    r"|(?P<poss>['’][sS]?\b)"
    r"|(?P<nl>\n[ \t]*)"
    r"|(?P<mark>[^\w\s])"
    r"|(?P<other>_+)"
)

_MARKS = {
    ",": "COMMA",
    ".": "DOT",
    ":": "COLON",
    ";": "STOP",
    "!": "STOP",
    "?": "STOP",
    "(": "LP",
    ")": "RP",
    "[": "LP",
    "]": "RP",
    "/": "SLASH",
    "$": "MONEY",
    "€": "MONEY",
    "£": "MONEY",
    "%": "PERCENT",
}
_DASHES = frozenset("-–—‐‑")
_NOTHING: dict[str, Any] = {}


def number_classes(number: int, digits: int) -> frozenset[str]:
    """The classes of a whole number written with so many digits (0 for one in words)."""
    out = {"NUM"}
    if digits <= 2:
        out |= {name for name, top in (("DAYNUM", 31), ("MONNUM", 12)) if 1 <= number <= top}
        out |= {name for name, top in (("HOURNUM", 24), ("MINNUM", 59)) if number <= top}
    if digits == 2:
        out.add("NUM2")
    if digits in (0, 4) and 1000 <= number <= 2100:
        out.add("YEARNUM")
        if 1900 <= number <= 2060:
            out.add("NEARYEAR")
    if digits == 4 and number // 100 <= 24 and number % 100 < 60:
        out.add("HHMM")
    if digits == 0:
        out.add("NUMW")
    return frozenset(out)


def lex(text: str, start: int, end: int, lexicon: Lexicon) -> list[Node]:
    """The tokens of ``text[start:end]``, phrases and numbers in words joined, unknown words kept as such,
    and a break of no width at the end."""
    out: list[Node] = []
    add, words = out.append, lexicon.words
    mark_word, mark_cap = lexicon.mark_word, lexicon.mark_cap
    heads: list[int] = []
    cards = False
    for at, found in enumerate(PIECE.finditer(text, start, end)):
        a, b = found.span()
        if found.lastgroup != "word":
            node = _other(found.lastgroup or "", found[0], a, b, lexicon)
            node.first = node.last = at
            add(node)
            if node.mark in lexicon.head_marks and found[0] in lexicon.heads:
                heads.append(at)
            continue
        word = found[0]
        known = words.get(word) or words.get(word.lower())
        if known is None:
            add(Node(mark_cap if word[0].isupper() else mark_word, a, b, _NOTHING, at, at))
            continue
        mark, values, is_head = known
        if is_head:
            heads.append(at)
        if "CARD" in values:
            cards = True
        if "CASED" in values and word[0].islower():
            mark, values = mark_word, _NOTHING
        add(Node(mark, a, b, values, at, at))
    add(Node(lexicon.alphabet_mark("BREAK"), end, end, _NOTHING, len(out), len(out)))
    if heads:
        out = _phrased(out, heads, text, lexicon)
    return gather(out, text, lexicon) if cards else out


def _other(kind: str, raw: str, a: int, b: int, lexicon: Lexicon) -> Node:
    mark = lexicon.alphabet_mark
    if kind == "mark" or kind == "other":
        name = "DASH" if raw in _DASHES else _MARKS.get(raw, "PUNCT")
        return Node(mark(name), a, b, {}, 0, 0)
    if kind == "nl":
        return Node(mark("BREAK"), a, b, {}, 0, 0)
    if kind == "poss":
        return Node(mark("POSS"), a, b, {}, 0, 0)
    if kind == "ampm":
        return Node(mark("AMPM"), a, b, {"AMPM": "AM" if raw[0] in "aA" else "PM"}, 0, 0)
    if kind == "num":
        return _number(raw, a, b, lexicon)
    return _shaped(kind, raw, a, b, lexicon)


def _number(raw: str, a: int, b: int, lexicon: Lexicon) -> Node:
    if len(raw) > LONGEST or not raw.isascii():
        return Node(lexicon.mark_word, a, b, {}, 0, 0)
    number = int(raw)
    return Node(lexicon.number_mark(number, len(raw)), a, b, {"N": number, "DIGITS": len(raw)}, 0, 0)


def _shaped(kind: str, raw: str, a: int, b: int, lexicon: Lexicon) -> Node:
    """A token whose form alone says what it is; one that fits no calendar is only a word."""
    if not raw.replace("º", "").isascii() and kind not in ("ord", "half", "span", "tens"):
        return Node(lexicon.mark_word, a, b, {}, 0, 0)
    made = SHAPES[kind](raw, lexicon)
    if made is None:
        return Node(lexicon.mark_word, a, b, {}, 0, 0)
    name, values, partial = made
    return Node(lexicon.alphabet_mark(name), a, b, values, 0, 0, partial=partial, rule=f"shape.{kind}")


def _phrased(nodes: list[Node], starts: list[int], text: str, lexicon: Lexicon) -> list[Node]:
    """``nodes`` with the phrases of the table (``fim de semana``) made one; ``starts`` are where one may begin."""
    out: list[Node] = []
    done, count = 0, len(nodes)
    for i in starts:
        if i < done or i + 1 >= count:
            continue
        node, second = nodes[i], nodes[i + 1]
        after = lexicon.heads[text[node.start : node.end].lower()].get(text[second.start : second.end].lower())
        for words, mark, values in after or ():
            last = i + 1 + len(words)
            if last < count and all(
                text[n.start : n.end].lower() == w for n, w in zip(nodes[i + 2 : last + 1], words, strict=True)
            ):
                out += nodes[done:i]
                out.append(Node(mark, node.start, nodes[last].end, values, node.first, nodes[last].last))
                done = last + 1
                break
    return out + nodes[done:]
