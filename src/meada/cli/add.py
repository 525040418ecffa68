"""`meada add`: pages into the store."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from meada.cli.options import json_option, lang_option, map_option, private_option, store_option
from meada.cli.speech import N_, Command, Option

if TYPE_CHECKING:
    from meada.flow import Tools, Verdict
    from meada.sources.table import Table
    from meada.store import Store

__all__ = ["command", "run", "watched"]


@click.command(
    "add",
    cls=Command,
    examples=(
        "meada add ~/pages",
        "meada add page.html archive.warc.gz",
        "meada add corpus.csv --map text=texto,date=data --dry-run",
        "meada add https://outlet.example/page.html",
        "pbpaste | meada add -",
    ),
    help=N_(
        "Read saved news pages into the store: folders, .html, .txt, .warc(.gz), .wacz, tables (CSV, JSON lines, "
        "Parquet) with an article a row, addresses and feeds, or - for pasted text. "
        "What is already there is left alone, and a bad file stops nobody."
    ),
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option(
    "--registry",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="FILE",
    cls=Option,
    help=N_(
        "A meada.toml with outlets, agencies, states and holders of offices of your own. Else the one in the folder added, if "
        "there is one; else what the store was last given."
    ),
)
@click.option("--quiet", "-q", is_flag=True, cls=Option, help=N_("Only what failed, and the summary."))
@map_option
@click.option(
    "--pages", is_flag=True, cls=Option, help=N_("Rows of text are whole pages whose parts are to be told apart.")
)
@click.option(
    "--dry-run",
    is_flag=True,
    cls=Option,
    help=N_("Show how the columns and dates of tables would be read, and add nothing."),
)
@private_option
@store_option
@json_option
@lang_option
def command(
    paths: tuple[str, ...], registry: Path | None, quiet: bool, mapping: str | None, pages: bool, dry_run: bool,
    private: bool, store: str | None, as_json: bool,
) -> int:  # fmt: skip
    """Add the paths; exit code 1 when some input failed."""
    from meada.sources.mapping import parse
    from meada.sources.table import Table
    from meada.store import Store

    table = Table(mapping=parse(mapping) if mapping else None, paged=pages)
    if dry_run:
        from meada.cli.table import show

        return show(paths, table, as_json=as_json)
    with Store.open(store) as opened:
        return run(opened, paths, registry=registry, quiet=quiet, as_json=as_json, table=table, private=private)


def run(
    opened: Store,
    paths: tuple[str, ...],
    *,
    registry: Path | None,
    quiet: bool,
    as_json: bool,
    table: Table | None = None,
    private: bool = False,
) -> int:
    """Add ``paths`` to an open store with a progress bar, and print verdicts and summary. Gives the exit code."""
    import msgspec

    from meada import flow
    from meada.cli.lines import summary_lines, verdict_line
    from meada.export.gather import gather
    from meada.export.summary import summarise

    tools = flow.Tools.of(opened, registry=registry or _beside(paths))
    verdicts: list[flow.Verdict] = []
    here = tuple(path for path in paths if not _remote(path))
    found = flow.add(here, opened, tools, table=table)
    if away := tuple(path for path in paths if _remote(path)):
        found = chain(found, _fetched(away, opened, tools, private))
    for verdict in watched(found, flow.count(here) + len(away), hide=as_json):
        verdicts.append(verdict)
        if not as_json and (not quiet or verdict.status == "failed"):
            click.echo(verdict_line(verdict), err=True)
    for verdict in flow.weave(opened, tools):
        verdicts.append(verdict)
        if not as_json:
            click.echo(verdict_line(verdict), err=True)
    added = [v.label for v in verdicts if v.label]
    summary = summarise(gather(opened, labels=added))
    failed = sum(v.status == "failed" for v in verdicts)
    if as_json:
        click.echo(msgspec.json.encode({"verdicts": verdicts, "summary": summary}))
    else:
        pages = sum(v.status in ("added", "known") for v in verdicts)
        for line in summary_lines(summary, pages=pages, failures=failed):
            click.echo(line)
    return 1 if failed else 0


def _remote(path: str) -> bool:
    """True for an address on the web, and for a feed saved as a file: what lies behind it is elsewhere."""
    return path.lower().startswith(("http://", "https://")) or (
        path.lower().endswith((".xml", ".rss", ".atom")) and Path(path).is_file()
    )


def _fetched(paths: tuple[str, ...], store: Store, tools: Tools, private: bool) -> Iterator[Verdict]:
    """The pages at addresses, and those that feeds lead to."""
    from meada.flow.follow import Follower
    from meada.sources.fetch import Fetcher, Manners, address

    with Fetcher(Manners(private=private), tools.limits) as fetcher:
        follower = Follower(store, tools, fetcher)
        for path in paths:
            yield from follower.visit([path]) if address(path) else follower.feed(Path(path).read_bytes(), path)


def _beside(paths: tuple[str, ...]) -> Path | None:
    """The meada.toml in the first folder that has one."""
    return next((f for path in paths if (f := Path(path) / "meada.toml").is_file()), None)


def watched(verdicts: Iterator[Verdict], total: int, *, hide: bool) -> Iterator[Verdict]:
    """The verdicts, with a bar on a terminal while they come."""
    if hide or not sys.stderr.isatty():
        yield from verdicts
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, redirect_stderr=True) as bar:
        task = bar.add_task("", total=total)
        for verdict in verdicts:
            bar.advance(task)
            yield verdict
