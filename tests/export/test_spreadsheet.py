from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exported import exported
from meada.export.codebook import codebook
from meada.export.material import Material
from meada.export.row import TABLES, columns
from meada.export.spreadsheet import cell


@pytest.fixture(scope="module")
def files(materials: list[Material]) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(exported("csv", materials, everything=True))) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def read(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_all_tables_come_with_their_codebook(files: dict[str, bytes]) -> None:
    assert set(files) == {*(f"{name}.csv" for name in TABLES), "codebook.md", "datapackage.json"}
    assert files["codebook.md"].decode() == codebook()
    for resource in json.loads(files["datapackage.json"])["resources"]:
        head = next(csv.reader(io.StringIO(files[resource["path"]].decode("utf-8-sig"))))
        assert head == [field["name"] for field in resource["schema"]["fields"]]


def test_every_statement_link_and_figure_has_its_row(files: dict[str, bytes], materials: list[Material]) -> None:
    statements = [s for m in materials for s in m.statements()]
    assert sorted(r["id"] for r in read(files["statements.csv"])) == sorted(s.id for s in statements)
    assert sorted(r["id"] for r in read(files["links.csv"])) == sorted(k.id for m in materials for k in m.links())
    assert sorted(r["id"] for r in read(files["figures.csv"])) == sorted(s.id for s in statements if s.figure)


def test_a_quote_is_the_slice_that_its_offsets_name(files: dict[str, bytes], materials: list[Material]) -> None:
    texts = {d.capture: d.text for m in materials for d in m.documents}
    rows = read(files["statements.csv"])
    for row in rows:
        whole = texts[row["capture"]][int(row["start"]) : int(row["end"])]
        first, last = row["quote"].removeprefix("'").split(" … ")[0], row["quote"].split(" … ")[-1].removeprefix("'")
        assert " ".join(whole.split()).startswith(first)
        assert " ".join(whole.split()).endswith(last)
    assert rows


def test_counts_of_origins_are_those_of_the_names(files: dict[str, bytes]) -> None:
    rows = read(files["statements.csv"])
    assert any(int(row["n_origins"]) for row in rows)
    for row in rows:
        assert int(row["n_origins"]) == len([o for o in row["origins"].split("; ") if o])
        assert int(row["n_outlets"]) <= int(row["n_articles"])


def test_the_one_that_a_person_confirmed_says_so(files: dict[str, bytes]) -> None:
    states = {row["state"]: row["state_by"] for row in read(files["statements.csv"])}
    assert states == {"machine": "", "confirmed": "Ana Prado"}


def test_duckdb_reads_one_table(materials: list[Material], tmp_path: Path) -> None:
    path = tmp_path / "figures.csv"
    path.write_bytes(exported("csv", materials, table="figures"))
    with duckdb.connect() as base:
        names = [row[0] for row in base.execute(f"describe select * from read_csv('{path}', header = true)").fetchall()]
        rows = base.execute(f"select value, typeof(value) from read_csv('{path}')").fetchall()
    assert tuple(names) == columns(TABLES["figures"])
    assert len(rows) == sum(s.figure is not None for m in materials for s in m.statements())
    assert {kind for _, kind in rows} <= {"DOUBLE", "BIGINT"}


def test_only_what_is_shown_unless_all_is_asked(materials: list[Material]) -> None:
    few = read(exported("csv", materials, table="links"))
    many = read(exported("csv", materials, table="links", everything=True))
    assert {row["level"] for row in few} == {"shown"}
    assert {row["id"] for row in few} < {row["id"] for row in many}


@given(st.text())
def test_no_text_is_run_by_a_spreadsheet_and_none_is_lost(text: str) -> None:
    shown = cell(text)
    assert not shown.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert shown.removeprefix("'") == text or shown == text


@pytest.mark.parametrize(("value", "shown"), [(-3.5, "-3.5"), (None, ""), (True, "true"), (10000.0, "10000"), (0, "0")])
def test_numbers_stay_numbers(value: object, shown: str) -> None:
    assert cell(value) == shown
