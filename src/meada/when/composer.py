"""Makers of partial dates that need more than their captures' fields: turns, ordinals, offsets from other dates."""

from __future__ import annotations

from meada.when.builder import Builder, fields, parts_of
from meada.when.match import Match
from meada.when.partial import (
    During,
    Fields,
    Modified,
    Near,
    Offset,
    Partial,
    PartOf,
    Reference,
    Shift,
    Within,
    Worded,
)

__all__ = ["COMPOSERS"]

_VAGUE = {-1: "PAST_REF", 1: "FUTURE_REF"}


def _vague(m: Match) -> Partial | None:
    """últimos anos, próximos dias: a reference without a count."""
    side = m.value("side", "SIDE", "SIDES", "RECENT")
    return Reference(value=_VAGUE[int(side)], unit=str(m.value("unit", "UNIT", "UNITS"))) if side in _VAGUE else None


def _half(m: Match) -> Partial | None:
    unit, part = m.value("unit", "UNIT"), m.value("half", "FRACTION")
    node = m.node("half")
    if unit is None or node is None or "ORD" in node.values:
        return None
    return During(parts=((str(unit), float(part)),))


def _weekday(m: Match) -> Partial | None:
    made = fields(m)
    if made is None:
        return None
    day = m.partial("item")
    if isinstance(day, Near):
        day = day.item
    if isinstance(day, Fields) and day.day is not None:
        made = Fields(weekday=made.weekday, check=day.day, local=made.local)
    if m.options.get("local"):
        made = Fields(weekday=made.weekday, check=made.check, local=True)
    side = m.value("side", "SIDE") if m.has("side") else m.value("after", "SIDE") if m.has("after") else None
    return made if side in (None, 0) else Near(item=made, side=int(side or 0))


def _turned(m: Match) -> Partial | None:
    """o dia seguinte, o ano anterior, a segunda seguinte: counted from the discourse date."""
    turn = int(m.value("turn", "TURN"))
    unit = m.value("unit", "UNIT")
    if m.has("part"):
        return PartOf(part=str(m.value("part", "PART")), day=Shift(unit="D", count=turn, base="discourse"))
    if unit is None:
        item = fields(m)
        return None if item is None else Near(item=item, side=turn, base="discourse")
    return Shift(unit=str(unit), count=turn, base="discourse")


def _shared_month(m: Match) -> Partial | None:
    """el 1 y el 2 de marzo: the month and year of the last day."""
    last, item = m.partial("last"), m.partial("item")
    day = item.day if isinstance(item, Fields) else m.number("day")
    if not isinstance(last, Fields) or day is None or not 1 <= day <= 31:
        return None
    return Fields(day=day, month=last.month, year=last.year)


def _month_alone(m: Match) -> Partial | None:
    node = m.node("month")
    if m.options.get("lower") and node is not None and m.text[node.start].isupper():
        return None
    return Fields(month=int(m.value("from_month" if m.has("from_month") else "month", "MONTH", "MONTHAMB")))


_COUNTED = {"Q": ("quarter", 4), "H": ("half", 2), "T": ("third", 3)}


def _named_month(m: Match) -> Partial | None:
    """o mês de maio."""
    return m.partial("item") or Fields(month=int(m.value("month", "MONTH")))


def _ordinal(m: Match) -> Partial | None:
    """terceiro trimestre, primeira semana: the nth unit of what holds it."""
    unit, number = str(m.value("unit", "UNIT")), m.value("n", "WHICH", "N", "ORD")
    year = m.number("year")
    if number is None:
        return None
    number = int(number)
    if unit in _COUNTED:
        name, most = _COUNTED[unit]
        number = most + 1 + number if number < 0 else number
        if not 1 <= number <= most:
            return None
        made = {name: number}
        return Fields(year=year, quarter=made.get("quarter"), half=made.get("half"), third=made.get("third"))
    if unit not in ("W", "D", "M", "WE", "DE") or not -1 <= number <= 31:
        return None
    inner = Fields(nth=number, unit=unit)
    return inner if year is None else Within(inner=inner, outer=Fields(year=year))


def _same_unit(m: Match) -> Partial | None:
    outer = Fields(year=m.number("year"))
    return Within(inner=Worded(kind="same", unit=str(m.value("unit", "UNIT"))), outer=outer)


def _under_report(m: Match) -> Partial | None:
    """no trimestre: the period that the report is about."""
    return Worded(kind="report", unit=str(m.value("unit", "UNIT")))


def _week_of(m: Match) -> Partial | None:
    """the week of March 6."""
    outer = m.partial("outer")
    return None if outer is None else Within(inner=Worded(kind="same", unit="W"), outer=outer)


def _day_this_month(m: Match) -> Partial | None:
    return Within(inner=Fields(day=m.number("day")), outer=Shift(unit="M", count=0))


def _next_phrase(m: Match) -> Partial | None:
    """para a semana, para o ano: European Portuguese for the next."""
    return Shift(unit=str(m.value("unit", "SHIFTNEXT")), count=1)


def _part_side(m: Match) -> Partial | None:
    """na noite passada."""
    return PartOf(part=str(m.value("part", "PART")), day=Shift(unit="D", count=int(m.value("side", "SIDE"))))


def _that_part(m: Match) -> Partial | None:
    """naquela noite."""
    return PartOf(part=str(m.value("part", "PART")), day=Shift(unit="D", count=0, base="discourse"))


def _fortnight(m: Match) -> Partial | None:
    """primeira quinzena: half of the month that follows."""
    number = m.value("n", "WHICH", "ORD")
    return Fields(nth=int(number), unit="FN") if number in (1, 2, -1) else None


def _night_between(m: Match) -> Partial | None:
    """a noite de quinta para sexta, de 25 para 26 de abril: the night of the first."""
    day, last = m.partial("day"), m.partial("last")
    if m.has("weekday"):
        day = Fields(weekday=m.value("weekday", "WD", "WDS"))
    if day is None and isinstance(last, Fields):
        day = Fields(day=m.number("from"), month=last.month, year=last.year)
    return None if day is None else PartOf(part=str(m.value("part", "PART")), day=day)


def _counted_event(m: Match) -> Partial | None:
    """cinco dias após o ataque: a date where the attack's is known, else the count alone."""
    parts, item = parts_of(m), m.node("item")
    if parts is None or item is None:
        return None
    return Offset(parts=parts, side=_side_of(m, "turn"), base="event", core=(item.start, item.end))


def _before_last(m: Match) -> Partial | None:
    """the week before last."""
    return Shift(unit=str(m.value("unit", "BEFORELAST")), count=-2)


def _nth_weekday(m: Match) -> Partial | None:
    """segundo domingo, last Monday: of the month that follows."""
    number = m.value("n", "WHICH", "ORD")
    if number is None or not -1 <= int(number) <= 5:
        return None
    inner = Fields(weekday=m.value("weekday", "WD", "WDS"), nth=int(number), unit="WD")
    return Within(inner=inner, outer=Shift(unit="M", count=0)) if m.has("this") else inner


def _last_night(m: Match) -> Partial | None:
    return PartOf(part="NI", day=Shift(unit="D", count=int(m.value("count", "NIGHTWORD"))))


def _weekend(m: Match) -> Partial | None:
    side = m.value("side", "SIDE")
    return Fields(weekend=True) if side is None else Shift(unit="WE", count=int(side))


def _edge_unit(m: Match) -> Partial | None:
    shift = Shift(unit=str(m.value("unit", "UNIT")), count=0, base="publication")
    return Modified(item=shift, mod=str(m.value("mod", "EDGE")))


def _event_offset(m: Match) -> Partial | None:
    unit = m.value("unit", "UNITS", "UNIT")
    side = -1 if "BEFORE" in (m.node("before").values if m.node("before") else {}) else 1  # type: ignore[union-attr]
    return Offset(parts=((str(unit), None),), side=side, base="event")


def _side_of(m: Match, name: str) -> int:
    node = m.node(name)
    values = {} if node is None else node.values
    return -1 if ("BEFORE" in values or "EARLIER" in values) else 1


def _dated_offset(m: Match) -> Partial | None:
    parts, base = parts_of(m), m.partial("base")
    return None if parts is None or base is None else Offset(parts=parts, side=_side_of(m, "turn"), base=base)


def _discourse_offset(m: Match) -> Partial | None:
    parts = parts_of(m)
    return None if parts is None else Offset(parts=parts, side=_side_of(m, "turn"), base="discourse")


def _during_item(m: Match) -> Partial | None:
    return m.partial("item")


def _decade_word(m: Match) -> Partial | None:
    """the nineties."""
    return Fields(decade=int(m.value("decade", "YEARWORD")))


def _like(m: Match) -> Partial | None:
    """the year-ago quarter: the period under report, one year before."""
    number = m.value("n", "ORD")
    unit = m.value("unit", "UNIT")
    last_year = Shift(unit="Y", count=-1)
    if number is not None and unit == "Q":
        return Within(inner=Fields(quarter=int(number)), outer=last_year)
    return Within(inner=Worded(kind="same", unit="period"), outer=last_year)


def _within_shift(m: Match) -> Partial | None:
    """April last year, Monday next week; not Monday last week's."""
    inner, outer = m.partial("inner"), m.partial("outer")
    if inner is None or not isinstance(outer, Shift) or outer.unit not in ("Y", "W"):
        return None
    if isinstance(inner, Shift):
        return None
    return Within(inner=inner, outer=outer)


def _future_offset(m: Match) -> Partial | None:
    """in two weeks: a point ahead where the verb looks ahead, else how long it took."""
    parts = parts_of(m)
    return None if parts is None else Offset(parts=parts, side=1, duration=True)


def _early(m: Match) -> Partial | None:
    """early Saturday, late Monday: the morning and the evening."""
    day = m.partial("day")
    return None if day is None else PartOf(part=str(m.value("part", "EARLY")), day=day)


COMPOSERS: dict[str, Builder] = {
    "vague": _vague,
    "half": _half,
    "weekday": _weekday,
    "turned": _turned,
    "month_alone": _month_alone,
    "named_month": _named_month,
    "shared_month": _shared_month,
    "ordinal": _ordinal,
    "same_unit": _same_unit,
    "last_night": _last_night,
    "weekend": _weekend,
    "edge_unit": _edge_unit,
    "event_offset": _event_offset,
    "dated_offset": _dated_offset,
    "discourse_offset": _discourse_offset,
    "nth_weekday": _nth_weekday,
    "before_last": _before_last,
    "day_this_month": _day_this_month,
    "next_phrase": _next_phrase,
    "part_side": _part_side,
    "that_part": _that_part,
    "fortnight": _fortnight,
    "night_between": _night_between,
    "counted_event": _counted_event,
    "under_report": _under_report,
    "week_of": _week_of,
    "decade_word": _decade_word,
    "like": _like,
    "within_shift": _within_shift,
    "future_offset": _future_offset,
    "early": _early,
    "during_item": _during_item,
}
"""More builders by the name the tables use."""
