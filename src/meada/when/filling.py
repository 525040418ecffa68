"""Calendar fields to a stretch: the missing year, month or week found from tense and convention."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from msgspec.structs import replace

from meada.when.almanac import month_later, nth_weekday, safe_date, week_start
from meada.when.context import Context
from meada.when.finding import Finding, at_stretch
from meada.when.partial import Fields
from meada.when.value import Stretch, stretch

__all__ = ["fill", "inside", "near"]

_SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def fill(item: Fields, context: Context) -> Finding | None:
    """The finding of written fields; None when they name no day of the calendar."""
    if item.bce:
        return _before_christ(item)
    if item.decade is not None or item.century is not None:
        year = item.decade if item.decade is not None else item.century
        return at_stretch(Stretch("decade" if item.decade is not None else "century", date(max(1, year or 1), 1, 1)))
    if item.year is not None:
        return _with_year(item, context)
    if context.today is None:
        return _without_anchor(item)
    return _floating(item, context, context.today)


def _before_christ(item: Fields) -> Finding | None:
    year = item.year or item.century or 0
    return Finding(type="DATE", value=f"BCE{year:04d}", granularity="year")


def _with_year(item: Fields, context: Context) -> Finding | None:
    year = item.year or 1
    if not 1 <= year <= 9998:
        return None
    if item.swapped and item.month and item.day:
        return _ordered(item, context)
    if item.third:
        return Finding(type="DATE", value=f"{year:04d}-T{item.third}", granularity="unknown")
    found = _stretch_of(item, year, context)
    return None if found is None else at_stretch(found)


def _stretch_of(item: Fields, year: int, context: Context) -> Stretch | None:
    if item.quarter:
        return Stretch("quarter", date(year, item.quarter * 3 - 2, 1))
    if item.half:
        return Stretch("half", date(year, item.half * 6 - 5, 1))
    if item.season:
        return Stretch("season", date(year, _SEASON_MONTH[item.season], 1), south=context.south)
    if item.month and item.day:
        day = safe_date(year, item.month, item.day)
        return None if day is None else Stretch("day", day)
    if item.month:
        return Stretch("month", date(year, item.month, 1)) if 1 <= item.month <= 12 else None
    return Stretch("year", date(year, 1, 1))


def _ordered(item: Fields, context: Context) -> Finding | None:
    """Both readings of 03/04/2025 where the language puts the month first: the outlet's zone decides, else both stay."""
    day, month = item.day or 1, item.month or 1
    first, second = safe_date(item.year or 1, month, day), safe_date(item.year or 1, day, month)
    if first is None or second is None:
        found = first or second
        return None if found is None else at_stretch(Stretch("day", found))
    known = context.month_first
    chosen, other = (first, second) if known is not False else (second, first)
    alternatives = () if known is not None else (other.isoformat(),)
    return at_stretch(Stretch("day", chosen), "none", 0.9 if known is not None else 0.5, alternatives)


def _without_anchor(item: Fields) -> Finding | None:
    """What can be said when nothing tells the year: a value with its unknown part as X."""
    if item.month and item.day:
        value = f"XXXX-{item.month:02d}-{item.day:02d}"
    elif item.month:
        value = f"XXXX-{item.month:02d}"
    elif item.day:
        value = f"XXXX-XX-{item.day:02d}"
    elif item.weekday:
        value = f"XXXX-WXX-{item.weekday}"
    elif item.quarter or item.half:
        value = f"XXXX-Q{item.quarter}" if item.quarter else f"XXXX-H{item.half}"
    elif item.season:
        value = f"XXXX-{item.season}"
    else:
        return None
    return Finding(type="DATE", value=value, confidence=0.5)


def _floating(item: Fields, context: Context, today: date) -> Finding | None:
    if item.weekday and item.month is None and item.day is None:
        return _weekday(item, context, today)
    if item.weekend:
        return _weekend(context, today)
    if item.month and item.day:
        named = context.named_year(item.month, item.day)
        if named is not None:
            found = safe_date(named, item.month, item.day)
            return None if found is None else at_stretch(Stretch("day", found), "event", 0.8)
        return _pick(_yearly_days(item, today), context, today)
    if item.day:
        return _pick(_monthly_days(item.day, today), context, today)
    if item.month or item.quarter or item.half or item.season:
        years = range(max(1, today.year - 2), min(9998, today.year + 3))
        found_all = (_stretch_of(item, year, context) for year in years)
        return _pick([x for x in found_all if x is not None], context, today, coarse=True)
    if item.third:
        return Finding(type="DATE", value=f"{today.year:04d}-T{item.third}", anchor="publication")
    return None


def _yearly_days(item: Fields, today: date) -> list[Stretch]:
    years = range(max(1, today.year - 4), min(9998, today.year + 5))
    days = [safe_date(year, item.month or 1, item.day or 1) for year in years]
    found = [d for d in days if d is not None]
    agreeing = [d for d in found if d.isoweekday() == item.weekday]
    close = [d for d in agreeing if abs((d - today).days) <= 400]
    return [Stretch("day", d) for d in (close or found)]


def _monthly_days(number: int, today: date) -> list[Stretch]:
    out = []
    for shift in (-2, -1, 0, 1, 2):
        try:
            month = month_later(today.replace(day=1), shift)
        except ValueError:
            continue
        found = safe_date(month.year, month.month, number)
        if found is not None:
            out.append(Stretch("day", found))
    return out


def _pick(found: Iterable[Stretch], context: Context, today: date, *, coarse: bool = False) -> Finding | None:
    """The last stretch that has begun, or the next, as the tense points; the pluperfect stays before the discourse."""
    items = list(found)
    way = context.pointing(ahead=not coarse)
    limit, anchor = today, "publication"
    if way == "pluperfect" and context.discourse is not None and context.same_sentence(context.discourse_at):
        limit, anchor = context.discourse.first, "discourse"
        before = [x for x in items if _begins(x) < limit]
    else:
        before = [x for x in items if _begins(x) <= limit]
    after = [x for x in items if (x.first >= limit if not coarse else _ends_after(x, limit - _grace(x)))]
    if way == "future" and not _rather_back(before, after, limit):
        chosen = after[0] if after else (before[-1] if before else None)
    elif not context.tells_of_years_past() and _rather_ahead(
        before, after, limit, until="UNTIL" in context.classes_before()
    ):
        chosen = after[0]
    else:
        chosen = before[-1] if before else (after[0] if after else None)
    if chosen is None:
        return None
    confidence = 0.9 if context.tense() else 0.7
    return at_stretch(chosen, "publication" if anchor == "publication" else "discourse", confidence)


_FAR, _CLOSE = 240, 100
"""Days: a day and month this far back would have been given its year, one so close ahead would not."""


def _rather_ahead(before: list[Stretch], after: list[Stretch], limit: date, *, until: bool) -> bool:
    """True for a day just ahead whose last turn lies most of a year back, whatever the tense of the verb nearby;
    behind "até" a few months are enough, for a term that was set runs ahead."""
    if not before or not after or before[-1].granularity != "day":
        return False
    if until:
        return (limit - before[-1].first).days > _CLOSE
    return (limit - before[-1].first).days > _FAR and (after[0].first - limit).days < _CLOSE


def _rather_back(before: list[Stretch], after: list[Stretch], limit: date) -> bool:
    """The same the other way: "estava marcada para o dia 18 de julho", told in August."""
    if not before or not after or before[-1].granularity != "day":
        return False
    return (after[0].first - limit).days > _FAR and (limit - before[-1].first).days < _CLOSE


def _grace(item: Stretch) -> timedelta:
    """How long a period that is over is still the one that news looks forward to: results come weeks later."""
    return timedelta(days=60 if item.granularity in ("quarter", "half") else 0)


def _ends_after(item: Stretch, limit: date) -> bool:
    until = item.until
    return until is not None and until.date() > limit


def _weekday(item: Fields, context: Context, today: date) -> Finding:
    """The day, and whether the text says that it is the day somewhere else ("data local"): then its zone is the text's."""
    found = _named_day(item, context, today)
    return replace(found, zone_basis="text") if item.local else found


def _named_day(item: Fields, context: Context, today: date) -> Finding:
    """Past: the last such day, publication day included; future: the next. A day number in brackets overrides."""
    back = (today.isoweekday() - (item.weekday or 1)) % 7
    before, after = today - timedelta(days=back), today + timedelta(days=7 - back)
    if item.check:
        return _checked(item, context, today, before)
    if item.local and back == 6:
        return at_stretch(Stretch("day", after), "publication", 0.8, (before.isoformat(),))
    way = context.pointing()
    if way == "future":
        chosen, other = (before, after) if back == 0 and context.deictic() else (after, before)
    else:
        chosen, other = before, after
    confidence = 0.9 if context.tense() else 0.7
    return at_stretch(Stretch("day", chosen), "publication", confidence, (other.isoformat(),))


def _checked(item: Fields, context: Context, today: date, before: date) -> Finding:
    """The day with that number nearest to publication; a weekday that disagrees by one is a zone, by more a doubt."""
    days = [x.first for x in _monthly_days(item.check or 1, today)]
    agreeing = [d for d in days if d.isoweekday() == item.weekday]
    if agreeing:
        best = min(agreeing, key=lambda d: abs((d - today).days))
        return at_stretch(Stretch("day", best), "publication", 1.0)
    if not days:
        return at_stretch(Stretch("day", before), "publication", 0.4)
    best = min(days, key=lambda d: abs((d - today).days))
    off = min((best.isoweekday() - (item.weekday or 1)) % 7, ((item.weekday or 1) - best.isoweekday()) % 7)
    return at_stretch(Stretch("day", best), "publication", 0.7 if off == 1 else 0.4, (before.isoformat(),))


def _weekend(context: Context, today: date) -> Finding:
    saturday = week_start(today) + timedelta(days=5)
    way = context.pointing()
    if way != "future" and saturday > today:
        saturday -= timedelta(days=7)
    return at_stretch(Stretch("weekend", saturday), "publication", 0.8)


def near(item: Fields, side: int, limit: date, *, south: bool = False) -> Stretch | None:
    """The last (-1) or next (+1) stretch with those fields, strictly before or after the one ``limit`` lies in."""
    if item.weekday and not item.month:
        back = (limit.isoweekday() - item.weekday) % 7
        days = -(back or 7) - 7 * (abs(side) - 1) if side < 0 else 7 - back
        return Stretch("day", limit + timedelta(days=days))
    if item.month and item.day:
        found = _yearly_days(item, limit)
    elif item.day:
        found = _monthly_days(item.day, limit)
    else:
        found = _periods(item, limit, south)
    if side < 0:
        earlier = [x for x in found if _begins(x) < limit and not _holds(x, limit)]
        earlier.sort(key=_begins)
        return earlier[side] if len(earlier) >= -side else None
    return min((x for x in found if _begins(x) > limit), key=_begins, default=None)


def _begins(item: Stretch) -> date:
    return item.begin.date()


def _holds(item: Stretch, day: date) -> bool:
    return item.granularity != "day" and _begins(item) <= day and _ends_after(item, day)


def _periods(item: Fields, limit: date, south: bool) -> list[Stretch]:
    out = []
    for year in range(max(1, limit.year - 2), min(9998, limit.year + 3)):
        if item.season:
            out.append(Stretch("season", date(year, _SEASON_MONTH[item.season], 1), south=south))
        elif item.month or item.quarter:
            month = item.month or (item.quarter or 1) * 3 - 2
            out.append(Stretch("month" if item.month else "quarter", date(year, month, 1)))
        elif item.half:
            out.append(Stretch("half", date(year, item.half * 6 - 5, 1)))
    return out


def inside(item: Fields, outer: Stretch, context: Context) -> Stretch | None:
    """``item`` within ``outer``: April in a year, Monday in a week, the third week of a month."""
    if item.nth is not None:
        return _nth(item, outer)
    if item.weekday and outer.granularity in ("week", "weekend"):
        return Stretch("day", week_start(outer.first) + timedelta(days=item.weekday - 1))
    if item.weekday and item.day is None:
        return None
    if item.day and not item.month:
        day = safe_date(outer.first.year, outer.first.month, item.day)
        return None if day is None or outer.granularity != "month" else Stretch("day", day)
    if outer.granularity in ("year", "day", "month", "quarter", "half"):
        return _stretch_of(item, outer.first.year, context)
    return None


def _nth(item: Fields, outer: Stretch) -> Stretch | None:
    until = outer.until
    if item.unit == "WD":
        if outer.granularity != "month" or not item.nth or not item.weekday:
            return None
        found = nth_weekday(outer.first.year, outer.first.month, item.weekday, item.nth)
        return Stretch("day", found) if found.month == outer.first.month else None
    if item.unit == "D" and item.nth and item.nth > 0:
        return Stretch("day", outer.begin.date() + timedelta(days=item.nth - 1))
    if item.unit == "M" and item.nth and outer.granularity == "year":
        month = item.nth if item.nth > 0 else 13 + item.nth
        return Stretch("month", date(outer.first.year, month, 1)) if 1 <= month <= 12 else None
    if item.unit == "WE" and item.nth and outer.granularity == "month":
        first = outer.first + timedelta(days=(5 - outer.first.weekday()) % 7)
        return Stretch("weekend", first + timedelta(days=7 * (item.nth - 1))) if 0 < item.nth < 6 else None
    if item.unit != "W" or not item.nth or until is None:
        return None
    if item.nth < 0:
        return stretch("week", until.date() - timedelta(days=1))
    return stretch("week", outer.begin.date() + timedelta(days=7 * (item.nth - 1)))
