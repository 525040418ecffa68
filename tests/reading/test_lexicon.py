"""The cue lexicons: each lemma once, with forms, and enough of them."""

from __future__ import annotations

from collections import Counter

import pytest

from meada.lang import LANGUAGES
from meada.lang.inflection import forms
from meada.lang.table import table
from meada.reading.read import read_text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_lemma_has_one_stance_and_forms(lang: str) -> None:
    lemmas = [lemma for group in table(lang, "reporting")["verbs"].values() for lemma in group]
    assert [lemma for lemma, times in Counter(lemmas).items() if times > 1] == []
    assert [lemma for lemma in lemmas if " " not in lemma and not list(forms(lemma, lang))] == []
    assert len(lemmas) >= 400


@pytest.mark.parametrize(
    ("lang", "text", "source", "stance"),
    [
        ("pt", "«A lota fecha cedo», ripostou o armador Rui Pena.", "o armador Rui Pena", "neutral"),
        ("pt", "A juíza Lia Prado ressalvou que o prazo ainda corre.", "A juíza Lia Prado", "neutral"),
        ("es", "«El muelle cierra temprano», abundó la edil Nair Fuentes.", "la edil Nair Fuentes", "neutral"),
        ("es", "La edil Nair Fuentes deniega que haya deuda.", "La edil Nair Fuentes", "denial"),
        ("en", "Councillor Nair Ponds avowed that the quay was safe.", "Councillor Nair Ponds", "neutral"),
    ],
)
def test_a_verb_of_the_lexicon_is_a_cue_with_its_stance(lang: str, text: str, source: str, stance: str) -> None:
    (only,) = read_text(text, lang).attributions
    assert ([s.of(text) for s in only.source], only.stance) == ([source], stance)
