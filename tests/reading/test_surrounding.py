from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meada.lang.parse import Name, Parse, Token
from meada.lang.table import resource
from meada.reading.mention import Entity
from meada.reading.mentions import find
from meada.span import Span
from passages import passage


def read(*paragraphs: str, lang: str = "pt") -> dict[str, Entity]:
    return {e.id: e for e in find(passage(*paragraphs, lang=lang))[0]}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("pt", "A Calcarel informou que vai pagar. Moradores cobram a Calcarel."),
        ("pt", "O acidente na mineradora Calcarel matou dois."),
        ("es", "La minera Calcarel cerró. Calcarel pagó después."),
        ("en", "The mining company Calcarel closed. Calcarel paid later."),
    ],
)
def test_a_name_with_an_article_or_a_companys_noun_is_no_person(lang: str, text: str) -> None:
    assert read(text, lang=lang)["calcarel"].type == "organisation"


def test_a_full_name_that_the_article_mostly_gives_an_article_is_a_body() -> None:
    found = read("A Torre Lisa informou ontem. Segundo o Quiosque Azul, choveu.", "Ana Brito chorou com o Rui Mora.")
    assert found["torre_lisa"].type == "organisation"
    assert found["quiosque_azul"].type == "organisation"
    assert found["ana_brito"].type == "person"


def test_the_preposition_a_is_no_article() -> None:
    assert read("O prêmio coube a Marta Luz.")["marta_luz"].type == "person"


def test_a_title_outweighs_an_article() -> None:
    assert read("A ministra Marta Luz saiu. O Rui Mora viu a saída da Marta Luz.")["marta_luz"].type == "person"


@pytest.mark.parametrize(
    ("lang", "text", "key"),
    [
        ("pt", "Choveu em Santa Rufina. Os moradores de Poço Claro pedem ajuda.", "santa_rufina"),
        ("pt", "Choveu em Santa Rufina. Os moradores de Poço Claro pedem ajuda.", "poco_claro"),
        ("es", "Los vecinos de Pozo Claro protestaron.", "pozo_claro"),
        ("en", "It rained in Clear Hollow yesterday.", "clear_hollow"),
    ],
)
def test_a_name_after_a_preposition_of_place_or_a_towns_noun_is_a_place(lang: str, text: str, key: str) -> None:
    assert read(text, lang=lang)[key].type == "place"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("pt", "A Defesa Civil informou que choveu."),
        ("pt", "A Proteção Civil informou que choveu."),
        ("es", "Defensa Civil informó que llovió."),
        ("en", "The civil defence agency said it rained."),
    ],
)
def test_civil_defence_is_a_body(lang: str, text: str) -> None:
    found = [e for e in read(text, lang=lang).values() if e.kind == "civil_defence"]
    assert [e.type for e in found] == ["organisation"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("pt", "A Defesa Civil do Chile informou que choveu."),
        ("pt", "A Protecção Civil chilena avisou."),
        ("es", "Defensa Civil de Chile avisó."),
        ("en", "Chilean civil defence said it rained."),
    ],
)
def test_civil_defence_of_a_state_has_one_id_in_every_language(lang: str, text: str) -> None:
    assert read(text, lang=lang)["CHL_civil_defence"].country == "CHL"


def test_the_first_words_of_one_longer_body_stand_for_it() -> None:
    found = read("A Defesa Civil de Pedrália avisou. A Defesa Civil não falou mais.")
    assert "Defesa Civil" in found["defesa_civil_de_pedralia"].names
    assert "defesa_civil" not in found


def test_the_first_words_of_two_bodies_stand_for_neither() -> None:
    found = read("A Defesa Civil de Pedrália e a Defesa Civil de Areal avisaram. A Defesa Civil não falou mais.")
    assert {"defesa_civil", "defesa_civil_de_pedralia", "defesa_civil_de_areal"} <= set(found)


@pytest.mark.parametrize("short", ["Simorá", "SMO"])
def test_a_short_name_in_brackets_belongs_to_the_body_before_it(short: str) -> None:
    found = read(f"{short} acusa a prefeitura.", f"O Sindicato dos Moageiros do Orá ({short}) acusou. O {short} saiu.")
    assert short in found["sindicato_dos_moageiros_do_ora"].names
    assert short.lower().replace("á", "a") not in found


def test_brackets_that_the_name_does_not_spell_are_something_else() -> None:
    assert "PXQ" not in read("O Sindicato dos Moageiros do Orá (PXQ) acusou.")["sindicato_dos_moageiros_do_ora"].names


def test_a_phrase_for_an_agency_takes_the_registrys_word_on_its_state() -> None:
    agency = next(
        row for row in resource("agencies")["agency"]
        if row.get("editorial_control", {}).get("by") == "state" and row.get("country")
    )  # fmt: skip
    names = agency["names"]
    name = agency.get("name") or (names if isinstance(names, list) else next(iter(names.values())))[0]
    found = read(f"A agência de notícias {name} informou que choveu.")
    assert found[agency["id"]].state_controlled
    assert found[agency["id"]].country == agency["country"]


def labelled(text: str, **labels: str) -> dict[str, Entity]:
    """``text`` read with the model's labels for some of its names, at their first mention."""
    at = {name.replace("_", " "): label for name, label in labels.items()}
    names = tuple(Name(Span(text.index(n), text.index(n) + len(n)), label) for n, label in at.items())
    parse = Parse(tokens=(), sentences=(), names=names, model="test")
    return {e.id: e for e in find(msgspec.structs.replace(passage(text), parse=parse))[0]}


def test_a_surname_that_the_model_takes_for_a_body_is_still_the_persons() -> None:
    found = labelled("Ana Brito chegou. Brito saiu.", Ana_Brito="PER", Brito="ORG")
    assert set(found) == {"ana_brito"}


def test_a_common_noun_at_the_start_of_a_sentence_names_no_one() -> None:
    text = "Peritos disseram que choveu. Ouvintes do Rádio Clube ligaram."
    parse = Parse(
        tokens=tuple(Token(at, at + 7, "NOUN", "x", 0, "root") for at in (0, text.index("Ouvintes"))),
        sentences=(), names=(), model="test",
    )  # fmt: skip
    found = {e.id: e.type for e in find(msgspec.structs.replace(passage(text), parse=parse))[0]}
    assert found == {"radio_clube": "organisation"}


def test_a_label_holds_for_the_whole_article() -> None:
    found = labelled("Choveu sobre Poço Claro ontem. Poço Claro secou hoje.", Poço_Claro="LOC")
    assert found["poco_claro"].type == "place"


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(["a", "o", "em", "(", ")", ",", ".", "Torre", "Torre Lisa", "TL", "disse", "de"]), max_size=30
    )
)
def test_every_mention_points_at_an_entity_of_its_type(words: list[str]) -> None:
    entities, mentions = find(passage(" ".join(words) or "x"))
    kinds = {e.id: e.type for e in entities}
    assert all(kinds[m.entity] == m.type for m in mentions)
