"""The one place that knows which database is behind the store."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, Table, Text, create_engine, event, make_url, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, NoSuchModuleError

from meada.errors import StoreError

__all__ = [
    "TEXT",
    "address",
    "cause",
    "connect",
    "copy",
    "insert_new",
    "missing",
    "reading",
    "referenced",
    "remedy",
    "replace",
    "writing",
]

TEXT = Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
"""Text that compares by code point on both engines, whatever the collation of the database."""

WRITE = "meada_write"
"""The execution option of connections that will write: SQLite then takes its write lock at once and never has to
upgrade a read lock (which fails without waiting when another process wrote in between)."""

BUSY = 30_000
"""Milliseconds to wait for another process's transaction."""

LOCK = 0x6D65616461
"""The advisory lock that writers hold on PostgreSQL (``meada`` in ASCII): they wait for each other, as on SQLite, so that
numbers are given out once and no two transactions block each other."""

_DRIVER = "postgresql+psycopg"


def address(where: str | Path | None) -> URL:
    """The address of the store at ``where``: a database URL, a path, or None for ``MEADA_STORE`` and then the user's
    data folder."""
    place = where if where is not None else os.environ.get("MEADA_STORE") or _default()
    if isinstance(place, str) and "://" in place:
        try:
            url = make_url(place)
            return url.set(drivername=_DRIVER) if url.drivername in ("postgres", "postgresql") else url
        except (ArgumentError, ValueError) as error:
            raise StoreError(
                "it is no database address", next="give a path, or postgresql+psycopg://name@host/database"
            ) from error
    return URL.create("sqlite", database=str(Path(place).expanduser()))


def _default() -> Path:
    from platformdirs import user_data_path

    return user_data_path("meada", appauthor=False) / "meada.db"


def missing(url: URL) -> bool:
    """True when ``url`` is a file that is not there."""
    return _sqlite(url) and bool(url.database) and not Path(str(url.database)).exists()


def connect(url: URL) -> Engine:
    """An engine for ``url``, its folder made; raises `StoreError` when there is no driver for it."""
    if url.get_backend_name() == "sqlite" and url.database:
        try:
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"its folder cannot be made: {error}", where=url.database, next="choose another --store"
            ) from error
    try:
        engine = create_engine(url, **({"connect_args": {"timeout": BUSY / 1000}} if _sqlite(url) else {}))
    except (NoSuchModuleError, ImportError) as error:
        todo = "install meada[postgres]" if url.get_backend_name() == "postgresql" else "use a file, or PostgreSQL"
        raise StoreError(f"no driver for this database: {error}", next=todo) from error
    if _sqlite(url):
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    return engine


def _sqlite(url: URL) -> bool:
    return url.get_backend_name() == "sqlite"


def _prepare(connection: sqlite3.Connection, _: Any) -> None:
    connection.isolation_level = None  # transactions begin where `_begin` says, not where the driver guesses
    for pragma in ("foreign_keys=ON", f"busy_timeout={BUSY}", "journal_mode=WAL", "synchronous=NORMAL"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin(connection: Connection) -> None:
    write = connection.get_execution_options().get(WRITE, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one state of the store throughout, whatever is written meanwhile."""
    options = {} if _sqlite(engine.url) else {"isolation_level": "REPEATABLE READ"}
    with _named(engine), engine.connect().execution_options(**options) as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A connection in one transaction: all of it is kept when the block ends, none of it when the block raises."""
    with (
        _named(engine),
        engine.connect().execution_options(**{WRITE: True}) as connection,
        connection.begin(),
    ):
        if not _sqlite(engine.url):
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
        yield connection


@contextmanager
def _named(engine: Engine) -> Iterator[None]:
    try:
        yield
    except IntegrityError as error:
        raise StoreError(f"what was to be stored does not hold together: {error.orig}") from error
    except DBAPIError as error:
        place = engine.url.render_as_string(hide_password=True)
        raise StoreError(
            f"the store does not answer: {cause(error)}", where=place, next=remedy(engine.url, error)
        ) from error


def cause(error: DBAPIError) -> str:
    """What the database said, on one line."""
    return " ".join(str(error.orig).split())


def remedy(url: URL, error: DBAPIError) -> str:
    """What to do about a database that does not answer."""
    if not _sqlite(url):
        return "check that the server runs, and the address, name and password"
    return "close the other program that writes to it" if "locked" in str(error.orig) else "check the file and the disk"


def insert_new(connection: Connection, table: Table, rows: Sequence[dict[str, object]]) -> None:
    """Inserts ``rows``, leaving out those whose key is there already (another process may have been first)."""
    one = sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)
    connection.execute(one.on_conflict_do_nothing(), rows)


def copy(engine: Engine, target: Path) -> None:
    """Copies the store in a file to the file ``target`` as it stands at this moment, while others go on reading and writing."""
    with engine.connect() as connection:
        source = connection.connection.driver_connection
        assert isinstance(source, sqlite3.Connection)
        goal = sqlite3.connect(target)
        try:
            source.backup(goal)
        finally:
            goal.close()


def replace(engine: Engine, source: Path) -> None:
    """Puts the store in the file ``source`` in the place of this one, in one transaction."""
    if not _sqlite(engine.url):
        raise StoreError("only a store in a file is restored this way", next="use the database's own backup")
    with _named(engine), engine.connect() as connection:
        goal = connection.connection.driver_connection
        assert isinstance(goal, sqlite3.Connection)
        held = sqlite3.connect(source)
        try:
            held.backup(goal)
        finally:
            held.close()


def referenced(connection: Connection) -> list[str]:
    """What the database itself finds broken: rows that point at nothing, damaged pages. Empty when all is well."""
    if connection.dialect.name != "sqlite":
        return []  # PostgreSQL checks every key as it is written
    broken = [
        f"{row[0]} row {row[1]} points at no {row[2]}" for row in connection.exec_driver_sql("PRAGMA foreign_key_check")
    ]
    state = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check(20)")]
    return broken + [line for line in state if line != "ok"]
