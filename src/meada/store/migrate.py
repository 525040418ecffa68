"""Bringing the tables of a store to the shape that this version knows."""

from __future__ import annotations

from importlib import resources

from sqlalchemy import Column, Connection, Engine, MetaData, Table, Text, insert, inspect, select, text
from sqlalchemy.exc import DatabaseError, OperationalError

from meada.errors import StoreError
from meada.store import schema
from meada.store.engine import cause, remedy, writing

__all__ = ["HEAD", "migrate", "upgrade"]

HEAD = "0011"
"""The newest revision under ``migrations/versions`` (a test holds it to that)."""

_VERSION = Table("alembic_version", MetaData(), Column("version_num", Text, primary_key=True))


def migrate(engine: Engine) -> None:
    """Makes the tables of an empty database, or runs the migrations that it lacks.

    A store of the present shape costs one query, and a new one is made at once in that shape, which is the shape that all
    migrations in a row give (tested). Raises `StoreError` when the file is no store, or one of a newer meada.
    """
    place = engine.url.render_as_string(hide_password=True)
    try:
        with engine.connect() as connection:
            revision = _revision(connection)
    except OperationalError as error:
        what = "the store cannot be opened: {why}"
        raise StoreError(what, where=place, next=_remedy(engine, error), why=cause(error)) from error
    except DatabaseError as error:
        raise StoreError("it is no store: {why}", where=place, next="choose another --store", why=error.orig) from error
    if revision == HEAD:
        return
    with writing(engine) as connection:
        if _revision(connection) is None and not set(inspect(connection).get_table_names()) & set(
            schema.metadata.tables
        ):
            schema.metadata.create_all(connection)
            _VERSION.create(connection)
            connection.execute(insert(_VERSION).values(version_num=HEAD))
        else:
            upgrade(connection)


def _remedy(engine: Engine, error: OperationalError) -> str:
    sqlite = engine.url.get_backend_name() == "sqlite"
    return "check the path and its permissions" if sqlite else remedy(engine.url, error)


def upgrade(connection: Connection) -> None:
    """Runs on ``connection`` the migrations that its database lacks."""
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    with resources.as_file(resources.files("meada.store") / "migrations") as scripts:
        config.set_main_option("script_location", str(scripts).replace("%", "%%"))
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            place = connection.engine.url.render_as_string(hide_password=True)
            what = "its shape is unknown here: {why}"
            raise StoreError(what, where=place, next="use the meada that wrote it", why=error) from error
    if connection.dialect.name == "postgresql":
        _by_code_point(connection)


def _by_code_point(connection: Connection) -> None:
    """Text that migrations added compares by code point on PostgreSQL too, as `meada.store.engine.TEXT` says."""
    query = text(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema()"
        " AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C' ORDER BY 1, 2"
    )
    quote = connection.dialect.identifier_preparer.quote
    for table, column in connection.execute(query).all():
        connection.execute(text(f'ALTER TABLE {quote(table)} ALTER {quote(column)} TYPE text COLLATE "C"'))


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table(_VERSION.name):
        return None
    return connection.execute(select(_VERSION.c.version_num)).scalar()
