from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meada.lang.table import resource
from meada.page.opening import openings

RULES = [
    pattern
    for entry in resource("debris")["line"].values()
    for key in ("whole", "begins")
    for pattern in entry.get(key, ())
]


@pytest.mark.parametrize(
    ("pattern", "letters"),
    [
        ("leia mais", "l"),
        ("(leia|veja) mais", "lv"),
        ("(?:as )?últimas", "aú"),
        ("¿?(tienes|tiene)", "¿t"),
        (r"\d+ comments?", None),
        (r"\$\d", "$"),
        ("[*(]? ?com", "*( c"),
        ("(a|b)?(c|d)", "abcd"),
        ("x|(y|z)w", "xyz"),
        (r"^\bpor", "p"),
        (".{2,30} says", None),
        ("[^,]{3}", None),
        (r"\w+", None),
        ("a?", None),
    ],
)
def test_first_letters(pattern: str, letters: str | None) -> None:
    assert openings(pattern) == (None if letters is None else frozenset(letters))


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(RULES).flatmap(lambda rule: st.tuples(st.just(rule), st.from_regex(rule))))
def test_what_a_rule_matches_begins_with_one_of_its_letters(pair: tuple[str, str]) -> None:
    rule, text = pair
    found = re.compile(rule).search(text)
    letters = openings(rule)
    if letters is not None and found is not None and found[0]:
        assert found[0][0] in letters
