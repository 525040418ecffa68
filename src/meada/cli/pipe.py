"""`meada pipe`: work over JSON lines."""

from __future__ import annotations

import sys

import click

from meada.cli.options import lang_option
from meada.cli.speech import N_, Command, Option

__all__ = ["command"]


@click.command(
    "pipe",
    cls=Command,
    examples=(
        "meada pipe page < pages.jsonl | meada pipe read > readings.jsonl",
        "meada pipe read -j 4 < articles.jsonl",
    ),
    help=N_("Work over JSON lines, from standard input to standard output, one step at a time. No store is touched."),
)
@click.argument("step", type=click.Choice(["page", "parse", "read", "episode", "compare"]))
@click.option(
    "--jobs", "-j", type=click.IntRange(1, 256), default=1, show_default=True, cls=Option, help=N_("Processes to use.")
)
@lang_option
def command(step: str, jobs: int) -> None:
    """Run one step."""
    from meada.pipe import run

    out = sys.stdout.buffer
    for line in run(step, sys.stdin.buffer, jobs=jobs):
        out.write(line + b"\n")
        out.flush()
