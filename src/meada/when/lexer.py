"""One pass over a text: words, numbers and punctuation with the classes a language's table gives them."""

from __future__ import annotations

from typing import Any

from meada.when.lexicon import Lexicon
from meada.when.node import Node
from meada.when.numeral import gather
from meada.when.piece import PIECE
from meada.when.shape import LONGEST, SHAPES

__all__ = ["lex"]

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
