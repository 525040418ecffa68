from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from meada.errors import SourceError
from meada.settings import Limits
from meada.sources import Capture, Failure, walk
from meada.sources.mapping import Mapping
from meada.sources.table import Table, captures, preview

ROWS = [
    {"titulo": "A ponte caiu", "texto": "A ponte de Serra Alta caiu.\nNinguém ficou ferido.", "data": "25/03/2026", "jornal": "Diário"},
    {"titulo": "", "texto": "Só texto, sem título.", "data": "03/04/2026", "jornal": ""},
]  # fmt: skip


def _csv(mark: str = ",", encoding: str = "utf-8") -> bytes:
    lines = [mark.join(ROWS[0])]
    lines += [mark.join('"' + cell.replace('"', '""') + '"' for cell in row.values()) for row in ROWS]
    return "\r\n".join(lines).encode(encoding)


def _read(
    data: bytes, name: str, mapping: Mapping | None = None, limits: Limits | None = None
) -> list[Capture | Failure]:
    return list(captures(io.BytesIO(data), name, mapping, limits or Limits()))


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_csv_with_any_delimiter(mark: str) -> None:
    first, second = _read(_csv(mark), "c.csv")
    assert isinstance(first, Capture)
    assert isinstance(second, Capture)
    assert first.payload.decode() == (
        "A ponte caiu\nDiário | 2026-03-25\nA ponte de Serra Alta caiu.\nNinguém ficou ferido."
    )
    assert (first.origin, second.origin) == ("c.csv#1", "c.csv#2")
    assert first.headers["row-published"] == "2026-03-25"
    assert second.headers["row-published"] == "2026-04-03"  # the order that the other row shows


def test_csv_in_an_old_encoding() -> None:
    old, new = _read(_csv(encoding="cp1252"), "c.csv"), _read(_csv(), "c.csv")
    assert [c.id for c in old if isinstance(c, Capture)] == [c.id for c in new if isinstance(c, Capture)] != []


def test_all_formats_give_the_same_captures(tmp_path: Path) -> None:
    lines = "".join(json.dumps(row) + "\n" for row in ROWS).encode()
    parquet.write_table(pa.Table.from_pylist(ROWS), tmp_path / "c.parquet")
    ids = [
        [c.id for c in _read(data, name) if isinstance(c, Capture)]
        for data, name in (
            (_csv(), "c.csv"), (gzip.compress(_csv()), "c.csv.gz"), (lines, "c.jsonl"), (gzip.compress(lines), "c.jsonl.gz"),
            ((tmp_path / "c.parquet").read_bytes(), "c.parquet"),
        )
    ]  # fmt: skip
    assert ids == [ids[0]] * 5
    assert len(ids[0]) == 2


def test_fields_within_fields_are_columns(tmp_path: Path) -> None:
    rows = [{"artigo": {"título": "A ponte", "texto": "A ponte caiu."}, "fonte": {"nome": "Diário", "tags": ["a"]}}]
    parquet.write_table(pa.Table.from_pylist(rows), tmp_path / "c.parquet")
    for data, name in ((json.dumps(rows[0]).encode(), "c.jsonl"), ((tmp_path / "c.parquet").read_bytes(), "c.parquet")):
        (found,) = _read(data, name, Mapping(outlet="fonte.nome"))
        assert isinstance(found, Capture)
        assert found.payload.decode() == "A ponte\nDiário\nA ponte caiu."


def test_a_bad_row_stops_no_other() -> None:
    data = b'{"texto": "Um."}\nnot json\n[1]\n{"texto": " "}\n{"texto": "Dois."}\n'
    found = _read(data, "c.jsonl")
    assert [one.code if isinstance(one, Failure) else "" for one in found] == ["", "damaged", "damaged", "empty", ""]
    assert [one.origin for one in found] == [f"c.jsonl#{n}" for n in range(1, 6)]


def test_a_row_or_line_over_the_limit_is_refused_alone() -> None:
    long = json.dumps({"texto": "a" * 3000})
    small = Limits(payload=1000)
    assert [type(c) for c in _read(f'{long}\n{{"texto": "Um."}}\n'.encode(), "c.jsonl", None, small)] == [
        Failure,
        Capture,
    ]
    cut = Limits(characters=100)
    assert [type(c) for c in _read(f'{long}\n{{"texto": "Um."}}\n'.encode(), "c.jsonl", None, cut)] == [
        Failure,
        Capture,
    ]


def test_html_rows_are_pages() -> None:
    data = json.dumps({"html": "<html><body><p>Um texto.</p></body></html>", "url": "https://a.example/1"}).encode()
    (found,) = _read(data, "c.jsonl")
    assert isinstance(found, Capture)
    assert (found.media_type, found.url, found.via) == ("text/html", "https://a.example/1", "row")


@pytest.mark.parametrize("data", [b"", b"\n\n", b'{"nada": 1}\n'])
def test_a_table_without_text_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError):
        _read(data, "c.jsonl")


def test_a_cut_archive_gives_its_whole_rows_first() -> None:
    many = b"".join(json.dumps({"texto": f"Texto {n} de {n * 7919 % 10007}."}).encode() + b"\n" for n in range(40_000))
    found = captures(io.BytesIO(gzip.compress(many)[:-2000]), "c.jsonl.gz", None, Limits())
    seen: list[object] = []
    with pytest.raises(SourceError):
        seen.extend(found)
    assert len(seen) > 1000


def test_a_preview_shows_mapping_order_and_rows() -> None:
    found = preview(io.BytesIO(_csv()), "c.csv", None, Limits())
    assert (found.mapping.text, found.mapping.date, found.mapping.order) == ("texto", "data", "dmy")
    assert found.rows[0]["iso"] == "2026-03-25"
    assert len(found.rows) == 2


def test_a_page_that_is_called_a_table_is_a_page(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text("<!doctype html><html><body><p>Uma nota.</p></body></html>")
    assert [one.media_type for one in walk([tmp_path / "c.csv"]) if isinstance(one, Capture)] == ["text/html"]


def test_a_table_is_read_where_it_is_named_and_passed_over_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_bytes(_csv())
    assert [type(one) for one in walk([tmp_path / "c.csv"], table=Table())] == [Capture, Capture]
    assert [one.code for one in walk([tmp_path]) if isinstance(one, Failure)] == ["skipped"]
