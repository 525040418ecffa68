"""Corrections, passages and pages, as a browser without a screen hands them in."""

from __future__ import annotations

import html
import re
import time
from collections.abc import Iterator

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from meada import flow
from meada.store import Store
from meada.web import Room, create
from room import EXAMPLES, LOCAL

Client = TestClient[Litestar]


@pytest.fixture(scope="module")
def own() -> Iterator[Store]:
    """A store that these tests may change."""
    tools = flow.Tools.load(registry=EXAMPLES / "meada.toml", models=False)
    with Store.temporary() as made:
        list(flow.add(sorted((EXAMPLES / "pages").glob("0[1-4]*")), made, tools))
        flow.weave(made, tools)
        yield made


@pytest.fixture
def editor(own: Store) -> Iterator[Client]:
    with TestClient(create(Room(store=own)), base_url=LOCAL) as client:
        yield client


def send(client: Client, page: str, to: str, **fields: str) -> tuple[int, str]:
    """Posts the form of ``page``; the status, and the text of where it leads."""
    token = re.search(r'name="_csrf_token" value="([^"]+)"', client.get(page).text)
    assert token is not None
    found = client.post(to, data={"_csrf_token": token[1], **fields}, follow_redirects=True)
    return found.status_code, found.text


def first(client: Client, label: str, kind: str) -> str:
    return str(re.search(rf'href="(/corrigir/{label}/{kind}-[^"?]+)\?', client.get(f"/a/{label}").text)[1])  # type: ignore[index]


def test_a_note_is_confirmed_by_name_and_taken_back(editor: Client, own: Store) -> None:
    where = first(editor, "A1", "attribution")
    page = f"{where}?kind=attribution"
    status, text = send(
        editor, page, where, kind="attribution", action="confirm", who="Lia Ramos", why="ouvi a gravação"
    )
    assert status == 200
    assert "Lia Ramos" in text
    assert "ouvi a gravação" in text
    line = own.judgements(where.rpartition("/")[2])[-1]
    assert (line.who, line.action, line.why) == ("Lia Ramos", "confirm", "ouvi a gravação")
    status, text = send(editor, "/correcoes", f"/correcoes/{line.id}/desfazer", who="Lia Ramos")
    assert status == 200
    assert own.state(line.item) is None


def test_a_figure_is_changed_and_survives_being_read_again(editor: Client, own: Store) -> None:
    where = next(w for w in (first(editor, label, "figure") for label in ("A1",)))
    _, text = send(editor, f"{where}?kind=figure", where, kind="figure", action="edit", value="41", who="Lia Ramos")
    assert "41" in text
    id = where.rpartition("/")[2]
    assert next(f.value for f in own.reading("A1").figures if f.id == id) == 41


def test_a_date_of_an_article_is_corrected(editor: Client, own: Store) -> None:
    page = "/corrigir/A2?kind=article"
    send(editor, page, "/corrigir/A2", kind="article", action="edit", published="2026-03-02T10:00", who="Lia Ramos")
    published = own.article("A2").published
    assert published is not None
    assert str(published.iso).startswith("2026-03-02T10:00")


def test_what_cannot_stand_is_refused_in_words(editor: Client, own: Store) -> None:
    before = len(own.judgements())
    status, text = send(
        editor, "/corrigir/A1?kind=article", "/corrigir/A1", kind="article", action="edit", published="ontem", who="Lia"
    )
    assert status == 422
    assert "ontem" in text
    assert len(own.judgements()) == before


def test_nobody_judges_without_a_name(editor: Client, own: Store) -> None:
    before = len(own.judgements())
    where = first(editor, "A1", "attribution")
    status, _ = send(editor, f"{where}?kind=attribution", where, kind="attribution", action="reject")
    assert status == 422
    assert len(own.judgements()) == before


def test_a_form_without_its_token_changes_nothing(editor: Client, own: Store) -> None:
    where = first(editor, "A1", "attribution")
    found = editor.post(where, data={"kind": "attribution", "action": "reject", "who": "Lia"})
    assert found.status_code == 403


def test_words_that_were_not_read_are_added(editor: Client, own: Store) -> None:
    page = own.page("A1")
    words = own.article("A1").body[0].of(page.text).split(".")[0]
    status, text = send(
        editor,
        "/corrigir/A1?kind=article",
        "/acrescentar/A1",
        kind="attribution",
        words=words,
        speaker="Rádio Maré",
        who="Lia",
    )
    assert status == 200
    assert any(a.rule == "judgement" and a.speaker == "Rádio Maré" for a in own.reading("A1").attributions)
    assert "Lia" in text


def test_a_passage_is_checked(editor: Client, own: Store) -> None:
    sentence = own.reading("A1").sentences[1].of(own.page("A1").text)
    status, text = send(editor, "/conferir", "/conferir", text=sentence)
    assert status == 200
    assert "/a/A1#" in text
    _, nothing = send(editor, "/conferir", "/conferir", text="Um elefante cruzou a ponte de vidro em Zanzibar.")
    assert re.search(r"(?:Nada|Nenhum)\w*", nothing)


def test_pages_are_handed_in(editor: Client, own: Store) -> None:
    token = re.search(r'name="_csrf_token" value="([^"]+)"', editor.get("/novo").text)
    assert token is not None
    fresh = next(p for p in sorted((EXAMPLES / "pages").iterdir()) if p.name.startswith("05"))
    found = editor.post(
        "/novo",
        data={"_csrf_token": token[1], "text": ""},
        files=[
            ("files", ("../../etc/../" + fresh.name, fresh.read_bytes())),
            ("files", ("a.pdf", b"%PDF-1.7 nothing")),
        ],
        follow_redirects=True,
    )
    assert found.status_code == 200
    for _ in range(200):
        text = editor.get(str(found.url.path)).text
        if 'aria-busy="false"' in text:
            break
        time.sleep(0.1)
    label = next(entry.label for entry in own.entries() if entry.origin == fresh.name)
    title = own.shelf.articles(pages=[own.resolve(label)])[0].title
    assert title is not None
    assert re.search(rf'href="/a/{label}"><b>{label}</b> <span[^>]*>{re.escape(html.escape(title))}</span>', text)
    assert fresh.name in text
    assert "a.pdf" in text
    assert fresh.name in {entry.origin for entry in own.entries()}


def test_nothing_handed_in_is_said(editor: Client) -> None:
    token = re.search(r'name="_csrf_token" value="([^"]+)"', editor.get("/novo").text)
    assert token is not None
    found = editor.post("/novo", data={"_csrf_token": token[1], "text": " "}, files=[("files", ("", b""))])
    assert found.status_code == 400


def test_a_lot_that_is_not_known_is_no_page(editor: Client) -> None:
    assert editor.get("/novo/abc").status_code == 404


@pytest.mark.parametrize(("kind", "field", "theirs", "mine"), [
    ("figure", "value", "77", "78"), ("event", "type", "AID", "REJECT"), ("attribution", "speaker", "Rui Sá", "Ana Luz"),
])  # fmt: skip
def test_two_who_change_one_item_see_each_others_change(
    editor: Client, own: Store, kind: str, field: str, theirs: str, mine: str
) -> None:
    where = first(editor, "A2", kind)
    page, id = f"{where}?kind={kind}", where.rpartition("/")[2]
    form = dict(re.findall(r'name="(seen|was-[a-z_]+)" value="([^"]*)"', editor.get(page).text))
    sent = {**form, "kind": kind, "action": "edit"}
    assert send(editor, page, where, **{**sent, field: theirs, "who": "Rui"})[0] == 200
    status, text = send(editor, page, where, **{**sent, field: mine, "who": "Ana"})
    assert (status, len(own.judgements(id))) == (409, 1)
    assert re.search(r'class="since".*<b>Rui</b>', text, re.DOTALL)
    assert f'value="{mine}" selected' in text or f'name="{field}" value="{mine}"' in text
    again = re.search(r'name="seen" value="(\d+)"', text)
    assert again is not None
    status, _ = send(editor, page, where, **{**sent, "seen": again[1], field: mine, "who": "Ana"})
    assert (status, len(own.judgements(id))) == (200, 2)


def test_a_story_that_somebody_judged_meanwhile_is_not_judged_over(editor: Client, own: Store) -> None:
    story = own.stories()[0].id
    page, where = f"/corrigir/{story}?kind=story", f"/corrigir/{story}"
    seen = re.search(r'name="seen" value="(\d+)"', editor.get(page).text)
    assert seen is not None
    assert send(editor, page, where, kind="story", action="edit", title="Um", who="Rui", seen=seen[1])[0] == 200
    assert send(editor, page, where, kind="story", action="edit", title="Dois", who="Ana", seen=seen[1])[0] == 409
    assert own.judgements(story)[-1].who == "Rui"


def test_sources_are_called_as_the_users_registry_calls_them() -> None:
    with Store.temporary() as store:
        tools = flow.Tools.of(store, registry=EXAMPLES / "meada.toml", models=False)
        list(flow.add([next((EXAMPLES / "pages").glob("02*"))], store, tools))
        with TestClient(create(Room(store=store)), base_url=LOCAL) as client:
            page = client.get("/fontes").text
    assert "Portal Aurora" in page
    assert ">aurora<" not in page
