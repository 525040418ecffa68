"""`meada load`: a dataset into the store."""

from __future__ import annotations

import click

from meada.cli.options import json_option, lang_option, store_option
from meada.cli.speech import N_, Command, say

__all__ = ["command"]


@click.command(
    "load",
    cls=Command,
    examples=("meada load dataset", "meada load dataset --store postgresql+psycopg://user@host/meada"),
    help=N_("Put a dataset that “meada bulk” made into the store. What is already there is left alone."),
)
@click.argument("dataset", metavar="DATASET")
@store_option
@json_option
@lang_option
def command(dataset: str, store: str | None, as_json: bool) -> int:
    """Load a dataset."""
    import msgspec

    from meada.bulk import load
    from meada.store import Store

    with Store.open(store) as opened:
        loaded = load(dataset, opened)
    if as_json:
        click.echo(msgspec.json.encode(loaded))
        return 0
    click.echo(
        say(
            "{articles} articles and {stories} stories added, {known} articles were there",
            articles=f"{loaded.articles:,}",
            stories=f"{loaded.stories:,}",
            known=f"{loaded.known:,}",
        )
    )
    return 0
