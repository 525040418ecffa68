from __future__ import annotations

import re
from pathlib import Path

import pytest

from archive import QUICK, Here, corpus
from meada.bulk import run
from meada.bulk.schema import KINDS

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "archives.md").read_text("utf-8")


@pytest.mark.filterwarnings("default")
def test_every_snippet_runs_and_they_agree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run([corpus(tmp_path / "c.jsonl", 20)], "dataset", QUICK, Here())
    found = []
    for code in re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL):
        held: dict[str, object] = {}
        exec(compile(code, "archives.md", "exec"), held)
        found.append(held)
    assert len(found) == 3
    sql, pandas, polars = found
    rows = {row[0]: tuple(row[1:]) for row in sql["who"].fetchall()}  # type: ignore[attr-defined]
    assert rows
    assert any(tellings > 1 for tellings, *_ in rows.values())
    frame = pandas["table"]
    assert {name: tuple(map(int, row)) for name, row in zip(frame.index, frame.to_numpy(), strict=True)} == rows  # type: ignore[attr-defined]
    collected = polars["table"].collect().rows()  # type: ignore[attr-defined]
    assert {name: tuple(row) for name, *row in collected} == rows


def test_every_table_is_in_the_guide() -> None:
    assert set(re.findall(r"^\| `(\w+)` \|", GUIDE, re.MULTILINE)) == set(KINDS)
