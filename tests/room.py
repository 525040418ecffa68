"""The reading room in tests: a store of the invented pages, and a browser without a screen. A plugin of pytest."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from litestar import Litestar
    from litestar.testing import TestClient

    from meada.store import Store

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
LOCAL = "http://127.0.0.1"
ADDRESSES = (
    "/", "/a/A1", "/a/A5", "/h/1", "/h/1/afirmacoes", "/h/1/numeros", "/h/1/cobertura", "/h/1/pessoas", "/h/1/dossie",
    "/ajuda", "/preferencias", "/nada",
)  # fmt: skip
"""Every kind of page, once: what the tests of all pages look at."""


@pytest.fixture(scope="session")
def store() -> Iterator[Store]:
    """The invented pages of the demo, read once, by rules alone."""
    from meada import flow
    from meada.store import Store

    tools = flow.Tools.load(registry=EXAMPLES / "meada.toml", models=False)
    with Store.temporary() as made:
        for _ in flow.add([EXAMPLES / "pages"], made, tools):
            pass
        flow.weave(made, tools)
        yield made


@pytest.fixture(scope="session")
def reader(store: Store) -> Iterator[TestClient[Litestar]]:
    """A browser without a screen, on this machine."""
    from litestar.testing import TestClient

    from meada.web import Room, create

    with TestClient(create(Room(store=store)), base_url=LOCAL) as client:
        yield client


@pytest.fixture(scope="session")
def addresses() -> tuple[str, ...]:
    return ADDRESSES
