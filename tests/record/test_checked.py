from __future__ import annotations

from meada.record.checked import against
from meada.record.link import Link
from meada.record.side import Side, stems
from statements import ENTITIES, figure, side, statement


def rarity(*sides: Side) -> dict[str, float]:
    """Every key as rare as the next."""
    keys = {word for one in sides for word in one.words}
    return dict.fromkeys((*keys, "#31", "#40", "@XAA", "@XBB"), 3.0)


def told(id: str, quote: str, **given: object) -> Side:
    published = given.pop("published", "2031-05-10")
    return side(statement(id, page=id, quote=quote, **given), published=published)  # type: ignore[arg-type]


def relations(passage: Side, *stored: Side, links: tuple[Link, ...] = ()) -> dict[str, str]:
    found = against([passage], stored, links=links, entities=ENTITIES, rarity=rarity(passage))
    return {one.statement: one.relation for one in found}


PASSAGE = told("x", "a balsa do Remanso afundou com a carga", published=None)


def test_the_same_words_repeat_and_strange_words_do_not() -> None:
    same = told("a", "a balsa do Remanso afundou com toda a carga")
    other = told("b", "a ponte de Arraial reabre na sexta-feira")
    assert relations(PASSAGE, same, other) == {"a": "repeats"}


def test_one_word_alone_is_no_match() -> None:
    assert relations(told("x", "balsa"), told("a", "a balsa do Remanso afundou")) == {}


def toll(id: str, value: float, **given: object) -> Side:
    words = f"{value:g} pescadores morreram na cheia do Remanso"
    return told(id, words, type="CASUALTY", mode="dead", figure=figure(value), **given)


def test_a_count_matches_or_has_another_version() -> None:
    passage = toll("x", 31, published=None)
    assert relations(passage, toll("a", 31), toll("b", 40)) == {"a": "repeats", "b": "contradicts"}


def test_a_count_of_a_later_or_earlier_day_is_its_later_or_earlier_state() -> None:
    passage = toll("x", 31, published="2031-05-10")
    later, earlier = toll("a", 40, published="2031-05-12"), toll("b", 12, published="2031-05-08")
    assert relations(passage, later, earlier) == {"a": "updates", "b": "earlier"}


def test_a_count_is_not_matched_by_what_counts_nothing() -> None:
    passage = toll("x", 31, published=None)
    assert relations(passage, told("a", "pescadores morreram na cheia do Remanso")) == {}


def test_what_is_denied_is_found_through_its_link() -> None:
    claim, denial = told("a", "a balsa do Remanso afundou com a carga"), told("d", "o armador rejeita", denies="a")
    link = Link(id="k", a="a", b="d", relation="contradicts", level="shown")
    assert relations(PASSAGE, claim, denial, links=(link,)) == {"a": "repeats", "d": "denies"}
    assert relations(PASSAGE, claim, denial) == {"a": "repeats"}


def test_across_languages_names_and_numbers_tell() -> None:
    passage = told("x", "31 soldados", actors=("XAA",), type="CASUALTY", mode="dead", figure=figure(31))
    english = side(
        statement("a", page="a", type="CASUALTY", mode="dead", actors=("XAA",), quote="killed", figure=figure(31))
    )
    from msgspec.structs import replace

    assert relations(passage, replace(english, lang="en")) == {"a": "matches"}


def test_stems_are_those_of_the_store() -> None:
    assert stems("A Balsa afundou") == ["balsa", "afundo"]
