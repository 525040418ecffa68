from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from meada import flow
from meada.export.gather import of_stories
from meada.export.material import Material
from meada.store import Store

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of invented pages: two languages, copies, figures that change, a page without an address."""
    where = tmp_path_factory.mktemp("kept") / "s.db"
    tools = flow.Tools.load(registry=EXAMPLES / "meada.toml")
    with Store.open(where) as store:
        pages = [p for n in ("01", "02", "03", "06", "15") for p in (EXAMPLES / "pages").glob(f"{n}*")]
        list(flow.add(pages, store, tools))
        flow.weave(store, tools)
        denial = next(s for s in store.statements() if s.kind == "denial" or s.type == "CASUALTY")
        store.judge(who="Ana Prado", item=denial.id, kind="statement", action="confirm")
    return where


@pytest.fixture(scope="session")
def materials(kept: Path) -> Iterator[list[Material]]:
    with Store.open(kept) as store:
        yield list(of_stories(store))
