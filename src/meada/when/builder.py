"""Makers of partial dates from the captures of a rule. The table names them under ``make``."""

from __future__ import annotations

from collections.abc import Callable

from meada.when.match import Match
from meada.when.partial import (
    During,
    Every,
    Fields,
    Holiday,
    Listed,
    Modified,
    Near,
    Offset,
    Partial,
    PartOf,
    Range,
    Reference,
    Shift,
    Since,
    Within,
    Worded,
)

__all__ = ["BUILDERS", "Builder", "fields", "parts_of", "year_in"]


Builder = Callable[[Match], Partial | None]


def year_in(m: Match, name: str = "year") -> int | None:
    """The year of a capture, two digits filled up."""
    node = m.node(name)
    if node is None:
        node = m.node("year2") if name == "year" else None
    if node is None:
        return None
    if "YEARWORD" in node.values:
        return int(node.values["YEARWORD"])
    number, digits = node.values.get("N"), node.values.get("DIGITS", 4)
    if not isinstance(number, int):
        return None
    return number if digits != 2 else number + (2000 if number < 50 else 1900)


def fields(m: Match) -> Fields | None:
    """Calendar fields from the captures named after them; None for a day that no month has."""
    decade, century = m.number("decade"), m.number("century")
    if century is None and m.has("century"):
        century = m.value("century", "ROMAN")
    if decade is not None and decade < 100:
        decade += 1900 if decade >= 20 else 2000
    if decade is not None and (decade % 10 or decade < 10):
        return None
    day = m.number("day")
    if m.has("day") and (day is None or not 1 <= day <= 31):
        return None
    return Fields(
        year=year_in(m),
        month=m.value("month", "MONTH", "MONTHAMB", "N"),
        day=day,
        weekday=m.value("weekday", "WD", "WDS", "WDP"),
        check=m.number("check"),
        local=m.has("local"),
        quarter=_part(m, "quarter", 4),
        half=_part(m, "half", 2),
        third=_part(m, "third", 3),
        season=m.value("season", "SEASON"),
        weekend=m.has("weekend"),
        decade=None if decade is None else decade // 10 * 10,
        century=None if century is None else (century - 1) * 100,
        bce=m.has("bce"),
    )


def _part(m: Match, name: str, most: int) -> int | None:
    found = m.value(name, "N", "ORD", "WHICH")
    if found is None:
        return None
    number = int(found)
    if number < 0:
        number = most + 1 + number
    return number if 1 <= number <= most else None


def _same(m: Match) -> Partial | None:
    item = m.partial("item")
    mod = m.value("mod", "BOUND", "EDGE", "MOD")
    if item is None or not mod:
        return item
    return Modified(item=item, mod=str(mod))


def _near(m: Match) -> Partial | None:
    item = m.partial("item") or fields(m)
    while isinstance(item, Modified):
        item = item.item
    if not isinstance(item, Fields):
        return None
    side = m.value("side", "SIDE")
    if side is None:
        return None
    return item if side == 0 else Near(item=item, side=int(side))


_IDIOM = frozenset("hms")
"""Units whose "last" is an idiom: a decisão de última hora, até o último minuto."""


def _shift(m: Match) -> Partial | None:
    unit = m.value("unit", "UNIT", "UNITS")
    count = m.value("count" if m.has("count") else "side", "SIDE", "DEIXIS", "TOMORROW")
    if unit is None or count is None or (unit in _IDIOM and int(count) < 0):
        return None
    return Shift(unit=str(unit), count=int(count), base=m.options.get("base", "publication"))


def _amount(m: Match) -> float | None:
    """The number of a duration, None where it is vague."""
    found = m.value("n", "N", "CARD", "ONE")
    if found is None or m.has("few"):
        return None
    amount = float(found)
    if m.has("half"):
        amount += float(m.value("half", "FRACTION") or 0.5)
    return amount


def parts_of(m: Match) -> tuple[tuple[str, float | None], ...] | None:
    """(unit, count) of a counted stretch: from the phrase ``item``, else from ``n`` and ``unit``."""
    item = m.partial("item")
    if isinstance(item, During):
        return item.parts
    unit = m.value("unit", "UNIT", "UNITS")
    if unit is None:
        return None
    amount = m.options["amount"] if "amount" in m.options else _amount(m)
    return ((str(unit), amount),)


def _offset(m: Match) -> Partial | None:
    parts = parts_of(m)
    if parts is None:
        return None
    item = m.partial("item")
    base = m.partial("base") or m.options.get("base", "publication")
    mod = item.mod if isinstance(item, During) else None
    return Offset(
        parts=parts,
        side=int(m.value("side", "SIDE")),
        base=base,
        duration=bool(m.options.get("duration")),
        mod=str(m.value("mod", "BOUND")) if m.has("mod") else mod,
    )


def _during(m: Match) -> Partial | None:
    parts = parts_of(m)
    if parts is None:
        return None
    item = m.partial("item")
    mod = item.mod if isinstance(item, During) else None
    if m.has("mod"):
        mod = str(m.value("mod", "BOUND", "MOD"))
    side = m.value("side", "SIDE", "SIDES")
    return During(parts=parts, side=int(side or 0), mod=mod)


def _joined(m: Match) -> Partial | None:
    a, b = m.partial("first"), m.partial("last")
    if not isinstance(a, During) or not isinstance(b, During) or b.mod:
        return None
    order = ["CE", "DE", "Y", "H", "T", "Q", "M", "W", "WE", "D", "h", "m", "s"]
    parts = sorted(a.parts + b.parts, key=lambda part: order.index(part[0]) if part[0] in order else 0)
    return During(parts=tuple(parts), mod=a.mod) if len({u for u, _ in parts}) == len(parts) else None


def _within(m: Match) -> Partial | None:
    inner, outer = m.partial("inner") or fields(m), m.partial("outer")
    return Within(inner=inner, outer=outer) if inner is not None and outer is not None else None


def _partof(m: Match) -> Partial | None:
    part = m.value("part", "PART", "PARTS")
    day = m.partial("day")
    if m.has("count") or "count" in m.options:
        day = Shift(unit="D", count=int(m.value("count", "DEIXIS", "SIDE")))
    zone = str(m.value("zone", "ZONE")) if m.has("zone") else None
    return PartOf(part=str(part), day=day, zone=zone) if part else None


def _range(m: Match) -> Partial | None:
    first, last = m.partial("first"), m.partial("last") or fields(m)
    month = m.value("from_month", "MONTH", "MONTHAMB")
    if month is not None and isinstance(last, Fields) and last.month is None:
        last = Fields(year=last.year, month=month, day=last.day)
    if first is None and m.has("from"):
        first = Fields(month=month, day=m.number("from"))
    if m.has("from_year"):
        first = Fields(year=year_in(m, "from_year"))
    if first is None or last is None:
        return None
    return Range(first=first, last=last)


def _yearspan(m: Match) -> Partial | None:
    node = m.node("item")
    if node is None:
        return None
    return Range(first=Fields(year=node.values["FIRST"]), last=Fields(year=node.values["LAST"]))


def _listed(m: Match) -> Partial | None:
    days = [int(n.values["N"]) for n in m.nodes("days") if "N" in n.values]
    last = m.partial("last") or fields(m)
    if last is None or not days or any(not 1 <= d <= 31 for d in days):
        return None
    return Listed(items=(*(Fields(day=d) for d in days), last))


def _every(m: Match) -> Partial | None:
    if "value" in m.options:
        return Every(value=str(m.options["value"]))
    if m.has("period"):
        return Every(value=str(m.value("period", "PERIOD_ADJ", "ADVERB")))
    weekday = m.value("weekday", "WD", "WDS", "WDP")
    if weekday is not None:
        until = m.value("until", "WD", "WDS", "WDP")
        part = m.value("part", "PART", "PARTS")
        tail = f"T{part}" if part else ""
        return Every(value=f"XXXX-WXX-{weekday}{tail}" + (f"/XXXX-WXX-{until}" if until else ""))
    if m.has("part"):
        return Every(value=f"XXXX-XX-XXT{m.value('part', 'PART', 'PARTS')}")
    month = m.value("month", "MONTH", "MONTHAMB")
    if month is not None:
        return Every(value=f"XXXX-{month:02d}")
    item = m.partial("item")
    if isinstance(item, During):
        return Every(value=written(item.parts))
    parts = parts_of(m)
    if parts is None:
        return None
    return Every(value=written(tuple((u, 1.0 if a is None and not m.has("few") else a) for u, a in parts)))


def written(parts: tuple[tuple[str, float | None], ...]) -> str:
    """A TIMEX3 duration: ``P1.5M``, ``PT24H``, ``PXD`` for a vague count."""
    days, hours = "", ""
    for unit, count in parts:
        number = "X" if count is None else f"{count:g}" if count < 1e6 else f"{count:.0f}"
        if unit in ("h", "m", "s"):
            hours += number + unit.upper()
        else:
            days += number + unit
    return "P" + days + ("T" + hours if hours else "")


def _reference(m: Match) -> Partial | None:
    return Reference(value=str(m.value("ref", "REFWORD", "ADJREF", "REFNOUN")))


def _holiday(m: Match) -> Partial | None:
    rule = m.value("feast", "FEAST", "NAMED")
    if rule is None:
        return None
    side = m.value("offset", "SIDE")
    return Holiday(rule=str(rule), offset=int(side or 0), year=year_in(m))


def _modified(m: Match) -> Partial | None:
    item = m.partial("item") or fields(m)
    mod = m.value("mod", "EDGE", "BOUND", "MOD")
    if item is None:
        return None
    return Modified(item=item, mod=str(mod))


BUILDERS: dict[str, Builder] = {
    "fields": fields,
    "same": _same,
    "near": _near,
    "shift": _shift,
    "offset": _offset,
    "during": _during,
    "joined": _joined,
    "within": _within,
    "partof": _partof,
    "range": _range,
    "yearspan": _yearspan,
    "listed": _listed,
    "every": _every,
    "reference": _reference,
    "since": lambda m: Since(),
    "worded": lambda m: Worded(kind=m.options["kind"], unit=str(m.value("unit", "UNIT", "UNITS") or "D")),
    "holiday": _holiday,
    "modified": _modified,
    "guard": lambda m: Partial(),
}
"""Every builder by the name the tables use; ``guard`` marks words that must not become a time."""
