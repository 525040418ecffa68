"""Which quotation marks belong together."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meada.reading.quotes import pair
from meada.span import Span
from stopwatch import least


def held(text: str) -> list[tuple[str, int, bool]]:
    return [(q.inner.of(text), q.depth, q.open) for q in pair(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Sim”, disse.", [("Sim", 0, False)]),
        ('"Sim", disse, "e já."', [("Sim", 0, False), ("e já.", 0, False)]),
        ("«Sí», dijo.", [("Sí", 0, False)]),
        ("“Sim\", disse.", [("Sim", 0, False)]),
        ("«Sí\", dijo.", [("Sí", 0, False)]),
        ("“Ela disse: ‘volte’”, contou.", [("Ela disse: ‘volte’", 0, False), ("volte", 1, False)]),
        ("It’s the keepers’ boat.", []),
        ("'Nobody came'", [("Nobody came", 0, False)]),
        ("A gota d'água caiu.", []),
        ("“Fiquei no poço.", [("Fiquei no poço.", 0, True)]),
        ("The '90s were loud.", []),
    ],
)  # fmt: skip
def test_marks_are_paired_in_every_house_style(text: str, expected: list[tuple[str, int, bool]]) -> None:
    assert held(text) == expected


@given(text=st.text(alphabet="ab “”\"'‘’«».,", max_size=120))
@settings(max_examples=120, deadline=None)
def test_quotations_nest_and_never_cross(text: str) -> None:
    quotes = pair(text, Span(0, len(text)))
    for a in quotes:
        assert a.span.contains(a.inner)
        for b in quotes:
            assert not a.span.overlaps(b.span) or a.span.contains(b.span) or b.span.contains(a.span)


@pytest.mark.parametrize("unit", ["“a ", '"a ', "'a ", "“a” ", "‘a ’b "])
def test_hostile_marks_take_linear_time(unit: str) -> None:
    text = unit * 20_000
    assert least(lambda: pair(text, Span(0, len(text)))) < 3
