"""Series, timeline, news, rulings: what is drawn from a record."""

from __future__ import annotations

import msgspec
import pytest

from meada.record.level import level
from meada.record.link import Link
from meada.record.news import news
from meada.record.origin import extent
from meada.record.record import Record
from meada.record.ruling import Ruling, apply, states
from meada.record.series import series
from meada.record.statement import ChainLink, Statement
from meada.record.timeline import first_reports, timeline
from meada.record.verdict import Verdict
from meada.record.view import view
from statements import ENTITIES, day, figure, statement

PUBLISHED = {"p1": "2031-05-10T10:00", "p2": "2031-05-11T09:00", "p3": "2031-05-12T08:00"}


def toll(id: str, page: str, value: float, origin: str, as_of: str) -> Statement:
    return statement(id, page, "CASUALTY", mode="dead", figure=figure(value, as_of=as_of), origin=origin, kind="figure")


def record(*statements: Statement, links: tuple[Link, ...] = ()) -> Record:
    return Record(story="s", statements=statements, links=links, entities=tuple(ENTITIES.values()))


def test_a_count_is_followed_over_days_until_it_is_withdrawn() -> None:
    made = series(
        record(
            toll("a", "p1", 27, "defesa", "2031-05-10"),
            toll("b", "p2", 31, "defesa", "2031-05-11"),
            toll("c", "p2", 35, "sindicato", "2031-05-11"),
            toll("d", "p3", 29, "defesa", "2031-05-12"),
        )
    )
    assert len(made) == 1
    assert [p.standing for p in made[0].points] == ["initial", "superseded", "conflicting", "revised"]
    assert [p.source for p in made[0].points] == ["defesa", "defesa", "sindicato", "defesa"]


def test_a_part_is_in_no_series_of_the_whole() -> None:
    part = statement("b", "p2", "CASUALTY", mode="dead", figure=figure(12, part_of="f1"), kind="figure")
    assert series(record(toll("a", "p1", 27, "defesa", "2031-05-10"), part)) == ()


def test_the_line_keeps_what_happened_apart_from_what_was_reported() -> None:
    call = statement(
        "a", "p2", actors=("ana_prates", "rui_salto"), time=day("2031-05-09", "2031-05-10"), origin="ana_prates"
    )
    month = statement("b", "p1", actors=("ana_prates",), time=day("2031-04-01", "2031-05-01", "month"))
    days = timeline(record(call, month), PUBLISHED)
    assert [(d.date, d.granularity) for d in days] == [("2031-04-01", "month"), ("2031-05-09", "day")]
    assert days[1].entries[0].reported == "2031-05-11T09:00"
    assert days[1].weight == 2


def test_a_stretch_of_several_units_stands_by_itself() -> None:
    year = statement("a", "p1", actors=("ana_prates",), time=day("2030-01-01", "2031-01-01", "year"))
    since = statement("b", "p1", actors=("rui_salto",), time=day("2030-01-01", "2031-05-12", "year"))
    days = timeline(record(year, since), PUBLISHED)
    assert [(d.date, d.last) for d in days] == [("2030-01-01", None), ("2030-01-01", "2031-05-11")]


def test_who_told_it_first() -> None:
    a, b = statement("a", "p1"), statement("b", "p2")
    link = Link(id="k", a="a", b="b", relation="repeats")
    assert first_reports(record(a, b, links=(link,)), PUBLISHED) == {"a": "a", "b": "a"}


def test_what_changed_with_each_article() -> None:
    a, b, c = statement("a", "p1"), statement("b", "p2"), statement("c", "p3")
    links = (Link(id="k", a="a", b="b", relation="repeats"), Link(id="l", a="b", b="c", relation="contradicts"))
    first, second, third = news(record(a, b, c, links=links), PUBLISHED)
    assert (first.new, second.confirmed, third.disputed) == (("a",), ("b",), ("c",))


def test_a_rejected_statement_takes_its_links_along() -> None:
    a, b = statement("a", "p1"), statement("b", "p2")
    made = record(a, b, links=(Link(id="k", a="a", b="b", relation="repeats"),))
    left = apply(made, [Ruling(item="a", act="reject")])
    assert (left.statements, left.links) == ((b,), ())
    assert len(made.links) == 1


def test_an_edit_is_checked_and_only_what_may_be_edited_is() -> None:
    made = record(statement("a", "p1"))
    edited = apply(made, [Ruling(item="a", act="edit", payload={"type": "AGREE", "modality": "planned"})])
    assert (edited.statements[0].type, edited.statements[0].modality) == ("AGREE", "planned")
    assert edited.statements[0].evidence == made.statements[0].evidence
    with pytest.raises(msgspec.ValidationError):
        apply(made, [Ruling(item="a", act="edit", payload={"modality": "perhaps"})])
    with pytest.raises(ValueError, match="evidence"):
        apply(made, [Ruling(item="a", act="edit", payload={"evidence": []})])


def test_merge_and_split() -> None:
    a, b, c = statement("a", "p1"), statement("b", "p2"), statement("c", "p3")
    links = (Link(id="k", a="a", b="b", relation="repeats"), Link(id="l", a="b", b="c", relation="repeats"))
    made = record(a, b, c, links=links)
    merged = apply(made, [Ruling(item="b", act="merge", payload={"into": "a"})])
    assert [s.id for s in merged.statements] == ["a", "c"]
    assert len(merged.statements[0].evidence) == 2
    assert [(k.a, k.b) for k in merged.links] == [("a", "c")]
    apart = apply(made, [Ruling(item="a", act="split", payload={"from": "b"})])
    assert [k.id for k in apart.links] == ["l"]


def test_a_confirmed_link_is_shown_and_every_item_has_a_state() -> None:
    made = record(statement("a"), statement("b", "p2"), links=(Link(id="k", a="a", b="b", relation="tension"),))
    rulings = [Ruling(item="k", act="confirm")]
    assert apply(made, rulings).links[0].level == "shown"
    assert states(made, rulings) == {"a": "machine", "b": "machine", "k": "confirmed"}


@pytest.mark.parametrize(
    ("relation", "confidence", "expected"), [("repeats", 0.9, "shown"), ("tension", 0.99, "suggested")]
)
def test_what_is_not_sure_is_only_suggested(relation: str, confidence: float, expected: str) -> None:
    assert level(Verdict(relation=relation, slots=(), why="", confidence=confidence)) == expected  # type: ignore[arg-type]


def test_a_toll_of_missing_that_falls_is_revised_and_not_corrected() -> None:
    def missing(id: str, page: str, value: float, as_of: str) -> Statement:
        return statement(id, page, "CASUALTY", mode="missing", figure=figure(value, as_of=as_of), origin="defesa")

    made = series(record(missing("a", "p1", 84, "2031-05-10"), missing("b", "p2", 77, "2031-05-11")))
    assert [p.standing for p in made[0].points] == ["initial", "revised"]


def test_a_count_of_a_day_is_a_series_of_its_own_and_a_past_one_none() -> None:
    def dead(id: str, page: str, value: float, **given: object) -> Statement:
        return statement(id, page, "CASUALTY", mode="dead", figure=figure(value, as_of="2031-05-10", **given))

    made = series(
        record(dead("a", "p1", 27), dead("b", "p2", 27), dead("c", "p1", 3, daily=True), dead("d", "p2", 4, daily=True))
    )
    assert [(s.daily, len(s.points)) for s in made] == [(False, 2), (True, 2)]
    assert series(record(dead("a", "p1", 27), dead("b", "p2", 11, former=True))) == ()


def test_the_views_leave_out_what_is_only_suggested() -> None:
    first = statement("a", "p1", actors=("ana_prates",), time=day("2031-05-09", "2031-05-10"))
    again = statement("b", "p2", actors=("ana_prates",), time=day("2031-05-09", "2031-05-10"))
    link = Link(id="k", a="a", b="b", relation="coincides", level="suggested")
    both = record(first, again, links=(link,))
    assert view(both, PUBLISHED).first == {}
    assert view(both, PUBLISHED, suggested=True).first == {"b": "a"}
    assert view(both, PUBLISHED).ranked == ("2031-05-09",)


def test_origins_are_a_range_where_an_estimate_is_joint_or_a_source_unknown() -> None:
    outright = statement("a", "p1", origin="ana_prates")
    nobody = statement("b", "p2")
    assert extent((outright, nobody), ENTITIES) == (1, 1)
    joint = msgspec.structs.replace(
        outright,
        chain=(
            ChainLink(role="speaker", entity="ana_prates", how="explicit"),
            ChainLink(role="speaker", entity="rui_salto", how="explicit"),
        ),
    )
    assert extent((joint,), ENTITIES) == (1, 2)
    unknown = msgspec.structs.replace(nobody, chain=(ChainLink(role="speaker", entity="um barqueiro", how="explicit"),))
    assert extent((outright, unknown), ENTITIES) == (1, 2)
