"""`meada show`: what the store holds, an article, a story, or one item."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from meada.cli.options import json_option, lang_option, store_option
from meada.cli.speech import N_, Command

if TYPE_CHECKING:
    from meada.store import Store

__all__ = ["command"]


@click.command(
    "show",
    cls=Command,
    examples=("meada show", "meada show A1", "meada show story 1", "meada show story 1 --json"),
    help=N_(
        "Show what the store holds; an article by its label (A1) or id; a story (story 1); or any item by its id, "
        "with the sentence it came from."
    ),
)
@click.argument("ref", nargs=-1, metavar="[A1 | story 1 | ID]")
@store_option
@json_option
@lang_option
def command(ref: tuple[str, ...], store: str | None, as_json: bool) -> int:
    """Show it; exit code 2 when nothing has that name."""
    from meada.store import Store

    with Store.open(store) as opened:
        match ref:
            case ():
                _everything(opened, as_json)
            case ("story", number):
                _story(opened, number, as_json)
            case (one,) if re.fullmatch(r"A\d+|[0-9a-f]{6,64}", one):
                _article(opened, one, as_json)
            case (one,):
                from meada.cli.item import explain

                explain(opened, one, as_json)
            case _:
                raise click.UsageError("show takes nothing, a label, an id, or: story NUMBER")
    return 0


def _everything(opened: Store, as_json: bool) -> None:
    from meada.cli.lines import empty_lines, summary_lines
    from meada.cli.speech import out
    from meada.export.gather import gather
    from meada.export.summary import summarise

    summary = summarise(gather(opened))
    if as_json:
        out(summary)
    elif not summary.articles:
        for line in empty_lines(opened.where):
            click.echo(line)
    else:
        for line in summary_lines(summary, pages=len(summary.articles), failures=len(opened.failures())):
            click.echo(line)


def _story(opened: Store, number: str, as_json: bool) -> None:
    from meada.cli.history import history_lines
    from meada.cli.lines import article_lines, story_lines
    from meada.cli.speech import out
    from meada.cli.story import weave_lines
    from meada.export.gather import gather
    from meada.export.history import history
    from meada.export.summary import summarise
    from meada.flow.weave import identities

    material = gather(opened, story=number)
    story = material.stories[0]
    _, known = identities(opened, story.id)
    if as_json:
        told = history(material)
        out({"story": story, "record": material.records[0], "history": told, "doubts": known.doubts})
        return
    summary = summarise(material)
    for line in (
        *story_lines(summary.stories[0], int(number) if number.isdigit() else 1),
        *weave_lines(story, known, {d.capture: d.label for d in material.documents}),
        *history_lines(history(material)),
        "",
        *article_lines(summary.articles),
    ):
        click.echo(line)


def _article(opened: Store, ref: str, as_json: bool) -> None:
    from meada.cli.reading import reading_lines
    from meada.cli.speech import out
    from meada.desk import standings

    page, article, reading = opened.page(ref), opened.article(ref), opened.reading(ref)
    judged = standings(opened.judgements(pages=[page.capture], across=False))
    if as_json:
        every = list(judged.values())
        out(
            {"label": opened.label(page.capture), "page": page, "article": article, "reading": reading, "judged": every}
        )
        return
    for line in reading_lines(opened.label(page.capture), page, article, reading, judged):
        click.echo(line)
