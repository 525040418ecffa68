"""What a store keeps of the user's registry."""

from __future__ import annotations

from pathlib import Path

from meada import flow
from meada.sources import paste
from meada.store import Store

TEXT = """Feira reabre em Porto Leme

2 de março de 2025

A feira de Porto Leme reabriu neste domingo depois de dois meses de obras, informou a prefeitura.

"É um belo mercado", disse o presidente argentino aos jornalistas que o esperavam no cais.
"""
TABLE = "name,office,of,since\nBento Sá,head_of_state,ARG,2023-12-10\n"


def registry(folder: Path, table: str = TABLE) -> Path:
    (folder / "holders.csv").write_text(table, "utf-8")
    (folder / "meada.toml").write_text('holders = ["holders.csv"]\n', "utf-8")
    return folder / "meada.toml"


def speakers(store: Store, tools: flow.Tools) -> list[str | None]:
    list(flow.reread(store, tools))
    return [said.entity for said in store.reading("A1").attributions if said.type == "direct"]


def test_pages_are_read_anew_with_the_registry_that_the_store_was_given(tmp_path: Path) -> None:
    file = registry(tmp_path)
    with Store.open(":memory:") as store:
        assert flow.Tools.of(store, models=False).registry.added is None
        tools = flow.Tools.of(store, registry=file, models=False)
        entry = flow.take(paste(TEXT), tools)
        store.add(entry.capture, entry.page, entry.article, entry.reading, tools.made())
        file.unlink()
        assert speakers(store, flow.Tools.of(store, models=False)) == ["bento_sa"]
        other = flow.Tools.of(store, registry=registry(tmp_path, TABLE.replace("Bento Sá", "Caio Roca")), models=False)
        assert speakers(store, other) == ["caio_roca"]
        assert speakers(store, flow.Tools.of(store, models=False)) == ["caio_roca"]
