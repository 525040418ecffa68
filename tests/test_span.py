from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meada.span import Span, cover, merge

spans = st.tuples(st.integers(0, 200), st.integers(0, 50)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@given(spans, st.text(max_size=300))
def test_a_slice_is_never_longer_than_the_span(span: Span, text: str) -> None:
    assert len(span.of(text)) <= len(span)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (4, 3)])
def test_impossible_bounds_are_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="a span needs"):
        Span(start, end)


@given(st.lists(spans))
def test_merge_keeps_every_character_once(items: list[Span]) -> None:
    joined = merge(items)
    assert {i for s in items for i in range(s.start, s.end)} == {i for s in joined for i in range(s.start, s.end)}
    assert all(a.end < b.start for a, b in pairwise(joined))
    assert merge(joined) == joined


@given(st.text(max_size=60), st.data())
def test_trimmed_equals_strip(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    assert span.trimmed(text).of(text) == span.of(text).strip()


def test_cover_spans_the_whole() -> None:
    assert cover([Span(4, 6), Span(1, 2)]) == Span(1, 6)
    with pytest.raises(ValueError, match="no span"):
        cover([])
