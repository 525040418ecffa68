"""`meada undo`: take back a judgement."""

from __future__ import annotations

import click

from meada.cli.options import json_option, lang_option, store_option
from meada.cli.speech import N_, Command
from meada.cli.who import told_by, who_option, why_option

__all__ = ["command"]


@click.command(
    "undo",
    cls=Command,
    examples=("meada log", "meada undo 12", 'meada undo 13 --why "it was right after all"'),
    help=N_(
        "Take back a line of the log, by its number. Nothing is wiped: undoing is a line of its own, and can be undone."
    ),
)
@click.argument("line", type=int, metavar="NUMBER")
@who_option
@why_option
@store_option
@json_option
@lang_option
def command(line: int, who: str | None, why: str | None, store: str | None, as_json: bool) -> int:
    """Undo; exit code 2 when there is no such line."""
    from meada import flow
    from meada.cli.log import judged_line
    from meada.cli.speech import out
    from meada.store import Store

    with Store.open(store, create=False) as opened:
        done = flow.undo(opened, line, who=told_by(opened, who), why=why)
        if as_json:
            out(done)
        else:
            click.echo(judged_line(opened, done))
    return 0
