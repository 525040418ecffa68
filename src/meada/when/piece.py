"""The pieces a text falls into: words, numbers in the shapes of dates and clocks, marks; and the classes of a number."""

from __future__ import annotations

import re

__all__ = ["PIECE", "number_classes"]

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
"""One piece; the group that matched is its kind."""


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
