"""`meada backup`: a copy of the store."""

from __future__ import annotations

from pathlib import Path

import click

from meada.cli.options import lang_option, store_option
from meada.cli.speech import N_, Command, say

__all__ = ["command"]


@click.command(
    "backup",
    cls=Command,
    examples=("meada backup meada-2026-11-22.db", "meada restore meada-2026-11-22.db"),
    help=N_("Copy the store to a new file, as it stands now, even while it is in use."),
)
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
@store_option
@lang_option
def command(path: Path, store: str | None) -> int:
    """Copy; exit code 2 when the file is there already."""
    from meada.store import Store

    with Store.open(store, create=False) as opened:
        opened.backup(path)
    click.echo(say("Copied to {file}", file=path))
    return 0
