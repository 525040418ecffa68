"""Which column of a table holds what, and in which order its dates name day and month."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Row
from datetime import UTC, datetime
from typing import Any, Literal

import msgspec

from meada.errors import SettingsError
from meada.lang.table import resource
from meada.when.metadata import clock_of

__all__ = ["FIELDS", "Mapping", "Order", "guess", "iso", "order", "parse"]

FIELDS = ("html", "text", "title", "url", "date", "outlet", "language")

Order = Literal["dmy", "mdy"]


class Mapping(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The name of the column for each field; None where the table has none.

    ``order`` is the order of numeric dates; None until it is seen in the column itself. A row needs ``html`` or ``text``;
    where it has both, ``html`` is read.
    """

    html: str | None = None
    text: str | None = None
    title: str | None = None
    url: str | None = None
    date: str | None = None
    outlet: str | None = None
    language: str | None = None
    order: Order | None = None


def parse(given: str) -> Mapping:
    """The mapping written ``text=texto,date=data,order=dmy``; raises `SettingsError` where a field is not known."""
    held: dict[str, str] = {}
    for pair in given.split(","):
        field, mark, column = (part.strip() for part in pair.partition("="))
        if not mark or not column or field not in (*FIELDS, "order"):
            known = ", ".join((*FIELDS, "order"))
            raise SettingsError(
                "“{pair}” maps no field", next="write field=column; fields: {known}", pair=pair, known=known
            )
        held[field] = column
    if held.get("order", "dmy") not in ("dmy", "mdy"):
        raise SettingsError("the order of dates is dmy or mdy", next="write order=dmy or order=mdy")
    return msgspec.convert(held, Mapping)


def guess(columns: Sequence[str], given: Mapping | None = None) -> Mapping:
    """``given``, with a column for every field it leaves out whose name tells what it holds; of a field within a field
    (``article.body``) the last parts of it may.

    Raises `SettingsError` where ``given`` names a column that is not there.
    """
    held = {field: getattr(given, field) for field in FIELDS} if given else dict.fromkeys(FIELDS)
    for column in filter(None, held.values()):
        if column not in columns:
            raise SettingsError(
                "there is no column “{column}”",
                next="its columns: {columns}",
                column=column,
                columns=", ".join(columns),
            )
    taken = {column for column in held.values() if column}
    for outer in range(_DEEP):
        named = {_plain(column, outer): column for column in reversed(columns) if column not in taken}
        for field in FIELDS:
            if held[field] is None:
                held[field] = next((named.pop(name) for name in resource("table")[field] if name in named), None)
                taken.add(held[field] or "")
    return Mapping(**held, order=given.order if given else None)


_DEEP = 5


def _plain(column: str, outer: int = 0) -> str:
    """The name without its first ``outer`` parts; empty where it has no more."""
    inner = ".".join(column.split(".")[outer:])
    bare = "".join(c for c in unicodedata.normalize("NFKD", inner) if not unicodedata.combining(c))
    words = re.sub(r"[^a-z0-9]+", " ", bare.lower()).split()
    return "_".join(word for word in words if word not in resource("table")["joints"]) or "_".join(words)


_NUMERIC = re.compile(r"\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d\d)\b(?:\D{1,6}(\d{1,2})[:h](\d\d)?(?::(\d\d))?)?")


def order(values: Iterable[str]) -> Order | None:
    """The order that numeric dates show by a number above twelve; None where none does, or where both orders occur."""
    seen = set()
    for value in values:
        if found := _NUMERIC.match(value):
            first, second = int(found[1]), int(found[2])
            seen |= {"dmy"} if first > 12 >= second else {"mdy"} if second > 12 >= first else set()
    return seen.pop() if len(seen) == 1 else None  # type: ignore[return-value]


def iso(value: Any, known: Order | None) -> str | None:
    """The date of a cell as ISO 8601, as precise as it is; None where it cannot be told.

    Without a known order, a numeric date whose day and month could be exchanged is not told. Whole numbers of ten or
    thirteen digits are seconds or milliseconds since 1970, in UTC.
    """
    if value is None:
        return None
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    text = str(value).strip()
    if re.fullmatch(r"\d{10}(\d{3})?(\.0)?", text):
        seconds = int(text[:10])
        return datetime.fromtimestamp(seconds, UTC).isoformat()
    if found := _NUMERIC.match(text):
        return _numeric(found, known)
    if text[:4].isdigit() and clock_of(text) is None and clock_of(text[:10]) is not None:
        return text[:10] if not re.match(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d", text) else text[:16].replace(" ", "T")
    return text.replace(" ", "T", 1) if clock_of(text) and text[:4].isdigit() else text if clock_of(text) else None


def _numeric(found: re.Match[str], known: Order | None) -> str | None:
    first, second, year = int(found[1]), int(found[2]), int(found[3])
    if first > 12 or second > 12 or first == second:
        known = "dmy" if first > 12 or first == second else "mdy"
    if known is None:
        return None
    day, month = (first, second) if known == "dmy" else (second, first)
    year += 0 if year > 99 else 2000 if year < 70 else 1900
    try:
        at = datetime(year, month, day, int(found[4] or 0), int(found[5] or 0), int(found[6] or 0))
    except ValueError:
        return None
    return at.isoformat() if found[4] else at.date().isoformat()


def cells(row: Row[str, Any], mapping: Mapping) -> dict[str, Any]:
    """The cells of a row by field; those that are missing or empty are left out."""
    named = {field: row.get(getattr(mapping, field) or "") for field in FIELDS}
    return {field: cell for field, cell in named.items() if cell is not None and str(cell).strip()}
