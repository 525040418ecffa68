"""`meada serve`: the reading room."""

from __future__ import annotations

import click

from meada.cli.options import lang_option, store_option
from meada.cli.speech import N_, Command, Option, say

__all__ = ["command"]


@click.command(
    "serve",
    cls=Command,
    examples=("meada serve", "meada serve --port 8080 --open", "meada serve --host 0.0.0.0"),
    help=N_(
        "Open the reading room: the store in a browser. On this machine only, unless --host names another address; "
        "then everybody needs a token (meada token)."
    ),
)
@click.option("--host", metavar="ADDRESS", default="127.0.0.1", cls=Option, help=N_("The address to listen at."))
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8010, cls=Option, help=N_("The port to listen at; 8010.")
)
@click.option("--whole", is_flag=True, cls=Option, help=N_("Show whole pages and originals in a shared room too."))
@click.option("--open", "browse", is_flag=True, cls=Option, help=N_("Open the browser too."))
@store_option
@lang_option
def command(host: str, port: int, whole: bool, browse: bool, store: str | None) -> int:
    """Serve until interrupted."""
    from meada.store import Store
    from meada.web.serve import serve

    def ready(address: str, shared: bool) -> None:
        click.echo(say("The reading room is open: {address}  (Ctrl+C closes it)", address=address))
        if shared:
            click.echo(say("Others can reach it; each needs a token, and what they read travels unencrypted."))
        if browse:
            click.launch(address)

    with Store.open(store) as opened:
        serve(opened, host=host, port=port, whole=whole, ready=ready)
    return 0
