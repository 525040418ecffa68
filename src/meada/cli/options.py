"""Options that commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from meada.cli.speech import N_, Option

__all__ = ["json_option", "lang_option", "store_option"]

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
lang_option: Decorator = click.option(
    "--lang",
    metavar="TAG",
    cls=Option,
    expose_value=False,
    help=N_("Language of the interface: pt-BR, pt-PT, es or en. Else MEADA_LANG, else the locale."),
)
