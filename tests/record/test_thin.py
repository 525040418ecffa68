"""Which updates of a count stay is the same whatever is asked, and little is asked."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from meada.record.thin import Thread

NAMES = "abcdefgh"
DAYS = st.fixed_dictionaries({name: st.sampled_from(("", "2031-05-12", "2031-05-13", "2031-05-14")) for name in NAMES})
PAIRS = st.sets(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)))


@given(DAYS, PAIRS, st.sets(st.sampled_from(NAMES), min_size=1))
def test_an_update_is_overtaken_where_another_count_stands_between(
    days: dict[str, str], pairs: set[tuple[str, str]], own: set[str]
) -> None:
    raw = {(a, b) for a, b in pairs if days[a] < days[b]}
    drawn = sorted(pair for pair in raw if not own.isdisjoint(pair))
    thread = Thread(drawn, own, days, lambda a, b: (a, b) in raw)
    for a, b in drawn:
        assert thread.overtaken(a, b) == any((a, m) in raw and (m, b) in raw for m in NAMES)
    others = set(NAMES) - own
    between = {(a, b) for a, b in product(others, others) if any((a, m) in raw and (m, b) in raw for m in own)}
    assert thread.between() == between


def test_of_a_long_series_only_what_stands_next_is_asked() -> None:
    days = {f"c{n}": f"2031-05-{n + 1:02}" for n in range(30)}
    asked: list[tuple[str, str]] = []

    def follows(a: str, b: str) -> bool:
        asked.append((a, b))
        return True

    thread = Thread([(f"c{n}", "c29") for n in range(29)], {"c29"}, days, follows)
    assert [f"c{n}" for n in range(29) if not thread.overtaken(f"c{n}", "c29")] == ["c28"]
    assert len(asked) == 28
