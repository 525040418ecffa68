"""One pass over a text: words, numbers and punctuation with the classes a language's table gives them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from meada.when.node import Node
from meada.when.numeral import gather
from meada.when.partial import Clock, Fields

if TYPE_CHECKING:
    from meada.when.lexicon import Lexicon

__all__ = ["PIECE", "lex", "number_classes", "year_of"]

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
LONGEST = 9
"""Digits of the longest number that is read as one; a longer one is only a word."""


def year_of(number: int, digits: int) -> int:
    """The year a number means: two digits are of 1950 to 2049."""
    if digits > 2:
        return number
    return number + (2000 if number < 50 else 1900)


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
    made = _SHAPES[kind](raw, lexicon)
    if made is None:
        return Node(lexicon.mark_word, a, b, {}, 0, 0)
    name, values, partial = made
    return Node(lexicon.alphabet_mark(name), a, b, values, 0, 0, partial=partial, rule=f"shape.{kind}")


_Made = tuple[str, dict[str, Any], Fields | Clock | None] | None


def _date(year: int, month: int, day: int, swapped: bool = False) -> _Made:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return "NUMDATE", {}, Fields(year=year, month=month, day=day, swapped=swapped)


def _iso(raw: str, lexicon: Lexicon) -> _Made:
    made = _date(int(raw[:4]), int(raw[5:7]), int(raw[8:10]))
    if made is None or len(raw) == 10:
        return made
    hour, minute = int(raw[11:13]), int(raw[14:16])
    if hour > 24 or minute > 59:
        return None
    zone = re.search(r"(Z|[+-]\d\d:?\d\d)$", raw[16:])
    clock = Clock(hour=hour, minute=minute, zone=None if zone is None else _offset(zone[1]))
    return "ISOTIME", {"DAY": made[2]}, clock


def _offset(raw: str) -> str:
    if raw == "Z":
        return "+00:00"
    return raw if ":" in raw else f"{raw[:3]}:{raw[3:]}"


def _dmy(raw: str, lexicon: Lexicon) -> _Made:
    a, b, year = (int(x) for x in re.split(r"[/.-]", raw))
    year = year_of(year, len(re.split(r"[/.-]", raw)[2]))
    return _ordered(a, b, year, lexicon, dotted="." in raw)


def _ordered(a: int, b: int, year: int | None, lexicon: Lexicon, dotted: bool = False) -> _Made:
    month_first = lexicon.month_first and not dotted
    if b > 12 >= a or (month_first and a <= 12 and not (b > 31)):
        day, month = b, a
    else:
        day, month = a, b
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    swapped = lexicon.month_first and not dotted and a <= 12 and b <= 12 and a != b
    return ("NUMDATE" if year else "DAYMONTH"), {}, Fields(year=year, month=month, day=day, swapped=swapped)


def _ymd(raw: str, lexicon: Lexicon) -> _Made:
    year, month, day = (int(x) for x in re.split(r"[/.]", raw))
    return _date(year, month, day)


def _span(raw: str, lexicon: Lexicon) -> _Made:
    first, second = int(raw[:4]), int(raw[5:])
    second = second if len(raw) == 9 else first // 100 * 100 + second
    if len(raw) == 7 and raw[4] == "-" and 1 <= second % 100 <= 12 and second - first not in (1, 2):
        return "YEARMONTH", {}, Fields(year=first, month=second % 100)
    if not first < second <= first + 60:
        return None
    return "YEARSPAN", {"FIRST": first, "LAST": second}, None


def _clock(raw: str, lexicon: Lexicon) -> _Made:
    parts = [int(x) for x in raw.split(":")]
    if parts[0] > 24:
        return None
    return "CLOCK", {}, Clock(hour=parts[0], minute=parts[1], second=parts[2] if len(parts) > 2 else None)


def _hours(raw: str, lexicon: Lexicon) -> _Made:
    numbers = [int(x) for x in re.findall(r"\d+", raw)]
    if numbers[0] > 24:
        return None
    minute = numbers[1] if len(numbers) > 1 else 0
    return ("HOURS" if len(numbers) == 1 else "CLOCK"), {"N": numbers[0]}, Clock(hour=numbers[0], minute=minute)


def _dm(raw: str, lexicon: Lexicon) -> _Made:
    a, b = (int(x) for x in raw.split("/"))
    if (a, b) in ((1, 2), (1, 4), (3, 4)):
        return "DAYMONTH", {"FRACTION": a / b}, Fields(month=b, day=a)
    return _ordered(a, b, None, lexicon)


def _my(raw: str, lexicon: Lexicon) -> _Made:
    month, year = (int(x) for x in raw.split("/"))
    return ("YEARMONTH", {}, Fields(year=year, month=month)) if 1 <= month <= 12 else None


def _term(raw: str, lexicon: Lexicon) -> _Made:
    """A quarter as results are headed: 3T25, 1Q 2024."""
    year = re.sub(r"\D", "", raw[1:])
    return "TERM", {}, Fields(quarter=int(raw[0]), year=year_of(int(year), len(year)))


def _tens(raw: str, lexicon: Lexicon) -> _Made:
    digits = raw.strip("'’")[:-1]
    year = int(digits) if len(digits) == 4 else 1900 + int(digits)
    if len(digits) not in (2, 4) or (len(digits) == 2 and year < 1920):
        return None
    return "TENS", {"N": year}, Fields(decade=year)


def _ord(raw: str, lexicon: Lexicon) -> _Made:
    digits = re.match(r"\d+", raw)
    number = int(digits[0]) if digits else 0
    return ("DAYORD" if 1 <= number <= 31 else "ORDNUM"), {"N": number, "ORD": number}, None


def _decimal(raw: str, lexicon: Lexicon) -> _Made:
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+|\d{1,3}(?:,\d{3})+", raw) and len(raw) < LONGEST:
        return "BIG", {"N": int(re.sub(r"[.,]", "", raw))}, None
    found = re.fullmatch(r"(\d{1,2})\.([0-5]\d)", raw)
    if found and int(found[1]) <= 24:
        values = {"N": float(raw.replace(",", "."))}
        return "DOTCLOCK", values, Clock(hour=int(found[1]), minute=int(found[2]))
    if raw.count(".") + raw.count(",") == 1 and len(raw) < LONGEST:
        return "DECIMAL", {"N": float(raw.replace(",", "."))}, None
    return None


def _half(raw: str, lexicon: Lexicon) -> _Made:
    return "GLYPH", {"FRACTION": {"½": 0.5, "¼": 0.25, "¾": 0.75}[raw]}, None


_SHAPES = {
    "iso": _iso,
    "dmy": _dmy,
    "ymd": _ymd,
    "span": _span,
    "clock": _clock,
    "hours": _hours,
    "dm": _dm,
    "tens": _tens,
    "my": _my,
    "term": _term,
    "ord": _ord,
    "decimal": _decimal,
    "half": _half,
}


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
