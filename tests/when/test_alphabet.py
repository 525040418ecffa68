from __future__ import annotations

import re

import pytest

from meada.when.alphabet import Alphabet, openings


def test_a_class_stands_for_every_set_that_holds_it() -> None:
    alphabet = Alphabet()
    both, one = alphabet.mark({"DAY", "MONTH"}), alphabet.mark({"MONTH"})
    found = re.fullmatch(alphabet.expression("day:DAY OF? month:MONTH", "r"), both + one)
    assert found is not None
    assert (found["r_day"], found["r_month"]) == (both, one)


def test_a_name_may_be_captured_twice() -> None:
    alphabet = Alphabet()
    mark = alphabet.mark({"A"})
    found = re.fullmatch(alphabet.expression("x:A|x:A x:A", "r"), mark + mark)
    assert found is not None
    assert found["r_x__2"] == mark


def test_openings_look_past_what_may_be_missing() -> None:
    alphabet = Alphabet()
    a, b, c = (alphabet.mark({name}) for name in "ABC")
    assert openings(alphabet.expression("A? (B|C)", "r")) == {a, b, c}
    assert openings(alphabet.expression("(?<=A) B* C", "r")) == {b, c}
    assert openings(alphabet.expression("(A|B) C", "r")) == {a, b}


def test_a_rule_that_may_match_nothing_is_refused() -> None:
    alphabet = Alphabet()
    alphabet.mark({"A"})
    with pytest.raises(ValueError, match="match nothing"):
        openings(alphabet.expression("A? A*", "r"))
