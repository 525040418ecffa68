"""Who judges: told by an option, by the environment, or once for the store."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from meada.cli.speech import N_, Option, say

if TYPE_CHECKING:
    from meada.store import Store

__all__ = ["told_by", "who_option", "why_option"]

who_option = click.option(
    "--who", metavar="NAME", cls=Option, help=N_("Who judges. Else MEADA_WHO, else the name told before.")
)
why_option = click.option("--why", metavar="TEXT", cls=Option, help=N_("The reason, kept with it."))


def told_by(opened: Store, who: str | None) -> str:
    """The name to put to a judgement: ``who``, MEADA_WHO, or what the store remembers; asked once on a terminal.

    A name given or asked is remembered. Empty where nobody can be asked.
    """
    name = who or os.environ.get("MEADA_WHO") or opened.setting("who") or ""
    if not name and sys.stdin.isatty():
        name = str(click.prompt(say("Your name, to put to what you judge"), err=True))
    if name and name != opened.setting("who"):
        opened.set("who", name)
    return name
