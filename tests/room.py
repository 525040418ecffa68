"""The reading room in tests: a store of the invented pages, and a browser without a screen. A plugin of pytest."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from litestar import Litestar
    from litestar.testing import TestClient
    from playwright.sync_api import Browser

    from meada.store import Store

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
PAGES = (2, 3, 4, 5, 6, 9, 10, 12, 13, 16, 24)
"""Of the invented pages: copies, a count that rises, a denial, three languages, a page without a headline."""

LOCAL = "http://127.0.0.1"
ADDRESSES = (
    "/api",
    "/", "/a/A1", "/a/A5", "/a/A9", "/a/A1/pagina", "/a/A1/original", "/a/A2/diferenca/A1", "/h/1", "/h/1/afirmacoes",
    "/h/1/numeros", "/h/1/cobertura", "/h/1/pessoas", "/h/1/dossie", "/p/dario_valbom", "/n/COUNT", "/fontes", "/busca",
    "/busca?q=mortos", "/busca?q=nenhures", "/ajuda", "/preferencias", "/conferir", "/novo",
    "/correcoes", "/corrigir/A1?kind=article", "/d", "/d/1", "/auditoria", "/auditoria/1", "/nada",
)  # fmt: skip
"""Every kind of page, once: what the tests of all pages look at."""


@pytest.fixture(scope="session")
def store() -> Iterator[Store]:
    """The invented pages of the demo, read once, by rules alone."""
    from meada import flow
    from meada.store import Store

    tools = flow.Tools.load(registry=EXAMPLES / "meada.toml", models=False)
    with Store.temporary() as made:
        for _ in flow.add([next((EXAMPLES / "pages").glob(f"{n:02}-*")) for n in PAGES], made, tools):
            pass
        flow.weave(made, tools)
        furnish(made)
        yield made


def furnish(store: Store) -> None:
    """A dossier with two passages, one of them with a note, and a sample of figures to be audited."""
    from meada import audit
    from meada.web.pick import resolved

    dossier = store.dossiers.make("Cheia do Aramal", "Lia Ramos")
    told = next(s for s in store.statements("1") if s.figure and s.figure.unit)
    article = store.article("A1")
    assert article.headline is not None
    for name in (told.id, f"A1:{article.headline.start}-{article.headline.end}"):
        found = resolved(store, name)
        made = store.dossiers.add(dossier.id, found.page, found.label, found.quotes, item=found.item, who="Lia Ramos")
    store.dossiers.note(dossier.id, made.id, "Conferir com a prefeitura.", 0)
    audit.draw(store, "figure", 5, who="Lia Ramos")


@pytest.fixture(scope="session")
def reader(store: Store) -> Iterator[TestClient[Litestar]]:
    """A browser without a screen, on this machine."""
    from litestar.testing import TestClient

    from meada.web import Room, create

    with TestClient(create(Room(store=store)), base_url=LOCAL) as client:
        yield client


@pytest.fixture(scope="session")
def addresses(store: Store) -> tuple[str, ...]:
    """`ADDRESSES`, with the statement that the longest count of the first story begins with."""
    from meada.record.series import series

    first = series(store.record("1"))[0].points[0].statement
    return tuple(address.replace("COUNT", first) for address in ADDRESSES)


@pytest.fixture(scope="session")
def site(store: Store) -> Iterator[str]:
    """The address of the reading room, served on a free port for as long as the tests run."""
    with serving(store) as address:
        yield address


@contextmanager
def serving(store: Store) -> Iterator[str]:
    """Serves ``store`` on a free port; gives the address."""
    import threading

    import uvicorn

    from meada.web import Room, create
    from meada.web.serve import listen

    listener = listen("127.0.0.1", 0)
    config = uvicorn.Config(create(Room(store=store)), http="h11", ws="none", loop="asyncio", log_config=None)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)
    listener.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, at `MEADA_CHROMIUM` or where the system has it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield started
        started.close()


FLAGS = [
    "--headless=new", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),
]  # fmt: skip


def chromium() -> str:
    """The path of Chromium; the tests of the browser fail without it, and say what to do."""
    named = os.environ.get("MEADA_CHROMIUM")
    found = named or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found or not Path(found).exists():
        pytest.fail("Chromium is needed (apt-get install chromium), or its path in MEADA_CHROMIUM", pytrace=False)
    return found
