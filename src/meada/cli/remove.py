"""`meada remove`: articles out of the store."""

from __future__ import annotations

import click

from meada.cli.options import lang_option, store_option
from meada.cli.speech import N_, Command, Option, say, w

__all__ = ["command"]


@click.command(
    "remove",
    cls=Command,
    examples=("meada remove A7", "meada remove A7 A9 --yes"),
    help=N_(
        "Take articles out of the store with all that was made of them, and make their stories again. Their labels are "
        "never given again; what people judged of them stays in the log."
    ),
)
@click.argument("refs", nargs=-1, required=True, metavar="A1…")
@click.option("--yes", is_flag=True, cls=Option, help=N_("Do not ask."))
@store_option
@lang_option
def command(refs: tuple[str, ...], yes: bool, store: str | None) -> int:
    """Remove; exit code 2 when one is not there, and then nothing is taken out."""
    from meada import flow
    from meada.store import Store

    with Store.open(store, create=False) as opened:
        labels = [opened.label(opened.resolve(ref)) for ref in refs]
        if not yes:
            click.confirm(say("Take out {labels}?", labels=" ".join(labels)), abort=True, err=True)
        gone = flow.remove(opened, refs)
        flow.weave(opened, flow.Tools.of(opened))
    click.echo(w().count("{n} article taken out", "{n} articles taken out", len(gone)))
    return 0
