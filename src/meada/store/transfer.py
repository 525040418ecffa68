"""A store from one engine to the other, row by row: what a backup of a database is, and how a file becomes one."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, delete, insert, select, text

from meada.store import schema
from meada.store.engine import address, connect, reading, writing
from meada.store.migrate import migrate

__all__ = ["load", "save"]

_ROWS = 500


def save(engine: Engine, target: Path) -> None:
    """Writes the store behind ``engine``, as it stands at this moment, to a new file."""
    _between(engine, connect(address(target)), fresh=True)


def load(engine: Engine, source: Path) -> None:
    """Puts the store in the file ``source`` in the place of the one behind ``engine``, in one transaction."""
    _between(connect(address(source)), engine, fresh=False)


def _between(source: Engine, target: Engine, *, fresh: bool) -> None:
    try:
        migrate(target if fresh else source)
        with reading(source) as old, writing(target) as new:
            _rows(old, new)
    finally:
        (target if fresh else source).dispose()


def _rows(old: Connection, new: Connection) -> None:
    """Every row of ``old`` in the place of those of ``new``. The full-text index follows by itself."""
    tables = schema.metadata.sorted_tables
    for table in reversed(tables):
        new.execute(delete(table))
    for table in tables:
        found = old.execution_options(yield_per=_ROWS).execute(select(table).order_by(*table.primary_key))
        for part in found.mappings().partitions(_ROWS):
            new.execute(insert(table), [{str(name): value for name, value in row.items()} for row in part])
    if new.dialect.name == "postgresql":
        for name in ("judgement", "saved_search", "tag"):
            highest = f"(SELECT max(id) FROM {name})"
            new.execute(
                text(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), coalesce({highest}, 0) + 1, false)")
            )
