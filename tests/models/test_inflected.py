from __future__ import annotations

from meada_models.train.inflected import inflected

BASES = {"hassle", "stop", "carry", "rent", "lie", "lay", "sing", "singe", "go"}
IRREGULAR = {"went": ["go"], "lay": ["lie"]}


def test_a_form_gets_the_one_verb_it_can_come_of() -> None:
    forms = ["hassled", "stopping", "carries", "carried", "went", "wrok"]
    assert inflected(forms, BASES, IRREGULAR) == {
        "hassled": "hassle",
        "stopping": "stop",
        "carries": "carry",
        "carried": "carry",
        "went": "go",
    }


def test_what_is_a_verb_itself_or_comes_of_two_is_left_out() -> None:
    assert inflected(["rent", "lay", "singed", "singing"], BASES, IRREGULAR) == {}
