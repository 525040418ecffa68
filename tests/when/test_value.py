from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meada.when.almanac import easter
from meada.when.value import interval, parse, stretch, write

DAYS = st.dates(min_value=date(1000, 1, 1), max_value=date(2500, 12, 31))
GRANULARITIES = ["day", "week", "weekend", "month", "quarter", "half", "season", "year", "decade", "century"]


@pytest.mark.parametrize(
    ("value", "begin", "until"),
    [
        ("2024-05-16", "2024-05-16", "2024-05-17"),
        ("2024-02", "2024-02-01", "2024-03-01"),
        ("2024-W20", "2024-05-13", "2024-05-20"),
        ("2024-W20-WE", "2024-05-18", "2024-05-20"),
        ("2024-Q4", "2024-10-01", "2025-01-01"),
        ("2024-H1", "2024-01-01", "2024-07-01"),
        ("199", "1990-01-01", "2000-01-01"),
        ("18", "1800-01-01", "1900-01-01"),
        ("2024-05-16TNI", "2024-05-16T18:00:00", "2024-05-17T00:00:00"),
        ("2024-05-16T09:48-03:00", "2024-05-16T09:48:00", "2024-05-16T09:49:00"),
        ("2024-09-03/2024-09-05", "2024-09-03", "2024-09-06"),
        ("2024-05-16T08:00/2024-05-16T17:00", "2024-05-16T08:00:00", "2024-05-16T17:00:00"),
        ("2024-08-20,2024-08-22", "2024-08-20", "2024-08-23"),
        ("P3D", None, None),
        ("PAST_REF", None, None),
    ],
)
def test_intervals(value: str, begin: str | None, until: str | None) -> None:
    assert interval(value) == (begin, until)


def test_seasons_turn_round_in_the_south() -> None:
    assert interval("2024-WI") == ("2024-12-01", "2025-03-01")
    assert interval("2024-WI", south=True) == ("2024-06-01", "2024-09-01")
    assert interval("2024-SP", south=True) == ("2024-09-01", "2024-12-01")


@settings(deadline=None, max_examples=120)
@given(DAYS, st.sampled_from(GRANULARITIES))
def test_a_value_and_its_stretch_go_both_ways(day: date, granularity: str) -> None:
    item = stretch(granularity, day)  # type: ignore[arg-type]
    again = parse(write(item))
    assert again == item
    assert item.until is not None
    assert item.begin < item.until


@settings(deadline=None, max_examples=80)
@given(st.text(max_size=24))
def test_any_text_is_a_value_or_not(value: str) -> None:
    interval(value)


def test_easter() -> None:
    assert [easter(y) for y in (2000, 2024, 2025)] == [date(2000, 4, 23), date(2024, 3, 31), date(2025, 4, 20)]
    assert all(easter(y).isoweekday() == 7 for y in range(1900, 2100))
    assert all(timedelta(days=80) < easter(y) - date(y, 1, 1) < timedelta(days=116) for y in range(1900, 2100))
