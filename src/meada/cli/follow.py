"""`meada follow`: the pages that feeds lead to."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from meada.cli.options import json_option, lang_option, private_option, store_option
from meada.cli.speech import N_, Command, Option

if TYPE_CHECKING:
    from collections.abc import Iterable

    from meada.flow import Verdict
    from meada.flow.follow import Follower

__all__ = ["command", "visited"]


@click.command(
    "follow",
    cls=Command,
    examples=("meada follow https://outlet.example/rss.xml", "meada follow FEED… --every 30"),
    help=N_(
        "Add the pages that feeds lead to, as their hosts allow: robots.txt is kept, one page at a time. "
        "With --every, look again until stopped."
    ),
)
@click.argument("feeds", nargs=-1, required=True, metavar="ADDRESS…")
@click.option(
    "--every", type=click.FloatRange(min=1), metavar="MINUTES", cls=Option, help=N_("Look again after so many minutes.")
)
@click.option(
    "--delay",
    type=click.FloatRange(min=0),
    default=1.0,
    show_default=True,
    metavar="SECONDS",
    cls=Option,
    help=N_("Seconds between two requests to one host; more where it asks for more."),
)
@private_option
@store_option
@json_option
@lang_option
def command(
    feeds: tuple[str, ...], every: float | None, delay: float, private: bool, store: str | None, as_json: bool
) -> int:
    """Follow feeds; exit code 1 when some page failed."""
    from meada import flow
    from meada.flow.follow import Follower
    from meada.sources.fetch import Fetcher, Manners
    from meada.store import Store

    registry = Path("meada.toml") if Path("meada.toml").is_file() else None
    with Store.open(store) as opened, Fetcher(Manners(delay=delay, private=private)) as fetcher:
        tools = flow.Tools.of(opened, registry=registry)
        follower = Follower(opened, tools, fetcher)
        while True:
            failed = shown(visited(follower, feeds), as_json=as_json)
            failed += shown(flow.weave(opened, tools), as_json=as_json)
            if every is None:
                return 1 if failed else 0
            time.sleep(60 * every)


def visited(follower: Follower, addresses: Iterable[str]) -> Iterable[Verdict]:
    """The verdicts on ``addresses``, those that were known left out."""
    return (verdict for verdict in follower.visit(addresses) if verdict.status != "known")


def shown(verdicts: Iterable[Verdict], *, as_json: bool) -> int:
    """Prints verdicts as they come, and gives how many failed."""
    import msgspec

    from meada.cli.lines import verdict_line

    failed = 0
    for verdict in verdicts:
        failed += verdict.status == "failed"
        if as_json:
            click.echo(msgspec.json.encode(verdict))
        else:
            click.echo(verdict_line(verdict), err=True)
    return failed
