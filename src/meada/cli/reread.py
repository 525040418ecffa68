"""`meada reread`: pages read anew with today's code and models."""

from __future__ import annotations

from pathlib import Path

import click

from meada.cli.options import json_option, lang_option, store_option
from meada.cli.speech import N_, Command, Option

__all__ = ["command"]


@click.command(
    "reread",
    cls=Command,
    examples=("meada reread", "meada reread A1 A7", "meada reread --registry meada.toml"),
    help=N_(
        "Read stored pages anew with today's rules and models, all or those named, and make their stories again. What "
        "people judged stays in force."
    ),
)
@click.argument("refs", nargs=-1, metavar="[A1]…")
@click.option(
    "--registry",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    cls=Option,
    help=N_("A meada.toml whose entries take the place of those the store keeps."),
)
@click.option("--quiet", "-q", is_flag=True, cls=Option, help=N_("Only what failed, and the summary."))
@store_option
@json_option
@lang_option
def command(refs: tuple[str, ...], registry: Path | None, quiet: bool, store: str | None, as_json: bool) -> int:
    """Read anew; exit code 1 when some page failed."""
    from meada import flow
    from meada.cli.add import watched
    from meada.cli.lines import verdict_line
    from meada.cli.speech import out, w
    from meada.store import Store

    with Store.open(store, create=False) as opened:
        tools = flow.Tools.of(opened, registry=registry)
        total = len(refs) or opened.count()
        verdicts = []
        for verdict in watched(flow.reread(opened, tools, refs), total, hide=as_json):
            verdicts.append(verdict)
            if not as_json and (not quiet or verdict.status == "failed"):
                click.echo(verdict_line(verdict), err=True)
        verdicts += flow.weave(opened, tools)
    failed = sum(v.status == "failed" for v in verdicts)
    if as_json:
        out({"verdicts": verdicts})
    else:
        done = w().count("{n} page read anew", "{n} pages read anew", len(verdicts) - failed)
        click.echo(" · ".join((done, w().count("{n} failure", "{n} failures", failed))))
    return 1 if failed else 0
