"""From paths to captures: folders walked in order, every input opened with care, one verdict for each bad one."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from meada.errors import SourceError, TooLargeError, UnreadableError
from meada.lang.table import resource
from meada.settings import Limits
from meada.sources.capture import Capture
from meada.sources.failure import SKIPPED, Failure
from meada.sources.reader import READERS, Input, bounded
from meada.sources.single import Circumstance, make, refuse
from meada.sources.sniff import HEAD, sniff
from meada.sources.table import TABLES, Table, captures

__all__ = ["aside", "count", "files", "one", "paste", "stream", "walk"]

_HTML = frozenset((".html", ".htm", ".xhtml", ".xht", ".shtml", ".asp", ".aspx", ".php", ".jsp"))
_TEXT = frozenset((".txt", ".text"))

_LIMITS, _TABLE = Limits(), Table()


def walk(
    paths: Sequence[str | Path], *, limits: Limits = _LIMITS, table: Table = _TABLE
) -> Iterator[Capture | Failure]:
    """Every page under ``paths``, in the order given, folders in sorted order; a `Failure` for each input that is none.

    A path is a file, a folder, or ``-`` for text on standard input. Nothing is raised for a bad input and nothing is
    read twice: links to folders are followed once. Files that only furnish a saved page (images, style sheets, scripts,
    hidden files, a browser's ``_files`` folder) give a `Failure` whose code is ``skipped``, unless named outright. A table
    (CSV, JSON lines, Parquet) that is named outright gives a capture for each row, as ``table`` says.
    """
    seen: set[tuple[int, int]] = set()
    for path in paths:
        if str(path) == "-":
            yield from _guarded(None, limits)
        else:
            for entry in _entries(Path(path), seen):
                yield from (
                    [entry]
                    if isinstance(entry, Failure)
                    else _guarded(entry, limits, chosen=entry == Path(path), table=table)
                )


def count(paths: Sequence[str | Path]) -> int:
    """How many inputs `walk` will open under ``paths`` (an archive is one): cheap, no file is opened."""
    seen: set[tuple[int, int]] = set()
    total = 0
    for path in paths:
        total += 1 if str(path) == "-" else sum(isinstance(e, Path) for e in _entries(Path(path), seen))
    return total


def files(paths: Sequence[str | Path]) -> Iterator[Path]:
    """The inputs that `walk` will open under ``paths``, in its order."""
    seen: set[tuple[int, int]] = set()
    for path in paths:
        yield from (entry for entry in _entries(Path(path), seen) if isinstance(entry, Path))


def one(path: Path, *, limits: Limits = _LIMITS, chosen: bool = True) -> Iterator[Capture | Failure]:
    """What is in one file; ``chosen`` is false for one that was only come across in a folder."""
    yield from _guarded(path, limits, chosen=chosen)


def stream(opened: BinaryIO, name: str, *, limits: Limits = _LIMITS) -> Iterator[Capture | Failure]:
    """What is in an open, seekable stream that is called ``name``; what it raises becomes its last verdict."""
    try:
        yield from _read(Path(name), opened, name, limits, True)
    except SourceError as error:
        yield Failure.of(error, name)
    except OSError as error:
        yield Failure.of(_unreadable(error), name)


def paste(text: str | bytes, *, url: str | None = None, origin: str = "-", limits: Limits = _LIMITS) -> Capture:
    """The capture of pasted text or markup; raises `meada.errors.SourceError` when it is no page.

    A ``str`` is kept as UTF-8, with ``?`` for a lone surrogate (its length stays).
    """
    payload = text.encode("utf-8", "replace") if isinstance(text, str) else text
    return make(payload, Circumstance(origin=origin, via="text", url=url), limits)


def _entries(path: Path, seen: set[tuple[int, int]]) -> Iterator[Path | Failure]:
    """The files under ``path`` in sorted order, and a verdict for what is passed over or cannot be looked into."""
    stack: list[Path | Failure] = [path]
    while stack:
        entry = stack.pop()
        if isinstance(entry, Failure):
            yield entry
            continue
        try:
            if entry.is_dir():
                stack.extend(reversed(_children(entry, seen)))
            else:
                yield entry
        except OSError as error:
            yield Failure.of(_unreadable(error), _name(entry))


def _children(folder: Path, seen: set[tuple[int, int]]) -> list[Path | Failure]:
    place = folder.stat()
    if (place.st_dev, place.st_ino) in seen:
        return []
    seen.add((place.st_dev, place.st_ino))
    children = sorted(folder.iterdir(), key=lambda child: child.name)
    pages = {child.stem for child in children if child.suffix.lower() in _HTML}
    return [_passed_over(child, pages) or child for child in children]


def _passed_over(child: Path, pages: set[str]) -> Failure | None:
    """The verdict on a child that only furnishes a page; ``pages`` are the stems of the pages beside it."""
    saved, origin = resource("saved"), _name(child)
    if verdict := aside(child.name, origin):
        return verdict
    if any(child.name.removesuffix(end) in pages for end in saved["companions"] if child.name.endswith(end)):
        return Failure(origin=origin, code=SKIPPED, what="it holds the parts of a page saved by a browser")
    return None


def aside(name: str, origin: str) -> Failure | None:
    """The verdict on a file of a folder that is passed over by its ``name`` alone."""
    if name.startswith("."):
        return Failure(origin=origin, code=SKIPPED, what="it is hidden")
    if Path(name.lower().removesuffix(".gz")).suffix in resource("saved")["furniture"]:
        return Failure(origin=origin, code=SKIPPED, what="files of its kind are no pages")
    return None


def _guarded(
    path: Path | None, limits: Limits, *, chosen: bool = True, table: Table = _TABLE
) -> Iterator[Capture | Failure]:
    """The pages of one input; what it raises becomes its last verdict."""
    try:
        if path is None:
            yield make(bounded(sys.stdin.buffer, limits.payload), Circumstance(origin="-", via="text"), limits)
        else:
            with _opened(path) as stream:
                if chosen and _table(path, stream):
                    yield from captures(stream, _name(path), table.mapping, limits, paged=table.paged)
                else:
                    yield from _read(path, stream, _name(path), limits, chosen)
    except SourceError as error:
        yield Failure.of(error, _name(path) if path else "-")
    except OSError as error:
        yield Failure.of(_unreadable(error), _name(path) if path else "-")


def _read(path: Path, stream: BinaryIO, origin: str, limits: Limits, chosen: bool) -> Iterator[Capture | Failure]:
    head = stream.read(HEAD)
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    hint = _hint(path)
    kind = "wacz" if path.suffix.lower() == ".wacz" and head.startswith(b"PK") else sniff(head, hint)
    if kind == "empty" and size > len(head):
        kind = "text"
    if kind in ("html", "text") and size > limits.payload:
        raise TooLargeError(
            "it is larger than {limit} MB", next="save the article's page alone", limit=limits.payload >> 20
        )
    reader = READERS.get(kind)
    if reader is None:
        refuse(kind, head)
    else:
        found = Circumstance(origin=origin, via="file", hint=hint, chosen=chosen)
        yield from reader(Input(stream=stream, head=head, found=found), limits)


def _table(path: Path, stream: BinaryIO) -> bool:
    """True for a table by its name, unless its bytes are a page's."""
    if not path.name.lower().endswith(TABLES):
        return False
    head = stream.read(HEAD)
    stream.seek(0)
    return sniff(head) != "html"


def _name(path: Path) -> str:
    """``path`` as text that can be written anywhere; bytes of it that are no UTF-8 stand as ``\\xe3``."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _hint(path: Path) -> str | None:
    endings = {suffix.lower() for suffix in path.suffixes[-2:]}
    return "html" if endings & _HTML else "text" if endings & _TEXT else None


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """``path`` open for reading; raises `UnreadableError` for a pipe, socket or device, without waiting on it."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    if not stat.S_ISREG(path.stat().st_mode):
        raise UnreadableError("it is a pipe, socket or device, not a file", next="copy it to a file, or pipe it to -")
    with os.fdopen(os.open(path, flags), "rb") as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise UnreadableError("it is no longer a file", next="try again")
        yield stream


def _unreadable(error: OSError) -> UnreadableError:
    if isinstance(error, FileNotFoundError):
        return UnreadableError("it does not exist", next="check the path")
    if isinstance(error, PermissionError):
        return UnreadableError("it may not be read", next="change its permissions or copy it")
    return UnreadableError("it cannot be read: {why}", next="check the disk and the path", why=error.strerror or error)
