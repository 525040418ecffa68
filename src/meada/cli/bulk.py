"""`meada bulk`: archives into a Parquet dataset."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from meada.cli.options import json_option, lang_option, map_option
from meada.cli.speech import N_, Command, Option, say

if TYPE_CHECKING:
    from meada.bulk import Summary
    from meada.bulk.engine import Engine
    from meada.bulk.run import Progress

__all__ = ["command"]


@click.command(
    "bulk",
    cls=Command,
    examples=(
        "meada bulk crawl/ -o dataset",
        "meada bulk corpus.csv --map text=texto,date=data -o dataset -j 8",
        "RAY_ADDRESS=auto meada bulk s3://bucket/warc -o s3://bucket/dataset --engine ray",
    ),
    help=N_(
        "Read archives into a Parquet dataset by day: web archives, folders, and tables (CSV, JSON lines, Parquet). "
        "Run it again after an interruption: it goes on where it was."
    ),
)
@click.argument("inputs", nargs=-1, required=True, metavar="IN…")
@click.option("--out", "-o", required=True, metavar="DATASET", cls=Option, help=N_("Folder or address of the dataset."))
@click.option(
    "--engine",
    type=click.Choice(["local", "ray"]),
    default="local",
    show_default=True,
    cls=Option,
    help=N_("Processes of this machine, or Ray: a cluster at RAY_ADDRESS, else this machine."),
)
@click.option("--jobs", "-j", type=click.IntRange(0, 4096), default=0, cls=Option, help=N_("Processes; 0: one a core."))
@map_option
@click.option(
    "--pages", is_flag=True, cls=Option, help=N_("Rows of text are whole pages whose parts are to be told apart.")
)
@click.option(
    "--captures/--no-captures",
    default=True,
    cls=Option,
    help=N_("Keep the pages as they were found; loading into a store needs them."),
)
@click.option(
    "--registry",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="FILE",
    cls=Option,
    help=N_("A meada.toml with outlets and agencies of your own."),
)
@click.option(
    "--shard", type=click.IntRange(1), default=200, show_default=True, cls=Option, help=N_("Pages of one task.")
)
@click.option(
    "--memory",
    type=click.IntRange(64),
    default=512,
    show_default=True,
    cls=Option,
    help=N_("Memory of one join, in MiB; what does not fit is spilled to disk."),
)
@click.option(
    "--models/--no-models", default=True, cls=Option, help=N_("Parse with the language models, or read by rules alone.")
)
@json_option
@lang_option
def command(
    inputs: tuple[str, ...],
    out: str,
    engine: str,
    jobs: int,
    mapping: str | None,
    pages: bool,
    captures: bool,
    registry: Path | None,
    shard: int,
    memory: int,
    models: bool,
    as_json: bool,
) -> int:
    """Make or finish a dataset; exit code 1 when some page failed."""
    import msgspec

    from meada.bulk import Settings, run
    from meada.sources.mapping import parse

    settings = Settings(
        shard=shard,
        memory=memory,
        captures=captures,
        models=models,
        registry=str(registry.absolute()) if registry else None,
        mapping=parse(mapping) if mapping else None,
        paged=pages,
    )
    with _progress(hide=as_json) as progress:
        summary = run(inputs, out, settings, _engine(engine, jobs), progress)
    click.echo(msgspec.json.encode(summary) if as_json else "\n".join(_lines(summary, out)))
    return 1 if summary.rows.get("failures") else 0


def _engine(name: str, jobs: int) -> Engine:
    if name == "ray":
        from meada.bulk.ray import OnRay

        return OnRay(jobs)
    from meada.bulk.engine import Local

    return Local(jobs)


def _lines(summary: Summary, out: str) -> Iterator[str]:
    rows = summary.rows
    yield say("{articles} articles in {stories} stories: {where}", articles=f"{rows.get('articles', 0):,}",
              stories=f"{rows.get('stories', 0):,}", where=out)  # fmt: skip
    if summary.doubles:
        yield say("{n} pages were there twice", n=f"{summary.doubles:,}")
    if rows.get("failures"):
        yield say("{n} inputs failed: see the table of failures", n=f"{rows['failures']:,}")


@contextmanager
def _progress(*, hide: bool) -> Iterator[Progress | None]:
    """A bar on a terminal, one line a stage elsewhere."""
    if hide:
        yield None
        return
    if not sys.stderr.isatty():

        def lines(stage: str, done: int, total: int) -> None:
            if done == total:
                click.echo(f"{stage} {done}/{total}", err=True)

        yield lines
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description:10}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        known: dict[str, object] = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in known:
                known[stage] = bar.add_task(stage, total=total)
            bar.update(known[stage], completed=done)  # type: ignore[arg-type]

        yield show
