"""Compressed files are unpacked within limits, or refused."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meada.errors import DamagedError, TooLargeError
from meada.settings import Limits
from meada.sources import Capture, Failure, walk
from meada.sources.packed import GZIP, RAW, ZLIB, inflate

HTML = b"<!doctype html><html><body><p>A ponte reabriu na quinta-feira.</p></body></html>"
SMALL = Limits(payload=3_000_000, ratio=100)


def code(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    (item,) = walk([path], limits=SMALL)
    return item.media_type if isinstance(item, Capture) else item.code


@given(st.binary(max_size=2000), st.sampled_from([(GZIP, 31), (ZLIB, 15), (RAW, -15)]))
@settings(deadline=None)
def test_what_was_packed_comes_back(data: bytes, windows: tuple[int, int]) -> None:
    assert inflate(zlib.compress(data, wbits=windows[1]), windows[0], SMALL) == data


@given(st.binary(min_size=1, max_size=500), st.data())
@settings(deadline=None)
def test_cut_data_is_damaged(data: bytes, draw: st.DataObject) -> None:
    packed = gzip.compress(data)
    with pytest.raises(DamagedError):
        inflate(packed[: draw.draw(st.integers(1, len(packed) - 1))], GZIP, SMALL)


def test_members_are_joined() -> None:
    assert inflate(gzip.compress(b"um ") + gzip.compress(b"dois"), GZIP, SMALL) == b"um dois"


@pytest.mark.parametrize("data", [bytes(2_000_000), bytes(50_000_000)])
def test_bombs_are_refused(data: bytes) -> None:
    with pytest.raises(TooLargeError):
        inflate(gzip.compress(data), GZIP, SMALL)


def test_packed_pages(tmp_path: Path) -> None:
    assert code(tmp_path / "a.html.gz", gzip.compress(HTML)) == "text/html"
    assert code(tmp_path / "a.txt.gz", gzip.compress("A ponte não reabriu.".encode())) == "text/plain"
    assert code(tmp_path / "b.gz", gzip.compress(b"%PDF-1.7")) == "unsupported"
    assert code(tmp_path / "c.gz", gzip.compress(b"")) == "empty"
    assert code(tmp_path / "d.gz", gzip.compress(HTML)[:-15]) == "damaged"
    assert code(tmp_path / "e.gz", b"\x1f\x8b\x08lixo lixo lixo") == "damaged"
    assert code(tmp_path / "f.gz", gzip.compress(gzip.compress(HTML))) == "unsupported"
    assert code(tmp_path / "g.html.gz", gzip.compress(b"<p>" + b"a" * 40_000_000)) == "too-large"


def test_a_folder_of_bombs_lets_the_rest_through(tmp_path: Path) -> None:
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(b"<p>" + bytes(5_000_000)))
    (tmp_path / "b.html").write_bytes(HTML)
    first, second = walk([tmp_path], limits=SMALL)
    assert isinstance(first, Failure)
    assert isinstance(second, Capture)
