from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import jsonschema
import msgspec
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from litestar import Litestar
from litestar.testing import TestClient
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from meada import flow
from meada.export.form import FORMATS
from meada.reading.reading import Reading
from meada.store import Store
from meada.story.story import Story
from meada.web import Room, create
from meada.web.api.openapi import document
from meada.web.api.shape import ArticleList, LinkList, PageOut, RecordOut, StatementList, StoryList

T = TypeVar("T")
PAGES = {
    "a.txt": "Barco vira no rio das Pedras\n\nPelo menos 11 pessoas morreram no naufrágio de ontem, disse a Defesa Civil de Arraial.\n\n"
    "A prefeita Lídia Prado visitou o porto nesta terça-feira e prometeu um novo píer.\n",
    "b.txt": "Naufrágio deixa onze mortos em Arraial\n\nPelo menos 11 pessoas morreram no naufrágio de ontem, disse a Defesa Civil de "
    "Arraial.\n\nO dono do barco negou que houvesse excesso de passageiros.\n",
}  # fmt: skip


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def small(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Two pages in a store of their own, on each of the two engines."""
    folder = tmp_path_factory.mktemp("pages")
    for name, text in PAGES.items():
        (folder / name).write_text(text, "utf-8")
    tools = flow.Tools.load(models=False)
    place = folder / "s.db" if request.param == "sqlite" else request.getfixturevalue("postgres").database()
    with Store.open(place) as store:
        list(flow.add([folder / name for name in PAGES], store, tools))
        flow.weave(store, tools)
        yield store


@pytest.fixture(scope="module")
def app(small: Store) -> Litestar:
    return create(Room(store=small))


@pytest.fixture(scope="module")
def client(app: Litestar) -> Iterator[TestClient[Litestar]]:
    with TestClient(app, base_url="http://127.0.0.1") as client:
        yield client


def got(client: TestClient[Litestar], path: str, shape: type[T], **query: Any) -> T:
    answer = client.get(path, params=query)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("application/json")
    return msgspec.json.decode(answer.content, type=shape)


def test_the_description_is_the_one_that_is_frozen() -> None:
    frozen = Path(__file__).parents[2] / "docs" / "openapi.json"
    assert json.loads(frozen.read_text("utf-8")) == json.loads(json.dumps(document())), "run: python tests/guide.py"


def test_every_type_that_the_description_names_is_in_it_and_is_a_schema() -> None:
    text = json.dumps(document())
    schemas = document()["components"]["schemas"]
    named = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert named <= schemas.keys()
    for one in schemas.values():
        jsonschema.Draft202012Validator.check_schema(one)


def test_the_same_structs_come_back(client: TestClient[Litestar], small: Store) -> None:
    stories = got(client, "/api/stories", StoryList)
    assert [one.id for one in stories.items] == [s.id for s in small.stories()]
    assert got(client, "/api/stories/1", Story) == small.story("1")
    record = got(client, "/api/stories/1/record", RecordOut, all=True)
    assert {one.statement for one in record.statements} == set(small.statements())
    assert {one.link for one in record.links} == set(small.links())
    assert got(client, "/api/articles/A1/reading", Reading) == small.reading("A1")
    assert got(client, "/api/articles/A1/page", PageOut).text == small.page("A1").text
    assert {one.label for one in got(client, "/api/articles", ArticleList).items} == {"A1", "A2"}


def test_lists_are_cut_and_lead_to_their_next_part(client: TestClient[Litestar], small: Store) -> None:
    seen, path = [], "/api/stories/1/statements?limit=2"
    while path:
        answer = client.get(path)
        found = msgspec.json.decode(answer.content, type=StatementList)
        assert found.total == len(small.statements("1"))
        assert len(found.items) <= 2
        seen += [one.statement.id for one in found.items]
        links = [part.split("; rel=") for part in answer.headers["link"].split(", ")]
        path = next((where.strip("<>") for where, rel in links if rel == '"next"'), "")
    assert len(seen) == len(set(seen)) == len(small.statements("1"))


def test_only_what_is_asked_for(client: TestClient[Litestar]) -> None:
    links = got(client, "/api/stories/1/links", LinkList, level="shown")
    assert links.items
    assert {one.link.level for one in links.items} == {"shown"}
    figures = got(client, "/api/stories/1/statements", StatementList, kind="figure")
    assert {one.statement.kind for one in figures.items} <= {"figure"}


def test_what_the_client_has_is_not_sent_again(client: TestClient[Litestar]) -> None:
    first = client.get("/api/stories/1/record")
    tag = first.headers["etag"]
    again = client.get("/api/stories/1/record", headers={"If-None-Match": tag})
    assert again.status_code == 304
    assert again.content == b""
    assert client.get("/api/stories/1/record?all=true", headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [("/api/stories/99", 404), ("/api/nothing", 404), ("/api/stories?limit=0", 400), ("/api/export/doc", 404),
     ("/api/items/statement-ffffffffffff", 404), ("/api/stories/1/export/md?table=figures", 400), ("/api/search", 400)],
)  # fmt: skip
def test_what_goes_wrong_is_a_problem(client: TestClient[Litestar], path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert answer.json()["status"] == status


def test_a_judgement_is_written_shown_and_taken_back(client: TestClient[Litestar], small: Store) -> None:
    id = small.statements("1")[0].id
    made = client.post("/api/judgements", json={"action": "confirm", "item": id, "who": "Ana Prado"})
    assert made.status_code == 201, made.text
    assert client.get(f"/api/items/{id}").json()["standing"] == {
        "state": "confirmed",
        "who": "Ana Prado",
        "at": made.json()["at"],
    }
    undone = client.post(f"/api/judgements/{made.json()['id']}/undo", json={"who": "Ana Prado"})
    assert undone.status_code == 201
    assert client.get(f"/api/items/{id}").json()["standing"] == {"state": "machine"}
    assert client.get(f"/api/judgements?item={id}").json()["total"] == 2


def test_a_form_of_another_site_judges_nothing(client: TestClient[Litestar], small: Store) -> None:
    before = len(small.judgements())
    body = json.dumps({"action": "confirm", "item": small.statements("1")[0].id, "who": "x"})
    answer = client.post("/api/judgements", content=body, headers={"Content-Type": "text/plain"})
    assert answer.status_code in (400, 415)
    assert len(small.judgements()) == before


def test_nobody_judges_without_a_name(client: TestClient[Litestar], small: Store) -> None:
    answer = client.post("/api/judgements", json={"action": "confirm", "item": small.statements("1")[0].id})
    assert answer.status_code == 422
    assert answer.json()["detail"]


@pytest.mark.parametrize("form", list(FORMATS))
def test_every_export_comes_with_its_media_type(client: TestClient[Litestar], form: str) -> None:
    for path in (f"/api/stories/1/export/{form}", f"/api/articles/A1/export/{form}"):
        answer = client.get(path)
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"] == FORMATS[form].media_type(None)
        assert "filename=" in answer.headers["content-disposition"]
        assert answer.content


def test_in_a_shared_room_no_text_is_given_away(small: Store) -> None:
    with TestClient(create(Room(store=small, shared=True, whole=False)), base_url="http://127.0.0.1") as client:
        for path in ("/api/articles/A1/page", "/api/stories/1/export/json?full_text=true"):
            assert client.get(path).status_code in (401, 403)


def test_the_page_of_the_api_lists_every_operation(client: TestClient[Litestar]) -> None:
    shown = client.get("/api").text
    for path in document()["paths"]:
        assert path in shown


def test_search_and_check_answer(client: TestClient[Litestar]) -> None:
    assert client.get("/api/search", params={"q": "naufrágio"}).json()["hits"]
    checked = client.post("/api/check", json={"text": "Pelo menos 11 pessoas morreram no naufrágio."})
    assert checked.status_code == 200
    assert checked.json()["searched"] == 2


CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
HOST = {"Host": "127.0.0.1"}


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # streams of the client, not of the app
def test_whatever_is_asked_is_answered_as_described(app: Litestar) -> None:
    asked = 0
    for result in schemathesis.openapi.from_asgi("/api/openapi.json", app, headers=HOST).get_all_operations():
        assert isinstance(result, Ok)

        @given(case=result.ok().as_strategy())
        @settings(
            max_examples=3, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None
        )
        def ask(case: schemathesis.Case[Any]) -> None:
            case.call_and_validate(checks=CHECKS, headers=HOST)

        ask()
        asked += 1
    assert asked == sum(len(methods) for methods in document()["paths"].values())
