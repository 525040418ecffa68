"""What a table would be read as: its columns, the order of its dates, its first rows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from meada.cli.speech import say

if TYPE_CHECKING:
    from meada.sources.table import Preview, Table

__all__ = ["show"]

_WIDE = 100


def show(paths: tuple[str, ...], table: Table, *, as_json: bool) -> int:
    """Prints a preview of each table among ``paths``; nothing is added. Exit code 1 where there is none to show."""
    import msgspec

    from meada.settings import Limits
    from meada.sources.table import TABLES, preview

    found: dict[str, Preview] = {}
    for path in paths:
        if path.lower().endswith(TABLES):
            with Path(path).open("rb") as stream:
                found[path] = preview(stream, path, table.mapping, Limits())
    if as_json:
        click.echo(msgspec.json.encode(found))
    elif not found:
        click.echo(say("No table among the paths."), err=True)
    for path, made in () if as_json else found.items():
        click.echo("\n".join([path, *_lines(made)]))
    return 0 if found else 1


def _lines(made: Preview) -> list[str]:
    from meada.sources.mapping import FIELDS

    mapped = {field: column for field in FIELDS if (column := getattr(made.mapping, field))}
    out = [f"  --map {','.join(f'{field}={column}' for field, column in mapped.items())}"]
    left = [column for column in made.columns if column not in mapped.values()]
    if left:
        out.append("  " + say("not read: {columns}", columns=", ".join(left)))
    if not mapped.keys() & {"text", "html"}:
        out.append("  " + say("no column is known to hold the text") + ": --map text=…")
    if made.mapping.order or any("iso" not in row for row in made.rows if "date" in row):
        out.append("  " + _order(made))
    for number, row in enumerate(made.rows, 1):
        out.append(f"  {number}")
        out += [f"    {field}: {_cut(value)}" for field, value in row.items() if field != "iso"]
        if "date" in row:
            out.append("    → " + (row.get("iso") or say("a date that is not told")))
    return out


def _order(made: Preview) -> str:
    if made.mapping.order == "dmy":
        return say("numeric dates: day before month")
    if made.mapping.order == "mdy":
        return say("numeric dates: month before day")
    return say("numeric dates: no date shows which is the day; name it with --map order=dmy or order=mdy")


def _cut(value: str) -> str:
    return value if len(value) <= _WIDE else value[: _WIDE - 1] + "…"
