from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from meada.bulk.schema import UNDATED
from meada.bulk.stretch import stretches

DAYS = st.dictionaries(
    st.integers(0, 400).map(lambda n: (date(2026, 1, 1) + timedelta(days=n)).isoformat()),
    st.integers(1, 50),
    max_size=40,
)


@given(DAYS, st.integers(1, 120), st.integers(0, 9))
def test_every_day_is_in_the_core_of_one_stretch(pages: dict[str, int], most: int, overlap: int) -> None:
    found = stretches(pages, most, overlap)
    for day in pages:
        assert sum(one.core[0] <= day <= one.core[1] for one in found) == 1
    for one in found:
        inside = {day: n for day, n in pages.items() if one.core[0] <= day <= one.core[1]}
        assert sum(inside.values()) <= most or len(inside) == 1
        assert one.all[0] <= one.core[0] <= one.core[1] <= one.all[1]


def test_pages_without_a_day_are_a_stretch_alone() -> None:
    found = stretches({UNDATED: 3, "2026-03-05": 2}, 10, 2)
    assert [one.core for one in found] == [("2026-03-05", "2026-03-05"), (UNDATED, UNDATED)]
