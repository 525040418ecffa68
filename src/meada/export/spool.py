"""Parts of an export that are written side by side and read one after the other, in bounded memory."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from typing import IO

__all__ = ["Spool", "drained", "packed", "spool"]

_MEMORY = 4 << 20
_CHUNK = 1 << 16
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date a zip can hold: the same content gives the same archive."""

Spool = IO[bytes]


def spool() -> Spool:
    """A temporary file that stays in memory while it is small."""
    return tempfile.SpooledTemporaryFile(max_size=_MEMORY)


def drained(file: Spool) -> Iterator[bytes]:
    """All of ``file`` in chunks; closes it."""
    with file:
        file.seek(0)
        while chunk := file.read(_CHUNK):
            yield chunk


def packed(files: Mapping[str, Spool]) -> Iterator[bytes]:
    """A zip archive of ``files`` by name, in chunks; closes them."""
    with spool() as archive:
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as target:
            for name, file in files.items():
                info = zipfile.ZipInfo(name, _EPOCH)
                info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
                with target.open(info, "w", force_zip64=True) as entry:
                    for chunk in drained(file):
                        entry.write(chunk)
        yield from drained(archive)
