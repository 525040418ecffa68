from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from meada.store import Store

COMMAND = [sys.executable, "-c", "import sys; from meada.cli import main; main(sys.argv[1:])"]


@pytest.fixture
def store(tmp_path: Path) -> str:
    page = tmp_path / "a.txt"
    page.write_text(
        "Ponte reabre\n\nA prefeita Lídia Prado disse que a ponte de Arraial reabre na sexta-feira.\n", "utf-8"
    )
    where = str(tmp_path / "s.db")
    subprocess.run([*COMMAND, "add", str(page), "--store", where], check=True, capture_output=True)
    with Store.open(where) as opened:
        assert len(opened.entries()) == 1
    return where


def test_a_reader_that_leaves_is_no_error(store: str) -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        done = subprocess.run([*COMMAND, "show", "--store", store], stdout=write, stderr=subprocess.PIPE, check=False)
    finally:
        os.close(write)
    assert done.returncode == 0
    assert done.stderr == b""


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are Unix's")
@pytest.mark.parametrize(("given", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_colours_on_a_terminal_unless_refused(store: str, given: dict[str, str], coloured: bool) -> None:
    import pty

    ours, theirs = pty.openpty()
    env = {k: v for k, v in os.environ.items() if k != "NO_COLOR"} | {"TERM": "xterm"} | given
    subprocess.run([*COMMAND, "show", "--store", store], stdout=theirs, env=env, check=True)
    os.close(theirs)
    shown = os.read(ours, 65536).decode()
    os.close(ours)
    assert ("\x1b[" in shown) is coloured
    assert "A1" in shown
