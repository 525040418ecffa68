"""Click commands whose help is written in the reader's language."""

from __future__ import annotations

import gettext
import inspect
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from meada import i18n
from meada.i18n import N_

__all__ = ["N_", "Command", "Group", "Option", "out", "say", "speak", "tongue", "w"]

_state = {"tag": "en"}


def speak(tag: str) -> None:
    """Make ``tag`` the language of all that the commands say, click's own words included."""
    _state["tag"] = tag
    os.environ["LANGUAGE"] = tag.replace("-", "_")
    gettext.bindtextdomain("meada", str(i18n.LOCALE))
    gettext.textdomain("meada")


def tongue() -> str:
    """The language spoken now, one of `i18n.TAGS`."""
    return _state["tag"]


def w() -> i18n.Words:
    """The catalogue of the language spoken now."""
    return i18n.words(_state["tag"])


def say(message: str, /, **values: object) -> str:
    """``message`` in the language spoken now."""
    return w()(message, **values)


class Option(click.Option):
    """An option whose help is translated when it is shown."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option's line in the help, in the reader's language."""
        original, self.help = self.help, say(self.help) if self.help else self.help
        try:
            return super().get_help_record(ctx)
        finally:
            self.help = original


class Command(click.Command):
    """A command whose help is translated when it is shown; the examples below it are printed as they are."""

    def __init__(self, *args: Any, examples: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.examples = tuple(examples)

    def get_short_help_str(self, limit: int = 72) -> str:
        """The first sentence of the help, in the reader's language."""
        return say(inspect.cleandoc(self.short_help or self.help or "")).split("\n")[0]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the help in the reader's language."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(say(inspect.cleandoc(self.help or "")))

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the examples."""
        if self.examples:
            with formatter.section(say("Examples")):
                for line in self.examples:
                    formatter.write(f"{'':>{formatter.current_indent}}{line}\n")


class Group(click.Group):
    """Commands that are imported when they are named, each from the module of its name in ``meada.cli``."""

    command_class = Command

    def __init__(self, *args: Any, modules: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._modules = tuple(modules)

    def invoke(self, ctx: click.Context) -> Any:
        """As click's; a reader that has read enough (``| head``) is no error."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in the order of the work."""
        return list(self._modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now; None where there is none."""
        if cmd_name not in self._modules:
            return None
        found = import_module(f"meada.cli.{cmd_name}").command
        assert isinstance(found, click.Command)
        return found

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the help in the reader's language."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(say(inspect.cleandoc(self.help or "")))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click's, with the nearest names on a slip of the keys."""
        if args and args[0] not in self._modules and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], self._modules)
            hint = say("did you mean {names}?", names=", ".join(near)) if near else say("see meada --help")
            ctx.fail(say("There is no command “{name}”; {hint}", name=args[0], hint=hint))
        return super().resolve_command(ctx, args)


def out(value: object) -> None:
    """Writes ``value`` as one JSON document on standard output."""
    import msgspec

    click.echo(msgspec.json.format(msgspec.json.encode(value), indent=2))
