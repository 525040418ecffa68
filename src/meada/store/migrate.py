"""Bringing the tables of a store to the shape that this version knows."""

from __future__ import annotations

from importlib import resources

from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DatabaseError

from meada.errors import StoreError
from meada.store.engine import writing

__all__ = ["HEAD", "migrate"]

HEAD = "0001"
"""The newest revision under ``migrations/versions`` (a test holds it to that)."""


def migrate(engine: Engine) -> None:
    """Runs the migrations that ``engine``'s database lacks; a store of the present shape costs one query.

    Raises `StoreError` when the file is no store, or one of a newer meada.
    """
    place = engine.url.render_as_string(hide_password=True)
    try:
        if _revision(engine) == HEAD:
            return
    except DatabaseError as error:
        raise StoreError(f"it is no store: {error.orig}", where=place, next="choose another --store") from error
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    with resources.as_file(resources.files("meada.store") / "migrations") as scripts, writing(engine) as connection:
        config.set_main_option("script_location", str(scripts).replace("%", "%%"))
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise StoreError(
                f"its shape is unknown here: {error}", where=place, next="use the meada that wrote it"
            ) from error


def _revision(engine: Engine) -> str | None:
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
