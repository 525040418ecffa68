"""A room that others reach: nobody without a token, nobody edits with one to read."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from meada import flow
from meada.errors import NotFoundError, SettingsError, StoreError
from meada.store import Store
from meada.web import Room, create
from meada.web.serve import listen, serve
from room import EXAMPLES

Client = TestClient[Litestar]


@pytest.fixture
def own() -> Iterator[Store]:
    with Store.temporary() as made:
        yield made


@pytest.fixture
def shared(own: Store) -> Iterator[Client]:
    with TestClient(create(Room(store=own, shared=True, whole=False)), base_url="http://room.example") as client:
        yield client


def bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


def test_answers_do_not_wait_for_acknowledgements() -> None:
    listener = listen("127.0.0.1", 0)
    with listener, socket.create_connection(listener.getsockname()):
        accepted, _ = listener.accept()
        with accepted:
            assert accepted.proto == socket.IPPROTO_TCP  # asyncio sets TCP_NODELAY on these only


def test_nobody_reads_without_a_token(shared: Client, own: Store) -> None:
    assert shared.get("/").status_code == 401
    assert shared.get("/", headers=bearer("guessed")).status_code == 401
    assert shared.get("/healthz").status_code == 200
    assert shared.get("/static/meada.css").status_code == 200
    token = own.tokens.make("Ana", "read")
    assert shared.get("/", headers=bearer(token)).status_code == 200
    own.tokens.revoke("Ana")
    assert shared.get("/", headers=bearer(token)).status_code == 401


def test_a_browser_is_led_to_the_door_and_back(shared: Client, own: Store) -> None:
    token = own.tokens.make("Ana", "read")
    door = shared.get("/ajuda", headers={"accept": "text/html"})
    assert door.url.path == "/entrar"
    form = re.search(r'name="_csrf_token" value="([^"]+)".*?name="next" value="([^"]+)"', door.text, re.DOTALL)
    assert form is not None
    assert form[2] == "/ajuda"
    fields = {"_csrf_token": form[1], "next": form[2]}
    assert shared.post("/entrar", data={**fields, "token": "wrong"}).status_code == 401
    inside = shared.post("/entrar", data={**fields, "token": token})
    assert inside.url.path == "/ajuda"
    assert "Ana" in inside.text


def test_a_token_to_read_does_not_edit(shared: Client, own: Store) -> None:
    token = own.tokens.make("Ana", "read")
    page = shared.get("/", headers=bearer(token))
    csrf = page.cookies["meada_csrf"]
    answer = shared.post("/a/A1", headers={**bearer(token), "x-csrftoken": csrf})
    assert answer.status_code in (403, 405)


@pytest.fixture
def store() -> Iterator[Store]:
    """Two articles that nobody has opened."""
    tools = flow.Tools.load(registry=EXAMPLES / "meada.toml", models=False)
    with Store.temporary() as made:
        list(flow.add(sorted((EXAMPLES / "pages").glob("0[12]*")), made, tools))
        yield made


def test_whole_pages_are_hidden_and_reads_not_counted(store: Store) -> None:
    token = store.tokens.make("Rui", "read")
    room = Room(store=store, shared=True, whole=False)
    with TestClient(create(room), base_url="http://room.example") as client:
        client.headers.update(bearer(token))
        assert client.get("/a/A1").status_code == 200
        assert client.get("/a/A1/pagina").status_code == 403
        assert client.get("/a/A1/original").status_code == 403
        assert "/original" not in client.get("/a/A1").text
    store.tokens.revoke("Rui")
    room.reads.write(store)
    assert store.shelf.most_read() == []


def test_a_token_is_kept_as_its_hash_and_is_one_a_person(own: Store) -> None:
    token = own.tokens.make("Ana", "edit")
    assert len(token) >= 40
    with pytest.raises(StoreError, match="Ana"):
        own.tokens.make("Ana", "read")
    own.tokens.revoke("Ana")
    with pytest.raises(NotFoundError):
        own.tokens.revoke("Ana")
    again = own.tokens.make("Ana", "read")
    assert again != token
    assert own.tokens.holder(token) is None
    assert [(h.name, h.right, h.revoked_at) for h in own.tokens.holders()] == [("Ana", "read", None)]


def test_no_room_is_opened_to_others_while_nobody_has_a_token(own: Store) -> None:
    with pytest.raises(SettingsError, match=r"0\.0\.0\.0"):
        serve(own, host="0.0.0.0", port=0, ready=lambda address, shared: None)


def test_articles_opened_are_counted_here(store: Store) -> None:
    room = Room(store=store)
    with TestClient(create(room), base_url="http://127.0.0.1") as client:
        for _ in range(3):
            client.get("/a/A2")
        client.get("/a/A1")
    assert [row.label for row in store.shelf.most_read()] == ["A2", "A1"]
