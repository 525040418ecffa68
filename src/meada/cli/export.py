"""`meada export`: the record in other formats."""

from __future__ import annotations

from pathlib import Path

import click

from meada.cli.options import lang_option, store_option
from meada.cli.speech import N_, Command, Option, say, w

__all__ = ["command"]


@click.command(
    "export",
    cls=Command,
    examples=(
        "meada export story 1 --format md --out dossier.md",
        "meada export --format records --out records.json",
    ),
    help=N_(
        "Write stories and their record: json (everything as it is kept), md (a dossier with footnotes), "
        "or records (one object of documents, entities, records and links)."
    ),
)
@click.argument("ref", nargs=-1, metavar="[story NUMBER]")
@click.option(
    "--format",
    "layout",
    type=click.Choice(["json", "md", "records"]),
    default="json",
    show_default=True,
    cls=Option,
    help=N_("The format to write."),
)
@click.option(
    "--out",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False),
    cls=Option,
    help=N_("The file to write; else standard output."),
)
@store_option
@lang_option
def command(ref: tuple[str, ...], layout: str, out: Path | None, store: str | None) -> int:
    """Export; exit code 2 when there is no such story."""
    import msgspec

    from meada.export.dossier import dossier
    from meada.export.gather import gather
    from meada.export.records import records
    from meada.store import Store

    if ref and (len(ref) != 2 or ref[0] != "story"):
        raise click.UsageError(say("name nothing, or: story NUMBER"))
    with Store.open(store) as opened:
        material = gather(opened, story=ref[1] if ref else None)
    if layout == "md":
        text = dossier(material, w())
    else:
        data = records(material) if layout == "records" else _plain(material)
        text = msgspec.json.format(msgspec.json.encode(data), indent=1).decode() + "\n"
    if out is None:
        click.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8")
        click.echo(say("{file}: {n} articles", file=out, n=len(material.documents)), err=True)
    return 0


def _plain(material: object) -> object:
    """The documents without the text of their pages: quotes stand in the statements."""
    from meada.export.material import Material

    assert isinstance(material, Material)
    return {
        "documents": [
            {
                "label": d.label,
                "capture": d.capture,
                "origin": d.origin,
                "article": d.article,
                "attributions": d.reading.attributions,
                "figures": d.reading.figures,
                "events": d.reading.events,
                "times": d.reading.times,
            }
            for d in material.documents
        ],
        "stories": material.stories,
        "statements": material.statements(),
        "links": material.links(),
        "entities": material.entities(),
    }
