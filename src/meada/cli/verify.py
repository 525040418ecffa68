"""`meada verify`: whether the store still holds together."""

from __future__ import annotations

import click

from meada.cli.options import json_option, lang_option, store_option
from meada.cli.speech import N_, Command, out, say, w

__all__ = ["command"]


@click.command(
    "verify",
    cls=Command,
    examples=("meada verify", "meada verify --json"),
    help=N_("Check that every saved page is the one that was saved, and that every quote stands where it is said to."),
)
@store_option
@json_option
@lang_option
def command(store: str | None, as_json: bool) -> int:
    """Verify; exit code 1 when something does not hold."""
    from meada.store import Store

    with Store.open(store, create=False) as opened:
        problems, n = opened.verify(), opened.count()
    if as_json:
        out(problems)
    else:
        for problem in problems:
            click.echo(f"{click.style('✗', fg='red')} {problem.where}: {problem.what}")
        if problems:
            click.echo(w().count("{n} problem", "{n} problems", len(problems)))
        else:
            click.echo(say("All of it holds: {articles}.", articles=w().count("{n} article", "{n} articles", n)))
    return 1 if problems else 0
