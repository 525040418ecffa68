from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from litestar import Litestar
from litestar.testing import TestClient
from lxml import etree

from meada.store import Store

Client = TestClient[Litestar]


def hrefs(text: str, part: str) -> list[str]:
    return [unquote(one.replace("&amp;", "&")) for one in re.findall(r'href="([^"]+)"', text) if part in one]


def test_results_lead_to_the_lit_sentence(reader: Client, store: Store) -> None:
    found = reader.get("/busca", params={"q": "mortos"}).text
    assert "<mark>mortos</mark>" in found
    for href in hrefs(found, "#c")[:5]:
        label, _, anchor = href.removeprefix("/a/").partition("#")
        page = reader.get(f"/a/{label}").text
        assert f'id="{anchor}"' in page, href


def test_every_facet_leaves_as_many_as_it_says(reader: Client, store: Store) -> None:
    found = reader.get("/busca", params={"q": "barragem"}, headers={"accept-language": "pt"}).text
    rows = re.findall(r'<li><a href="(/busca\?q=[^"]+)">[^<]+</a> <span class="count">(\d+)', found)
    assert len(rows) > 10
    for href, count in rows[:8]:
        narrowed = reader.get(href.replace("&amp;", "&"), headers={"accept-language": "pt"}).text
        assert re.search(rf'role="status">{count} frase', narrowed), href


@pytest.mark.parametrize(
    ("tag", "word"), [("pt-BR", "Busca"), ("pt-PT", "Pesquisa"), ("es", "Búsqueda"), ("en", "Search")]
)
def test_the_page_is_in_four_languages(reader: Client, tag: str, word: str) -> None:
    found = reader.get("/busca", params={"q": "xyzzy antes:ontem"}, headers={"accept-language": tag}).text
    assert f'<h1 id="searched">{word}</h1>' in found
    assert "“antes:ontem”" in found


def test_nothing_found_helps_and_hostile_words_are_text(reader: Client) -> None:
    found = reader.get("/busca", params={"q": '<script>alert(1)</script>"', "pagina": "-4", "ordem": "x"}).text
    assert "<script>alert" not in found
    assert reader.get("/busca", params={"q": "mortos", "pagina": "999999999"}).status_code == 200
    assert "Tente:" in reader.get("/busca", params={"q": "barrajem"}, headers={"accept-language": "pt-BR"}).text


def test_a_search_is_kept_and_followed(reader: Client, store: Store) -> None:
    page = reader.get("/busca", params={"q": "desaparecidos"})
    token = re.search(r'name="_csrf_token" value="([^"]+)"', page.text)
    assert token is not None
    form = {"_csrf_token": token[1], "q": "desaparecidos", "name": "Os que faltam"}
    try:
        kept = reader.post("/busca/salvar", data=form, follow_redirects=False)
        assert (kept.status_code, kept.headers["location"]) == (303, "/busca?q=desaparecidos")
        (one,) = store.saved_searches()
        answer = reader.get(f"/busca/{one.id}/rss")
        assert answer.headers["content-type"].startswith("application/rss+xml")
        feed = etree.fromstring(answer.content)
        assert "Os que faltam" in str(feed.findtext("channel/title"))
        entries = feed.findall("channel/item")
        assert entries
        for entry in entries:
            label, _, anchor = str(entry.findtext("link")).removeprefix("http://127.0.0.1/a/").partition("#c")
            text = " ".join(store.page(label).text[int(anchor) :].split())
            assert text.startswith(str(entry.findtext("description")).removeprefix("“")[:40])
        assert reader.get("/busca/99/rss").status_code == 404
        reader.post("/busca/apagar", data={"_csrf_token": token[1], "id": str(one.id)})
        assert store.saved_searches() == []
    finally:
        reader.cookies.clear()
