"""Border types to bytes and back: JSON, compressed. The bytes are the same on every engine."""

from __future__ import annotations

import re
import zlib
from collections.abc import Hashable
from functools import lru_cache
from typing import Any, TypeVar, cast

import msgspec

from meada.errors import StoreError

__all__ = ["legible", "pack", "unpack"]

T = TypeVar("T")

_ENCODER = msgspec.json.Encoder(order="deterministic")


@lru_cache(maxsize=64)
def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind)


_SURROGATE = re.compile("[\x00\ud800-\udfff]")


def legible(text: str) -> str:
    """``text`` with U+FFFD for each lone surrogate, which no encoding can carry, and for U+0000, which PostgreSQL does not;
    lengths stay as they are."""
    return _SURROGATE.sub("\ufffd", text)


def pack(value: object) -> bytes:
    """``value`` (any border type, or plain JSON) as compressed JSON, its strings `legible`; equal values give equal bytes."""
    try:
        data = _ENCODER.encode(value)
    except UnicodeEncodeError:
        data = _ENCODER.encode(_mended(msgspec.to_builtins(value)))
    return zlib.compress(data, 6)


def _mended(value: Any) -> Any:
    if isinstance(value, str):
        return legible(value)
    if isinstance(value, dict):
        return {_mended(key): _mended(one) for key, one in value.items()}
    return [_mended(one) for one in value] if isinstance(value, list | tuple) else value


def unpack(data: bytes, kind: type[T]) -> T:
    """The value of type ``kind`` that `pack` made ``data`` from; raises `StoreError` when it is damaged."""
    decoder = _decoder(cast("Hashable", kind))
    try:
        value: T = decoder.decode(zlib.decompress(data))
    except (zlib.error, msgspec.DecodeError) as error:
        raise StoreError(f"a stored {kind.__name__} is damaged: {error}", next="restore a backup") from error
    return value
