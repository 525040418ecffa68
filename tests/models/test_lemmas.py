from __future__ import annotations

import pytest

from meada_models.lemmas import apply, collect, names_are_forms, rule


def test_a_form_gets_the_lemma_that_leads_for_its_tag() -> None:
    words = [("Foram", "AUX", "ser")] * 9 + [("foram", "AUX", "ir"), ("foram", "VERB", "ir")]
    assert collect(words) == {"AUX": {"foram": "ser"}, "VERB": {"foram": "ir"}}


def test_no_lemma_leads_where_uses_differ() -> None:
    assert collect([("cria", "VERB", "criar"), ("cria", "VERB", "crer")]) == {}


def test_names_and_missing_lemmas_are_left_out() -> None:
    assert collect([("Silvas", "PROPN", "Silva"), ("casas", "NOUN", "_")]) == {}


@pytest.mark.parametrize(
    ("form", "lemma", "expected"),
    [
        ("cantaram", "cantar", "l2|"),
        ("Casas", "casa", "l1|"),
        ("Lisboa", "Lisboa", "k0|"),
        ("LISBOA", "Lisboa", "c0|"),
        ("foi", "ser", "l3|ser"),
        ("do", "de o", "l1|e o"),
        ("48.000", "48000", "n0|"),
        ("1.216,3", "1216.3", "n0|"),
    ],
)
def test_a_rule_leads_from_a_form_to_its_lemma(form: str, lemma: str, expected: str) -> None:
    assert rule(form, lemma) == expected
    assert apply(expected, form) == lemma


def test_a_rule_that_would_leave_nothing_leaves_the_form() -> None:
    assert apply("l4|", "Já") == "já"


def test_treebanks_that_put_names_in_small_letters_are_told() -> None:
    assert names_are_forms([("Lima", "PROPN", "Lima"), ("casas", "NOUN", "casa")])
    assert not names_are_forms([("Lima", "PROPN", "lima"), ("Porto", "PROPN", "Porto")])
    assert not names_are_forms([])
