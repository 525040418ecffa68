"""`meada serve`: the reading room."""

from __future__ import annotations

import click

from meada.cli.options import lang_option, store_option
from meada.cli.speech import N_, Command, Option, say

__all__ = ["command"]


@click.command(
    "serve",
    cls=Command,
    examples=("meada serve", "meada serve --port 8080 --open"),
    help=N_("Open the reading room: the store in a browser, on this machine only."),
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8010,
    show_default=True,
    cls=Option,
    help=N_("The port to listen at."),
)
@click.option("--open", "browse", is_flag=True, cls=Option, help=N_("Open the browser too."))
@store_option
@lang_option
def command(port: int, browse: bool, store: str | None) -> int:
    """Serve until interrupted."""
    from meada.store import Store
    from meada.web.serve import serve

    with Store.open(store) as opened:
        serve(opened, port=port, ready=lambda address: _ready(address, browse))
    return 0


def _ready(address: str, browse: bool) -> None:
    click.echo(say("The reading room is open: {address}  (Ctrl+C closes it)", address=address))
    if browse:
        click.launch(address)
