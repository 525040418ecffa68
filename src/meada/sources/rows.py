"""The rows of a table, one by one, whatever its format: CSV, JSON lines or Parquet."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO, NamedTuple, cast

import msgspec

from meada.errors import DamagedError, EmptyError, UnsupportedError
from meada.settings import Limits
from meada.sources.charset import charset

__all__ = ["TABLES", "BadRow", "Row", "flat", "rows"]

TABLES = (".csv", ".csv.gz", ".tsv", ".tsv.gz", ".jsonl", ".jsonl.gz", ".ndjson", ".parquet")
"""Endings of the names of tables."""

_SAMPLE = 64 * 1024
_BATCH = 64
_DEEP = 4


class Row(NamedTuple):
    """One row; a field within a field is called by both names, ``article.body``. ``number`` counts from 1; of a CSV file
    the first row after the header is 1."""

    number: int
    cells: dict[str, Any]


class BadRow(NamedTuple):
    """A row that cannot be read, and why."""

    number: int
    why: str


def flat(held: Mapping[str, Any]) -> dict[str, Any]:
    """``held`` with the fields of its fields beside its own, to a depth of four; lists stay as they are."""
    out: dict[str, Any] = {}
    waiting = [("", held, 0)]
    while waiting:
        before, some, depth = waiting.pop()
        for name, value in some.items():
            if isinstance(value, dict) and depth < _DEEP:
                waiting.append((f"{before}{name}.", value, depth + 1))
            else:
                out[f"{before}{name}"] = value
    return out


def rows(stream: BinaryIO, name: str, limits: Limits) -> Iterator[Row | BadRow]:
    """The rows of the table in ``stream``; the ending of ``name`` tells its format.

    Raises `EmptyError`, `DamagedError`, or `UnsupportedError` where Parquet is not installed.
    """
    low = name.lower()
    if low.endswith(".parquet"):
        yield from _parquet(stream)
        return
    packed = low.endswith(".gz")
    opened = cast("io.RawIOBase", gzip.GzipFile(fileobj=stream) if packed else stream)
    held = io.BufferedReader(opened, 1 << 18)
    read = _lines if ".csv" not in low and ".tsv" not in low else _separated
    try:
        yield from read(cast("BinaryIO", held), limits)
    except (EOFError, gzip.BadGzipFile, OSError) as error:
        if not packed:
            raise
        raise DamagedError("the compressed data breaks off", next="save or download it again") from error
    finally:
        held.detach()  # the stream is closed by who opened it


def _lines(stream: BinaryIO, limits: Limits) -> Iterator[Row | BadRow]:
    number = 0
    while line := stream.readline(limits.payload + 1):
        if len(line) > limits.payload:
            while line and not line.endswith(b"\n"):
                line = stream.readline(limits.payload)
            number += 1
            yield BadRow(number, "the line is longer than the limit")
            continue
        if not line.strip():
            continue
        number += 1
        try:
            found = msgspec.json.decode(line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            yield BadRow(number, f"it is not JSON: {error}")
            continue
        yield Row(number, flat(found)) if isinstance(found, dict) else BadRow(number, "it is not a JSON object")


def _separated(stream: BinaryIO, limits: Limits) -> Iterator[Row | BadRow]:
    sample = cast("io.BufferedReader", stream).peek(_SAMPLE)[:_SAMPLE]
    if not sample.strip():
        raise EmptyError("there is nothing in it but white space", next="save the table again")
    text = io.TextIOWrapper(stream, charset(sample, None, html=False), errors="replace", newline="")
    try:
        yield from _cells(text, _delimiter(sample), limits)
    finally:
        text.detach()


def _cells(text: Iterable[str], delimiter: str, limits: Limits) -> Iterator[Row | BadRow]:
    csv.field_size_limit(limits.characters)
    reader = csv.reader(text, delimiter=delimiter)
    header = next(reader, [])
    header = [name.strip().removeprefix("\ufeff") for name in header]
    number = 0
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            number += 1
            yield BadRow(number, f"it is no row of CSV: {error}")
            continue
        if cells is None:
            return
        if not any(cells):
            continue
        number += 1
        if len(cells) > len(header):
            yield BadRow(number, f"it has {len(cells)} cells under {len(header)} columns")
        else:
            yield Row(number, dict(zip(header, cells, strict=False)))


def _delimiter(sample: bytes) -> str:
    """The mark that parts the names of the columns: the commonest of the usual four in the first line."""
    head = sample.split(b"\n", 1)[0].decode("latin-1")
    return max(",;\t|", key=head.count)


def _parquet(stream: BinaryIO) -> Iterator[Row | BadRow]:
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise UnsupportedError("Parquet is not installed", next="pip install 'meada[bulk]'") from error
    number = 0
    try:
        for batch in parquet.ParquetFile(stream).iter_batches(_BATCH):
            for cells in batch.to_pylist():
                number += 1
                yield Row(number, flat(cells))
    except (pa.ArrowInvalid, OSError) as error:
        raise DamagedError("it is no Parquet file, or it breaks off", next="save or download it again") from error
