"""`meada token`: who may come into a shared reading room."""

from __future__ import annotations

import click

from meada.cli.options import json_option, lang_option, store_option
from meada.cli.speech import N_, Command, Option, out, say, w
from meada.errors import SettingsError

__all__ = ["command"]


@click.command(
    "token",
    cls=Command,
    examples=("meada token add ana --edit", "meada token list", "meada token revoke ana"),
    help=N_(
        "Who may come into a reading room that others reach: one token a person, to read or to edit, revocable. "
        "A token is shown once."
    ),
)
@click.argument("action", type=click.Choice(["add", "list", "revoke"]))
@click.argument("name", required=False)
@click.option("--edit", is_flag=True, cls=Option, help=N_("The token may correct the record too."))
@store_option
@json_option
@lang_option
def command(action: str, name: str | None, edit: bool, store: str | None, as_json: bool) -> int:
    """Make, list or revoke tokens."""
    from meada.store import Store

    if action != "list" and not (name or "").strip():
        raise SettingsError("whose token?", where="token", next="name the person")
    with Store.open(store) as opened:
        if action == "add":
            token = opened.tokens.make(str(name).strip(), "edit" if edit else "read")
            if as_json:
                out({"name": str(name).strip(), "right": "edit" if edit else "read", "token": token})
            else:
                click.echo(token)
                click.echo(say("It is shown this once; hand it over by a safe way."), err=True)
        elif action == "revoke":
            opened.tokens.revoke(str(name).strip())
        elif as_json:
            out(opened.tokens.holders())
        else:
            for holder in opened.tokens.holders():
                right = say("edit") if holder.right == "edit" else say("read")
                state = say("revoked {date}", date=w().date(holder.revoked_at[:10])) if holder.revoked_at else right
                click.echo(f"{holder.name:<24} {w().date(holder.made_at[:10]):<16} {state}")
    return 0
