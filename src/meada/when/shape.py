"""Tokens whose form alone says what they are: 12/08/2025, 19h48, 2023/24, 1990s, 3T25, 1.º."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from meada.when.lexicon import Lexicon
from meada.when.partial import Clock, Fields

__all__ = ["LONGEST", "SHAPES", "year_of"]

LONGEST = 9
"""Digits of the longest number that is read as one; a longer one is only a word."""

Made = tuple[str, dict[str, Any], Fields | Clock | None] | None
Shape = Callable[[str, Lexicon], Made]


def year_of(number: int, digits: int) -> int:
    """The year a number means: two digits are of 1950 to 2049."""
    if digits > 2:
        return number
    return number + (2000 if number < 50 else 1900)


def _date(year: int, month: int, day: int, swapped: bool = False) -> Made:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return "NUMDATE", {}, Fields(year=year, month=month, day=day, swapped=swapped)


def _iso(raw: str, lexicon: Lexicon) -> Made:
    made = _date(int(raw[:4]), int(raw[5:7]), int(raw[8:10]))
    if made is None or len(raw) == 10:
        return made
    hour, minute = int(raw[11:13]), int(raw[14:16])
    if hour > 24 or minute > 59:
        return None
    zone = re.search(r"(Z|[+-]\d\d:?\d\d)$", raw[16:])
    second = re.match(r":([0-5]\d)", raw[16:])
    clock = Clock(
        hour=hour,
        minute=minute,
        second=None if second is None else int(second[1]),
        zone=None if zone is None else _offset(zone[1]),
    )
    return "ISOTIME", {"DAY": made[2]}, clock


def _offset(raw: str) -> str:
    if raw == "Z":
        return "+00:00"
    return raw if ":" in raw else f"{raw[:3]}:{raw[3:]}"


def _dmy(raw: str, lexicon: Lexicon) -> Made:
    a, b, year = (int(x) for x in re.split(r"[/.-]", raw))
    year = year_of(year, len(re.split(r"[/.-]", raw)[2]))
    return _ordered(a, b, year, lexicon, dotted="." in raw)


def _ordered(a: int, b: int, year: int | None, lexicon: Lexicon, dotted: bool = False) -> Made:
    month_first = lexicon.month_first and not dotted
    if b > 12 >= a or (month_first and a <= 12 and not (b > 31)):
        day, month = b, a
    else:
        day, month = a, b
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    swapped = lexicon.month_first and not dotted and a <= 12 and b <= 12 and a != b
    return ("NUMDATE" if year else "DAYMONTH"), {}, Fields(year=year, month=month, day=day, swapped=swapped)


def _ymd(raw: str, lexicon: Lexicon) -> Made:
    year, month, day = (int(x) for x in re.split(r"[/.]", raw))
    return _date(year, month, day)


def _span(raw: str, lexicon: Lexicon) -> Made:
    first, second = int(raw[:4]), int(raw[5:])
    second = second if len(raw) == 9 else first // 100 * 100 + second
    if len(raw) == 7 and raw[4] == "-" and 1 <= second % 100 <= 12 and second - first not in (1, 2):
        return "YEARMONTH", {}, Fields(year=first, month=second % 100)
    if not first < second <= first + 60:
        return None
    return "YEARSPAN", {"FIRST": first, "LAST": second}, None


def _clock(raw: str, lexicon: Lexicon) -> Made:
    parts = [int(x) for x in raw.split(":")]
    if parts[0] > 24:
        return None
    return "CLOCK", {}, Clock(hour=parts[0], minute=parts[1], second=parts[2] if len(parts) > 2 else None)


def _hours(raw: str, lexicon: Lexicon) -> Made:
    numbers = [int(x) for x in re.findall(r"\d+", raw)]
    if numbers[0] > 24:
        return None
    minute = numbers[1] if len(numbers) > 1 else 0
    return ("HOURS" if len(numbers) == 1 else "CLOCK"), {"N": numbers[0]}, Clock(hour=numbers[0], minute=minute)


def _dm(raw: str, lexicon: Lexicon) -> Made:
    a, b = (int(x) for x in raw.split("/"))
    if (a, b) in ((1, 2), (1, 4), (3, 4)):
        return "DAYMONTH", {"FRACTION": a / b}, Fields(month=b, day=a)
    return _ordered(a, b, None, lexicon)


def _my(raw: str, lexicon: Lexicon) -> Made:
    month, year = (int(x) for x in raw.split("/"))
    return ("YEARMONTH", {}, Fields(year=year, month=month)) if 1 <= month <= 12 else None


def _term(raw: str, lexicon: Lexicon) -> Made:
    """A quarter as results are headed: 3T25, 1Q 2024."""
    year = re.sub(r"\D", "", raw[1:])
    return "TERM", {}, Fields(quarter=int(raw[0]), year=year_of(int(year), len(year)))


def _tens(raw: str, lexicon: Lexicon) -> Made:
    digits = raw.strip("'’")[:-1]
    year = int(digits) if len(digits) == 4 else 1900 + int(digits)
    if len(digits) not in (2, 4) or (len(digits) == 2 and year < 1920):
        return None
    return "TENS", {"N": year}, Fields(decade=year)


def _ord(raw: str, lexicon: Lexicon) -> Made:
    digits = re.match(r"\d+", raw)
    number = int(digits[0]) if digits else 0
    return ("DAYORD" if 1 <= number <= 31 else "ORDNUM"), {"N": number, "ORD": number}, None


def _decimal(raw: str, lexicon: Lexicon) -> Made:
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+|\d{1,3}(?:,\d{3})+", raw) and len(raw) < LONGEST:
        return "BIG", {"N": int(re.sub(r"[.,]", "", raw))}, None
    found = re.fullmatch(r"(\d{1,2})\.([0-5]\d)", raw)
    if found and int(found[1]) <= 24:
        values = {"N": float(raw.replace(",", "."))}
        return "DOTCLOCK", values, Clock(hour=int(found[1]), minute=int(found[2]))
    if raw.count(".") + raw.count(",") == 1 and len(raw) < LONGEST:
        return "DECIMAL", {"N": float(raw.replace(",", "."))}, None
    return None


def _half(raw: str, lexicon: Lexicon) -> Made:
    return "GLYPH", {"FRACTION": {"½": 0.5, "¼": 0.25, "¾": 0.75}[raw]}, None


SHAPES: dict[str, Shape] = {
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
"""The reader of each shape, by the group of the lexer that finds it: class, values and partial date, or None when the
figures fit no calendar."""
