from __future__ import annotations

import pytest

from meada.span import Span
from meada.when import Anchor, Expression, Time, event_time, read
from meada.when.happening import after, bound, is_short, nearest, only_date

PUBLISHED = "2024-05-16T10:30-03:00"


def times(text: str) -> list[Expression]:
    return list(read(text, "pt", anchor=Anchor(published=PUBLISHED, zone="America/Recife")))


def test_its_own_date_comes_before_an_inherited_one() -> None:
    own, inherited = times("A balsa virou na terça-feira; o motim foi em 4 de maio.")
    found = event_time(own, inherited, PUBLISHED)
    assert (found.begin, found.until, found.how, found.span) == ("2024-05-14", "2024-05-15", "own", own.span)
    found = event_time(None, inherited, PUBLISHED)
    assert (found.begin, found.how, found.span) == ("2024-05-04", "inherited", inherited.span)


def test_publication_only_bounds() -> None:
    assert event_time(None, None, PUBLISHED) == Time(until="2024-05-17", how="bound")
    assert bound(None) == Time() == event_time(None, None, None)


@pytest.mark.parametrize(
    ("stamp", "day"),
    [("2024-02-28", "2024-02-29"), (PUBLISHED, "2024-05-17"), ("9999-12-31", None), ("2024-05", None), ("", None)],
)
def test_the_day_after(stamp: str, day: str | None) -> None:
    assert after(stamp) == day


def test_the_nearest_expression() -> None:
    text = "Na terça-feira a balsa virou, e na quarta-feira voltou."
    found = times(text)
    assert nearest(found, Span(text.index("virou"), text.index(", e"))) == found[1]
    assert nearest(found, Span(17, 22)) == found[0]
    assert nearest([], Span(0, 1)) is None


def test_only_one_date_is_inherited_and_none_to_come_by_what_is_past() -> None:
    assert only_date(times("Foi em 4 de maio e em 6 de maio."), PUBLISHED, past=True) is None
    (past,) = times("Foi em 4 de maio.")
    (ahead,) = times("Será em 4 de junho.")
    assert only_date([past], PUBLISHED, past=True) == past
    assert only_date([ahead], PUBLISHED, past=True) is None
    assert only_date([ahead], PUBLISHED, past=False) == ahead


def test_a_day_is_short_and_a_month_is_not() -> None:
    day, month = times("Foi em 4 de maio. A feira será em junho de 2024.")
    assert is_short(day)
    assert not is_short(month)
