"""Holders of offices as a user tells them: in ``meada.toml`` and in the tables it names."""

from __future__ import annotations

import calendar
import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from meada.article.entry import HolderEntry
from meada.article.fold import fold
from meada.errors import SettingsError
from meada.lang import LANGUAGES
from meada.lang.table import resource, table
from meada.lang.world import Holder, Roll, State

__all__ = ["CLASSES", "COLUMNS", "roll"]

CLASSES = ("head_of_state", "head_of_government", "foreign_minister")
"""Offices that a state has once: any word for one of them means its holder."""
COLUMNS = ("name", "office", "of", "since", "until", "feminine", "acting", "source", "wikidata", "opensanctions")
"""The columns of a table; the first three are needed."""
_ANSWERS = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_NEXT = "see docs/registries.md for the fields"
_MOST = 200_000
"""Rows that a table may have."""


def roll(tables: Mapping[str, Any], states: Sequence[State], path: Path) -> Roll:
    """The ``[[holder]]`` tables of ``path`` and the rows of the tables that its ``holders`` names (paths beside it).

    Raises `SettingsError` with the file and the line, or the number of the entry, where one is wrong.
    """
    known = {**_shipped(), **{fold(n): s.id for s in states for _, names in s.names for n in names}}
    known |= {s.id.lower(): s.id for s in states}
    rows: list[Holder] = []
    for number, raw in enumerate(_list(tables, "holder", path), 1):
        where = f"{path.name}, [[holder]] {number}"
        rows.append(_holder(_entry(raw, where), known, where))
    for name in _list(tables, "holders", path):
        rows += _table(path.parent / str(name), known)
    return Roll(tuple(rows))


def _list(tables: Mapping[str, Any], key: str, path: Path) -> list[Any]:
    found = tables.get(key, [])
    if not isinstance(found, list):
        raise SettingsError("`{key}` is no list", where=str(path), next=_NEXT, key=key)
    return found


def _table(path: Path, known: Mapping[str, str]) -> Iterator[Holder]:
    """The rows of a CSV table, or of one parted by tabs where its name ends in ``.tsv``."""
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            "cannot be read: {error}", where=str(path), next="give a CSV table in UTF-8", error=error
        ) from error
    reader = csv.DictReader(lines, delimiter="\t" if path.suffix.lower() == ".tsv" else ",", restkey="…")
    strange = [name for name in reader.fieldnames or () if name not in COLUMNS]
    missing = [name for name in COLUMNS[:3] if name not in (reader.fieldnames or ())]
    told = {"names": ", ".join(missing or strange), "columns": ", ".join(COLUMNS)}
    if missing:
        raise SettingsError("has no column {names}", where=f"{path}:1", next="the columns are {columns}", **told)
    if strange:
        raise SettingsError("has a strange column {names}", where=f"{path}:1", next="the columns are {columns}", **told)
    for row in reader:
        where = f"{path.name}:{reader.line_num}"
        if reader.line_num > _MOST:
            raise SettingsError(
                "has more than {most} rows", where=str(path), next="leave out offices not needed", most=_MOST
            )
        if any(value for value in row.values()):
            yield _holder(_entry(_cells(row, where), where), known, where)


def _cells(row: Mapping[str, Any], where: str) -> dict[str, Any]:
    """A row as the fields of an entry. Several words for an office are parted by ``|``."""
    if "…" in row:
        raise SettingsError("has more cells than columns", where=where, next="put what holds a comma in quotes")
    cells: dict[str, Any] = {key: value.strip() for key, value in row.items() if value and value.strip()}
    if "office" in cells:
        cells["office"] = [word.strip() for word in cells["office"].split("|")]
    for key in ("feminine", "acting"):
        if key in cells:
            cells[key] = _ANSWERS.get(cells[key].lower(), cells[key])
    cells["external"] = {key: cells.pop(key) for key in COLUMNS[-2:] if key in cells}
    return cells


def _entry(raw: object, where: str) -> HolderEntry:
    try:
        return msgspec.convert(raw, HolderEntry)
    except msgspec.ValidationError as error:
        raise SettingsError(str(error), where=where, next=_NEXT) from error


def _holder(entry: HolderEntry, known: Mapping[str, str], where: str) -> Holder:
    offices = (entry.office,) if isinstance(entry.office, str) else entry.office
    of = known.get(entry.of.lower()) or known.get(fold(entry.of)) or entry.of
    if not entry.name.strip() or not all(o.strip() for o in offices) or not offices or not entry.of.strip():
        raise SettingsError("a holder needs a name, an office and what it is of", where=where, next=_NEXT)
    if of == entry.of and of not in known.values() and any(office in CLASSES for office in offices):
        raise SettingsError(
            "no state is called “{name}”",
            where=where, next="give its ISO 3166-1 code (BRA), or add it as [[state]]", name=entry.of,
        )  # fmt: skip
    since, until = _day(entry.since, where, last=False), _day(entry.until, where, last=True)
    if since and until and until < since:
        raise SettingsError(
            "ends ({until}) before it begins ({since})",
            where=where, next="set since and until right", since=since, until=until,
        )  # fmt: skip
    return Holder(
        name=" ".join(entry.name.split()),
        offices=tuple(offices),
        of=of,
        where=where,
        since=since,
        until=until,
        feminine=entry.feminine,
        acting=entry.acting,
        external=tuple(sorted(entry.external.items())),
        source=entry.source,
    )


def _day(words: str | None, where: str, *, last: bool) -> str | None:
    """The first or ``last`` day of a day, month or year."""
    if words is None:
        return None
    found = _DATE.fullmatch(words)
    year, month, day = (int(x) if x else 0 for x in found.groups()) if found else (0, 0, 0)
    if not year or (found and found[2] and not 1 <= month <= 12):
        raise _dateless(words, where)
    month = month or (12 if last else 1)
    longest = calendar.monthrange(year, month)[1]
    day = day or (longest if last else 1)
    if day > longest:
        raise _dateless(words, where)
    return f"{year:04d}-{month:02d}-{day:02d}"


def _dateless(words: str, where: str) -> SettingsError:
    return SettingsError("“{words}” is no date", where=where, next="write 2023-01-31, 2023-01 or 2023", words=words)


@lru_cache(maxsize=1)
def _shipped() -> dict[str, str]:
    """The code of every state and bloc by each of its names, folded, and of every state by its code in lower case."""
    found: dict[str, str] = {}
    for code, entry in resource("states").items():
        names = entry.get("names", {})
        found |= {fold(name): code for forms in names.values() for name in forms}
        found[code.lower()] = code
    for lang in LANGUAGES:
        found |= {fold(name): code for code, names in table(lang, "places")["bloc"].items() for name in names}
    return found
