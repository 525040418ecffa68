"""The rows of the design's typology and the two seed pages, where the shared data is present."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest

from meada.when import Anchor, Expression, read
from shared import SHARED, needs_shared

pytestmark = needs_shared
FLOOR = {"pt": 0.97, "es": 0.97, "en": 0.97}


def rows(name: str) -> list[dict[str, Any]]:
    assert SHARED is not None
    path = SHARED / "data" / name
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    return [json.loads(line) for line in text.split("\n") if line.strip()]


def times_of(row: dict[str, Any]) -> tuple[Expression, ...]:
    zone = "America/Sao_Paulo" if row["dct"].endswith("-03:00") else None
    return read(row["text"], row["lang"], anchor=Anchor(published=row["dct"], zone=zone))


def right(row: dict[str, Any]) -> bool:
    found = times_of(row)
    if not row.get("expr"):
        return all(x.type not in ("DATE", "TIME") for x in found)
    return any(
        x.span.start < row["end"] and row["start"] < x.span.end and _plain(x.value) == _plain(row["value"])
        for x in found
    )


def _plain(value: str) -> str:
    """A value without the offset of a plain clock time: the scorer compares it apart."""
    return value[:16] if len(value) == 22 and value[10] == "T" and "/" not in value else value


@pytest.mark.parametrize("lang", sorted(FLOOR))
def test_the_typology(lang: str) -> None:
    some = [row for row in rows("time/typology.jsonl.gz") if row["lang"] == lang]
    wrong = [row["id"] for row in some if not right(row)]
    assert len(wrong) <= (1 - FLOOR[lang]) * len(some), wrong


def test_no_trap_is_sprung() -> None:
    assert [row["id"] for row in rows("time/typology.jsonl.gz") if not row.get("expr") and not right(row)] == []


def test_the_seed_pages() -> None:
    for page in rows("seeds/times.jsonl"):
        found = {(x.span.start, x.span.end): x.value for x in times_of(page)}
        for gold in page["timexes"]:
            assert found.get((gold["start"], gold["end"])) == gold["value"], gold["text"]


def test_the_seeds_clock_has_the_outlets_zone() -> None:
    wire = next(page for page in rows("seeds/times.jsonl") if page["dct"].endswith("-03:00"))
    clock = next(x for x in times_of(wire) if x.type == "TIME")
    assert (clock.zone, clock.zone_basis) == ("-03:00", "outlet")
    assert all(x.zone is None for x in times_of(wire) if x.type == "DATE")
