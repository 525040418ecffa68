"""Border types to bytes and back: JSON, compressed. The bytes are the same on every engine."""

from __future__ import annotations

import zlib
from collections.abc import Hashable
from functools import lru_cache
from typing import Any, TypeVar, cast

import msgspec

from meada.errors import StoreError

__all__ = ["pack", "unpack"]

T = TypeVar("T")

_ENCODER = msgspec.json.Encoder(order="deterministic")


@lru_cache(maxsize=64)
def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(kind)


def pack(value: object) -> bytes:
    """``value`` (any border type, or plain JSON) as compressed JSON; equal values give equal bytes."""
    return zlib.compress(_ENCODER.encode(value), 6)


def unpack(data: bytes, kind: type[T]) -> T:
    """The value of type ``kind`` that `pack` made ``data`` from; raises `StoreError` when it is damaged."""
    decoder = _decoder(cast("Hashable", kind))
    try:
        value: T = decoder.decode(zlib.decompress(data))
    except (zlib.error, msgspec.DecodeError) as error:
        raise StoreError(f"a stored {kind.__name__} is damaged: {error}", next="restore a backup") from error
    return value
