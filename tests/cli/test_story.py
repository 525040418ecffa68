from meada.cli.story import episode_lines, family_lines, weave_lines
from meada.reading.mention import Entity
from meada.reading.reading import Reading
from meada.span import Span
from meada.story.entities import join
from meada.story.story import Copy, Episode, Family, Lead, Reason, Shared, Story

LABELS = {"a": "A1", "b": "A2"}
FAMILY = Family(
    id="family-1",
    origin="a",
    copies=(
        Copy(page="a", label="origin", reasons=(Reason(rule="origin.earliest", detail="2026-03-05"),)),
        Copy(page="b", label="cut", of="a", containment=0.97, shared=(Shared(here=Span(0, 9), there=Span(4, 13)),)),
    ),
)
LEAD = Lead(
    page="b", span=Span(0, 9), headline="Barragem do Juncal cede outra vez", list="Mais lidas", rank=3,
    outlet="Gazeta de Rosmaninho", day="2026-03-05",
)  # fmt: skip
STORY = Story(
    id="story-1",
    title="Barragem do Juncal",
    pages=("a", "b"),
    families=(FAMILY,),
    episodes=(
        Episode(id="episode-1", members=(("a", (Reason(rule="episode.terms", detail="junca, barra"),)), ("b", ()))),
    ),
    reasons=(Reason(rule="story.actors", detail="lídia prado", score=2.0),),
    leads=(LEAD,),
)


def namesake(page: str, country: str) -> Reading:
    person = Entity(id="ana_luz", type="person", name="Ana Luz", names=("Ana Luz",), country=country)
    return Reading(page=page, lang="pt", entities=(person,))


def test_a_story_shows_its_copies_leads_and_namesakes() -> None:
    known = join([namesake("a", "PER"), namesake("b", "PRT")])
    shown = "\n".join(weave_lines(STORY, known, LABELS))
    assert "A2 (" in shown
    assert "97%" in shown
    assert "“Barragem do Juncal cede outra vez” – Gazeta de Rosmaninho · Mais lidas · 3 · 2026-03-05 (A2)" in shown
    assert "Ana Luz (PER, A1) · Ana Luz (PRT, A2)" in shown


def test_nothing_is_shown_of_what_is_not_there() -> None:
    bare = Story(id="story-2", title="", pages=("a",), families=(), episodes=())
    assert list(weave_lines(bare, join([]), LABELS)) == []


def test_a_family_is_explained_by_its_copies() -> None:
    shown = "\n".join(family_lines(FAMILY, LABELS))
    assert "origin.earliest: 2026-03-05" in shown
    assert "A2 ← A1" in shown


def test_a_membership_is_explained_by_its_terms() -> None:
    assert "junca, barra" in "\n".join(episode_lines(STORY, "episode-1", LABELS))
    assert "lídia prado" in "\n".join(episode_lines(STORY, "story-1", LABELS))
