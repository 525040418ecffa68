"""Alembic's environment: the connection is handed in by `meada.store.migrate`."""

from __future__ import annotations

from alembic import context

from meada.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transaction_per_migration=False,
)
context.run_migrations()
