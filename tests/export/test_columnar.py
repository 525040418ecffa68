from __future__ import annotations

import builtins
import io
import sys
import zipfile

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from exported import exported
from meada.errors import SettingsError
from meada.export.codebook import description
from meada.export.material import Material
from meada.export.row import TABLES, columns


def test_every_table_comes_back_typed_with_its_codebook(materials: list[Material]) -> None:
    with zipfile.ZipFile(io.BytesIO(exported("parquet", materials))) as archive:
        for name, row in TABLES.items():
            table = pq.read_table(io.BytesIO(archive.read(f"{name}.parquet")))
            assert tuple(table.column_names) == columns(row)
            for field in table.schema:
                assert field.metadata[b"description"].decode() == description(row, field.name)
            assert table.num_rows


def test_values_are_those_of_the_record(materials: list[Material]) -> None:
    table = pq.read_table(io.BytesIO(exported("parquet", materials, table="figures")))
    figures = {s.id: s.figure for m in materials for s in m.statements() if s.figure}
    for row in table.to_pylist():
        figure = figures[row["id"]]
        assert figure is not None
        assert (row["value"], row["low"], row["high"], row["bound"]) == (
            figure.value,
            figure.low,
            figure.high,
            figure.bound,
        )
    assert table.schema.field("value").type == pa.float64()


def test_without_pyarrow_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, materials: list[Material]) -> None:
    real = builtins.__import__

    def missing(name: str, *rest: object, **named: object) -> object:
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return real(name, *rest, **named)  # type: ignore[arg-type]

    for name in [name for name in sys.modules if name == "pyarrow" or name.startswith("pyarrow.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(SettingsError, match="pyarrow"):
        exported("parquet", materials)
