from __future__ import annotations

import errno
import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive import QUICK, Here, contents, corpus
from meada.bulk import run
from meada.bulk.place import Place


class GoneError(BaseException):
    """The power is cut."""


class Deaths:
    """Ends a run at a write, a few writes after the last death: before, within or after it."""

    def __init__(self, rng: random.Random, monkeypatch: pytest.MonkeyPatch) -> None:
        self._rng, self._left = rng, 0
        self.number = 0
        put, fsync = Place.put, os.fsync

        def dying(place: Place, name: str, data: bytes | memoryview) -> None:
            self._left -= 1
            if self._left == 0 and rng.random() < 0.5:
                raise GoneError
            put(place, name, data)
            if self._left == 0:
                raise GoneError

        def full(file: int) -> None:
            if self._left == 1 and rng.random() < 0.3:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            fsync(file)

        monkeypatch.setattr(Place, "put", dying)
        monkeypatch.setattr(os, "fsync", full)

    def until_done(self, given: str, out: Path) -> Iterator[None]:
        """Runs until a run lives to its end; gives control after each death."""
        while True:
            self._left = self._rng.randint(3, 30)
            try:
                run([given], str(out), QUICK, Here())
                return
            except (GoneError, OSError):
                self.number += 1
                yield


def damage(out: Path, rng: random.Random) -> None:
    """Cuts off, empties or loses one file of those between the stages, as a disk that fails with the power does."""
    held = sorted(p for p in out.glob("work/**/*") if p.is_file() and not p.name.endswith(".draft"))
    if held:
        path = rng.choice(held)
        data = path.read_bytes()
        rng.choice((path.unlink, lambda: path.write_bytes(data[: len(data) // 2]), lambda: path.write_bytes(b"")))()


def test_a_run_that_dies_at_any_write_and_loses_files_gives_the_same_dataset(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given, rng = corpus(tmp_path / "c.jsonl", 20), random.Random(4)
    run([given], str(tmp_path / "whole"), QUICK, Here())
    deaths = Deaths(rng, monkeypatch)
    for _ in deaths.until_done(given, tmp_path / "d"):
        damage(tmp_path / "d", rng)
        (tmp_path / "d" / "articles").mkdir(exist_ok=True)
        (tmp_path / "d" / "articles" / "part-00000.parquet.0123.draft").write_bytes(b"half")
    assert deaths.number >= 5
    assert contents(tmp_path / "d") == contents(tmp_path / "whole")
    assert not [p for p in (tmp_path / "d").rglob("*") if p.suffix == ".draft" or p.name == "work"]
