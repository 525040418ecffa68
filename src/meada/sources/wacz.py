"""WACZ: web archives packed in a ZIP file with their indexes (WACZ 1.1.1), as browser-based crawlers write them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import BinaryIO, cast

import msgspec

from meada.errors import DamagedError, EmptyError, SourceError, TooLargeError, UnsupportedError
from meada.settings import Limits
from meada.sources.capture import Capture
from meada.sources.failure import Failure
from meada.sources.packed import bomb
from meada.sources.reader import READERS, Input, reads
from meada.sources.sniff import HEAD

__all__ = ["wacz"]

_ARCHIVES = (".warc", ".warc.gz")


@reads("wacz")
def wacz(source: Input, limits: Limits) -> Iterator[Capture | Failure]:
    """The pages of every archive in ``archive/``; an archive that cannot be read gives a verdict and stops no other."""
    try:
        with zipfile.ZipFile(source.stream) as packed:
            held = [info for info in packed.infolist() if _archive(info)]
            if not held:
                raise EmptyError("there is no web archive in it", next="check what was archived")
            for info in sorted(held, key=lambda info: info.filename):
                yield from _member(packed, info, source, limits)
    except zipfile.BadZipFile as error:
        raise DamagedError("the ZIP file is cut or corrupt", next="save or download it again") from error


def _archive(info: zipfile.ZipInfo) -> bool:
    return info.filename.startswith("archive/") and info.filename.lower().endswith(_ARCHIVES)


def _member(
    packed: zipfile.ZipFile, info: zipfile.ZipInfo, source: Input, limits: Limits
) -> Iterator[Capture | Failure]:
    origin = f"{source.found.origin}#{info.filename}"
    try:
        if bomb(info.compress_size, info.file_size, limits):
            raise TooLargeError(
                "it unpacks to more than {ratio} times its size (a compression bomb)",
                next="do not open it",
                ratio=limits.ratio,
            )
        with packed.open(info) as member:
            head = member.peek(HEAD)[:HEAD] if isinstance(member, zipfile.ZipExtFile) else b""
            found = msgspec.structs.replace(source.found, origin=origin)
            yield from READERS["warc"](Input(stream=cast("BinaryIO", member), head=head, found=found), limits)
    except SourceError as error:
        yield Failure.of(error, origin)
    except (NotImplementedError, RuntimeError) as error:  # a method of compression that is not known, or a password
        unread = UnsupportedError("its compression or encryption is not read", next="unpack it and add the archive")
        unread.__cause__ = error
        yield Failure.of(unread, origin)
    except (zipfile.BadZipFile, OSError, EOFError):
        broken = DamagedError("the ZIP file is cut or corrupt", next="save or download it again")
        yield Failure.of(broken, origin)
