"""`meada demo`: the main job on invented pages that ship with meada."""

from __future__ import annotations

from pathlib import Path

import click

from meada.cli.options import json_option, lang_option
from meada.cli.speech import N_, Command, say
from meada.errors import UnreadableError

__all__ = ["command", "examples"]


def examples() -> Path:
    """The folder of the example pages: in the installed package, or beside the source. Raises `UnreadableError`."""
    package = Path(__file__).parents[1]
    for folder in (package / "examples", package.parents[1] / "examples"):
        if (folder / "meada.toml").is_file():
            return folder
    raise UnreadableError("the example pages are not installed", where="demo", next="install meada from its wheel")


@click.command(
    "demo",
    cls=Command,
    examples=("meada demo", "meada demo --lang es"),
    help=N_("Run the main job on invented pages, in a store that is gone afterwards, and print the summary."),
)
@json_option
@lang_option
def command(as_json: bool) -> int:
    """Run it."""
    from meada.cli.add import run
    from meada.store import Store

    folder = examples()
    if not as_json:
        click.echo(click.style(say("Invented pages, for trying out: {folder}", folder=folder), dim=True))
    with Store.temporary() as store:
        code = run(store, (str(folder / "pages"),), registry=folder / "meada.toml", quiet=True, as_json=as_json)
    if not as_json:
        click.echo("")
        click.echo(say("Now with pages of your own:  meada add FOLDER"))
    return code
