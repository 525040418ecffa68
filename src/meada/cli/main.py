"""The `meada` command and its exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from meada import __version__
from meada.cli.options import lang_option
from meada.cli.speech import N_, Group, say, speak
from meada.errors import MeadaError
from meada.i18n import choose

__all__ = ["COMMANDS", "group", "main"]

COMMANDS = (
    "add", "show", "search", "explain", "check", "audit", "judge", "undo", "log", "export", "pipe", "demo", "serve",
    "token", "follow", "watch", "bulk", "load", "doctor", "reread", "remove", "verify", "backup", "restore",
)  # fmt: skip


@click.group(
    cls=Group,
    modules=COMMANDS,
    help=N_(
        "Turn saved news pages into a sourced record of the story: who says what, since when, and who repeats whom."
    ),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, package_name="meada", message="%(prog)s %(version)s")
@lang_option
def group() -> None:
    """The group of all commands."""


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code.

    0: done. 1: done, but some input failed, or what was asked for was not there. 2: wrong use, or nothing could be done.
    130: interrupted; what was stored until then stays.
    """
    args = list(sys.argv[1:] if argv is None else argv)
    try:
        speak(choose(_wanted(args)))
        code = group.main(args, prog_name="meada", standalone_mode=False, color=_colour())
    except MeadaError as error:
        _complain(error)
        code = 2
    except click.exceptions.Abort:
        code = 130
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except OSError as error:
        _complain(MeadaError(error.strerror or str(error), where=str(error.filename or "")))
        code = 2
    sys.exit(code if isinstance(code, int) else 0)


def _colour() -> bool | None:
    """False where ``NO_COLOR`` is set (no-color.org); else None: colours on a terminal, none elsewhere."""
    return False if os.environ.get("NO_COLOR") else None


def _wanted(args: Sequence[str]) -> str | None:
    """The value of ``--lang`` wherever it stands, so that even the help is in that language."""
    for at, arg in enumerate(args):
        if arg == "--":
            break
        if arg == "--lang" and at + 1 < len(args):
            return args[at + 1]
        if arg.startswith("--lang="):
            return arg.removeprefix("--lang=")
    return None


def _complain(error: MeadaError) -> None:
    head = f"{error.where}: " if error.where else ""
    tail = f"\n  → {say(error.next_template, **error.values)}" if error.next_template else ""
    click.echo(f"meada: {head}{say(error.template, **error.values)}{tail}", err=True)
