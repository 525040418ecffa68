"""Where a dataset lies: a folder or a bucket, written so that a name stands for a whole file or for none."""

from __future__ import annotations

import os
import uuid
from collections.abc import Mapping, Sequence
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
from pyarrow import fs, parquet

from meada.errors import SettingsError

__all__ = ["Place", "connect"]


_DRAFT = ".draft"


@lru_cache(maxsize=16)
def connect(where: str) -> tuple[Any, str]:
    """The file system of ``where`` (a path, or an address such as ``s3://bucket/folder``) and the path within it.

    Addresses that Arrow does not know are left to fsspec, where it is installed. Raises `SettingsError`.
    """
    if "://" not in where:
        return fs.LocalFileSystem(), str(Path(where).absolute())
    try:
        system, path = fs.FileSystem.from_uri(where)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as error:
        try:
            from fsspec.core import url_to_fs
        except ImportError:
            raise SettingsError(
                "no file system for this address: {why}", where=where, next="install fsspec and its driver", why=error
            ) from error
        found, path = url_to_fs(where)
        system = fs.PyFileSystem(fs.FSSpecHandler(found))
    return system, path


class Place(msgspec.Struct, frozen=True):
    """A folder, by path or address. Names within it have ``/`` between their parts.

    ``ledger``, where there is one, is told the size of each file that is written.
    """

    where: str
    ledger: dict[str, int] | None = None

    @property
    def local(self) -> bool:
        """True when it is on this machine's disks (or mounted there)."""
        return isinstance(connect(self.where)[0], fs.LocalFileSystem)

    def path(self, name: str) -> str:
        """The path of ``name`` within the file system."""
        return f"{connect(self.where)[1]}/{name}"

    def put(self, name: str, data: bytes | memoryview) -> None:
        """Writes a file: whole, or not at all. A bucket keeps nothing of a broken upload; a disk renames what it holds for
        good, so that neither a full disk nor a cut of power leaves a part of it under its name."""
        system, path = connect(self.where)[0], self.path(name)
        if self.local:
            _replace(Path(path), data)
        else:
            with _opened(system, path) as stream:
                stream.write(data)
        self.note({name: len(data)})

    def note(self, sizes: Mapping[str, int]) -> None:
        """Tells the ledger of files."""
        if self.ledger is not None:
            self.ledger.update(sizes)

    def holds(self, sizes: Mapping[str, int]) -> bool:
        """True when each file stands here with its size."""
        found = connect(self.where)[0].get_file_info([self.path(name) for name in sizes])
        return all(one.size == size for one, size in zip(found, sizes.values(), strict=True))

    def get(self, name: str) -> bytes | None:
        """The bytes of a file; None where there is none."""
        try:
            with connect(self.where)[0].open_input_stream(self.path(name)) as stream:
                data: bytes = stream.read()
        except FileNotFoundError:
            return None
        return data

    def names(self, folder: str, suffix: str = "") -> list[str]:
        """The names of the files anywhere in ``folder``, sorted."""
        system, root = connect(self.where)
        selector = fs.FileSelector(f"{root}/{folder}", recursive=True, allow_not_found=True)
        found = (info.path for info in system.get_file_info(selector) if info.type == fs.FileType.File)
        return sorted(path[len(root) + 1 :] for path in found if path.endswith(suffix) and not path.endswith(_DRAFT))

    def sweep(self) -> None:
        """Deletes what writers that were killed left unfinished."""
        if self.local:
            for draft in Path(self.path("")).rglob(f"*{_DRAFT}"):
                draft.unlink(missing_ok=True)

    def remove(self, folder: str) -> None:
        """Deletes ``folder`` with all in it, if it is there."""
        system, root = connect(self.where)
        if system.get_file_info(f"{root}/{folder}").type == fs.FileType.Directory:
            system.delete_dir(f"{root}/{folder}")

    def write(self, name: str, table: pa.Table, groups: Sequence[int] | None = None) -> int:
        """Writes ``table`` as Parquet, in row groups of so many rows each; gives its size in bytes."""
        sink = BytesIO()
        with parquet.ParquetWriter(sink, table.schema, compression="zstd") as writer:
            start = 0
            for rows in groups if groups is not None else ([table.num_rows] if table.num_rows else []):
                writer.write_table(table.slice(start, rows))
                start += rows
        data = sink.getbuffer()
        self.put(name, data)
        return len(data)

    def read(self, name: str, columns: list[str] | None = None, groups: list[int] | None = None) -> pa.Table:
        """A Parquet file as a table, or some of its row groups."""
        with connect(self.where)[0].open_input_file(self.path(name)) as file:
            opened = parquet.ParquetFile(file)
            return opened.read(columns) if groups is None else opened.read_row_groups(groups, columns)

    def dataset(self, names: Sequence[str], schema: pa.Schema) -> Any:
        """Parquet files as one dataset that is read as it is needed."""
        from pyarrow import dataset  # it takes seconds to load, and a folder does without

        system = connect(self.where)[0]
        return dataset.dataset([self.path(n) for n in names], schema=schema, filesystem=system, format="parquet")


def _opened(system: Any, path: str) -> Any:
    """A stream to write to. Buckets have no folders; where there are some (SFTP), they are made when they are missed."""
    try:
        return system.open_output_stream(path)
    except FileNotFoundError:
        system.create_dir(path.rpartition("/")[0], recursive=True)
        return system.open_output_stream(path)


def _replace(path: Path, data: bytes | memoryview) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{uuid.uuid4().hex[:8]}{_DRAFT}")
    try:
        with open(draft, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
