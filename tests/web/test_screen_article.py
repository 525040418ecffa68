from __future__ import annotations

import html
import re

from litestar import Litestar
from litestar.testing import TestClient

from meada import flow
from meada.article.registry import Registry
from meada.store import Store
from meada.web import Room, create
from meada.web.screen.difference import _pieces

Client = TestClient[Litestar]

HOSTILE = """<html lang="pt"><head><title>Ponte &lt;b&gt;cai&lt;/b&gt;</title></head><body><article>
<h1>Ponte &lt;script&gt;alert(1)&lt;/script&gt; cai em Lavra</h1>
<p>A ponte de Lavra caiu nesta terça-feira &lt;img src=x onerror=alert(2)&gt;, disse a prefeita Irene Couto a jornalistas da cidade.</p>
<p>"Ninguém avisou &lt;/span&gt;&lt;style&gt;", afirmou Couto, que pediu uma investigação ao governo do estado sobre a obra.</p>
<img src="https://away.example/pixel.png"><script>fetch("https://away.example")</script></article></body></html>"""


def test_what_a_page_brings_is_text(tmp_path: object) -> None:
    from pathlib import Path

    folder = Path(str(tmp_path))
    (folder / "ponte.html").write_text(HOSTILE, encoding="utf-8")
    tools = flow.Tools(registry=Registry.load(None), parser=lambda lang: None)
    with Store.temporary() as store:
        assert [v.status for v in flow.add([folder], store, tools)] == ["added"]
        flow.weave(store, tools)
        with TestClient(create(Room(store=store)), base_url="http://127.0.0.1") as client:
            for address in ("/", "/a/A1", "/a/A1/pagina", "/a/A1/original", "/h/1", "/h/1/dossie"):
                text = client.get(address).text
                assert not re.search(
                    r"<img(?! src=\"/static/)|<script(?! src=\"/static/)|<style|onerror=[^&]*>", text
                ), address
                assert "away.example" not in re.sub(r"<pre.*?</pre>", "", text, flags=re.DOTALL), address


def test_every_statement_of_a_page_has_its_anchor(reader: Client, store: Store) -> None:
    for label in ("A1", "A5", "A9"):
        page = reader.get(f"/a/{label}").text
        for statement in store.shelf.statements_of(store.resolve(label)):
            if statement.evidence[0].zone in ("headline", "standfirst", "body", "subhead"):
                assert f'id="{statement.id}"' in page, (label, statement.evidence[0])


def test_the_body_is_the_pages_own_text(reader: Client, store: Store) -> None:
    page, article = store.page("A2"), store.article("A2")
    shown = re.sub(r"<sup.*?</sup>", "", reader.get("/a/A2").text, flags=re.DOTALL)
    plain = html.unescape(re.sub(r"<[^>]+>", "", shown))
    for span in article.body:
        assert span.of(page.text) in plain


def test_a_difference_holds_both_texts() -> None:
    here, there = "A ponte velha caiu ontem em Lavra.", "A ponte caiu hoje, em Lavra, à noite."
    pieces = list(_pieces(here, there))
    assert "".join(words for op, words in pieces if op != "new") == here
    new = " ".join(" ".join(words for op, words in pieces if op == "new").split())
    assert "hoje" in new
    assert "noite" in new


def test_an_occasion_is_no_medium(reader: Client) -> None:
    page = reader.get("/a/A2").text
    assert "<span>em pronunciamento" in page
    assert "via em " not in page
