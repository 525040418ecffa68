"""How fast the reading room is with many articles in the store.

Run: ``python benchmarks/room.py [--articles 20000] [--store room.db] [--requests 60]``. The store is made from the invented
pages of ``examples``, read once and then multiplied with new ids and dates (kept at ``--store`` for the next run). Then
``meada serve`` is started on a free port: prints the time to the first page, p50 and p95 of each kind of page in milliseconds,
and the memory of the server. Pages are chosen with a fixed seed.
"""

from __future__ import annotations

import argparse
import datetime as dt
import http.client
import os
import random
import re
import sqlite3
import subprocess
import sys
import time
import zlib
from pathlib import Path

from meada import flow
from meada.store import Store

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
TABLES = (
    "capture", "page", "article", "reading", "item", "office", "story", "story_page", "family", "family_page", "episode",
    "statement", "link", "entity", "part",
)  # fmt: skip
TURNING = re.compile(
    rb"(?P<kind>statement|link|story|family|episode|attribution|figure|event|mention)-(?P<id>[0-9a-f]{12})\b"
    rb"|\b(?P<page>[0-9a-f]{64})\b"
    rb"|\b(?P<day>20[0-9]{2}-[0-9]{2}-[0-9]{2})(?=[T\"]|$)"
)
EMPTY = zlib.compress(b"")
"""The payload of every copy: no page that is measured shows it."""


def base(place: Path) -> int:
    tools = flow.Tools.load(registry=EXAMPLES / "meada.toml", models=False)
    with Store.open(place) as store:
        for _ in flow.add([EXAMPLES / "pages"], store, tools):
            pass
        flow.weave(store, tools)
        return len(store.entries())


class Turned:
    """Bytes of a row as those of its ``n``-th copy: other ids, ``n`` days later."""

    def __init__(self, n: int) -> None:
        self.known: dict[bytes, bytes] = {}
        self.mask, self.days = n * 0x9E3779B1 & 0xFFFFFFFFFFFF, dt.timedelta(days=n % 1500)

    def text(self, value: bytes) -> bytes:
        """``value`` with other ids and dates."""
        return TURNING.sub(self._turned, value)

    def _turned(self, found: re.Match[bytes]) -> bytes:
        whole = found[0]
        if whole not in self.known:
            self.known[whole] = self._fresh(found)
        return self.known[whole]

    def _fresh(self, found: re.Match[bytes]) -> bytes:
        if found["id"]:
            return found["kind"] + b"-%012x" % (int(found["id"], 16) ^ self.mask)
        if found["page"]:
            return b"%012x" % (int(found["page"][:12], 16) ^ self.mask) + found["page"][12:]
        try:
            return (dt.date.fromisoformat(found["day"].decode()) + self.days).isoformat().encode()
        except ValueError:
            return found["day"]

    def __call__(self, value: object) -> object:
        """A column of the row."""
        if isinstance(value, str):
            return self.text(value.encode()).decode()
        if isinstance(value, bytes) and value[:1] == b"\x78":
            return zlib.compress(self.text(zlib.decompress(value)), 1)
        return value


def multiply(place: Path, articles: int, held: int) -> None:
    raw = sqlite3.connect(place, isolation_level=None)
    raw.execute("PRAGMA synchronous=OFF")
    rows = {}
    for table in TABLES:
        found = raw.execute(f"SELECT * FROM {table}")
        rows[table] = ([c[0] for c in found.description], found.fetchall())
    payload = rows["capture"][0].index("payload")
    for n in range(1, articles // held):
        turned = Turned(n)
        raw.execute("BEGIN")
        for table, (columns, found) in rows.items():
            made = []
            for row in found:
                new = [EMPTY if table == "capture" and at == payload else turned(value) for at, value in enumerate(row)]
                if table in ("article", "story"):
                    new[columns.index("number")] = row[columns.index("number")] + n * 100
                made.append(new)
            raw.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(columns))})", made)
        raw.execute("COMMIT")
    raw.execute("ANALYZE")
    raw.close()


def addresses(place: Path, count: int) -> dict[str, list[str]]:
    raw, chance = sqlite3.connect(place), random.Random(7)
    articles = [f"/a/A{n}" for (n,) in raw.execute("SELECT number FROM article ORDER BY number")]
    stories = [
        f"/h/{n}"
        for (n,) in raw.execute(
            "SELECT number FROM story JOIN story_page ON story_id = id GROUP BY id HAVING count(*) > 5 ORDER BY number"
        )
    ]
    people = [
        f"/p/{e}"
        for (e,) in raw.execute("SELECT DISTINCT entity_id FROM office WHERE entity_id IN (SELECT id FROM entity)")
    ]
    figures = raw.execute("SELECT id FROM statement WHERE kind = 'figure' ORDER BY id LIMIT 4000").fetchall()
    raw.close()
    some = [chance.choice(stories) for _ in range(count)]
    return {
        "front": ["/", *(f"/?pagina={chance.randint(1, 40)}" for _ in range(count - 1))],
        "story": some,
        "statements": [s + "/afirmacoes" for s in some],
        "figures": [s + "/numeros" for s in some],
        "coverage": [s + "/cobertura" for s in some],
        "people": [s + "/pessoas" for s in some],
        "article": [chance.choice(articles) for _ in range(count)],
        "person": [chance.choice(people) for _ in range(count)],
        "comparison": [f"/n/{chance.choice(figures)[0]}" for _ in range(count)],
        "sources": ["/fontes"] * max(3, count // 10),
    }


def serve(place: Path) -> tuple[subprocess.Popen[str], int, float]:
    started = time.perf_counter()
    command = [
        sys.executable,
        "-c",
        "from meada.cli import main; main()",
        "serve",
        "--port",
        "0",
        "--store",
        str(place),
    ]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert server.stdout is not None
    found = re.search(r":(\d+)/", server.stdout.readline())
    assert found is not None
    port = int(found[1])
    ask(http.client.HTTPConnection("127.0.0.1", port, timeout=60), "/")
    return server, port, time.perf_counter() - started


def ask(connection: http.client.HTTPConnection, address: str) -> float:
    started = time.perf_counter()
    connection.request("GET", address)
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        sys.exit(f"{address}: {answer.status}")
    return (time.perf_counter() - started) * 1000


def busy(process: int) -> float:
    """Processor time spent so far, in milliseconds: what a page costs, whatever else runs on the machine."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def memory(process: int) -> float:
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return 0.0


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--store", type=Path, default=Path("room.db"))
    parser.add_argument("--requests", type=int, default=60)
    options = parser.parse_args()
    if not options.store.exists():
        started = time.perf_counter()
        multiply(options.store, options.articles, base(options.store))
        print(f"store made in {time.perf_counter() - started:.0f} s")
    with Store.open(options.store) as store:
        held = store.shelf.holdings()
    print(f"{held.articles} articles, {held.stories} stories, {options.store.stat().st_size / 1e6:.0f} MB")
    server, port, first = serve(options.store)
    print(f"first page after {first:.2f} s, {busy(server.pid) / 1000:.2f} s of processor")
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for kind, found in addresses(options.store, options.requests).items():
        before = busy(server.pid)
        times = sorted(ask(connection, address) for address in found)
        spent = (busy(server.pid) - before) / len(times)
        p50, p95 = times[len(times) // 2], times[int(len(times) * 0.95)]
        print(
            f"{kind:<12} p50 {p50:7.1f} ms   p95 {p95:7.1f} ms   processor {spent:6.1f} ms each   n={len(times)}",
            flush=True,
        )
    print(f"memory at most {memory(server.pid):.0f} MB")
    server.terminate()
    server.wait(10)


if __name__ == "__main__":
    main()
