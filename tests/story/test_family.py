from collections.abc import Callable
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meada.story.family import families, passages
from meada.story.story import Copy, Family
from meada.story.told import Told
from retold import cut, edit, pad, story, told, translate


def second(one: Told, other: Told) -> Copy:
    (family,) = families([one, other])
    return family.copies[1]


def shape(found: tuple[Family, ...]) -> set[tuple[str, frozenset[tuple[str, str]]]]:
    return {(f.id, frozenset((c.page, c.label) for c in f.copies)) for f in found}


@pytest.mark.parametrize(
    ("change", "label"),
    [
        (lambda text: text, "verbatim"),
        (lambda text: text.replace("ç", "c").upper(), "verbatim"),
        (lambda text: edit(text, seed=3), "edited"),
        (cut, "cut"),
        (lambda text: pad(edit(cut(text), seed=5)), "edited"),
    ],
)
def test_copies_are_known_by_what_was_done_to_them(change: Callable[[str], str], label: str) -> None:
    text = story(1)
    copy = second(told(text, published="2026-03-05T08:00"), told(change(text), published="2026-03-05T11:00"))
    assert copy.label == label
    assert copy.reasons
    assert copy.shared


def test_independent_texts_are_families_of_their_own() -> None:
    found = families([told(story(seed)) for seed in range(6)])
    assert [len(f.copies) for f in found] == [1] * 6


def test_copies_are_found_again_whatever_was_done() -> None:
    texts = [story(seed) for seed in range(20)]
    changes: list[Callable[[str, int], str]] = [
        lambda text, n: cut(text),
        lambda text, n: edit(text, seed=n),
        lambda text, n: pad(edit(cut(text), seed=n), n),
    ]
    pages = [(n, told(text)) for n, text in enumerate(texts)]
    pages += [
        (n, told(change(text, n), outlet=f"o{k}")) for n, text in enumerate(texts) for k, change in enumerate(changes)
    ]
    home = {c.page: f.id for f in families([page for _, page in pages]) for c in f.copies}
    want = {(a.id, b.id) for (n, a), (m, b) in combinations(pages, 2) if n == m}
    got = {(a.id, b.id) for (_, a), (_, b) in combinations(pages, 2) if home[a.id] == home[b.id]}
    assert 2 * len(want & got) / (len(want) + len(got)) >= 0.95


def test_a_shared_paragraph_is_a_passage_and_no_copy() -> None:
    paragraph = story(50, 1, 60)
    one, other = told(f"{story(51)}\n{paragraph}"), told(f"{paragraph}\n{story(52)}")
    assert len(families([one, other])) == 2
    (passage,) = passages([one, other])
    by = {t.id: t for t in (one, other)}
    assert [s.here.of(by[passage.a].page.text) for s in passage.shared] == [paragraph.rstrip(".")]


def test_shared_spans_hold_the_same_words_and_nothing_that_stands_between_paragraphs() -> None:
    text = story(7)
    one, other = told(text), told(text, outlet="b", debris=["Leia também: Taça adiada", "As mais lidas"])
    copy = second(one, other)
    by = {t.id: t for t in (one, other)}
    assert len(copy.shared) == len(text.split("\n"))
    for shared in copy.shared:
        assert copy.of
        assert shared.here.of(by[copy.page].page.text) == shared.there.of(by[copy.of].page.text)
        assert "Leia" not in shared.here.of(by[copy.page].page.text)


def test_a_translation_is_flagged_with_what_stands_in_order() -> None:
    text = story(9)
    copy = second(told(text), told(translate(text), lang="es", published="2026-03-06T12:00"))
    assert copy.label == "translated"
    assert copy.reasons[0].rule == "translation.anchors"
    assert copy.shared


def test_two_languages_about_the_same_people_are_not_a_translation() -> None:
    assert len(families([told(story(9)), told(translate(story(10)), lang="es")])) == 2


def test_the_same_language_is_never_a_translation() -> None:
    text = story(9)
    assert len(families([told(text), told(translate(text))])) == 2


def test_the_origin_is_the_agency_then_the_earliest_then_the_longest() -> None:
    text = story(11)
    late_agency = told(text, outlet="sextante", published="2026-03-06T12:00")
    early = told(text, outlet="aurora", agency="sextante", published="2026-03-05T08:00")
    short = told(cut(text, 0.8), outlet="bruma", agency="sextante", published="2026-03-05T08:00")
    assert families([early, short])[0].origin == early.id
    family = families([short, early, late_agency])[0]
    assert (family.origin, family.agency) == (late_agency.id, "sextante")
    assert family.copies[0].reasons[0].rule == "origin.agency"


def test_a_page_without_a_date_is_no_origin_where_another_has_one() -> None:
    text = story(12)
    dated, undated = told(text, published="2026-03-05T08:00"), told(pad(text, words=10), published=None)
    assert families([undated, dated])[0].origin == dated.id


def test_a_few_words_in_common_make_no_copy() -> None:
    assert len(families([told("Leia mais."), told("Leia mais.", outlet="b")])) == 2


@given(st.permutations(range(6)))
@settings(max_examples=15, deadline=None)
def test_the_order_does_not_matter(order: list[int]) -> None:
    text = story(21)
    made = [
        told(text),
        told(cut(text)),
        told(edit(text)),
        told(translate(text), lang="en"),
        told(story(22)),
        told(story(23)),
    ]
    assert shape(families([made[n] for n in order])) == shape(families(made))
