"""`meada check`: a passage against the store."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from meada.cli.options import json_option, lang_option, store_option
from meada.cli.speech import N_, Command, Option, out, say, w

if TYPE_CHECKING:
    from meada.check import Checked, Held

__all__ = ["command"]

_COLOURS = {"updates": "yellow", "earlier": "yellow", "contradicts": "red", "denies": "red"}
_MOST = 6


@click.command(
    "check",
    cls=Command,
    examples=(
        'meada check "pelo menos 600 soldados morreram"',
        "meada check mensagem.txt --date 2025-10-27",
        "meada check - --json < post.txt",
    ),
    help=N_(
        "Look a passage up in the store: what is held that says the same, repeats, updates, contradicts or denies it, "
        "the first report first. PASSAGE is the words themselves, a text file, or - for standard input."
    ),
)
@click.argument("passage", metavar="PASSAGE|FILE|-")
@click.option("--date", "published", metavar="ISO", cls=Option, help=N_("When the passage was written, if known."))
@click.option(
    "--in", "tongue", metavar="CODE", cls=Option, help=N_("The language of the passage, if known: pt, es or en.")
)
@store_option
@json_option
@lang_option
def command(passage: str, published: str | None, tongue: str | None, store: str | None, as_json: bool) -> int:
    """Check it; exit code 1 when nothing is held on it."""
    from meada.check import check
    from meada.flow import Tools
    from meada.store import Store

    text = _text(passage)
    if not text.strip():
        raise click.UsageError(say("there is nothing to check"))
    with Store.open(store, create=False) as opened:
        tools = Tools.of(opened)
        parser = tools.parser(tongue) if tongue else None
        found = check(text, opened, lang=tongue, published=published, parser=parser, world=tools.registry.world)
    if as_json:
        out(found)
    else:
        for line in _lines(found):
            click.echo(line)
    return 0 if found.held else 1


def _text(passage: str) -> str:
    if passage == "-":
        return sys.stdin.buffer.read().decode("utf-8", "replace")
    try:
        path = Path(passage)
        return path.read_text("utf-8", "replace") if path.is_file() else passage
    except (OSError, ValueError):  # too long or strange for a file's name: it is the passage itself
        return passage


def _lines(found: Checked) -> Iterator[str]:
    from meada.check import HEADS

    if not found.held:
        yield w().count(
            "Nothing found in the {n} page held here. That is no evidence that it is false.",
            "Nothing found in the {n} pages held here. That is no evidence that it is false.",
            found.searched,
        )
        return
    sure = [one for one in found.held if one.level == "shown"]
    for relation, head in HEADS.items():
        yield from _group(say(head), _COLOURS.get(relation), [one for one in sure if one.relation == relation])
    yield from _group(say("To be checked"), None, [one for one in found.held if one.level == "suggested"])
    yield w().count("Searched: {n} page held here.", "Searched: {n} pages held here.", found.searched)


def _group(head: str, colour: str | None, held: list[Held]) -> Iterator[str]:
    if not held:
        return
    rest = len(held) - _MOST
    more = f" ({w().count('and {n} more', 'and {n} more', rest)})" if rest > 0 else ""
    yield f"{click.style(head, fg=colour, bold=True)}{more}"
    for one in held[:_MOST]:
        yield from _one(one)


def _one(one: Held) -> Iterator[str]:
    who = ", ".join(one.who) or say("who says so: not stated")
    source = one.outlet or say("outlet not stated")
    date = w().date(one.published, "minute" if one.published and "T" in one.published else "day") or say("no date")
    copies = f" · {w().count('{n} copy', '{n} copies', len(one.copies))}: {' '.join(one.copies)}" if one.copies else ""
    yield f"  {click.style(one.label, bold=True)} {source} · {date} – {who}{copies}"
    yield click.wrap_text(f"“{one.quote}”", 100, "     ", "     ")
