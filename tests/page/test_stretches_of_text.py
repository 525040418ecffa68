from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from meada.page.shape import shape
from meada.page.stretch import ends, heaviest, stretch_columns

PROSE = "A balsa da ilha volta a navegar na terça, disse o mestre do porto."
TEASER = "Feira da ilha muda de lugar e deixa vizinhos sem peixe"


def test_a_line_ends_like_a_sentence_only_with_a_stop_that_is_no_ellipsis() -> None:
    lines = (PROSE, TEASER, "Cantora mostra a casa nova e conta o que mudou...", "Fim.")
    assert [ends(shape(line), line) for line in lines] == [True, False, False, False]


def test_the_heaviest_stretch_is_the_text_and_not_the_headlines_after_it() -> None:
    lines = ["Menu", PROSE, "Um subtítulo", PROSE, PROSE, *[TEASER] * 9, PROSE]
    shapes = [shape(line) for line in lines]
    assert heaviest(shapes, lines) == (1, 4)
    firm, since, until, listed, *_, own, away, size = stretch_columns(shapes, lines)
    assert list(firm[:5]) == [False, True, False, True, True]
    assert (since[6], until[6], listed[6]) == (2, 8, 9)
    assert [float(own[1]), float(own[14]), float(own[7])] == [0.75, 0.25, 0]
    assert list(away[[0, 2, 4, 5, 14]]) == [-1, 0, 0, 1, 10]
    assert list(size[[1, 7, 14]]) == [4, 0, 1]


@given(st.lists(st.sampled_from([PROSE, TEASER, "Menu"]), min_size=1, max_size=40))
def test_every_line_has_finite_columns(lines: list[str]) -> None:
    columns = stretch_columns([shape(line) for line in lines], lines)
    assert all(len(column) == len(lines) and np.isfinite(np.asarray(column, float)).all() for column in columns)
