"""`meada export`: stories and their record in other formats."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from meada.cli.options import lang_option, store_option
from meada.cli.speech import N_, Command, Option, say, tongue, w

if TYPE_CHECKING:
    from meada.export.material import Material
    from meada.export.setting import Setting
    from meada.store import Store

__all__ = ["command"]

_NAMES = (
    "json", "md", "html", "csv", "parquet", "rss", "atom", "jsonld", "annotations", "ninjs", "timeline", "ris", "csl", "ftm",
    "records",
)  # fmt: skip
_TABLES = ("articles", "statements", "figures", "events", "links")


@click.command(
    "export",
    cls=Command,
    examples=(
        "meada export story 1 --format html --out dossier.html",
        "meada export story 1 --format csv --table figures",
        "meada export --format csv --out tables.csv.zip",
        "meada export article A1 --format ris",
        "meada export person ENTITY --format atom",
        "meada export dossier 1 --format html --out dossier.html",
    ),
    help=N_(
        "Write all stories, one story, an article or a person in another format. An export quotes and names its sources; it "
        "holds what is shown, with whether a person checked it. docs/exports.md has a line on every format."
    ),
)
@click.argument("ref", nargs=-1, metavar="[story NUMBER | article A1 | person ID | dossier NUMBER]")
@click.option(
    "--format",
    "layout",
    type=click.Choice(_NAMES),
    default="json",
    show_default=True,
    cls=Option,
    help=N_("The format to write."),
)
@click.option(
    "--table",
    type=click.Choice(_TABLES),
    cls=Option,
    help=N_("One table, for csv and parquet; else all of them in a zip archive with their codebook."),
)
@click.option(
    "--out",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    cls=Option,
    help=N_("The file to write; else standard output."),
)
@click.option("--force", is_flag=True, cls=Option, help=N_("Write over a file that is there."))
@click.option(
    "--all",
    "everything",
    is_flag=True,
    cls=Option,
    help=N_("What is only suggested and what was rejected too, each item with its state."),
)
@click.option(
    "--full-text",
    is_flag=True,
    cls=Option,
    help=N_("The text of the articles too, for your own use: it is not yours to pass on."),
)
@store_option
@lang_option
def command(
    ref: tuple[str, ...],
    layout: str,
    table: str | None,
    out: Path | None,
    force: bool,
    everything: bool,
    full_text: bool,
    store: str | None,
) -> int:
    """Export; exit code 2 when there is no such story, article or person, or a file is in the way."""
    from datetime import UTC, datetime

    from meada.export.form import FORMATS, render
    from meada.export.setting import Setting
    from meada.store import Store

    if table is not None and not FORMATS[layout].packed:
        raise click.UsageError(say("--table goes with csv and parquet"))
    if out is not None and out.exists() and not force:
        raise click.UsageError(say("{file} is there already; choose another name, or add --force", file=out))
    if out is None and FORMATS[layout].media_type(table) in _BINARY and _is_terminal():
        raise click.UsageError(say("this format is not for a terminal; name a file with --out"))
    now = datetime.now(UTC).isoformat(timespec="seconds")
    setting = Setting(tag=tongue(), everything=everything, full_text=full_text, table=table, at=now)
    with Store.open(store) as opened:
        if ref[:1] == ("dossier",):
            _write(_passages(opened, ref, layout, setting), out)
            return 0
        _write(render(layout, _counted(_materials(opened, ref), setting), setting), out)
    return 0


def _passages(opened: Store, ref: tuple[str, ...], layout: str, setting: Setting) -> Iterator[bytes]:
    """A dossier of chosen passages, in one of the formats that it has."""
    from meada.export.selected import SELECTED, render
    from meada.export.selection import of_dossier

    if layout not in SELECTED:
        raise click.UsageError(say("a dossier is written as: {names}", names=", ".join(SELECTED)))
    if len(ref) != 2 or not ref[1].isdecimal():
        raise click.UsageError(say("name a dossier by its number: dossier NUMBER"))
    return render(layout, of_dossier(opened, int(ref[1])), setting)


_BINARY = ("application/zip", "application/vnd.apache.parquet")


def _is_terminal() -> bool:
    return sys.stdout.isatty()


def _materials(opened: Store, ref: tuple[str, ...]) -> Iterator[Material]:
    from meada.export.gather import of_article, of_person, of_stories

    match ref:
        case ():
            return of_stories(opened)
        case ("story", number):
            return of_stories(opened, number)
        case ("article", label):
            return of_article(opened, label)
        case ("person", entity):
            return of_person(opened, entity)
        case _:
            raise click.UsageError(say("name nothing, or: story NUMBER, article LABEL, person ID, dossier NUMBER"))


def _counted(materials: Iterable[Material], setting: Setting) -> Iterator[Material]:
    """``materials`` as they are; a long export says on standard error how far it is."""
    stories, articles, terminal = 0, set[str](), sys.stderr.isatty()
    for material in materials:
        yield material
        stories += len(material.stories)
        articles.update(d.capture for d in material.documents)
        if terminal and stories % 10 == 0:
            counted = w().count("{n} story", "{n} stories", stories)
            click.echo(f"\r{counted} · {w().count('{n} article', '{n} articles', len(articles))}", err=True, nl=False)
    counts = (
        w().count("{n} story", "{n} stories", stories),
        w().count("{n} article", "{n} articles", len(articles)),
    )
    click.echo(("\r" if terminal else "") + " · ".join(counts), err=True)
    if setting.full_text:
        click.echo(say("With the full text of the articles, for your own use. The rights are their owners'."), err=True)


def _write(chunks: Iterator[bytes], out: Path | None) -> None:
    """To standard output, or to ``out`` by way of a file beside it: what is there under the name is whole."""
    if out is None:
        stream = sys.stdout.buffer
        for chunk in chunks:
            stream.write(chunk)
        stream.flush()
        return
    part = out.with_name(out.name + ".part")
    try:
        with part.open("wb") as file:
            file.writelines(chunks)
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
    click.echo(str(out), err=True)
