from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from meada.lang.table import resource
from meada.page.mark import bits, marks

PIECES = st.sampled_from(
    ("ad", "ads", "by", "line", "Line", "author", "tp-", "d-none", "tag", "-tag", "_", "-", "read", "more", "x9", "é", "foot", "Side")
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=6).map("".join))
def test_a_name_has_the_marks_of_every_pattern_that_matches_it(word: str) -> None:
    lowered = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", word).lower().replace("_", "-")
    wanted = {
        name for name, patterns in resource("marks").items() if any(re.search(pattern, lowered) for pattern in patterns)
    }
    assert marks("x", word) == bits(*wanted)


def test_every_pattern_matches_a_name_of_its_own() -> None:
    """Each pattern without special letters, as a class name."""
    for name, patterns in resource("marks").items():
        for pattern in patterns:
            if pattern.isalpha():
                assert marks("x", pattern) & bits(name)


def test_the_element_what_is_hidden_and_the_body_of_an_article_have_marks() -> None:
    assert marks("aside", "") == bits("<aside>")
    assert marks("x", "", hidden=True) == bits("hidden")
    assert marks("x", "articleBody") & bits("itemprop")
    assert marks("x", "articleBody " * 40) == marks("x", "articleBody")
