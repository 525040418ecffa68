"""What people judge changes what the record is made of, survives a new reading, and is taken back by another line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from flow_store import SECOND, TOOLS, put, woven
from meada import flow
from meada.desk.find import name
from meada.errors import JudgementError, NotFoundError
from meada.flow.lay import relay
from meada.reading.attribution import Attribution
from meada.record.statement import Statement
from meada.store import Store
from meada.store.judgement import standing


@pytest.fixture
def store() -> Iterator[Store]:
    with woven() as made:
        yield made


def attribution(store: Store, label: str, words: str) -> Attribution:
    text = store.page(label).text
    return next(a for a in store.reading(label).attributions if any(words in c.of(text) for c in a.content))


def statement(store: Store, words: str) -> Statement:
    return next(s for s in store.statements() if any(words in e.quote for e in s.evidence))


def judge(store: Store, action: Any, item: str | None = None, **given: Any) -> flow.Judged:
    return flow.judge(store, action, item, who="Ana", tools=TOOLS, **given)


def everything(store: Store) -> tuple[object, ...]:
    """All that judgements can change, for comparison."""
    readings = tuple(store.reading(e.id) for e in store.entries())
    pages = tuple(store.page(e.id) for e in store.entries())
    return pages, readings, store.stories(), tuple(store.record(s.id) for s in store.stories())


def test_a_rejected_attribution_leaves_the_record_with_what_was_built_on_it(store: Store) -> None:
    before = everything(store)
    item = attribution(store, "A1", "14 milhões")
    done = judge(store, "reject", item.id, why="não é fala")
    assert done.stories == (store.stories()[0].id,)
    assert item not in store.reading("A1").attributions
    assert item in store.reading("A1", machine=True).attributions
    assert not any(s.item == item.id for s in store.statements())
    assert all(f.attribution != item.id for f in store.reading("A1").figures)
    ids = {s.id for s in store.statements()}
    assert all(k.a in ids and k.b in ids for k in store.links())
    flow.undo(store, done.judgement.id, who="Rui", tools=TOOLS)
    assert everything(store) == before
    assert store.verify() == []


def test_an_undo_is_undone(store: Store) -> None:
    item = attribution(store, "A1", "14 milhões").id
    first = judge(store, "reject", item)
    rejected = everything(store)
    second = flow.undo(store, first.judgement.id, who="Ana", tools=TOOLS)
    flow.undo(store, second.judgement.id, who="Rui", tools=TOOLS)
    assert everything(store) == rejected


def test_another_speaker_is_who_the_statement_goes_back_to(store: Store) -> None:
    item = attribution(store, "A1", "reabre em março")
    judge(store, "edit", item.id, payload={"speaker": "Rui Salto"})
    made = next(s for s in store.statements() if s.item == item.id)
    assert made.chain[0].entity == "rui_salto"
    judge(store, "edit", item.id, payload={"speaker": None})
    found = next(a for a in store.reading("A1").attributions if a.id == item.id)
    assert (found.speaker, found.entity, found.source) == (None, None, ())
    assert not any(s.item == item.id and s.chain[0].entity for s in store.statements())


def test_a_medium_is_told_by_its_words(store: Store) -> None:
    item = attribution(store, "A1", "12 mortos")
    judge(store, "edit", item.id, payload={"medium": "Defesa Civil"})
    found = next(a for a in store.reading("A1").attributions if a.id == item.id)
    assert [span.of(store.page("A1").text) for span in found.medium] == ["Defesa Civil"]


def test_a_figure_keeps_its_interval_in_step(store: Store) -> None:
    item = next(f for f in store.reading("A1").figures if f.value == 12)
    judge(store, "edit", f"A1/{item.id}", payload={"value": 13, "bound": "min"})
    found = next(f for f in store.reading("A1").figures if f.id == item.id)
    assert (found.value, found.low, found.high, found.bound) == (13, 13, None, "min")
    assert any(s.figure and s.figure.value == 13 for s in store.statements("1"))


def test_the_role_of_a_block_decides_whether_it_is_read(store: Store) -> None:
    text = store.page("A1").text
    block = next(b for b in store.page("A1").blocks if "14 milhões" in b.span.of(text))
    before = everything(store)
    done = judge(store, "edit", name(block), page="A1", payload={"role": "related"})
    assert all("14 milhões" not in e.quote for s in store.statements() for e in s.evidence)
    assert next(b for b in store.page("A1").blocks if b.span == block.span).role == "related"
    assert next(b for b in store.page("A1", machine=True).blocks if b.span == block.span).role == "body"
    flow.undo(store, done.judgement.id, who="Ana", tools=TOOLS)
    assert everything(store) == before


def test_the_day_of_publication_is_put_right(store: Store) -> None:
    judge(store, "edit", "A1", payload={"published": "2026-03-10T08:00"})
    published = store.article("A1").published
    assert published is not None
    assert published.begin == "2026-03-10T08:00"
    assert store.entries()[0].published == "2026-03-10T08:00"


def test_items_are_added_by_their_words(store: Store) -> None:
    words = "que a obra esteja atrasada"
    judge(store, "add", kind="figure", page="A1", payload={"span": "14 milhões", "value": 14e6, "unit": "BRL"})
    judge(store, "add", kind="attribution", page="A2", payload={
        "content": "Moradores esperam a ponte há meses", "speaker": "Bento Arruela", "cue": "esperam",
    })  # fmt: skip
    judge(store, "add", kind="event", page="A1", payload={"trigger": "reabre em março", "type": "CEREMONY"})
    judge(store, "add", kind="mention", page="A1", payload={"span": "A prefeita", "entity": "Lídia Prado"})
    judge(store, "add", kind="time", page="A2", payload={"span": "há meses", "value": "PXM", "type": "DURATION"})
    assert any(e.type == "CEREMONY" for e in store.reading("A1").events)
    assert any(s.type == "CEREMONY" for s in store.statements())
    assert any(a.speaker == "Bento Arruela" for a in store.reading("A2").attributions)
    assert any(m.entity == "lidia_prado" and m.rule == "judgement" for m in store.reading("A1").mentions)
    assert any(t.value == "PXM" for t in store.reading("A2").times)
    assert store.verify() == []
    assert words in store.page("A1").text


def test_statements_are_edited_rejected_and_tied(store: Store) -> None:
    a, b = statement(store, "14 milhões"), statement(store, "15 mortos")
    done = judge(store, "link", a.id, payload={"to": b.id, "relation": "tension"})
    link = next(k for k in store.links() if {k.a, k.b} == {a.id, b.id})
    assert (link.relation, link.level, link.rule) == ("tension", "shown", "judgement")
    judge(store, "edit", link.id, payload={"relation": "contradicts"})
    assert next(k for k in store.links() if k.id == link.id).relation == "contradicts"
    judge(store, "unlink", b.id, payload={"to": a.id})
    assert not any({k.a, k.b} == {a.id, b.id} for k in store.links())
    flow.undo(store, done.judgement.id, who="Ana", tools=TOOLS)
    judge(store, "edit", b.id, payload={"modality": "alleged"})
    assert statement(store, "15 mortos").modality == "alleged"
    judge(store, "reject", b.id)
    assert b.id not in {s.id for s in store.statements()}
    judge(store, "confirm", b.id)
    assert b.id in {s.id for s in store.statements()}


def test_a_confirmed_link_is_shown_and_a_rejected_one_gone(store: Store) -> None:
    link = store.links()[0]
    judge(store, "reject", link.id)
    assert link.id not in {k.id for k in store.links()}
    judge(store, "confirm", link.id)
    assert next(k for k in store.links() if k.id == link.id).level == "shown"


def test_two_statements_are_one(store: Store) -> None:
    a, b = statement(store, "A prefeita Lídia Prado disse"), statement(store, "Prefeita de Serrália anuncia")
    judge(store, "merge", b.id, payload={"into": a.id})
    ids = {s.id: s for s in store.statements()}
    assert b.id not in ids
    assert set(b.evidence) <= set(ids[a.id].evidence)
    assert store.verify() == []


def test_entities_are_merged_split_and_named(store: Store) -> None:
    judge(store, "merge", "rui_salto", payload={"into": "lidia_prado"})
    assert "rui_salto" not in {e.id for e in store.record("1").entities}
    done = judge(store, "split", "lidia_prado", payload={"pages": ["A2"]})
    named = [e for e in store.record("1").entities if e.id.startswith("lidia_prado")]
    assert len(named) == 2
    flow.undo(store, done.judgement.id, who="Ana", tools=TOOLS)
    judge(store, "edit", "lidia_prado", payload={"external": {"wikidata": "Q1"}, "country": "BRA"})
    found = next(e for e in store.record("1").entities if e.id == "lidia_prado")
    assert (found.external, found.country) == ({"wikidata": "Q1"}, "BRA")


def test_nobody_can_tell_is_kept_and_changes_nothing(store: Store) -> None:
    before = everything(store)
    judge(store, "unsure", "rui_salto", payload={"to": "lidia_prado"})
    assert everything(store) == before
    assert store.states()["rui_salto"].action == "unsure"


def test_stories_are_merged_split_and_articles_moved(store: Store) -> None:
    before = everything(store)
    first, second = store.stories()
    merged = judge(store, "merge", second.id, payload={"into": first.id})
    assert len(store.stories()) == 1
    split = judge(store, "split", "1", kind="story", payload={"pages": ["A1"]})
    assert sorted(len(s.pages) for s in store.stories()) == [1, 2]
    flow.undo(store, split.judgement.id, who="Ana", tools=TOOLS)
    flow.undo(store, merged.judgement.id, who="Ana", tools=TOOLS)
    assert everything(store) == before
    judge(store, "edit", "A3", kind="membership", payload={"story": "1"})
    assert len(store.stories()) == 1
    judge(store, "edit", "1", kind="story", payload={"title": "A ponte de Serrália"})
    assert store.stories()[0].title == "A ponte de Serrália"


def test_copies_are_joined_and_parted(store: Store) -> None:
    joined = judge(store, "merge", "A1", kind="family", payload={"into": "A2"})
    story = store.stories()[0]
    assert [len(f.copies) for f in story.families] == [2]
    judge(store, "reject", "A1", kind="family")
    assert sorted(len(f.copies) for f in store.stories()[0].families) == [1, 1]
    assert store.judgements()[0] == joined.judgement


@pytest.mark.parametrize(
    ("action", "item", "given", "says"),
    [
        ("edit", "figure", {"payload": {"value": "muitos"}}, "cannot hold"),
        ("edit", "figure", {"payload": {"colour": 3}}, "no field colour"),
        ("edit", "figure", {}, "nothing to change"),
        ("merge", "figure", {"payload": {"into": "x"}}, "does not take merge"),
        ("edit", "attribution", {"payload": {"content": "que ninguém disse"}}, "does not stand on the page"),
        ("link", "statement", {"payload": {"relation": "repeats"}}, "needs to"),
        ("split", "story", {"kind": "story", "payload": {"pages": ["A3"]}}, "names some of the articles"),
    ],
)
def test_what_cannot_stand_is_refused_before_anything_is_written(
    store: Store, action: str, item: str, given: dict[str, Any], says: str
) -> None:
    ids = {
        "figure": f"A1/{store.reading('A1').figures[0].id}",
        "attribution": f"A1/{store.reading('A1').attributions[0].id}",
        "statement": store.statements()[0].id,
        "story": "1",
    }
    with pytest.raises(JudgementError, match=says):
        judge(store, action, ids[item], **given)
    assert store.judgements() == []


def test_what_is_not_there_is_said_so(store: Store) -> None:
    with pytest.raises(NotFoundError):
        judge(store, "confirm", "figure-000000000000")
    with pytest.raises(NotFoundError):
        flow.undo(store, 7, who="Ana", tools=TOOLS)
    with pytest.raises(JudgementError, match="nobody is named"):
        flow.judge(store, "confirm", store.statements()[0].id, who=" ", tools=TOOLS)
    with pytest.raises(JudgementError, match="text that is read"):
        judge(store, "add", kind="figure", page="A1", payload={"span": [0, 200], "value": 1})


def test_an_id_on_several_pages_asks_for_the_page() -> None:
    with woven(SECOND, SECOND.replace("Serrália", "Kestóvia")) as store:
        item = next(f for f in store.reading("A1").figures if f.value == 15)
        with pytest.raises(JudgementError, match="several pages"):
            judge(store, "confirm", item.id)
        judge(store, "confirm", f"A2/{item.id}")
        assert store.judgements()[0].page == store.resolve("A2")


def test_a_page_read_anew_keeps_what_was_judged(store: Store) -> None:
    """The reading gives other ids: the item is found by its words and keeps the id it was judged under."""

    item = attribution(store, "A1", "14 milhões")
    judge(store, "edit", item.id, payload={"speaker": "Rui Salto"})
    judged = everything(store)
    page, article = store.page("A1", machine=True), store.article("A1", machine=True)
    reading = store.reading("A1", machine=True)
    renamed = tuple(replace(a, id=f"{a.id}x") for a in reading.attributions)
    figures = tuple(replace(f, attribution=f.attribution and f"{f.attribution}x") for f in reading.figures)
    store.refresh(page, article, replace(reading, attributions=renamed, figures=figures), TOOLS.made())

    assert relay(store, page.capture, TOOLS) == ()
    found = next(a for a in store.reading("A1").attributions if a.id == item.id)
    assert found.speaker == "Rui Salto"
    assert all(f.attribution == item.id for f in store.reading("A1").figures if f.value == 14e6)
    assert judged[0] == tuple(store.page(e.id) for e in store.entries())


def test_an_item_that_is_gone_is_an_orphan_and_no_other_takes_its_place(store: Store) -> None:

    item = attribution(store, "A1", "14 milhões")
    judge(store, "reject", item.id)
    page, article = store.page("A1", machine=True), store.article("A1", machine=True)
    reading = store.reading("A1", machine=True)
    left = tuple(a for a in reading.attributions if a.id != item.id)
    store.refresh(page, article, replace(reading, attributions=left), TOOLS.made())

    (orphan,) = relay(store, page.capture, TOOLS)
    assert (orphan.item, orphan.state) == (item.id, "rejected")
    assert store.reading("A1").attributions == left
    assert [o.item for o in flow.orphans(store)] == [item.id]


MOVES = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["confirm", "reject"]), st.integers(0, 3)),
        st.tuples(st.just("edit"), st.integers(0, 3)),
        st.tuples(st.just("undo"), st.integers(1, 12)),
    ),
    max_size=7,
)


@settings(max_examples=5, deadline=None)
@given(moves=MOVES)
def test_any_sequence_amounts_to_its_net_log(moves: list[tuple[str, int]]) -> None:
    """Judgements and undos in any order leave what the lines still in force leave alone, in order."""
    with woven(SECOND) as store, woven(SECOND) as plain:
        items = [a.id for a in store.reading("A1").attributions]
        for action, at in moves:
            lines = store.judgements()
            if action == "undo":
                if 0 < at <= len(lines):
                    flow.undo(store, at, who="Ana", tools=TOOLS)
            else:
                payload = {"speaker": "Rui Salto"} if action == "edit" else None
                judge(store, action, items[at % len(items)], payload=payload)

        for line in standing(store.judgements()):
            judge(plain, line.action, line.item, payload=line.payload or None)
        assert everything(store) == everything(plain)


def test_a_page_added_later_does_not_lose_what_was_judged(store: Store) -> None:
    item = attribution(store, "A1", "14 milhões")
    judge(store, "reject", item.id)
    put(store, SECOND.replace("15 mortos", "16 mortos"))
    flow.weave(store, TOOLS)
    assert not any(s.item == item.id for s in store.statements())
