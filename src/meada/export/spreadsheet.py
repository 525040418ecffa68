"""Tables as CSV (RFC 4180): one of them, or all in a zip archive with their codebook."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from typing import Any

import msgspec

from meada.export.codebook import codebook, package
from meada.export.material import Material
from meada.export.row import TABLES, columns
from meada.export.setting import Setting
from meada.export.spool import Spool, packed, spool
from meada.export.tidy import rows

__all__ = ["cell", "write"]

_ACTIVE = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What makes a spreadsheet run a cell instead of showing it (OWASP, "CSV Injection")."""

_MARK = b"\xef\xbb\xbf"
"""Spreadsheets take a file without it for Latin-1."""


def write(materials: Iterable[Material], setting: Setting) -> Iterator[bytes]:
    """The table that ``setting`` names, row by row; all of them in a zip archive where it names none."""
    names = list(TABLES) if setting.table is None else [setting.table]
    files = {name: _Sheet(TABLES[name]) for name in names}
    if setting.table is not None:
        yield from _one(files[setting.table], materials, setting)
        return
    with ExitStack() as stack:
        spools: dict[str, Spool] = {f"{name}.csv": stack.enter_context(spool()) for name in names}
        for name in names:
            spools[f"{name}.csv"].write(_MARK + files[name].head())
        for material in materials:
            for name in names:
                spools[f"{name}.csv"].writelines(files[name].lines(rows(material, name, setting)))
        for name, text in (("codebook.md", codebook().encode()), ("datapackage.json", _json(package("csv")))):
            spools[name] = stack.enter_context(spool())
            spools[name].write(text)
        yield from packed(spools)


def _one(sheet: _Sheet, materials: Iterable[Material], setting: Setting) -> Iterator[bytes]:
    assert setting.table is not None
    yield _MARK + sheet.head()
    for material in materials:
        yield from sheet.lines(rows(material, setting.table, setting))


def cell(value: Any) -> str:
    """``value`` as the text of a cell: nothing for None, lower-case booleans, numbers as they are, and a text that a
    spreadsheet would run with an apostrophe before it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.15g}"
    text = str(value)
    return "'" + text if isinstance(value, str) and text.startswith(_ACTIVE) else text


class _Sheet:
    def __init__(self, row: type[msgspec.Struct]) -> None:
        self.columns = columns(row)

    def head(self) -> bytes:
        return _line(self.columns)

    def lines(self, found: Iterable[msgspec.Struct]) -> Iterator[bytes]:
        for row in found:
            yield _line([cell(getattr(row, name)) for name in self.columns])


def _line(cells: Sequence[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue().encode("utf-8", "replace")


def _json(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"
