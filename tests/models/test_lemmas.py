from __future__ import annotations

from pathlib import Path

import spacy
from spacy.tokens import Doc

from meada_models.lemmas import FORM, Lemmas, collect, names_are_forms


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


def test_where_the_table_says_so_words_not_in_it_are_their_own_lemmas() -> None:
    component = Lemmas()
    component.table = {"PROPN": {FORM: "", "estados": "Estado"}}
    words = ["Valdeluz", "Estados", "ardió"]
    doc = Doc(spacy.blank("es").vocab, words, pos=["PROPN", "PROPN", "VERB"], lemmas=["valdeluz", "estados", "arder"])
    assert [token.lemma_ for token in component(doc)] == ["Valdeluz", "Estado", "arder"]


def test_treebanks_that_put_names_in_small_letters_are_told() -> None:
    assert names_are_forms([("Lima", "PROPN", "Lima"), ("casas", "NOUN", "casa")])
    assert not names_are_forms([("Lima", "PROPN", "lima"), ("Porto", "PROPN", "Porto")])
    assert not names_are_forms([])
