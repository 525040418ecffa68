from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meada import audit, flow
from meada.audit import KINDS, wilson
from meada.flow import Tools
from meada.store import Store

BODY = (
    "<p>A prefeita Lídia Prado disse nesta terça-feira que a ponte de {place} reabre na sexta-feira, depois de três meses de "
    "obras.</p><p>“Ninguém mais vai dar a volta pela serra de {place}”, afirmou ela, ao lado de 12 engenheiros.</p><p>“A ponte de "
    "{place} aguenta caminhões”, garantiu o engenheiro Rui Salto. Lídia Prado reuniu-se com o "
    "ministro Davi Lemos na segunda-feira. A empresa Barcaça Real nega ter atrasado a obra de {place}.</p>"
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("audit")
    (folder / "pages").mkdir()
    for place in ("Arraial", "Remanso", "Pedra Alta"):
        page = f"<html lang=pt-BR><body><article><h1>Ponte de {place} reabre</h1>{BODY.format(place=place)}</article></body></html>"
        (folder / "pages" / f"{place}.html").write_text(page, "utf-8")
    with Store.open(folder / "s.db") as store:
        tools = Tools.load(models=False)
        list(flow.add([folder / "pages"], store, tools))
        flow.weave(store, tools)
    return folder / "s.db"


@pytest.fixture
def store(made: Path, tmp_path: Path) -> Iterator[Store]:
    (tmp_path / "s.db").write_bytes(made.read_bytes())
    with Store.open(tmp_path / "s.db") as opened:
        yield opened


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_drawn_and_points_at_its_page(store: Store, kind: str) -> None:
    drawn = audit.sample(store, kind, 50)
    assert drawn or kind == "link"
    for one in drawn:
        text = store.page(one.page).text
        assert all(span.of(text) for span in one.spans)


def test_a_seed_draws_the_same_sample_and_rules_take_turns(store: Store) -> None:
    drawn = audit.sample(store, "attribution", 6, seed=3)
    assert drawn == audit.sample(store, "attribution", 6, seed=3)
    strata = [one.stratum for one in audit.sample(store, "attribution", 99)]
    assert len(set(strata[: len(set(strata))])) == len(set(strata))


def test_what_was_marked_is_not_drawn_again_and_gives_precision(store: Store) -> None:
    drawn = audit.sample(store, "quote", 4)
    marks = [{"item": o.item, "kind": "quote", "mark": "right", "page": o.page, "stratum": o.stratum} for o in drawn]
    marks[0]["mark"], marks[1]["mark"] = "wrong", "unsure"
    assert audit.mark(store, marks, who="ana") == 4
    assert not {o.item for o in drawn} & {o.item for o in audit.sample(store, "quote", 99)}
    found = audit.result(store, "quote")
    assert (found.right, found.wrong, found.unsure, found.who) == (2, 1, 1, ("ana",))
    assert found.precision == pytest.approx(2 / 3)
    assert audit.result(store, "quote", "es").precision is None


def test_the_last_mark_of_an_item_counts(store: Store) -> None:
    one = audit.sample(store, "figure", 1)[0]
    for mark in ("wrong", "right"):
        audit.mark(store, [{"item": one.item, "kind": "figure", "mark": mark}], who="ana")
    assert (audit.result(store, "figure").right, audit.result(store, "figure").wrong) == (1, 0)


def test_an_article_checked_whole_gives_recall(store: Store) -> None:
    drawn = audit.whole(store, "quote", "A1")
    assert {o.label for o in drawn} == {"A1"}
    audit.mark(store, [{"item": o.item, "kind": "quote", "mark": "right", "page": o.page} for o in drawn], who="ana")
    audit.mark(store, [{"page": drawn[0].page, "kind": "quote", "missed": 1}], who="ana")
    found = audit.result(store, "quote")
    assert (found.articles, found.missed) == (1, 1)
    assert found.recall == pytest.approx(len(drawn) / (len(drawn) + 1))


@pytest.mark.parametrize(
    "mark", [{"kind": "quote"}, {"item": "a", "kind": "quote", "mark": "maybe"}, {"item": "a", "kind": "quote"}]
)
def test_a_mark_of_another_shape_is_refused(store: Store, mark: dict[str, str]) -> None:
    with pytest.raises(msgspec.ValidationError):
        audit.mark(store, [mark], who="ana")


def test_an_unknown_kind_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="no kind"):
        audit.sample(store, "nothing")


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 500), st.integers(0, 500))
def test_the_interval_holds_the_share_and_narrows(right: int, wrong: int) -> None:
    low, high = wilson(right, right + wrong)
    assert 0 <= low <= high <= 1
    if right + wrong:
        assert low - 1e-9 <= right / (right + wrong) <= high + 1e-9
        wider = wilson(right, right + wrong)
        narrower = wilson(right * 9, (right + wrong) * 9)
        assert narrower[1] - narrower[0] <= wider[1] - wider[0] + 1e-9


def test_the_interval_is_the_published_one() -> None:
    low, high = wilson(81, 263)
    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)  # Newcombe, Statistics in Medicine 17, 1998, table I
