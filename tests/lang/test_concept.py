from __future__ import annotations

import pytest

from meada.lang.concept import concepts, folded, of_any
from meada.lang.table import LANGUAGES, resource, table


def test_every_language_names_the_same_concepts() -> None:
    names = [list(table(lang, "concepts")) for lang in LANGUAGES]
    assert names[0] == names[1] == names[2]
    assert all(forms for lang in LANGUAGES for forms in table(lang, "concepts").values())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_forms_are_folded_and_evoke_their_own_concept(lang: str) -> None:
    known = concepts(lang)
    for name, forms in table(lang, "concepts").items():
        for form in forms:
            assert folded(form) == form
            assert [f.name for f in known.find(form.rstrip("$"))][:1] == [name]


@pytest.mark.parametrize(
    ("lang", "text"),
    [("pt", "As sirenes não tocaram"), ("es", "No sonaron las sirenas"), ("en", "The sirens never sounded")],
)
def test_one_claim_has_one_set_of_concepts_in_all_languages(lang: str, text: str) -> None:
    found = list(concepts(lang).find(text))
    assert {f.name for f in found} == {"siren", "set_off"}
    assert all(text[f.start : f.end].strip() for f in found)


def test_a_whole_word_is_no_beginning() -> None:
    assert of_any("lama") == "mud"
    assert of_any("lamarque") is None


def test_weak_concepts_are_known_ones_or_plain_words() -> None:
    weak = set(resource("concepts")["weak"])
    assert weak & set(table("pt", "concepts"))
