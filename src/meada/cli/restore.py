"""`meada restore`: the store as a copy has it."""

from __future__ import annotations

from pathlib import Path

import click

from meada.cli.options import lang_option, store_option
from meada.cli.speech import N_, Command, Option, say

__all__ = ["command"]


@click.command(
    "restore",
    cls=Command,
    examples=("meada restore meada-2026-11-22.db", "meada restore meada-2026-11-22.db --yes"),
    help=N_("Put what a copy holds in the place of all that the store holds."),
)
@click.argument("path", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
@click.option("--yes", is_flag=True, cls=Option, help=N_("Do not ask."))
@store_option
@lang_option
def command(path: Path, yes: bool, store: str | None) -> int:
    """Restore; exit code 2 when the file is no store, and then nothing changes."""
    from meada.store import Store

    with Store.open(store) as opened:
        n = opened.count()
        if n and not yes:
            click.confirm(
                say("{n} articles will be replaced by what {file} holds. Go on?", n=n, file=path), abort=True, err=True
            )
        opened.restore(path)
    click.echo(say("Restored from {file}", file=path))
    return 0
