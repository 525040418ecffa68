"""The record of the example pages against what was planted in them by hand; see ``tests/planted.py``."""

from __future__ import annotations

from functools import lru_cache

import planted

MAPPED, LINKS, FAMILIES = 136, 106, 6
"""Floors: what is reached; they only ever go up."""


@lru_cache(maxsize=1)
def _score() -> planted.Score:
    return planted.score(planted.world(), planted.planted())


def test_nothing_forbidden_is_claimed() -> None:
    assert _score().forbidden == []


def test_no_statement_comes_from_debris_or_from_headlines_of_other_pages() -> None:
    assert (_score().debris, _score().pointers) == (0, 0)


def test_what_is_planted_is_found_as_far_as_it_was_before() -> None:
    score = _score()
    assert score.mapped >= MAPPED
    assert sum(score.found.values()) >= LINKS, "\n".join(score.lines())
    assert score.families[0] >= FAMILIES
