from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meada.record.make import compared
from meada.record.relate import relate
from meada.record.side import Side
from meada.record.statement import Statement
from meada.record.verdict import Verdict
from statements import ENTITIES, day, figure, side, statement

MAY = day("2031-05-10", "2031-05-11")
JUNE = day("2031-06-02", "2031-06-03")


def relation(a: Statement, b: Statement, **given: str) -> str | None:
    verdict = relate(side(a, **given), side(b, published="2031-05-12"), ENTITIES)
    return verdict.relation if verdict else None


def test_acts_on_disjoint_days_are_distinct() -> None:
    call = statement("a", actors=("ana_prates", "rui_salto"), time=MAY, mode="phone")
    visit = statement("b", "p2", actors=("ana_prates", "rui_salto"), time=JUNE, mode="visit")
    assert relation(call, visit) == "distinct"


def test_a_call_is_not_a_visit_even_on_one_day() -> None:
    call = statement("a", actors=("ana_prates", "rui_salto"), time=MAY, mode="phone")
    assert (
        relation(call, statement("b", "p2", actors=("ana_prates", "rui_salto"), time=MAY, mode="visit")) == "distinct"
    )


def test_two_independent_origins_corroborate() -> None:
    a = statement("a", actors=("ana_prates", "rui_salto"), time=MAY, origin="ana_prates")
    b = statement("b", "p2", actors=("ana_prates", "rui_salto"), time=MAY, origin="rui_salto")
    assert relation(a, b) == "corroborates"


def test_one_origin_only_repeats() -> None:
    a = statement("a", actors=("ana_prates", "rui_salto"), time=MAY, origin="ana_prates")
    b = statement("b", "p2", actors=("ana_prates", "rui_salto"), time=MAY, origin="ana_prates")
    assert relation(a, b) == "repeats"


def test_narration_only_coincides() -> None:
    a = statement("a", actors=("ana_prates", "rui_salto"), time=MAY)
    assert relation(a, statement("b", "p2", actors=("ana_prates", "rui_salto"), time=MAY)) == "coincides"


def test_planned_then_done_updates() -> None:
    plan = statement("a", type="AGREE", actors=("ana_prates", "rui_salto"), time=MAY, modality="planned")
    held = statement("b", "p2", actors=("ana_prates", "rui_salto"), time=MAY)
    assert relation(plan, held) == "updates"


def mouths(at: int) -> Verdict | None:
    """How a quotation stands to the same one, said by another, ``at`` characters further on in one page."""
    words = 'elogiou a "ponte de ferro entre vizinhos"'
    a = statement("a", type="SUPPORT", actors=("ana_prates",), quote=words)
    b = statement("b", type="SUPPORT", actors=("rui_salto",), quote=words, zone="standfirst")
    told = tuple(msgspec.structs.replace(e, span=e.span.shift(at)) for e in b.evidence)
    quoted = ("ponte", "ferro", "entre", "vizinh")
    return relate(side(a, quoted=quoted), side(msgspec.structs.replace(b, evidence=told), quoted=quoted), ENTITIES)


def test_the_same_quote_in_other_mouths_is_contradicted() -> None:
    verdict = mouths(at=900)
    assert verdict is not None
    assert (verdict.relation, verdict.slots) == ("contradicts", ("actor",))


def test_what_somebody_quotes_that_another_said_contradicts_nobody() -> None:
    verdict = mouths(at=10)
    assert verdict is None or verdict.relation != "contradicts"


def test_a_denial_contradicts_what_it_rejects() -> None:
    charge = statement("a", type="ACCUSE", actors=("sindicato",), kind="claim")
    denial = statement("b", type="REJECT", actors=("defesa",), kind="denial", denies="a")
    assert relation(charge, denial) == "contradicts"


def test_the_war_itself_is_background_and_never_agreement() -> None:
    a = statement("a", type="ASSAULT", actors=("XAA",), recipients=("XBB",), kind="background")
    b = statement("b", "p2", type="ASSAULT", actors=("XAA",), recipients=("XBB",), kind="background")
    assert relation(a, b) == "background"


@pytest.mark.parametrize(
    ("quote", "expected"), [("os que morreram na ponte", "corroborates"), ("os 900 que morreram", None)]
)
def test_who_counts_some_dead_does_not_agree_with_who_counts_others_in_one_page(
    quote: str, expected: str | None
) -> None:
    a = statement("a", type="CASUALTY", mode="dead", recipients=("ana_prates",), origin="defesa", quote=quote)
    b = statement("b", type="CASUALTY", mode="dead", recipients=("ana_prates",), origin="sindicato", figure=figure(7))
    verdict = relate(side(a), side(b), ENTITIES)
    assert (verdict.relation if verdict else None) == expected


def test_an_army_acts_for_its_state() -> None:
    a = statement("a", type="AID", actors=("XAA",), recipients=("XBB",), origin="ana_prates")
    b = statement("b", "p2", type="AID", actors=("XAA_military",), recipients=("XBB",), origin="rui_salto")
    assert relation(a, b) == "corroborates"


@pytest.mark.parametrize(
    ("first", "second", "origins", "expected"),
    [
        (84, 120, ("defesa", "sindicato"), "contradicts"),
        (84, 84, ("defesa", "sindicato"), "corroborates"),
        (84, 84, ("defesa", "defesa"), "repeats"),
    ],
)
def test_figures_of_one_day(first: int, second: int, origins: tuple[str, str], expected: str) -> None:
    a = statement("a", type="CASUALTY", mode="missing", figure=figure(first, as_of="2031-05-10"), origin=origins[0])
    b = statement(
        "b", "p2", type="CASUALTY", mode="missing", figure=figure(second, as_of="2031-05-10"), origin=origins[1]
    )
    assert relation(a, b) == expected


def test_a_later_count_of_one_voice_updates() -> None:
    a = statement("a", type="CASUALTY", mode="dead", figure=figure(4, as_of="2031-05-10"), origin="defesa")
    b = statement("b", "p2", type="CASUALTY", mode="dead", figure=figure(11, as_of="2031-05-11"), origin="defesa")
    assert relation(a, b) == "updates"


def test_a_part_is_a_subset_and_never_a_rival() -> None:
    whole = statement("a", type="AID", actors=("XAA",), figure=figure(10_000, item="f1"), origin="defesa")
    part = statement(
        "b", "p1", type="CASUALTY", mode="dead", figure=figure(600, part_of="f1", item="f2"), origin="sindicato"
    )
    assert relation(whole, part) == "subset"


def test_the_dead_are_not_the_missing() -> None:
    a = statement("a", type="CASUALTY", mode="dead", figure=figure(27), origin="defesa")
    b = statement("b", "p2", type="CASUALTY", mode="missing", figure=figure(61), origin="sindicato")
    assert relation(a, b) is None


def test_one_sided_pledges_with_other_words_are_not_joined() -> None:
    a = statement("a", type="AGREE", actors=("ana_prates",), quote="prometeu reforçar a cooperação portuária")
    b = statement("b", "p2", type="AGREE", actors=("ana_prates",), quote="prometeu baixar o preço do pão no inverno")
    assert relation(a, b) is None


SIDES = st.builds(
    lambda n, type_, who, whom, when, origin, modality, polarity: side(
        statement(
            f"s{n}",
            f"p{n % 3}",
            type_,
            who,
            recipients=whom,
            time=when,
            origin=origin,
            modality=modality,
            polarity=polarity,
        ),
        published=f"2031-05-1{n % 5}",
    ),
    st.integers(0, 9),
    st.sampled_from(("AGREE", "CONSULT", "AID", "ASSAULT", "STATEMENT", "REQUEST", "CASUALTY")),
    st.sampled_from((("ana_prates",), ("ana_prates", "rui_salto"), ("XAA",), ("povo",), ())),
    st.sampled_from((("XBB",), ("rui_salto",), ())),
    st.sampled_from((MAY, JUNE, None, day("2031-01-01", "2032-01-01", "year"))),
    st.sampled_from((None, "ana_prates", "rui_salto")),
    st.sampled_from(("asserted", "planned", "alleged")),
    st.sampled_from(("affirmed", "denied")),
)


@given(SIDES, SIDES)
@settings(max_examples=150, deadline=None)
def test_which_side_comes_first_does_not_matter(a: Side, b: Side) -> None:
    one, other = compared(a, b, ENTITIES), compared(b, a, ENTITIES)
    if a.statement.id == b.statement.id:
        return
    same_rank = (a.published, a.statement.page) == (b.published, b.statement.page)
    if same_rank:
        assert (one and one.verdict.relation) == (other and other.verdict.relation)
    else:
        assert one == other


@given(SIDES, SIDES)
@settings(max_examples=150, deadline=None)
def test_agreement_needs_two_origins(a: Side, b: Side) -> None:
    drawn = compared(a, b, ENTITIES)
    made = drawn and drawn.link(ENTITIES)
    if made is not None and made.relation == "corroborates":
        assert len(made.origins) >= 2


def test_one_speaker_quoted_in_two_languages_on_one_day_repeats() -> None:
    when = day("2031-05-09", "2031-05-10")
    a = side(
        statement(
            "a", "p1", "STATEMENT", actors=("ana_prates",), time=when, quote="“Levaremos esse fardo como família”"
        ),
        quoted=("levare", "esse", "fardo", "como", "famili"),
    )
    b = side(
        statement(
            "b", "p2", "STATEMENT", actors=("ana_prates",), time=when, quote="“We carry this burden as a family”"
        ),
        quoted=("carry", "this", "burden", "family"),
    )
    english = msgspec.structs.replace(b, lang="en")
    found = relate(a, english, ENTITIES)
    assert found is not None
    assert found.relation == "repeats"
    strange = msgspec.structs.replace(english, quoted=("nothing", "alike", "here", "today"))
    assert relate(a, strange, ENTITIES) is None


def test_a_hedged_number_is_known_across_languages_and_a_bare_one_is_not() -> None:
    def count(id: str, page: str, bound: str, lang: str) -> Side:
        told = figure(200, bound=bound, low=180, high=200)
        return msgspec.structs.replace(side(statement(id, page, "OTHER", kind="figure", figure=told)), lang=lang)

    found = relate(count("a", "p1", "almost", "pt"), count("b", "p2", "almost", "en"), ENTITIES)
    assert found is not None
    assert found.relation == "coincides"
    assert relate(count("a", "p1", "exact", "pt"), count("b", "p2", "exact", "en"), ENTITIES) is None
