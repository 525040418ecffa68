from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.mofile import write_mo

from messages import LOCALE, TONGUES, catalogue

if TYPE_CHECKING:
    from meada.export.material import Material

pytest_plugins = ("room", "postgres", "pen")


def pytest_configure() -> None:
    """The catalogues as they stand in the source, whatever an earlier install compiled."""
    for tongue in TONGUES:
        target = LOCALE / tongue / "LC_MESSAGES" / "meada.mo"
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as stream:
            write_mo(stream, catalogue(tongue))


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of invented pages: two languages, copies, figures that change, a page without an address, one judgement."""
    from meada import flow
    from meada.store import Store

    examples = Path(__file__).parents[1] / "examples"
    where = tmp_path_factory.mktemp("kept") / "s.db"
    tools = flow.Tools.load(registry=examples / "meada.toml")
    with Store.open(where) as store:
        pages = [p for n in ("01", "02", "03", "06", "15") for p in (examples / "pages").glob(f"{n}*")]
        list(flow.add(pages, store, tools))
        flow.weave(store, tools)
        told = next(s for s in store.statements() if s.type == "CASUALTY")
        flow.judge(store, "confirm", told.id, who="Ana Prado", tools=tools)
    return where


@pytest.fixture(scope="session")
def materials(kept: Path) -> Iterator[list[Material]]:
    """What ``kept`` holds, story by story, as exports are made from it."""
    from meada.export.gather import of_stories
    from meada.store import Store

    with Store.open(kept) as store:
        yield list(of_stories(store))
