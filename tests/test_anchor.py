from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from meada.anchor import place, quote
from meada.span import Span

TEXT = st.text(alphabet="ab \n", max_size=60)


@given(TEXT, st.integers(0, 60), st.integers(1, 10))
def test_words_are_found_where_they_stand(text: str, start: int, length: int) -> None:
    if start + length <= len(text):
        span = Span(start, start + length)
        assert place(text, quote(text, span)) == span


@given(TEXT, TEXT)
def test_lines_before_move_the_place(text: str, before: str) -> None:
    line = "a ponte caiu ontem"
    old = f"{text}\n{line}\n"
    span = Span(len(text) + 3, len(text) + 8)
    new = f"{before}\n{line}\nfim"
    assert place(new, quote(old, span)) == Span(len(before) + 3, len(before) + 8)


def test_a_lookalike_is_not_taken() -> None:
    held = quote("O rio deixou 12 mortos ontem.", Span(13, 15))
    assert place("O rio deixou 12 feridos ontem.", held) is None
    assert place("x\nO rio deixou 12 mortos ontem.\nO rio deixou 12 mortos ontem.", held) is None
