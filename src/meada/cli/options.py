"""Options that commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from meada.cli.speech import N_, Option

__all__ = ["json_option", "lang_option", "map_option", "private_option", "store_option"]

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

store_option: Decorator = click.option(
    "--store",
    metavar="PATH",
    cls=Option,
    help=N_("The store: a file, or a database address. Else MEADA_STORE, else the user's data folder."),
)
json_option: Decorator = click.option(
    "--json", "as_json", is_flag=True, cls=Option, help=N_("Write JSON, for other programs.")
)
private_option: Decorator = click.option(
    "--private", is_flag=True, cls=Option, help=N_("Allow addresses of private networks and of this machine.")
)
map_option: Decorator = click.option(
    "--map",
    "mapping",
    metavar="FIELD=COLUMN,…",
    cls=Option,
    help=N_(
        "Which columns of a table are what: html or text, title, url, date, outlet, language; order=dmy or mdy for its dates. "
        "What is left out is guessed from the names."
    ),
)
lang_option: Decorator = click.option(
    "--lang",
    metavar="TAG",
    cls=Option,
    expose_value=False,
    help=N_("Language of the interface: pt-BR, pt-PT, es or en. Else MEADA_LANG, else the locale."),
)
