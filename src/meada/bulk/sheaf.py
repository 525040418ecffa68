"""What one task gives of one table: a file sorted by day, with the row groups of each day on record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

import msgspec
import pyarrow as pa

from meada.bulk.place import Place
from meada.bulk.schema import schema
from meada.store.codec import legible

__all__ = ["Sheaf", "bind", "cuts", "ordered"]

_MOST = 256
"""Rows in a row group."""

Row = Mapping[str, Any]


class Sheaf(msgspec.Struct, frozen=True):
    """A file of table ``kind``. ``groups`` has the day and number of rows of each row group, in order."""

    kind: str
    name: str
    groups: tuple[tuple[str, int], ...] = ()


def ordered(rows: Sequence[Row]) -> list[Row]:
    """``rows`` as a sheaf holds them: by day, then id."""
    return sorted(rows, key=lambda row: (row["day"], row["id"]))


def bind(place: Place, kind: str, name: str, rows: Sequence[Row]) -> Sheaf:
    """Writes ``rows`` as the file ``name`` of ``kind``."""
    held = ordered(rows)
    groups = cuts(held)
    try:
        table = pa.Table.from_pylist(held, schema=schema(kind))
    except UnicodeEncodeError:
        table = pa.Table.from_pylist([_mended(row) for row in held], schema=schema(kind))
    path = f"work/{kind}/{name}.parquet"
    place.write(path, table, [rows for _, rows in groups])
    return Sheaf(kind, path, tuple(groups))


def cuts(held: Sequence[Row]) -> list[tuple[str, int]]:
    """The day and size of each row group that `ordered` rows are cut into."""
    groups: list[tuple[str, int]] = []
    for day, of_day in groupby(held, key=lambda row: row["day"]):
        number = len(list(of_day))
        groups += [(day, min(_MOST, number - start)) for start in range(0, number, _MOST)]
    return groups


def _mended(row: Row) -> Row:
    return {key: legible(value) if isinstance(value, str) else value for key, value in row.items()}
