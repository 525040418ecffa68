"""Tables of articles: one capture a row."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any, BinaryIO

import msgspec

from meada.errors import EmptyError, SourceError, TooLargeError
from meada.ident import digest
from meada.settings import Limits
from meada.sources.capture import Capture
from meada.sources.failure import Failure
from meada.sources.mapping import Mapping, cells, guess, iso, order
from meada.sources.rows import TABLES, BadRow, Row, rows
from meada.sources.single import Circumstance, make

__all__ = ["TABLES", "Mapping", "Preview", "Table", "captures", "preview"]

_AHEAD = 200
"""Rows that are looked at before the first is read, for the order of dates."""


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """How tables are read: see `captures`."""

    mapping: Mapping | None = None
    paged: bool = False


class Preview(msgspec.Struct, frozen=True, kw_only=True):
    """What `captures` would take a table for: its columns, which of them is what, and its first rows by field, with
    ``date`` as it would be read under ``iso``."""

    columns: tuple[str, ...]
    mapping: Mapping
    rows: tuple[dict[str, str], ...]


def preview(stream: BinaryIO, name: str, given: Mapping | None, limits: Limits, number: int = 5) -> Preview:
    """The first rows of a table as they would be read. Raises as `captures` does."""
    held, mapping, _ = _opened(rows(stream, name, limits), given)
    shown: list[dict[str, str]] = []
    for row in held:
        if isinstance(row, Row) and len(shown) < number:
            found = cells(row.cells, mapping)
            line = {field: " ".join(str(cell).split())[:200] for field, cell in found.items()}
            shown.append(line | ({"iso": date} if (date := iso(found.get("date"), mapping.order)) else {}))
    columns = next((tuple(row.cells) for row in held if isinstance(row, Row)), ())
    return Preview(columns=columns, mapping=mapping, rows=tuple(shown))


def captures(
    stream: BinaryIO, name: str, given: Mapping | None, limits: Limits, *, paged: bool = False
) -> Iterator[Capture | Failure]:
    """A capture for each row, a `Failure` for each that is none.

    A row of text is an article already: its capture is its title, a line with its outlet, date and address, and its text;
    with ``paged`` it is taken for the text of a whole page, whose parts are still to be told apart. Raises `SourceError`
    where the table cannot be read, `SettingsError` where the mapping names a column that is not there.
    """
    held, mapping, rest = _opened(rows(stream, name, limits), given)
    if mapping.text is None and mapping.html is None:
        names = ", ".join(next((list(row.cells) for row in held if isinstance(row, Row)), []))
        raise EmptyError(
            "no column is known to hold the text", next="name it: --map text=…; columns: {names}", names=names
        )
    for row in (*held, *()):
        yield _capture(row, name, mapping, limits, paged)
    for row in rest:
        yield _capture(row, name, mapping, limits, paged)


def _opened(
    found: Iterator[Row | BadRow], given: Mapping | None
) -> tuple[list[Row | BadRow], Mapping, Iterator[Row | BadRow]]:
    held = list(islice(found, _AHEAD))
    first = [row for row in held if isinstance(row, Row)]
    if not first:
        raise EmptyError("there is no row in it", next="save the table again")
    columns = list(dict.fromkeys(column for row in first for column in row.cells))
    mapping = guess(columns, given)
    if mapping.date and mapping.order is None:
        dates = (str(row.cells.get(mapping.date) or "") for row in first)
        mapping = msgspec.structs.replace(mapping, order=order(dates))
    return held, mapping, found


def _capture(row: Row | BadRow, name: str, mapping: Mapping, limits: Limits, paged: bool) -> Capture | Failure:
    origin = f"{name}#{row.number}"
    if isinstance(row, BadRow):
        return Failure(origin=origin, code="damaged", what=row.why, next="the next row is read")
    try:
        held = cells(row.cells, mapping)
        if "html" in held:
            return _html(held, origin, limits)
        if "text" not in held:
            raise EmptyError("its text is empty", next="the next row is read")
        return _text(held, origin, mapping, limits, paged)
    except SourceError as error:
        return Failure.of(error, origin)


def _html(held: dict[str, Any], origin: str, limits: Limits) -> Capture:
    cell = held["html"]
    payload = cell if isinstance(cell, bytes) else str(cell).encode("utf-8", "replace")
    known = None if isinstance(cell, bytes) else "utf-8"
    if len(payload) > limits.payload:
        raise TooLargeError("it is larger than {limit} MB", next="the next row is read", limit=limits.payload >> 20)
    url = str(held["url"]) if "url" in held else None
    return make(payload, Circumstance(origin=origin, via="row", url=url, charset=known, hint="html"), limits)


def _text(held: dict[str, Any], origin: str, mapping: Mapping, limits: Limits, paged: bool) -> Capture:
    """The row as plain text. ``headers`` tell which lines of it are what, and what its cells say."""
    title = " ".join(str(held.get("title", "")).split())
    date = iso(held.get("date"), mapping.order)
    told = [str(cell) for cell in (held.get("outlet"), date or held.get("date"), held.get("url")) if cell]
    line = " | ".join(" ".join(part.split()) for part in told)
    text = str(held["text"]).replace("\r\n", "\n").replace("\r", "\n").strip()
    whole = "\n".join([*([title] if title else []), *([line] if line else []), text])
    if len(whole) > limits.characters:
        raise TooLargeError(
            "the text has {size} characters, the limit is {limit}",
            next="cut it into articles",
            size=len(whole),
            limit=limits.characters,
        )
    payload = whole.encode("utf-8", "replace")
    headers = {
        "row-form": "page" if paged else "article",
        "row-title": title,
        "row-line": line,
        "row-date": " ".join(str(held.get("date", "")).split()),
        "row-published": date or "",
        "row-outlet": " ".join(str(held.get("outlet", "")).split()),
        "row-language": str(held.get("language", "")).strip(),
    }
    return Capture(
        id=digest(payload),
        payload=payload,
        media_type="text/plain",
        via="row",
        origin=origin,
        charset="utf-8",
        url=str(held["url"]).strip() if "url" in held else None,
        headers={name: value for name, value in headers.items() if value},
    )
