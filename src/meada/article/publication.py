"""When the page was published and last changed: what it prints weighed against what its machine dates say.

About a third of Portuguese pages carry a wrong machine date: a local clock labelled Z or GMT, a UTC clock under the
outlet's offset, a date that an archive added. The clock that readers see decides; a machine date that agrees with it
gives the seconds and the offset.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

from meada.article.article import Outlet
from meada.article.printed import BESIDE, Printed, read_counted, read_printed
from meada.article.stamp import Stamp, read_stamps
from meada.lang.table import resource
from meada.moment import Moment, ZoneBasis
from meada.page.page import Candidate, Page
from meada.when.zone import minutes_of, offset_at, presumed_zone, written

__all__ = ["Dates", "date_page"]

_DAY = timedelta(hours=26)
_WIDEST = 14 * 60
_LATE = timedelta(minutes=5)
_FALSE_Z = "a local clock under a false Z"


class Dates(msgspec.Struct, frozen=True):
    """``published`` and ``updated``, the candidates taken, and why, by field."""

    published: Moment | None
    updated: Moment | None
    taken: tuple[Candidate, ...]
    reasons: dict[str, str]


def date_page(page: Page, outlet: Outlet | None, variant: str | None) -> Dates:
    """The dates of ``page``. The zone of a printed clock comes from the page (printed, or by a machine date that tells
    the same instant), else the outlet's registry entry, else the variety of the language (basis ``presumed``) unless the
    page declares another whose clock differs: then it stays unknown."""
    likely = {zone for zone in map(presumed_zone, (variant, _declared_variant(page))) if zone is not None}
    zone = (outlet.zone if outlet else None, likely.pop() if len(likely) == 1 else None)
    printed = read_printed(page, _month_first(outlet))
    reasons: dict[str, str] = {}
    taken: list[Candidate] = []
    out: dict[str, Moment | None] = {}
    for field in ("published", "updated"):
        shown = [p for p in printed if p.clock.updated == (field == "updated")]
        stamps = read_stamps(page, field)
        moment, candidate, reason = _resolve(page, shown, stamps, zone)
        if moment is None:
            moment, candidate, reason = _counted(page, field, zone)
        out[field] = moment
        if candidate is not None:
            taken.append(candidate)
            reasons[field] = reason
    published, updated = out["published"], out["updated"]
    if updated is not None and published is not None:
        updated = _after(published, _same_fault(published, updated, reasons))
        if updated is None:
            taken = [candidate for candidate in taken if candidate.field != "updated"]
            reasons.pop("updated", None)
    return Dates(published, updated, tuple(taken), reasons)


def _same_fault(published: Moment, updated: Moment, reasons: dict[str, str]) -> Moment:
    """A page whose publication is a local clock under a false Z labels its updates no better."""
    if reasons.get("published") == _FALSE_Z and updated.zone == "+00:00" and updated.span is None:
        reasons["updated"] = _FALSE_Z
        return msgspec.structs.replace(updated, zone=published.zone, basis=published.basis)
    return updated


def _after(published: Moment, updated: Moment) -> Moment | None:
    """``updated`` unless it is the publication again or lies on an earlier day."""
    again = updated.begin == published.begin or updated.iso == published.iso
    return None if again or (updated.begin or "")[:10] < (published.begin or "")[:10] else updated


def _month_first(outlet: Outlet | None) -> bool:
    return outlet is not None and outlet.country in resource("dateline")["month_first"]


def _declared_variant(page: Page) -> str | None:
    """A variety that the page declares (``pt_BR``, ``es-AR``) if it is one of the page's own language."""
    for candidate in page.candidates:
        if candidate.field in ("lang", "locale"):
            parts = candidate.value.replace("_", "-").split("-")
            if len(parts) == 2 and parts[0].lower() == page.lang:
                return f"{parts[0].lower()}-{parts[1].upper()}"
    return None


_Zone = tuple[str | None, str | None]
_Choice = tuple[Moment | None, Candidate | None, str]


def _resolve(page: Page, shown: list[Printed], stamps: list[Stamp], zone: _Zone) -> _Choice:
    """The printed date that agrees best with a machine date and stands best, with what that machine date adds.

    Elements of the page (``<time>``) are machine dates only where the article's own data give none: lists have them too.
    """
    own = [stamp for stamp in stamps if stamp.candidate.where != "time"] or stamps
    shown = _settled(shown, own)
    if not shown:
        return _machine(own, zone)
    ranked = sorted(shown, key=lambda item: (-_agreement(page, item, own, zone), item.standing, item.place))
    first = ranked[0]
    near = [stamp for stamp in own if _same_day(first, stamp)]
    if not near:
        trusted = first.standing <= BESIDE or not own
        return (
            _as_printed(page, first, zone, "the printed clock; no machine date agrees")
            if trusted
            else _machine(own, zone)
        )
    if first.clock.time is None:
        return _day_only(page, first, near, zone)
    for stamp in near:
        if stamp.timed and (choice := _agree(page, first, stamp, zone)):
            return choice
    if first.standing > BESIDE:
        return _machine(near, zone)
    return _as_printed(page, first, zone, "the printed clock; machine dates give another hour")


def _agreement(page: Page, printed: Printed, stamps: list[Stamp], zone: _Zone) -> int:
    """2 where a machine date tells the printed hour, 1 where it tells the day, else 0."""
    near = [stamp for stamp in stamps if _same_day(printed, stamp)]
    if printed.clock.time is not None and any(stamp.timed and _agree(page, printed, stamp, zone) for stamp in near):
        return 2
    return 1 if near else 0


def _same_day(printed: Printed, stamp: Stamp) -> bool:
    """Within 26 hours (zones differ by so much) of the printed clock, of noon of a printed day, or of the day itself."""
    at = printed.at
    if not stamp.timed:
        return stamp.at.date() == at.date()
    return abs(stamp.at - (at if printed.clock.time is not None else at.replace(hour=12))) <= _DAY


def _settled(shown: list[Printed], stamps: list[Stamp]) -> list[Printed]:
    """All-figure dates whose order is open take the reading that a machine date confirms."""
    days = {stamp.at.date() for stamp in stamps}
    out = []
    for item in shown:
        clock = item.clock
        if clock.swapped is not None and clock.swapped in days and clock.day not in days:
            item = msgspec.structs.replace(
                item, clock=msgspec.structs.replace(clock, day=clock.swapped, swapped=clock.day)
            )
        out.append(item)
    return out


def _agree(page: Page, printed: Printed, stamp: Stamp, zone: _Zone) -> _Choice | None:
    """The printed clock with the seconds and offset of a machine date that tells the same time; None when it does not."""
    known = offset_at(zone[0], printed.at)
    likely = printed.clock.zone or offset_at(zone[0] or zone[1], printed.at)
    same_clock = _minute(stamp.at) == _minute(printed.at)
    whole = stamp.at.isoformat(timespec="seconds") + (f".{stamp.fraction}" if stamp.fraction else "")
    if same_clock:
        if stamp.offset is None:
            return (
                _moment(page, printed, whole, *_basis(zone, printed.at)),
                stamp.candidate,
                "the clock that is printed too",
            )
        if stamp.offset == 0 and likely is not None and minutes_of(likely) != 0:
            basis: ZoneBasis = "page" if printed.clock.zone else "outlet" if known else "presumed"
            return _moment(page, printed, whole, likely, basis), stamp.candidate, _FALSE_Z
        return (
            _moment(page, printed, whole, written(stamp.offset), "page"),
            stamp.candidate,
            "the clock that is printed too",
        )
    if stamp.offset is None or stamp.utc is None:
        return None
    ahead = round((_minute(printed.at) - _minute(stamp.utc)).total_seconds() / 60)
    expected = minutes_of(likely) if likely else ahead
    if ahead == expected and abs(ahead) <= _WIDEST and ahead % 15 == 0:
        local = (stamp.utc + timedelta(minutes=ahead)).isoformat(timespec="seconds")
        local += f".{stamp.fraction}" if stamp.fraction else ""
        return (
            _moment(page, printed, local, written(ahead), "page"),
            stamp.candidate,
            "the same instant on the printed clock",
        )
    if stamp.offset and _minute(stamp.at + timedelta(minutes=stamp.offset)) == _minute(printed.at):
        reason = "the printed clock; the machine date is a UTC clock under the local offset"
        return _moment(page, printed, printed.clock.begin, written(stamp.offset), "page"), stamp.candidate, reason
    if stamp.offset == expected and abs(stamp.at - printed.at) <= _LATE:
        return (
            _moment(page, printed, whole, written(stamp.offset), "page"),
            stamp.candidate,
            "minutes from the printed clock",
        )
    return None


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


def _basis(zone: _Zone, at: datetime) -> tuple[str | None, ZoneBasis]:
    if known := offset_at(zone[0], at):
        return known, "outlet"
    if presumed := offset_at(zone[1], at):
        return presumed, "presumed"
    return None, "unknown"


def _moment(page: Page, printed: Printed, begin: str, zone: str | None, basis: ZoneBasis) -> Moment:
    timed = "T" in begin
    return Moment(
        begin=begin,
        granularity="minute" if timed else "day",
        zone=zone if timed else None,
        basis=basis if timed else "unknown",
        words=printed.span.of(page.text),
        span=printed.span,
    )


def _as_printed(page: Page, printed: Printed, zone: _Zone, reason: str) -> _Choice:
    words = printed.span.of(page.text)
    candidate = Candidate(
        field="published", value=printed.clock.begin, raw=words, where="text:dateline", span=printed.span
    )
    if printed.clock.time is None:
        return _moment(page, printed, printed.clock.begin, None, "unknown"), candidate, reason
    if printed.clock.zone is not None:
        return _moment(page, printed, printed.clock.begin, printed.clock.zone, "page"), candidate, reason
    return _moment(page, printed, printed.clock.begin, *_basis(zone, printed.at)), candidate, reason


def _counted(page: Page, field: str, zone: _Zone) -> _Choice:
    """A line that counts from when the page was fetched, where nothing else tells the date."""
    moment = read_counted(page, field, zone[0])
    if moment is None or moment.begin is None or moment.span is None:
        return None, None, ""
    words = moment.span.of(page.text)
    candidate = Candidate(field=field, value=moment.begin, raw=words, where="text:dateline", span=moment.span)
    return moment, candidate, "the line beside the headline, counted from fetching"


def _day_only(page: Page, printed: Printed, near: list[Stamp], zone: _Zone) -> _Choice:
    """A printed day; a machine date of that day (or the night around it) gives the hour."""
    for stamp in near:
        if not stamp.timed:
            continue
        moment = _stamped(stamp, zone)
        return (
            msgspec.structs.replace(moment, span=printed.span),
            stamp.candidate,
            "the hour of the day that is printed",
        )
    return _as_printed(page, printed, zone, "the printed day")


def _machine(stamps: list[Stamp], zone: _Zone) -> _Choice:
    """Nothing is printed: the first stamp with a time of day whose day another stamp shares, else the first."""
    if not stamps:
        return None, None, ""
    timed = [stamp for stamp in stamps if stamp.timed]
    best = (timed or stamps)[0]
    reason = "the only machine date" if len(stamps) == 1 else "the machine date of the article's own data"
    return _stamped(best, zone), best.candidate, reason


def _stamped(stamp: Stamp, zone: _Zone) -> Moment:
    if not stamp.timed:
        return Moment(
            begin=stamp.at.date().isoformat(), granularity="day", words=stamp.candidate.raw, where=stamp.candidate.where
        )
    known, basis = (written(stamp.offset), "page") if stamp.offset is not None else _basis(zone, stamp.at)
    begin = stamp.at.isoformat(timespec="seconds") + (f".{stamp.fraction}" if stamp.fraction else "")
    return Moment(
        begin=begin,
        granularity="minute",
        zone=known,
        basis=basis,
        words=stamp.candidate.raw,
        where=stamp.candidate.where,
    )
