"""Tables as Parquet, typed, with the codebook in the metadata of their columns: one of them, or all in a zip archive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import msgspec

from meada.errors import SettingsError
from meada.export.codebook import codebook, description, is_required, kind
from meada.export.material import Material
from meada.export.row import TABLES, columns
from meada.export.setting import Setting
from meada.export.spool import Spool, drained, packed, spool
from meada.export.tidy import rows

if TYPE_CHECKING:
    import pyarrow

__all__ = ["write"]

_GROUP = 5000
"""Rows kept in memory before a row group is written."""


def write(materials: Iterable[Material], setting: Setting) -> Iterator[bytes]:
    """The table that ``setting`` names; all of them in a zip archive where it names none. Raises `SettingsError` where
    pyarrow is not installed."""
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError as error:
        raise SettingsError(
            "Parquet needs pyarrow, which is not installed", next="install it with: pip install 'meada[parquet]'"
        ) from error
    names = list(TABLES) if setting.table is None else [setting.table]
    with ExitStack() as stack:
        tables = {name: _Table(TABLES[name], stack.enter_context(spool())) for name in names}
        for material in materials:
            for name, table in tables.items():
                table.extend(rows(material, name, setting))
        spools = {f"{name}.parquet": table.close() for name, table in tables.items()}
        if setting.table is not None:
            yield from drained(spools[f"{setting.table}.parquet"])
            return
        spools["codebook.md"] = stack.enter_context(spool())
        spools["codebook.md"].write(codebook().encode())
        yield from packed(spools)


class _Table:
    def __init__(self, row: type[msgspec.Struct], file: Spool) -> None:
        import pyarrow.parquet

        self.columns, self.schema = columns(row), _schema(row)
        self.file = file
        self.writer = pyarrow.parquet.ParquetWriter(self.file, self.schema, compression="zstd")
        self.waiting: list[dict[str, Any]] = []

    def extend(self, found: Iterable[msgspec.Struct]) -> None:
        for row in found:
            self.waiting.append({name: getattr(row, name) for name in self.columns})
            if len(self.waiting) >= _GROUP:
                self.flush()

    def flush(self) -> None:
        import pyarrow

        self.writer.write_table(pyarrow.Table.from_pylist(self.waiting, schema=self.schema))
        self.waiting = []

    def close(self) -> Spool:
        self.flush()
        self.writer.close()
        return self.file


def _schema(row: type[msgspec.Struct]) -> pyarrow.Schema:
    import pyarrow as pa

    types = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
    return pa.schema(
        [
            pa.field(
                name,
                types[kind(row, name)],
                nullable=not is_required(row, name),
                metadata={"description": description(row, name)},
            )
            for name in columns(row)
        ]
    )
