from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from meada import flow
from meada.check import check
from meada.flow import Tools
from meada.store import Store

PAGES = {
    "cheia.html": (
        "2031-05-10T09:00:00-03:00",
        "Cheia do Remanso mata 31 pescadores",
        "<p>A cheia do Remanso matou 31 pescadores no sábado, informou a Defesa Civil de Aurélia, que mantém as buscas com "
        "dois barcos no trecho mais fundo do rio.</p><p>A prefeita Lídia Prado acusou a empresa Barcaça Real de "
        "esconder furos no casco da balsa. A empresa nega ter escondido furos no casco da balsa.</p>",
    ),
    "ponte.html": (
        "2031-05-12T09:00:00-03:00",
        "Ponte de Arraial reabre na sexta",
        "<p>A ponte de Arraial reabre na sexta-feira depois de três meses de obras, disse o engenheiro Rui Salto, que "
        "cuidou da reforma da estrutura desde janeiro.</p>",
    ),
    "vila.html": (
        "2031-05-14T09:00:00-03:00",
        "Moradores da Vila Sereno cobram respostas",
        '<p>"Nenhuma sirene tocou na Vila Sereno antes da enchente", disse a professora Dora Lemos, que passou a noite no '
        "telhado da escola com os vizinhos e com os filhos pequenos.</p>",
    ),
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("pages")
    for name, (date, title, body) in PAGES.items():
        (folder / name).write_text(
            f'<html lang=pt-BR><head><meta property="article:published_time" content="{date}"></head>'
            f"<body><article><h1>{title}</h1>{body}</article></body></html>",
            "utf-8",
        )
    with Store.temporary() as opened:
        tools = Tools.load(models=False)
        assert [v.status for v in flow.add([folder], opened, tools)] == ["added"] * 3
        flow.weave(opened, tools)
        yield opened


def test_a_bare_sentence_without_name_or_date_is_found(store: Store) -> None:
    found = check("31 pescadores morreram", store)
    assert found.searched == 3
    assert {one.relation for one in found.held} <= {"matches", "repeats"}
    assert any("31 pescadores" in one.quote and one.label == "A1" for one in found.held)
    page = store.page(found.held[0].page)
    assert found.held[0].span.of(page.text)


def test_another_count_is_another_version(store: Store) -> None:
    found = check("A cheia do Remanso matou 19 pescadores", store)
    assert {one.relation for one in found.held} == {"contradicts"}


def test_a_charge_is_found_with_its_denial(store: Store) -> None:
    found = check("A Barcaça Real escondeu furos no casco da balsa", store)
    assert "denies" in {one.relation for one in found.held}


@pytest.mark.parametrize(
    ("passage", "relation"),
    [
        ("As sirenes da Vila Sereno não soaram", "matches"),
        ("As sirenes da Vila Sereno foram acionadas", "denies"),
    ],
)
def test_a_claim_is_found_in_other_words_and_its_opposite_denied(store: Store, passage: str, relation: str) -> None:
    found = check(passage, store)
    assert [one.relation for one in found.held if "Nenhuma sirene" in one.quote] == [relation]


def test_what_nobody_told_is_not_found(store: Store) -> None:
    found = check("O coral de Pedra Alta gravou um disco de modinhas", store)
    assert found.held == ()
    assert found.searched == 3


def test_articles_without_keys_get_them_at_the_first_check(tmp_path: Path, store: Store) -> None:
    store.backup(tmp_path / "old.db")
    import sqlite3

    raw = sqlite3.connect(tmp_path / "old.db")
    raw.execute("DELETE FROM clue")
    raw.commit()
    raw.close()
    with Store.open(tmp_path / "old.db") as old:
        assert check("31 pescadores morreram", old).held
        assert check("31 pescadores morreram", old).held


def test_an_empty_store_finds_nothing() -> None:
    with Store.temporary() as empty:
        assert check("31 pescadores morreram", empty).searched == 0


def test_a_removed_article_takes_its_keys_along(tmp_path: Path, store: Store) -> None:
    store.backup(tmp_path / "copy.db")
    with Store.open(tmp_path / "copy.db") as copy:
        copy.remove("A1")
        found = check("31 pescadores morreram", copy)
    assert (found.held, found.searched) == ((), 2)
