"""`meada judge`: say what is right about an item."""

from __future__ import annotations

import click

from meada.cli.options import json_option, lang_option, store_option
from meada.cli.speech import N_, Command, Option
from meada.cli.who import told_by, who_option, why_option

__all__ = ["command"]

_ACTIONS = ("confirm", "reject", "edit", "add", "merge", "split", "link", "unlink", "unsure")


@click.command(
    "judge",
    cls=Command,
    examples=(
        "meada judge confirm link-2e860eb7353b",
        'meada judge reject attribution-3f29a1b07c55 --why "a caption, not speech"',
        "meada judge edit A1/figure-c7b671c8d228 value=13 bound=min",
        'meada judge edit attribution-3f29a1b07c55 "speaker=Rui Salto"',
        'meada judge add A1 "span=14 milhões" value=14000000 --kind figure',
        "meada judge link statement-9691109fc47a to=statement-14e769c83cbe relation=contradicts",
        "meada judge merge 2 into=1 --kind story",
        "meada judge edit A3 story=1 --kind membership",
        'meada judge edit lula \'external={"wikidata": "Q1"}\' --kind entity',
    ),
    help=N_(
        "Confirm, reject, edit, add, merge, split, link or unlink anything that show and explain give an id to: your word "
        "wins over the machine, is kept with who, when and why, and survives a new reading. FIELD=VALUE says what is "
        "set; a value may be JSON."
    ),
)
@click.argument("action", type=click.Choice(_ACTIONS))
@click.argument("item", metavar="ITEM")
@click.argument("fields", nargs=-1, metavar="[FIELD=VALUE]…")
@click.option(
    "--kind", metavar="KIND", cls=Option, help=N_("What it is, where its id does not tell: story, entity, figure …")
)
@click.option("--page", metavar="A1", cls=Option, help=N_("The article it stands on, where several have its id."))
@who_option
@why_option
@store_option
@json_option
@lang_option
def command(
    action: str,
    item: str,
    fields: tuple[str, ...],
    kind: str | None,
    page: str | None,
    who: str | None,
    why: str | None,
    store: str | None,
    as_json: bool,
) -> int:
    """Judge; exit code 2 when it cannot stand, and then nothing is written."""
    from typing import cast

    from meada import flow
    from meada.cli.log import judged_line
    from meada.cli.speech import out
    from meada.store import Action, Store

    with Store.open(store, create=False) as opened:
        done = flow.judge(
            opened,
            cast("Action", action),
            None if action == "add" else item,
            who=told_by(opened, who),
            kind=kind,
            page=item if action == "add" else page,
            why=why,
            payload=_payload(fields),
        )
        if as_json:
            out(done)
        else:
            click.echo(judged_line(opened, done))
    return 0


def _payload(fields: tuple[str, ...]) -> dict[str, object]:
    """``FIELD=VALUE`` as values: JSON where it is JSON, else the words as they stand."""
    import msgspec

    from meada.cli.speech import say

    given: dict[str, object] = {}
    for field in fields:
        name, mark, text = field.partition("=")
        if not mark or not name:
            raise click.UsageError(say("“{field}” is no FIELD=VALUE", field=field))
        try:
            value: object = msgspec.json.decode(text)
        except msgspec.DecodeError:
            value = text
        if name in ("pages",) and isinstance(value, str):
            value = value.replace(",", " ").split()
        given[name] = str(value) if name in ("into", "to", "from", "story") else value
    return given
