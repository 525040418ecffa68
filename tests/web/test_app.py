from __future__ import annotations

import re

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from meada.store import Store
from meada.web.guard import CSP

Client = TestClient[Litestar]


def test_every_kind_of_page_answers(reader: Client, addresses: tuple[str, ...]) -> None:
    for address in addresses:
        assert reader.get(address).status_code == (404 if address == "/nada" else 200), address


def test_every_answer_has_the_policy_of_content(reader: Client) -> None:
    for address in ("/", "/nada", "/static/meada.css", "/healthz"):
        headers = reader.get(address).headers
        assert headers["content-security-policy"] == CSP, address
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
    assert "unsafe" not in CSP


def test_no_page_has_a_style_or_script_of_its_own(reader: Client, addresses: tuple[str, ...]) -> None:
    for address in addresses:
        text = reader.get(address).text
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text), address
        assert not re.search(r"<script(?![^>]*\ssrc=\"/static/)", text), address
        assert not re.search(r"(?:src|action)=\"(?!/)", text), address


def test_a_strange_host_is_turned_away(reader: Client) -> None:
    assert reader.get("/", headers={"host": "evil.example"}).status_code == 421
    assert reader.get("/", headers={"host": "127.0.0.1:8010"}).status_code == 200


def test_health(reader: Client, store: Store) -> None:
    found = reader.get("/healthz").json()
    assert found["status"] == "ok"
    assert found["articles"] == len(store.entries())


@pytest.mark.parametrize(
    ("accepted", "tag"),
    [("es-AR,es;q=0.9,en;q=0.8", "es"), ("pt-PT", "pt-PT"), ("pt", "pt-BR"), ("de", "pt-BR"), ("de,en;q=0.3", "en"),
     ("en;q=0, es;q=0.1", "es"), ("", "pt-BR"), ("*;q=x,,;", "pt-BR")],
)  # fmt: skip
def test_the_language_is_what_the_browser_asks_for(reader: Client, accepted: str, tag: str) -> None:
    found = reader.get("/", headers={"accept-language": accepted})
    assert f'<html lang="{tag}"' in found.text
    assert found.headers["content-language"] == tag


def test_a_choice_of_language_and_theme_is_kept(reader: Client) -> None:
    page = reader.get("/preferencias")
    token = re.search(r'name="_csrf_token" value="([^"]+)"', page.text)
    assert token is not None
    form = {"_csrf_token": token[1], "lang": "pt-PT", "theme": "dark", "next": "/ajuda"}
    try:
        answer = reader.post("/preferencias", data=form, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, "/ajuda")
        assert '<html lang="pt-PT" data-theme="dark">' in reader.get("/", headers={"accept-language": "en"}).text
    finally:
        reader.cookies.clear()


def test_a_form_without_its_token_is_refused(reader: Client) -> None:
    assert reader.post("/preferencias", data={"lang": "es"}).status_code == 403


@pytest.mark.parametrize("away", ["//evil.example", "https://evil.example", "/\\evil.example", "/a\r\nx: y", ""])
def test_no_redirect_leaves(away: str) -> None:
    from meada.web.screen.preference import home

    assert home(away) == "/"


def test_an_id_that_is_not_there_says_what_comes_near(reader: Client) -> None:
    for address in ("/a/A999", "/h/999", "/h/999/numeros"):
        found = reader.get(address, headers={"accept-language": "en"})
        assert found.status_code == 404
        assert "the nearest" in found.text, address
