from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meada.reading.mention import Entity, EntityType
from meada.reading.reading import Reading
from meada.story.entities import join, skeleton
from stopwatch import least


def person(name: str, country: str | None = None) -> Entity:
    return Entity(
        id="_".join(name.lower().replace("-", " ").split()), type="person", name=name, names=(name,), country=country
    )


def page(key: str, *entities: Entity) -> Reading:
    return Reading(page=key, lang="pt", entities=entities)


def test_the_same_full_name_is_one_person() -> None:
    found = join([page("a", person("Tarvo Lindre", "EST")), page("b", person("Tarvo Lindre"))])
    assert found.of("a", "tarvo_lindre") == found.of("b", "tarvo_lindre") == "tarvo_lindre"
    assert found.ids["b", "tarvo_lindre"].reason == "same name"


@pytest.mark.parametrize(
    ("a", "b"),
    [("Han Min-ju", "Han Min Ju"), ("Serguei Varov", "Sergey Varov"), ("Aleksandr Kovsky", "Alexandr Kovskiy")],
)
def test_spellings_of_a_name_join(a: str, b: str) -> None:
    assert skeleton(a) == skeleton(b)
    assert len(join([page("a", person(a)), page("b", person(b))]).entities) == 1


def test_numbers_of_popes_and_codes_part_names() -> None:
    assert skeleton("Bento II") != skeleton("Bento I")
    assert skeleton("Zona 11") != skeleton("Zona 1")


def test_a_capital_is_one_place_in_all_varieties() -> None:
    brazilian = Entity(id="moscou", type="place", name="Moscou", kind="city", country="RUS")
    european = Entity(id="moscovo", type="place", name="Moscovo", kind="city", country="RUS")
    found = join([page("a", brazilian), page("b", european)])
    assert found.of("a", "moscou") == found.of("b", "moscovo")


def test_a_short_form_joins_the_only_full_name_it_fits() -> None:
    found = join([page("a", person("Tarvo Lindre")), page("b", person("Lindre"))])
    assert found.of("b", "lindre") == "tarvo_lindre"
    assert found.ids["b", "lindre"].reason == "short form"


def test_a_short_form_of_two_people_stays_alone() -> None:
    found = join([page("a", person("Tarvo Lindre")), page("b", person("Marta Lindre")), page("c", person("Lindre"))])
    assert found.of("c", "lindre") == "lindre"


def test_namesakes_of_two_countries_stay_apart_and_are_asked_about() -> None:
    found = join([page("a", person("Ana Luz", "PER")), page("b", person("Ana Luz", "PRT"))])
    assert found.of("a", "ana_luz") != found.of("b", "ana_luz")
    assert len(found.doubts) == 1


def test_a_person_without_country_does_not_bridge_two_namesakes() -> None:
    found = join(
        [page("a", person("Ana Luz", "PER")), page("b", person("Ana Luz")), page("c", person("Ana Luz", "PRT"))]
    )
    assert found.of("a", "ana_luz") != found.of("c", "ana_luz")


def test_judgements_win() -> None:
    pages = [page("a", person("Ana Luz", "PER")), page("b", person("Ana Luz", "PRT"))]
    pair = (("a", "ana_luz"), ("b", "ana_luz"))
    assert len(join(pages, same=[pair]).entities) == 1
    twins = [page("a", person("Ana Luz")), page("b", person("Ana Luz"))]
    assert len(join(twins, different=[pair]).entities) == 2


def test_organs_of_states_keep_their_ids() -> None:
    army = Entity(id="EST_military", type="organisation", name="tropas estonianas", kind="military", country="EST")
    found = join([page("a", army), page("b", army)])
    assert found.of("a", "EST_military") == found.of("b", "EST_military") == "EST_military"


_NAMES = st.sampled_from(["Ana Luz", "Luz", "Tarvo Lindre", "Lindre", "Marta Lindre", "Han Min-ju", "Han Min Ju"])
_ENTITIES = st.lists(st.tuples(_NAMES, st.sampled_from([None, "PER", "EST"])), max_size=4, unique_by=lambda x: x[0])


@settings(max_examples=60, deadline=None)
@given(st.lists(_ENTITIES, max_size=4), st.randoms())
def test_the_order_of_pages_does_not_matter(pages: list[list[tuple[str, str | None]]], chance: object) -> None:
    readings = []
    for n, found in enumerate(pages):
        unique = {e.id: e for e in (person(name, country) for name, country in found)}
        readings.append(page(str(n), *unique.values()))
    mixed = readings[:]
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert join(readings) == join(mixed)


@pytest.mark.parametrize("kind", ["person", "organisation", "place"])
def test_every_entity_gets_an_identity(kind: EntityType) -> None:
    entity = Entity(id="x_y", type=kind, name="X Y")
    found = join([page("a", entity), page("b", entity)])
    assert set(found.ids) == {("a", "x_y"), ("b", "x_y")}
    assert {i.id for i in found.ids.values()} == {e.id for e in found.entities}


def body(name: str, kind: str | None = "civil_defence") -> Entity:
    return Entity(id="_".join(name.lower().split()), type="organisation", name=name, names=(name,), kind=kind)


def test_civil_defence_of_one_place_is_one_body_in_all_varieties() -> None:
    found = join(
        [page("a", body("Defesa Civil de Pedrália")), page("b", body("Proteção Civil de Pedrália")),
         page("c", body("Defensa Civil de Pedralia")), page("d", body("Defesa Civil de Areal"))]
    )  # fmt: skip
    assert len(found.entities) == 2
    assert found.ids["b", "proteção_civil_de_pedrália"].reason == "same body"
    assert found.ids["d", "defesa_civil_de_areal"].reason == "alone"


def test_civil_defence_of_no_place_told_stays_alone() -> None:
    found = join([page("a", body("Defesa Civil")), page("b", body("Proteção Civil"))])
    assert len(found.entities) == 2


def test_many_pages_with_one_short_name_take_time_in_proportion() -> None:
    def spent(pages: int) -> float:
        held = [
            page(f"{n:04}", person("Ana Luz"), person("Luz"), person(f"Rui Luz{n % 7}", "PRT")) for n in range(pages)
        ]
        rivals = [(("0000", "ana_luz"), (f"{n:04}", "ana_luz")) for n in range(1, pages, 50)]
        return least(lambda: join(held, different=rivals))

    spent(100)
    assert spent(2400) < 30 * spent(300) + 0.2


def test_a_place_and_a_company_of_one_name_are_no_namesakes() -> None:
    firm = Entity(id="velmar", type="organisation", name="Velmar", names=("Velmar",))
    town = Entity(id="velmar", type="place", name="Velmar", names=("Velmar",))
    found = join([page("a", firm), page("b", town)])
    assert [doubt.why for doubt in found.doubts] == ["same name, other kind"]


def outfit(name: str, kind: str | None = None, also: tuple[str, ...] = ()) -> Entity:
    return Entity(
        id="_".join(name.lower().replace("’", "").split()),
        type="organisation",
        name=name,
        names=(name, *also),
        kind=kind,
    )


def test_a_body_is_one_by_the_parts_of_its_name_in_three_languages() -> None:
    names = ("Sindicato dos Mineiros do Lira", "Sindicato de Mineros del Lira", "Lira Mineworkers’ Union")
    found = join([page(str(n), outfit(name, "union")) for n, name in enumerate(names)])
    assert len(found.entities) == 1
    assert {i.reason for i in found.ids.values()} == {"same body"}


def test_bodies_of_other_places_stay_apart() -> None:
    found = join(
        [page("a", outfit("Sindicato dos Mineiros do Lira")), page("b", outfit("Sindicato de Mineros del Orá"))]
    )
    assert len(found.entities) == 2


def test_a_name_in_brackets_stands_for_the_body_elsewhere_even_where_it_was_taken_for_a_person() -> None:
    full = outfit("Sindicato dos Moageiros do Lira", "union", ("Simoli",))
    found = join([page("a", full), page("b", outfit("Simoli")), page("c", person("Simoli"))])
    assert len(found.entities) == 1
    assert found.entities[0].type == "organisation"


def test_a_bare_name_that_most_pages_know_as_a_place_is_no_person() -> None:
    site = Entity(id="tamborá", type="place", name="Tamborá", names=("Tamborá",))
    found = join([page("a", site), page("b", site), page("c", person("Tamborá"))])
    assert [e.type for e in found.entities] == ["place"]


def test_a_namesake_who_speaks_for_another_body_is_a_doubt_until_someone_judges() -> None:
    def speaks(name: str, for_: Entity) -> Entity:
        return Entity(id="lia_prado", type="person", name=name, names=(name,), serves=for_.id)

    union, bank = outfit("Sindicato dos Moageiros"), outfit("Banco do Lira")
    pages = [page("a", speaks("Lia Prado", union), union), page("b", speaks("Lia Prado", bank), bank)]
    apart = join(pages)
    assert apart.of("a", "lia_prado") != apart.of("b", "lia_prado")
    assert [d.why for d in apart.doubts] == ["same name, other role"]
    one = join(pages, same=[(("a", "lia_prado"), ("b", "lia_prado"))])
    assert one.of("a", "lia_prado") == one.of("b", "lia_prado")
    assert not one.doubts


def test_one_role_told_by_a_noun_and_by_a_name_parts_no_one() -> None:
    union = outfit("Sindicato dos Moageiros")
    named = Entity(id="lia_prado", type="person", name="Lia Prado", names=("Lia Prado",), serves=union.id)
    noun = Entity(id="lia_prado", type="person", name="Lia Prado", names=("Lia Prado",), serves="union")
    found = join([page("a", named, union), page("b", noun)])
    assert next(e.serves for e in found.entities if e.type == "person") == union.id
    assert not found.doubts
