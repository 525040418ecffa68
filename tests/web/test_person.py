from __future__ import annotations

from litestar import Litestar
from litestar.testing import TestClient

from meada.store import Store

Client = TestClient[Litestar]


def test_only_people_with_an_office_have_a_page(reader: Client, store: Store) -> None:
    people = [e for e in store.record("1").entities if e.type == "person"]
    public = store.cast.public([e.id for e in people])
    assert "dario_valbom" in public
    private = [e for e in people if e.id not in public]
    assert private
    for entity in private:
        assert reader.get(f"/p/{entity.id}").status_code == 404, entity.name
    page = reader.get("/h/1/pessoas").text
    assert not any(f'/p/{entity.id}"' in page for entity in private)


def test_a_person_says_and_does_with_the_address_of_each_sentence(reader: Client, store: Store) -> None:
    figure = store.cast.figure("dario_valbom")
    assert figure.roles["says"] >= 1
    assert any("residente" in office.words for office in figure.offices)
    scene = store.cast.scenes("dario_valbom", "says", limit=1)[0]
    page = reader.get("/p/dario_valbom").text
    assert f"/a/{scene.label}#{scene.statement.id}" in page
    assert f'id="{scene.statement.id}"' in reader.get(f"/a/{scene.label}").text


def test_nobody_is_a_helpful_404(reader: Client) -> None:
    found = reader.get("/p/ninguem", headers={"accept-language": "en"})
    assert found.status_code == 404
    assert "nobody here" in found.text
