from __future__ import annotations

from pathlib import Path

import spacy
from spacy.tokens import Doc

from meada_models.lemmas import Lemmas, collect


def test_a_form_gets_the_lemma_that_leads_for_its_tag() -> None:
    words = [("Foram", "AUX", "ser")] * 9 + [("foram", "AUX", "ir"), ("foram", "VERB", "ir")]
    assert collect(words) == {"AUX": {"foram": "ser"}, "VERB": {"foram": "ir"}}


def test_no_lemma_leads_where_uses_differ() -> None:
    assert collect([("cria", "VERB", "criar"), ("cria", "VERB", "crer")]) == {}


def test_names_and_missing_lemmas_are_left_out() -> None:
    assert collect([("Silvas", "PROPN", "Silva"), ("casas", "NOUN", "_")]) == {}


def test_known_words_are_set_and_others_kept(tmp_path: Path) -> None:
    component = Lemmas()
    component.table = {"AUX": {"seriam": "ser"}}
    component.to_disk(tmp_path / "lemmas")
    read = Lemmas().from_disk(tmp_path / "lemmas")
    doc = Doc(spacy.blank("pt").vocab, ["Seriam", "dez"], pos=["AUX", "NUM"], lemmas=["serer", "dez"])
    assert [token.lemma_ for token in read(doc)] == ["ser", "dez"]
