"""The tables of a migrated store are those that the code describes, on both engines."""

from __future__ import annotations

import re
import sqlite3
from importlib import resources
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from meada.store import Store, schema
from meada.store.engine import address, connect, writing
from meada.store.migrate import HEAD, migrate, upgrade
from postgres import Server


def test_the_migrations_give_the_schema(tmp_path: Path) -> None:
    shapes = []
    for name in ("migrated.db", "made.db"):
        engine = connect(address(tmp_path / name))
        if name == "migrated.db":
            with writing(engine) as connection:
                upgrade(connection)
        migrate(engine)
        with engine.connect() as connection:
            context = MigrationContext.configure(connection, opts={"include_name": _ours})
            assert compare_metadata(context, schema.metadata) == []
            rows = connection.exec_driver_sql(
                "SELECT type, name, tbl_name FROM sqlite_master ORDER BY type, name"
            ).all()
            version = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
            shapes.append((rows, version, [_shape(connection, table) for table in schema.metadata.tables]))
        engine.dispose()
    assert shapes[0] == shapes[1]


def _ours(name: str | None, kind: str, _: object) -> bool:
    """False for the tables in which SQLite keeps its full-text index."""
    return kind != "table" or not (name or "").startswith("passage_words")


def _shape(connection: Connection, table: str) -> list[list[tuple[object, ...]]]:
    """The columns, keys and indexes of ``table`` as SQLite sees them."""
    pragmas = ("table_xinfo", "foreign_key_list", "index_list")
    found = [[tuple(row) for row in connection.exec_driver_sql(f"PRAGMA {p}('{table}')")] for p in pragmas]
    return [found[0], sorted((row[1:] for row in found[1]), key=str), sorted((row[1:] for row in found[2]), key=str)]


def test_the_migrations_give_the_schema_on_postgresql(postgres: Server) -> None:
    shapes = []
    for migrated in (True, False):
        engine = connect(address(postgres.database()))
        if migrated:
            with writing(engine) as connection:
                upgrade(connection)
        migrate(engine)
        with engine.connect() as connection:
            columns = connection.exec_driver_sql(
                "SELECT table_name, column_name, data_type, is_nullable, collation_name FROM information_schema.columns"
                " WHERE table_schema = 'public' AND table_name <> 'alembic_version' ORDER BY 1, 2"
            ).all()
            keys = connection.exec_driver_sql(
                "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
                " WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text <> 'alembic_version' ORDER BY 1, 2"
            ).all()
            indexes = connection.exec_driver_sql(
                "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"
                " AND tablename <> 'alembic_version' ORDER BY 1"
            ).all()
            context = MigrationContext.configure(connection, opts={"include_object": _compared})
            assert compare_metadata(context, schema.metadata) == []
            shapes.append((columns, keys, indexes))
        engine.dispose()
    assert shapes[0] == shapes[1]
    assert {row.collation_name for row in shapes[0][0] if row.data_type == "text"} == {"C"}


def _compared(_: object, name: str | None, kind: str, *__: object) -> bool:
    return not (kind == "index" and name == "ix_passage_words")


def test_head_is_the_newest_revision() -> None:
    with resources.as_file(resources.files("meada.store") / "migrations") as folder:
        assert ScriptDirectory(str(folder)).get_heads() == [HEAD]


def test_every_table_is_strict_and_the_journal_is_a_log(tmp_path: Path) -> None:
    Store.open(tmp_path / "a.db").close()
    raw = sqlite3.connect(tmp_path / "a.db")
    tables = dict(raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall())
    (mode,) = raw.execute("PRAGMA journal_mode").fetchone()
    raw.close()
    ours = {name for name in tables if not name.startswith("passage_words")} - {"alembic_version"}
    assert ours == set(schema.metadata.tables)
    assert all(re.search(r"\bSTRICT\b", tables[name]) for name in schema.metadata.tables)
    assert mode == "wal"


def test_the_schema_can_be_written_for_postgresql() -> None:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    for table in schema.metadata.sorted_tables:
        written = str(CreateTable(table).compile(dialect=dialect))
        assert "CREATE TABLE" in written
        assert "STRICT" not in written
        for index in table.indexes:
            assert "CREATE INDEX" in str(CreateIndex(index).compile(dialect=dialect))


def test_opening_twice_changes_nothing(tmp_path: Path) -> None:
    Store.open(tmp_path / "a.db").close()
    before = (tmp_path / "a.db").read_bytes()
    Store.open(tmp_path / "a.db").close()
    assert (tmp_path / "a.db").read_bytes() == before
