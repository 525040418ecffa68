"""`docs/sources.md`, `docs/store.md` and `docs/dependencies.md` say what is there, and all of it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from meada import errors
from meada.sources import SKIPPED
from meada.store import schema

ROOT = Path(__file__).parents[1]


def first_cells(text: str) -> list[str]:
    """The first cell of each row of the tables in ``text``, without the heads."""
    rows = [line.split("|")[1].strip() for line in text.splitlines() if line.startswith("|")]
    return [row for row in rows if not re.fullmatch(r"-+|package|code|input|table", row)]


def test_every_verdict_is_documented() -> None:
    verdicts = (ROOT / "docs/sources.md").read_text("utf-8").partition("## Verdicts")[2]
    kinds = [k for k in vars(errors).values() if isinstance(k, type) and issubclass(k, errors.SourceError)]
    known = {k.code for k in kinds} - {errors.SourceError.code, errors.PageError.code}
    assert {cell.strip("`") for cell in first_cells(verdicts)} == known | {SKIPPED}


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    names = {re.split(r"[<>=\[; ]", line)[0] for line in project["dependencies"]}
    documented = set(first_cells((ROOT / "docs/dependencies.md").read_text("utf-8")))
    assert names <= documented
    optional = [one for many in project["optional-dependencies"].values() for one in many]
    assert documented <= names | {re.split(r"[<>=\[; ]", one)[0] for one in optional}


def test_every_table_is_documented() -> None:
    text = (ROOT / "docs/store.md").read_text("utf-8").partition("## What it keeps")[2]
    rows = [line.split("|")[1] for line in text.partition("## ")[0].splitlines() if line.startswith("| `")]
    assert {name for row in rows for name in re.findall(r"`(\w+)`", row)} == set(schema.metadata.tables)
