from __future__ import annotations

from meada.export.fold import brief, fold
from meada.record.link import Link
from meada.record.statement import Evidence, FigureValue, Statement
from meada.span import Span


def statement(id: str, page: str, quote: str | None = None, **given: object) -> Statement:
    quotes = (quote or f"palavras de {id}").split("|")
    evidence = tuple(
        Evidence(page=page, span=Span(n * 100, n * 100 + len(q)), quote=q, zone="body") for n, q in enumerate(quotes)
    )
    return Statement(**{"id": id, "page": page, "kind": "claim", "type": "STATEMENT", "evidence": evidence} | given)  # type: ignore[arg-type]


def link(relation: str, a: str, b: str, *origins: str) -> Link:
    return Link(id=f"{relation}{a}{b}", a=a, b=b, relation=relation, origins=origins, level="shown")  # type: ignore[arg-type]


def test_all_that_repeat_each_other_are_one_side() -> None:
    own = [statement("a", "p1"), statement("b", "p2"), statement("c", "p3")]
    (line,) = fold([link("repeats", "a", "b", "x"), link("repeats", "b", "c", "x")], own)
    assert [[s.id for s in side] for side in line.sides] == [["a", "b", "c"]]
    assert line.origins == ("x",)
    assert line.pages == 3


def test_a_relation_of_copies_is_told_once() -> None:
    own = [statement("a", "p1", "a ponte caiu"), statement("b", "p2", "A ponte caiu"), statement("c", "p3")]
    found = fold([link("corroborates", "a", "c", "x", "y"), link("corroborates", "b", "c", "x", "z")], own)
    assert len(found) == 1
    assert found[0].origins == ("x", "y", "z")


def test_figures_that_differ_are_never_one_side() -> None:
    eleven, twelve = FigureValue(value=11.0, bound="exact"), FigureValue(value=12.0, bound="exact")
    own = [statement("a", "p1", figure=eleven), statement("b", "p2", figure=twelve)]
    assert fold([link("repeats", "a", "b")], own) == ()


def test_within_one_article_nothing_repeats() -> None:
    own = [statement("a", "p1"), statement("b", "p1")]
    assert fold([link("repeats", "a", "b"), link("coincides", "a", "b")], own) == ()


def test_a_denial_stands_on_the_second_side_whatever_the_link_says_first() -> None:
    own = [statement("no", "p1", denies="yes", kind="denial"), statement("yes", "p2")]
    for ends in (("no", "yes"), ("yes", "no")):
        (line,) = fold([link("contradicts", *ends)], own)
        assert [side[0].id for side in line.sides] == ["yes", "no"]
        assert line.denial is own[0]


def test_most_origins_first_then_what_was_not_told() -> None:
    own = [statement(id, f"p{id}") for id in "abcdef"]
    found = fold(
        [link("corroborates", "a", "b", "x"), link("corroborates", "a", "c", "x"), link("corroborates", "d", "e", "x"),
         link("corroborates", "c", "f", "x", "y")],
        own,
    )  # fmt: skip
    pairs = [tuple(side[0].id for side in line.sides) for line in found]
    assert pairs[0] == ("c", "f")
    assert pairs.index(("d", "e")) < pairs.index(("a", "c"))


def test_words_are_those_of_the_shortest_with_its_parts_in_order() -> None:
    long = statement("b", "p2", "a prefeita de Arraial confirmou na tarde de hoje")
    assert brief([long, statement("a", "p1", "a prefeita|confirmou")]) == "a prefeita … confirmou"
