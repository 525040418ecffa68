"""`meada doctor`: what is installed, and what is missing."""

from __future__ import annotations

from typing import Any

import click

from meada import __version__
from meada.cli.options import json_option, lang_option, store_option
from meada.cli.speech import N_, Command, out, say

__all__ = ["command"]


@click.command(
    "doctor",
    cls=Command,
    examples=("meada doctor", "meada doctor --json"),
    help=N_("Show versions, language models, registries and the store, and what is missing."),
)
@store_option
@json_option
@lang_option
def command(store: str | None, as_json: bool) -> int:
    """Look; exit code 1 when something is missing or wrong."""
    import platform
    import sqlite3

    held, own, kept = _held(store)
    findings = {
        "meada": __version__,
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "models": _models(),
        "registries": _registries(),
        "own": own,
        "store": held,
        "vectors": kept,
    }
    if as_json:
        out(findings)
        return 0
    for name in ("meada", "python", "sqlite"):
        click.echo(f"{name:<11} {findings[name]}")
    models = findings["models"]
    assert isinstance(models, dict)
    if models:
        for lang, id in models.items():
            click.echo(f"{say('model'):<11} {lang} · {id}")
    else:
        click.echo(f"{say('model'):<11} {say('none: rules alone read the pages')}")
        click.echo(f"{'':<11} → {say('meada-models adds names and syntax, once it is installed and holds models')}")
    registries = findings["registries"]
    assert isinstance(registries, dict)
    click.echo(f"{say('registry'):<11} {say('{outlets} outlets, {agencies} agencies', **registries)}")
    if own:
        told = say(
            "of your own: {outlets} outlets, {agencies} agencies, {states} states, {holders} holders of offices", **own
        )
        click.echo(f"{'':<11} {told} ({own['where']})")
    click.echo(f"{say('store'):<11} {findings['store']}")
    for line in _told(kept):
        click.echo(f"{'':<11} {line}")
    return 0


def _told(kept: dict[str, Any]) -> list[str]:
    """What vectors are kept and used, in words; nothing where none are and none are wanted."""
    used, wanted = kept["used"], kept["wanted"]
    out = [say("{n} articles have vectors of {id}", n=n, id=id) for id, n in kept["kept"].items()]
    if used:
        out.append(say("its stories are made with the vectors of {id}", id=used))
    if used != wanted:
        now = say("with the vectors of {id}", id=wanted) if wanted else say("without vectors")
        out.append("→ " + say("the next page added makes all stories anew, {how}", how=now))
    return out


def _models() -> dict[str, str]:
    """The id of the model of each language that has one."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        installed = version("meada-models")
    except PackageNotFoundError:
        return {}
    import meada_models

    return dict.fromkeys(meada_models.LANGUAGES, f"meada-models {installed}")


def _registries() -> dict[str, int]:
    from meada.lang.table import resource

    return {"outlets": len(resource("outlets")["outlet"]), "agencies": len(resource("agencies")["agency"])}


def _held(where: str | None) -> tuple[str, dict[str, object] | None, dict[str, Any]]:
    """The store with its number of articles, what it keeps of the user's registry, and of vectors."""
    from meada.flow import Tools
    from meada.store import Store

    with Store.open(where) as opened:
        tools = Tools.of(opened)
        added, wanted = tools.registry.added, tools.encoder
        told = f"{opened.where} · {len(opened.entries())}"
        used, counted = opened.vectors()
        placed = bool(opened.stories())
    now = wanted.id if wanted else ""
    kept = {"kept": counted, "used": used if placed else now, "wanted": now}
    if added is None:
        return told, None, kept
    return (
        told,
        {
            "where": added.where,
            "outlets": len(added.outlets),
            "agencies": len(added.agencies),
            "states": len(added.states),
            "holders": len(added.roll.rows),
        },
        kept,
    )
