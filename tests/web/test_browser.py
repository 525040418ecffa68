"""The reading room in Chromium: accessible, readable without a script, and alone with this machine."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect

from meada.store import Store

WIDE: ViewportSize = {"width": 1360, "height": 900}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]


class Watch:
    """What a page asked for and complained of."""

    def __init__(self, page: Page) -> None:
        self.asked: set[str] = set()
        self.said: list[str] = []
        page.on("request", lambda request: self.asked.add(urlsplit(request.url).netloc))
        page.on("console", lambda line: self.said.append(line.text) if line.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.said.append(str(error)))


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One tab for all tests here; each begins where it likes."""
    context = browser.new_context(viewport=WIDE, color_scheme="light", locale="pt-BR")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield context.new_page()
    context.close()


def _violations(page: Page) -> list[str]:
    """What axe-core finds in the light theme, and of colours in the dark."""
    page.evaluate(Axe().axe_script)
    found = _run(page, {"type": "tag", "values": WCAG})
    page.emulate_media(color_scheme="dark")
    dark = _run(page, {"type": "rule", "values": ["color-contrast"]})
    page.emulate_media(color_scheme="light")
    return found + [f"dark {one}" for one in dark]


def _run(page: Page, only: dict[str, object]) -> list[str]:
    script = "only => axe.run(document, {runOnly: only, resultTypes: ['violations']}).then(found => found.violations)"
    return [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in page.evaluate(script, only)]


def _too_wide(page: Page) -> list[str]:
    """The widths of a phone and a tablet at which the page is wider than the screen."""
    found = []
    for width in (390, 820):
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"wider than {width}")
    page.set_viewport_size(WIDE)
    return found


def test_no_page_breaks_a_rule_leaves_the_machine_or_is_wider_than_the_screen(
    page: Page, site: str, addresses: tuple[str, ...]
) -> None:
    watch, broken = Watch(page), dict[str, list[str]]()
    for address in addresses:
        page.goto(site + address)
        broken[address] = _violations(page) + _too_wide(page)
    assert {address: found for address, found in broken.items() if found} == {}
    assert watch.asked == {urlsplit(site).netloc}
    assert [line for line in watch.said if "404" not in line] == []


def test_without_a_script_a_figure_leads_to_its_sentence(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="pt-BR")
    page = context.new_page()
    page.goto(site + "/")
    page.locator(".stories h2 a[href='/h/1']").click()
    page.get_by_role("link", name="Números", exact=True).click()
    quote = page.locator("td.words a").first
    words = quote.inner_text().strip("“”")
    quote.click()
    lit = page.locator(".s:has(:target)")
    assert lit.count() == 1
    assert words.split()[-1].strip(".,") in lit.inner_text()
    assert page.locator("time, .meta").count()
    context.close()


def test_every_mark_with_a_number_has_its_card_and_back(page: Page, site: str) -> None:
    page.goto(site + "/a/A9")
    numbers = page.locator(".note a").evaluate_all("found => found.map(a => a.getAttribute('href').slice(1))")
    cards = page.locator(".card").evaluate_all("found => found.map(c => c.id)")
    assert numbers
    assert set(numbers) <= set(cards)
    homes = page.locator(".card .number").evaluate_all(
        "found => found.filter(a => !document.getElementById(a.getAttribute('href').slice(1))).length"
    )
    assert homes == 0


def test_a_tab_is_exchanged_in_place(page: Page, site: str) -> None:
    watch = Watch(page)
    page.goto(site + "/h/1")
    page.get_by_role("link", name="Cobertura").click()
    page.wait_for_url("**/h/1/cobertura")
    assert page.get_by_role("heading", name="Ordem de publicação").is_visible()
    page.go_back()
    page.wait_for_url("**/h/1")
    assert watch.said == []


SELECT = """sentence => {
  const range = document.createRange();
  range.selectNodeContents(sentence);
  const chosen = getSelection(); chosen.removeAllRanges(); chosen.addRange(range);
}"""


def test_selected_words_are_copied_with_their_source_chosen_and_added(page: Page, site: str, store: Store) -> None:
    page.goto(site + "/a/A1")
    sentence = page.locator("#body .s:has(.note)").first
    sentence.evaluate(SELECT)
    page.get_by_role("button", name="Copiar com a fonte").click()
    expect(page.locator("#said")).to_have_text("copiado")
    copied = page.evaluate("navigator.clipboard.readText()")
    start = int((sentence.get_attribute("id") or "c0")[1:])
    told = next(s for s in store.reading("A1").sentences if s.start == start)
    text = store.page("A1").text
    assert copied.startswith(f"“{' '.join(told.of(text).split())}”")
    assert f"{told.start}–{told.end}" in copied
    held = sum(d.passages for d in store.dossiers.every())
    page.locator("#choose").click()
    expect(page.locator("#said a.kept")).to_be_visible()
    assert sum(d.passages for d in store.dossiers.every()) == held + 1
    sentence.evaluate(SELECT)
    page.locator("#mend").click()
    expect(page.locator("textarea[name=words]")).to_have_value(told.of(text).strip())


def test_a_note_goes_into_the_dossier_in_place(page: Page, site: str, store: Store) -> None:
    page.goto(site + "/a/A2")
    page.locator(".card button.pick").first.click()
    page.locator(".card a.kept").click()
    page.wait_for_url("**/d/*")
    assert page.locator("li.chosen:target").count() == 1


def test_a_sample_is_marked_by_keys(page: Page, site: str, store: Store) -> None:
    page.goto(site + "/auditoria/1?item=1")
    if page.locator("[name=who]").count():
        page.locator("[name=who]").fill("Lia Ramos")
        page.locator("h1").click()
    page.keyboard.press("2")
    page.wait_for_url("**/auditoria/1")
    assert store.marks("figure")[-1].mark == "wrong"
    page.context.clear_cookies()


def test_the_keys_move_and_open(page: Page, site: str) -> None:
    page.goto(site + "/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("o")
    page.wait_for_url("**/h/*")
    page.keyboard.press("?")
    page.wait_for_url("**/ajuda")
    page.keyboard.press("s")
    page.wait_for_url("**/fontes")


def test_the_choice_of_theme_wins_over_the_device(page: Page, site: str) -> None:
    page.goto(site + "/preferencias")
    page.get_by_label("escura").check()
    page.get_by_role("button", name="Salvar").click()
    background = "getComputedStyle(document.documentElement).backgroundColor"
    page.goto(site + "/")
    dark = page.evaluate(background)
    page.context.clear_cookies()
    page.goto(site + "/")
    assert page.evaluate(background) != dark
