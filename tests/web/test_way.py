"""The whole way in a browser: from pages handed in to a dossier taken away, with a correction made and taken back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from meada.store import Store
from room import EXAMPLES, serving

PAGES = sorted((EXAMPLES / "pages").glob("0[1-4]*"))


@pytest.fixture
def empty() -> Iterator[Store]:
    with Store.temporary() as made:
        yield made


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="pt-BR", accept_downloads=True)
    made = context.new_page()
    made.set_default_timeout(60_000)
    yield made
    context.close()


def test_from_pages_to_a_dossier(page: Page, empty: Store, tmp_path: Path) -> None:
    with serving(empty) as site:
        _hand_in(page, site)
        _read_a_figure(page, site)
        _correct_a_date(page, site, empty)
        _search(page, site)
        _take_away(page, site, tmp_path)
        page.goto(site + "/h/1")
        page.reload()
        expect(page.locator("h1")).to_be_visible()


def _hand_in(page: Page, site: str) -> None:
    page.goto(site + "/")
    page.get_by_role("link", name="Adicionar", exact=True).first.click()
    page.set_input_files("input[type=file]", [str(path) for path in PAGES])
    page.get_by_role("button", name="Adicionar", exact=True).click()
    expect(page.locator("section[aria-busy=false]")).to_be_visible(timeout=120_000)
    assert page.locator("li.added").count() == len(PAGES)
    page.get_by_role("link", name="Ir às histórias").click()


def _read_a_figure(page: Page, site: str) -> None:
    page.locator(".stories h2 a").first.click()
    page.get_by_role("link", name="Números", exact=True).click()
    quote = page.locator("td.words a").first
    words = quote.inner_text().strip("“”…")
    quote.click()
    lit = page.locator(".s:has(:target)")
    expect(lit).to_be_visible()
    assert words[:20] in lit.inner_text()
    page.locator(".card .links a").first.click()
    assert re.search(r"/n/", page.url)
    expect(page.locator("h1")).to_be_visible()


def _correct_a_date(page: Page, site: str, store: Store) -> None:
    page.goto(site + "/a/A1")
    before = store.article("A1").published
    page.get_by_role("link", name="Corrigir o artigo ou acrescentar o que não foi lido").click()
    form = page.locator("form", has=page.locator("[name=published]"))
    form.locator("[name=published]").fill("2026-03-04T08:15")
    form.locator("[name=who]").fill("Lia Ramos")
    form.get_by_role("button").click()
    expect(page.locator(".chip.state")).to_contain_text("Lia Ramos")
    changed = store.article("A1").published
    assert changed is not None
    assert str(changed.iso).startswith("2026-03-04T08:15")
    page.get_by_role("link", name="Correções", exact=True).click()
    page.get_by_role("button", name="Desfazer a linha 1").click()
    expect(page.locator("li.gone")).to_have_count(1)
    assert store.article("A1").published == before


def _search(page: Page, site: str) -> None:
    page.goto(site + "/busca?q=" + "numero%3E3")
    expect(page.locator("main")).to_contain_text("A")
    assert page.locator("main a[href*='/a/A']").count() > 0


def _take_away(page: Page, site: str, folder: Path) -> None:
    page.goto(site + "/h/1/dossie")
    with page.expect_download() as found:
        page.locator("a[href$='/export/md']").first.click()
    kept = folder / "dossier.md"
    found.value.save_as(kept)
    assert "[^" in kept.read_text("utf-8")
