"""`meada explain`: how an item came about, from its rule back to the characters of the capture."""

from __future__ import annotations

import click

from meada.cli.options import json_option, lang_option, store_option
from meada.cli.speech import N_, Command

__all__ = ["command"]


@click.command(
    "explain",
    cls=Command,
    examples=("meada show A1", "meada explain attribution-3f29a1b07c55"),
    help=N_(
        "Show how an item came about: its rule, its words, their place in the page and in the saved file, and versions."
    ),
)
@click.argument("item", metavar="ID")
@store_option
@json_option
@lang_option
def command(item: str, store: str | None, as_json: bool) -> int:
    """Explain it; exit code 2 when nothing has that id."""
    from meada.cli.item import explain
    from meada.store import Store

    with Store.open(store) as opened:
        explain(opened, item, as_json)
    return 0
