from __future__ import annotations

from meada.article import Article
from meada.lang.gazetteer import gazetteer, state_name
from meada.lang.world import Medium, State, World
from meada.page import from_text
from meada.reading.read import read

WORLD = World(
    states=(
        State(
            id="XVE",
            names=(("pt", ("Verúnia",)),),
            demonyms=(("pt", ("veruniano", "veruniana")),),
            capitals=(("pt", ("Alta Verna",)),),
        ),
    ),
    media=(Medium(id="avn", names=("Agência Veruniana",), kind="agency", country="XVE", state_controlled=True),),
)


def test_an_added_state_is_known_where_it_is_handed_down() -> None:
    text = (
        "O governo da Verúnia negou o acordo, informou a Agência Veruniana. O ministro veruniano viajou ontem a Lisboa."
    )
    page = from_text(text, lang="pt")
    reading = read(page, Article(page=page.capture, lang="pt"), world=WORLD)
    known = {e.id: e for e in reading.entities}
    assert any(e.country == "XVE" for e in known.values())
    assert known["avn"].state_controlled


def test_what_ships_is_not_changed_by_it() -> None:
    assert state_name("XVE", "pt", WORLD) == "Verúnia"
    assert state_name("XVE", "pt") == "XVE"
    text = "a Verúnia"
    assert gazetteer("pt", WORLD) is not gazetteer("pt")
    page = from_text(f"O governo d{text} negou tudo em nota.", lang="pt")
    assert not [e for e in read(page, Article(page=page.capture, lang="pt")).entities if e.country == "XVE"]
