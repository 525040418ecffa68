from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from meada.store import Store

PAGES = 40


def save(folder: Path) -> Path:
    folder.mkdir()
    for n in range(PAGES):
        (folder / f"{n:02}.html").write_text(
            f"<html lang=pt-BR><body><h1>Obra {n} começa na serra</h1><p>A prefeita Lídia Prado disse nesta terça-feira que a "
            f"obra número {n} da serra de Arraial começa em março e custa {n + 2} milhões de reais.</p></body></html>",
            "utf-8",
        )
    return folder


def command(folder: Path, store: Path) -> list[str]:
    code = "import sys; from meada.cli import main; main(sys.argv[1:])"
    return [sys.executable, "-c", code, "add", str(folder), "--store", str(store), "--lang", "en"]


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_what_was_added_before_the_end_stays_and_the_rest_follows(tmp_path: Path, how: signal.Signals) -> None:
    folder, store = save(tmp_path / "pages"), tmp_path / "s.db"
    with subprocess.Popen(command(folder, store), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as running:
        assert running.stderr is not None
        told = [running.stderr.readline() for _ in range(3)]
        running.send_signal(how)
        rest = running.stderr.read().decode()
    assert all(line.startswith("✓".encode()) for line in told)
    assert running.returncode == (-signal.SIGKILL if how == signal.SIGKILL else 130), rest
    assert "Traceback" not in rest
    with Store.open(store) as opened:
        before = [e.origin for e in opened.entries()]
        assert 3 <= len(before) < PAGES
        assert opened.verify() == []
    done = subprocess.run(command(folder, store), capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("already here") == len(before)
    with Store.open(store) as opened:
        origins = [e.origin for e in opened.entries()]
        assert origins[: len(before)] == before
        assert len(origins) == len(set(origins)) == PAGES
        assert {page for story in opened.stories() for page in story.pages} == {e.id for e in opened.entries()}
        assert opened.verify() == []
