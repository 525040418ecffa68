from __future__ import annotations

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from meada.lang.table import resource
from meada.record.passages import RELATIONS, compare, features, passage

A = "A ponte de Vale Sereno caiu na segunda-feira e 11 pessoas morreram, informou a Defesa Civil."


def test_a_passage_is_the_same_as_itself() -> None:
    assert compare({"text": A}, {"text": A}).relation == "same"


def test_passages_about_other_things_have_no_relation() -> None:
    other = "O time da capital venceu por três a zero no estádio lotado."
    assert compare({"text": A}, {"text": other}).relation == "none"


def test_every_weight_belongs_to_a_feature_and_a_relation() -> None:
    weights = resource("passages")["weights"]
    keys = set(features(passage(A, "pt"), passage(A, "pt")))
    assert set(weights) <= set(RELATIONS)
    assert all(set(row) == keys for row in weights.values())


@given(st.text(max_size=120), st.text(max_size=120))
@settings(max_examples=25, deadline=None)
def test_any_two_texts_are_compared(a: str, b: str) -> None:
    found = features(passage(a, "pt"), passage(b, "pt"))
    assert all(math.isfinite(v) and -1.01 <= v <= 1.01 for v in found.values())
    assert compare({"text": a}, {"text": b}).relation in RELATIONS
