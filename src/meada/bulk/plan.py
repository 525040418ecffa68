"""What a run reads: archives, folders and tables, cut into pieces that one task each gathers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pyarrow import fs

from meada.bulk.place import connect
from meada.bulk.task import Task
from meada.errors import SettingsError
from meada.sources.table import TABLES
from meada.sources.walk import aside, files

__all__ = ["plan"]

_FILES = 1_000
_MANY = (".warc", ".warc.gz", ".wacz", *TABLES)


def plan(inputs: Sequence[str]) -> list[Task]:
    """A task for each archive and table, and one for each thousand of other files, in the order of their names.

    Raises `SettingsError` where an input is not there.
    """
    out: list[Task] = []
    for given in inputs:
        many: list[str] = []
        few: list[str] = []
        for path in _files(given):
            (many if path.lower().endswith(_MANY) else few).append(path)
        out += [_task(out, n, {"many": path}) for n, path in enumerate(many)]
        pieces = [few[at : at + _FILES] for at in range(0, len(few), _FILES)]
        out += [_task(out, n, {"few": piece, "chosen": few == [given]}) for n, piece in enumerate(pieces, len(many))]
    return out


def _task(before: list[Task], n: int, given: dict[str, Any]) -> Task:
    return Task(stage="gather", name=f"{len(before) + n:06}", given=given)


def _files(given: str) -> Iterator[str]:
    """The files of one input, sorted; of a folder those that `meada.sources.walk` would open."""
    if "://" not in given:
        path = Path(given).expanduser().absolute()
        if not path.exists():
            raise SettingsError("it does not exist", where=given, next="check the path")
        yield from map(str, files([path]))
        return
    system, inner = connect(given)
    info = system.get_file_info(inner)
    if info.type == fs.FileType.NotFound:
        raise SettingsError("it does not exist", where=given, next="check the path")
    if info.type == fs.FileType.File:
        yield given
        return
    head = given.partition("://")[0]
    found = system.get_file_info(fs.FileSelector(inner, recursive=True))
    held = [one for one in found if one.type == fs.FileType.File and aside(one.base_name, one.path) is None]
    yield from sorted(f"{head}://{one.path}" for one in held)
