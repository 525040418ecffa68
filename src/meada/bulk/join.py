"""Joins that are wider than memory: DuckDB over the files of a dataset, with a limit and a folder to spill into."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa

from meada.bulk.place import Place
from meada.bulk.schema import schema

__all__ = ["batches", "connection", "files", "view", "whole", "within"]

_BATCH = 1 << 14


@contextmanager
def connection(memory: int, threads: int = 1) -> Iterator[duckdb.DuckDBPyConnection]:
    """A database of its own that takes at most ``memory`` MiB and spills the rest; gone at the end."""
    with tempfile.TemporaryDirectory(prefix="meada-join-") as folder:
        settings: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": f"{memory}MB",
            "threads": threads,
            "temp_directory": folder,
        }
        with duckdb.connect(str(Path(folder) / "join.db"), config=settings) as opened:
            opened.execute("SET preserve_insertion_order = false")
            yield opened


def files(place: Place, kind: str) -> list[str]:
    """The files that the tasks of a run have written of ``kind``."""
    return place.names(f"work/{kind}", ".parquet")


def within(kind: str, shards: Sequence[str]) -> list[str]:
    """The files of ``kind`` that ``shards`` have."""
    return [f"work/{kind}/{shard}.parquet" for shard in shards]


def view(db: duckdb.DuckDBPyConnection, place: Place, kind: str, names: Sequence[str] | None = None) -> None:
    """Makes the files of ``kind`` (all, or ``names``) a view of that name."""
    held = files(place, kind) if names is None else names
    if not held:
        db.register(kind, schema(kind).empty_table())
    elif place.local:
        paths = ", ".join("'" + place.path(name).replace("'", "''") + "'" for name in held)
        db.execute(f"CREATE OR REPLACE VIEW {kind} AS SELECT * FROM read_parquet([{paths}])")
    else:
        db.register(kind, place.dataset(held, schema(kind)))


def batches(db: duckdb.DuckDBPyConnection, query: str) -> Iterator[pa.RecordBatch]:
    """What ``query`` gives, a bounded number of rows at a time."""
    found = db.sql(query)
    if found is not None:
        yield from found.to_arrow_reader(_BATCH)


def whole(db: duckdb.DuckDBPyConnection, query: str) -> pa.Table:
    """What ``query`` gives, as one table."""
    found = db.sql(query)
    return found.to_arrow_table() if found is not None else pa.table({})
