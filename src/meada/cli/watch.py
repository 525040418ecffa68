"""`meada watch`: a folder whose new pages are added as they come."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import click

from meada.cli.follow import shown
from meada.cli.options import json_option, lang_option, store_option
from meada.cli.speech import N_, Command, Option

__all__ = ["command", "fresh"]


@click.command(
    "watch",
    cls=Command,
    examples=("meada watch ~/Downloads/pages",),
    help=N_("Add what is saved into folders, as it comes, until stopped."),
)
@click.argument(
    "folders",
    metavar="FOLDERS...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
)
@click.option(
    "--every",
    type=click.FloatRange(min=0.2),
    default=2.0,
    show_default=True,
    metavar="SECONDS",
    cls=Option,
    help=N_("Look again after so many seconds."),
)
@click.option("--once", is_flag=True, cls=Option, help=N_("Look once, and leave."))
@store_option
@json_option
@lang_option
def command(folders: tuple[Path, ...], every: float, once: bool, store: str | None, as_json: bool) -> int:
    """Watch folders; exit code 1 when some page failed in the last look."""
    from meada import flow
    from meada.store import Store

    registry = next((f for one in folders if (f := one / "meada.toml").is_file()), None)
    seen: dict[Path, tuple[int, float]] = {}
    with Store.open(store) as opened:
        tools = flow.Tools.of(opened, registry=registry)
        while True:
            failed = 0
            if paths := fresh(folders, seen, settled=0 if once else every):
                failed = shown((v for v in flow.add(paths, opened, tools) if v.status != "skipped"), as_json=as_json)
                failed += shown(flow.weave(opened, tools), as_json=as_json)
            if once:
                return 1 if failed else 0
            time.sleep(every)


def fresh(
    folders: tuple[Path, ...],
    seen: dict[Path, tuple[int, float]],
    *,
    settled: float,
    now: Callable[[], float] = time.time,
) -> list[Path]:
    """The files that are new or changed since they were ``seen``, once they rested ``settled`` seconds: what is still being
    written waits for the next look. Notes them as seen."""
    from meada.sources.walk import files

    out = []
    for path in files(folders):
        try:
            stat = path.stat()
        except OSError:
            continue
        version = (stat.st_size, stat.st_mtime)
        if seen.get(path) != version and now() - stat.st_mtime >= settled:
            seen[path] = version
            out.append(path)
    return out
