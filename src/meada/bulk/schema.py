"""The tables of a dataset: what `docs/archives.md` lists, and those that only the work between needs."""

from __future__ import annotations

import zlib
from typing import Any

import msgspec
import pyarrow as pa

from meada.store.codec import pack

__all__ = ["KINDS", "UNDATED", "as_json", "schema"]

UNDATED = "unknown"
"""The day of what has none."""

_S, _LIST = pa.string(), pa.list_(pa.string())


def _of(*names: str, **others: pa.DataType) -> pa.Schema:
    return pa.schema([("id", _S), ("day", _S), *((n, _S) for n in names), *others.items()])


KINDS: dict[str, pa.Schema] = {
    "captures": _of(
        "origin", "via", "url", "fetched_at", "media_type", "charset", "headers", payload=pa.binary()
    ),
    "articles": _of(
        "origin", "url", "outlet", "outlet_name", "agency", "lang", "variant", "title", "published", "text",
        flags=_LIST, page=_S, article=_S,
    ),
    "readings": _of("lang", "model", "data"),
    "families": _of("story", "origin", "agency", size=pa.int32(), pages=_LIST, data=_S),
    "stories": _of("title", "begin", "until", size=pa.int32(), pages=_LIST, data=_S),
    "statements": _of(
        "story", "page", "family", "outlet", "published", "lang", "kind", "type", "mode", "speaker", "speaker_name",
        "polarity", "modality", "quote", roots=_LIST, data=_S,
    ),
    "links": _of("story", "a", "b", "relation", "level", origins=_LIST, data=_S),
    "entities": _of("story", "type", "name", "country", "data"),
    "failures": _of("origin", "code", "what", "next", "data"),
}  # fmt: skip
"""The tables that stay, each in folders ``day=…``; ``data``, ``page`` and ``article`` are border types as JSON."""

_WORK: dict[str, pa.Schema] = {
    "found": pa.schema([*KINDS["captures"], ("shard", _S), ("row", pa.int32())]),
    "features": _of(
        "lang", "date", "shard", "title", "text", "profile",
        group=pa.int32(), row=pa.int32(),
        size=pa.int32(), runs=pa.int32(), scarred=pa.bool_(), exact=pa.uint64(), grams=pa.list_(pa.uint64()),
        sketch=pa.list_(pa.uint64()), forms=_LIST, paragraphs=pa.list_(pa.int32()),
    ),
    "shards": pa.schema([("shard", _S), ("n", pa.int64())]),
    "pairs": pa.schema([("a", pa.int64()), ("b", pa.int64())]),
    "ties": pa.schema([("a", pa.int64()), ("b", pa.int64()), ("wording", pa.float64())]),
    "groups": pa.schema([("episode", _S), ("grp", pa.int64())]),
    "edges": pa.schema([("a", _S), ("b", _S), ("share", pa.float64())]),
    "worded": pa.schema([("a", _S), ("b", _S), ("share", pa.float64())]),
    "members": pa.schema([("page", _S), ("episode", _S), ("core", pa.bool_())]),
    "episodes": pa.schema([("episode", _S), ("profile", _S)]),
    "keys": pa.schema([("episode", _S), ("date", _S), ("actor", _S)]),
    "places": pa.schema(
        [("id", _S), ("grp", pa.int64()), ("story", pa.int64()), ("batch", pa.int64()), ("shard", _S), ("part", pa.int32())]
    ),
}  # fmt: skip


def schema(kind: str) -> pa.Schema:
    """The columns of the table ``kind``."""
    return KINDS.get(kind) or _WORK[kind]


def as_json(value: Any) -> str:
    """A border type, or plain values, as JSON; a lone surrogate, which no encoding can carry, becomes U+FFFD."""
    try:
        return msgspec.json.encode(value).decode()
    except UnicodeEncodeError:
        return zlib.decompress(pack(value)).decode()
