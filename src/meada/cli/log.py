"""`meada log`: who judged what, when and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from meada.cli.options import json_option, lang_option, store_option
from meada.cli.speech import N_, Command, Option, out, say, w

if TYPE_CHECKING:
    from meada.desk import Standing
    from meada.flow import Judged
    from meada.store import Judgement, Store

__all__ = ["command", "judged_line", "state_words"]


@click.command(
    "log",
    cls=Command,
    examples=("meada log", "meada log statement-9691109fc47a", "meada log --orphans"),
    help=N_(
        "List who judged what, when and why: all of it, or one item's. With --orphans, what finds its words no more."
    ),
)
@click.argument("item", required=False, metavar="[ITEM]")
@click.option("--orphans", is_flag=True, cls=Option, help=N_("Only judgements whose item is not there any more."))
@store_option
@json_option
@lang_option
def command(item: str | None, orphans: bool, store: str | None, as_json: bool) -> int:
    """List."""
    from meada import flow
    from meada.store import Store
    from meada.store.judgement import undone

    with Store.open(store, create=False) as opened:
        lines = opened.judgements(item)
        gone = undone(lines)
        if orphans:
            held = {stand.line for stand in flow.orphans(opened)}
            lines = [line for line in lines if line.id in held]
        if as_json:
            out(lines)
            return 0
        for line in lines:
            click.echo(_line(opened, line, taken_back=line.id in gone))
        if not lines:
            click.echo(say("Nothing here."))
    return 0


def judged_line(opened: Store, done: Judged) -> str:
    """One line: the judgement, and the stories it changed."""
    n = len(done.stories)
    tail = f" · {w().count('{n} story made anew', '{n} stories made anew', n)}" if n else ""
    return f"{_line(opened, done.judgement)}{tail}"


def _line(opened: Store, line: Judgement, *, taken_back: bool = False) -> str:
    number = click.style(f"{line.id:>4}", bold=True)
    what = ", ".join(f"{k}={v}" for k, v in line.payload.items() if k != "pages")
    back = f" {line.undoes}" if line.undoes else ""
    why = f" – {line.why}" if line.why else ""
    text = f"{line.at[:16].replace('T', ' ')} {line.who}: {line.action}{back} {line.item} {what[:100]}".rstrip()
    return f"{number} {click.style(text, dim=taken_back, strikethrough=taken_back)}{why}"


_STATES = {
    "machine": N_("machine"),
    "confirmed": N_("checked by {who}"),
    "rejected": N_("rejected by {who}"),
    "edited": N_("corrected by {who}"),
    "added": N_("added by {who}"),
    "merged": N_("joined by {who}"),
    "unsure": N_("left open by {who}"),
}


def state_words(stand: Standing | None) -> str:
    """The state of an item in words: ``machine``, or what a person said of it and who."""
    return say(_STATES[stand.state], who=stand.who) if stand else say(_STATES["machine"])
