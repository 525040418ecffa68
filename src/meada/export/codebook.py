"""The codebook of the tidy tables, for people and for programs, drawn from their types."""

from __future__ import annotations

import inspect
from functools import lru_cache
from typing import Any, get_args, get_type_hints

import msgspec

from meada import __version__
from meada.export.row import TABLES, columns

__all__ = ["codebook", "description", "package"]

_NAMES = {str: "string", int: "integer", float: "number", bool: "boolean"}

INTRO = """\
# Codebook

Tables of what the pages say, one row an item. Every row quotes its page and names it; nothing here says what is true.
Counts are among the pages held in one store. In CSV the text is UTF-8 with a byte-order mark, an empty cell is an unknown,
and a text that begins with `=`, `+`, `-`, `@`, a tab or a line end has an apostrophe before it, so that no spreadsheet
runs it. `id` is unique within a table for each `story`.
"""


@lru_cache(maxsize=16)
def _hints(row: type[msgspec.Struct]) -> dict[str, Any]:
    return get_type_hints(row, include_extras=True)


def _types(row: type[msgspec.Struct], column: str) -> tuple[Any, ...]:
    """The types of a column, without their notes."""
    plain = get_args(_hints(row)[column])[0]
    return get_args(plain) or (plain,)


def kind(row: type[msgspec.Struct], column: str) -> type:
    """The plain type of a column: str, int, float or bool."""
    plain: type = next(t for t in _types(row, column) if t in _NAMES)
    return plain


def is_required(row: type[msgspec.Struct], column: str) -> bool:
    """True where the column is never empty."""
    return type(None) not in _types(row, column)


def description(row: type[msgspec.Struct], column: str) -> str:
    """What the column holds."""
    notes = (extra.description for extra in _hints(row)[column].__metadata__ if isinstance(extra, msgspec.Meta))
    return next(note for note in notes if note)


def codebook() -> str:
    """The codebook in Markdown."""
    parts = [INTRO]
    for name, row in TABLES.items():
        parts += [f"## {name}", "", inspect.cleandoc(row.__doc__ or ""), "", "| column | type | |", "|---|---|---|"]
        parts += [
            f"| `{column}` | {_NAMES[kind(row, column)]}{'' if is_required(row, column) else ', may be empty'} "
            f"| {description(row, column)} |"
            for column in columns(row)
        ]
        parts.append("")
    return "\n".join(parts)


def package(suffix: str) -> dict[str, Any]:
    """The same as a descriptor of the Data Package standard (version 1), for tables in files that end in ``suffix``."""
    return {
        "profile": "tabular-data-package" if suffix == "csv" else "data-package",
        "name": "meada",
        "version": __version__,
        "resources": [
            {
                "name": name,
                "path": f"{name}.{suffix}",
                "format": suffix,
                "encoding": "utf-8",
                "description": inspect.cleandoc(row.__doc__ or ""),
                "schema": {
                    "fields": [
                        {
                            "name": column,
                            "type": _NAMES[kind(row, column)],
                            "description": description(row, column),
                            "constraints": {"required": is_required(row, column)},
                        }
                        for column in columns(row)
                    ],
                    "missingValues": [""],
                },
            }
            for name, row in TABLES.items()
        ],
    }
