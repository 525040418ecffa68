"""A PostgreSQL server of the tests' own: Debian's binaries, a folder that is gone afterwards, a socket and no port. A plugin of pytest."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

PASSWORD = "segredo-do-teste"
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=", "max_connections=40")
ROOM = 6 << 30


def binaries() -> Path | None:
    """The folder of ``initdb`` and ``postgres``: the newest that Debian installed, else where ``initdb`` is on the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3].split(".")[0]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


class Server:
    """A running server; `database` makes an empty database and gives its address."""

    def __init__(self, socket: Path) -> None:
        self.socket = socket
        self._numbers = count(1)

    def address(self, database: str, *, password: str = PASSWORD) -> str:
        return f"postgresql+psycopg://meada:{password}@/{database}?host={self.socket}"

    def database(self) -> str:
        import psycopg

        name = f"meada_{next(self._numbers)}"
        with psycopg.connect(host=str(self.socket), user="meada", password=PASSWORD, dbname="postgres") as connection:
            connection.autocommit = True
            connection.execute(f"CREATE DATABASE {name} STRATEGY file_copy")
        return self.address(name)


def in_memory() -> Path | None:
    """A folder in memory, where there is room for the databases of a whole run: on a disk it takes a minute to be rid of them."""
    folder = Path("/dev/shm")
    roomy = folder.is_dir() and os.access(folder, os.W_OK) and shutil.disk_usage(folder).free >= ROOM
    return folder if roomy else None


@contextmanager
def serve(bin: Path) -> Iterator[Server]:
    """A server for as long as the block runs. It may not run as root: then it runs as the user ``postgres``."""
    user = "postgres" if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="meada-pg-", dir=in_memory()))
    try:
        (folder / "password").write_text(PASSWORD)
        if user:
            known = pwd.getpwnam(user)
            for place in (folder, folder / "password"):
                os.chown(place, known.pw_uid, known.pw_gid)
        data = folder / "data"
        _run(
            user, bin / "initdb", "-D", data, "-U", "meada", "-A", "scram-sha-256", f"--pwfile={folder / 'password'}",
            "-E", "UTF8", "--locale=C", "--locale-provider=icu", "--icu-locale=pt", "--no-sync",
        )  # fmt: skip
        options = " ".join(["-k", str(folder), *(f"-c {one}" for one in QUICK)])
        _run(user, bin / "pg_ctl", "-D", data, "-l", folder / "log", "-w", "-o", options, "start")
        try:
            yield Server(folder)
        finally:
            _run(user, bin / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(user: str | None, *command: str | Path) -> None:
    done = subprocess.run(
        [str(part) for part in command],
        user=user, group=user, extra_groups=[] if user else None, cwd="/",
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"{Path(command[0]).name}: {done.stderr}")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL server for the whole run; the tests on it fail, and say what to install, where there is none."""
    bin = binaries()
    if bin is None:
        pytest.fail("PostgreSQL is needed (Debian: apt-get install postgresql)", pytrace=False)
    with serve(bin) as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a store that is not there yet, on each of the two engines."""
    if request.param == "sqlite":
        return str(tmp_path / "a.db")
    server: Server = request.getfixturevalue("postgres")
    return server.database()
