"""`meada audit`: how often the program is right, by marking a sample."""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from meada.cli.options import json_option, lang_option, store_option
from meada.cli.speech import N_, Command, Option, out, say, w

if TYPE_CHECKING:
    from meada.audit import Result, Sampled
    from meada.store import Store

__all__ = ["command"]

_KEYS = {"r": "right", "w": "wrong", "u": "unsure"}
_KINDS = ("quote", "attribution", "denial", "figure", "event", "time", "statement", "link")


@click.command(
    "audit",
    cls=Command,
    examples=(
        "meada audit --kind quote -n 100 --seed 1",
        "meada audit --kind quote --json > sample.json",
        "meada audit --kind quote --marks marks.json",
        "meada audit --kind quote --whole A1",
        "meada audit",
    ),
    help=N_(
        "Mark a sample of what was read as right or wrong, and see how often the program is right, with its interval. "
        "The sample takes turns over outlets, languages and rules. Without --kind: the results so far. An article marked "
        "whole (--whole A1), with the number of items it lacks, gives recall."
    ),
)
@click.option("--kind", type=click.Choice(_KINDS), cls=Option, help=N_("What to audit."))
@click.option(
    "-n", "size", type=click.IntRange(1, 10_000), default=100, show_default=True, cls=Option, help=N_("Items to draw.")
)
@click.option(
    "--seed", type=int, default=1, show_default=True, cls=Option, help=N_("The same seed draws the same sample.")
)
@click.option(
    "--whole", metavar="A1", cls=Option, help=N_("Mark all items of one article, then say how many it lacks.")
)
@click.option(
    "--marks",
    type=click.Path(path_type=Path, exists=True, dir_okay=False, allow_dash=True),
    metavar="FILE|-",
    cls=Option,
    help=N_("A JSON list of marks to keep: item, kind and right, wrong or unsure; or page, kind and missed."),
)
@click.option(
    "--who", metavar="NAME", cls=Option, help=N_("Who marks; else the name set in the store, else the user's.")
)
@store_option
@json_option
@lang_option
def command(
    kind: str | None,
    size: int,
    seed: int,
    whole: str | None,
    marks: Path | None,
    who: str | None,
    store: str | None,
    as_json: bool,
) -> int:
    """Sample, mark, or report."""
    from meada import audit
    from meada.store import Store

    with Store.open(store, create=False) as opened:
        name = who or opened.setting("who") or getpass.getuser()
        if marks is not None:
            kept = audit.mark(opened, _given(marks), who=name)
            click.echo(w().count("{n} mark kept", "{n} marks kept", kept), err=True)
        elif kind is not None:
            drawn = audit.whole(opened, kind, whole) if whole else audit.sample(opened, kind, size, seed)
            if as_json:
                out(drawn)
                return 0
            _ask(opened, kind, drawn, whole, name)
        found = [audit.result(opened, one) for one in ([kind] if kind else _KINDS)]
        if as_json:
            out([one for one in found if one.right or one.wrong or one.unsure])
            return 0
        lines = [line for one in found for line in _result(one)]
    for line in lines or [say("Nothing marked yet. Begin with: meada audit --kind quote")]:
        click.echo(line)
    return 0


def _given(path: Path) -> list[dict[str, Any]]:
    """The marks in a file. Raises `click.UsageError` where it is no list of objects."""
    try:
        found = json.loads(sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes())
    except ValueError as error:
        raise click.UsageError(say("the file of marks is no JSON: {why}", why=error)) from error
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise click.UsageError(say("the file of marks is no list of objects"))
    return found


def _ask(opened: Store, kind: str, drawn: Sequence[Sampled], whole: str | None, who: str) -> None:
    """One question an item; what is answered is kept at once, so that work can stop at any time."""
    from meada import audit

    if not sys.stdin.isatty():
        raise click.UsageError(
            say("marking needs a terminal: write the sample with --json and give the marks with --marks")
        )
    for at, one in enumerate(drawn, 1):
        for line in _shown(one, at, len(drawn)):
            click.echo(line)
        key = click.prompt(
            say("right (r), wrong (w), unsure (u), stop (q)"), type=click.Choice([*_KEYS, "q"]), show_choices=False
        )
        if key == "q":
            return
        mark = {"item": one.item, "kind": kind, "mark": _KEYS[key], "page": one.page, "stratum": one.stratum}
        audit.mark(opened, [mark], who=who)
    if whole:
        missed = click.prompt(say("How many does the article have that are not here?"), type=click.IntRange(0))
        audit.mark(opened, [{"page": opened.resolve(whole), "kind": kind, "missed": missed}], who=who)


def _shown(one: Sampled, at: int, of: int) -> Iterator[str]:
    yield ""
    yield click.style(f"{at}/{of}  {one.label}  {' · '.join(part for part in one.stratum if part)}", dim=True)
    yield click.wrap_text(f"“{one.quote}”", 100, "  ", "  ")
    yield "  " + " · ".join(f"{name}: {value}" for name, value in one.fields.items() if value)


def _result(one: Result) -> Iterator[str]:
    if one.precision is None or one.low is None or one.high is None:
        return
    n = one.right + one.wrong
    yield say(
        "{kind}: precision {share} ({low}–{high}, {n} marked, {unsure} unsure)",
        kind=one.kind, share=_share(one.precision), low=_share(one.low), high=_share(one.high), n=n, unsure=one.unsure,
    )  # fmt: skip
    if one.recall is not None and one.recall_low is not None and one.recall_high is not None:
        yield say(
            "{kind}: recall {share} ({low}–{high}, {n} articles checked whole)",
            kind=one.kind, share=_share(one.recall), low=_share(one.recall_low), high=_share(one.recall_high), n=one.articles,
        )  # fmt: skip


def _share(value: float) -> str:
    return f"{w().number(round(100 * value))} %"
