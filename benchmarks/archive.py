"""What an archive costs: pages of `maker.py` through ``meada bulk`` and ``meada load``, and what one would piece together.

Run: ``python benchmarks/archive.py 2000 20000 --kill --load --beside 300``. For each number of pages a dataset is made; at the
end stands a table (Markdown) of CPU milliseconds a page by stage, with the exponent by which each grows from the smallest
number to the largest, then pages a second, the most memory of a worker and of all processes together, sizes, and what stories
came out.

- ``--kill`` ends each run with SIGKILL in the middle and goes on.
- ``--load`` puts each dataset into a store (SQLite) and asks it 200 questions.
- ``--beside N`` runs the two ways of `pieced.py` over the first N pages of the largest archive, in the same run.
- ``--kills N`` does nothing of this: it ends a run N times at random points, goes on each time, and compares the dataset
  with that of a run that was left alone: nothing doubled, nothing lost.

``--form text`` makes tables instead of web archives, ``--no-models`` reads by rules alone, ``--keep FOLDER`` keeps all files.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import resource
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
STAGES = ("gather", "take", "bands", "edges", "translate", "window", "tie", "thread", "settle")
MEADA = [sys.executable, "-c", "from meada.cli.main import main; main()"]


@dataclass
class Cost:
    """What one archive cost."""

    pages: int
    seconds: float
    peak: int
    summary: dict[str, Any]
    lines: dict[str, str] = field(default_factory=dict)

    @property
    def stages(self) -> dict[str, float]:
        """CPU milliseconds a page of each stage."""
        return {stage: 1000 * cpu / self.pages for stage, cpu in self.summary["cpu"].items()}


def pages(number: int, folder: Path, form: str, seed: int) -> Path:
    """An archive of so many pages, made where it is not there yet."""
    path = folder / (f"pages-{number}.warc.gz" if form == "html" else f"pages-{number}.jsonl")
    if not path.exists():
        given = [str(number), "--to", str(path), "--seed", str(seed), *(["--form", "text"] if form == "text" else [])]
        subprocess.run([sys.executable, str(HERE / "maker.py"), *given], check=True)
    return path


def command(source: Path, out: Path, given: argparse.Namespace) -> list[str]:
    """The command line that makes a dataset."""
    more = [] if given.models else ["--no-models"]
    jobs, shard = str(given.jobs), str(given.shard)
    return [*MEADA, "bulk", str(source), "-o", str(out), "-j", jobs, "--shard", shard, *more, "--json"]


def resident(pid: int) -> int:
    """MiB that a process and its children hold, shared pages counted once by proportion; 0 where it is gone."""
    total = 0
    waiting = [pid]
    while waiting:
        one = waiting.pop()
        try:
            rollup = Path(f"/proc/{one}/smaps_rollup").read_text()
            total += next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
            waiting += map(int, Path(f"/proc/{one}/task/{one}/children").read_text().split())
        except (OSError, StopIteration):
            continue
    return total >> 10


def run(number: int, source: Path, out: Path, given: argparse.Namespace) -> Cost:
    """Makes the dataset; with ``--kill``, in two goes."""
    begun, most, killed, shards = time.monotonic(), 0, not given.kill, math.ceil(number / given.shard)
    note = ""
    while True:
        process = subprocess.Popen(command(source, out, given), stdout=subprocess.PIPE)
        while process.poll() is None:
            most = max(most, resident(process.pid))
            done = len(list(out.glob("work/done/take/*.json")))
            if not killed and done >= shards / 2:
                process.send_signal(signal.SIGKILL)
                killed, note = True, f"after {done} of {shards} shards"
            time.sleep(0.5)
        told = process.communicate()[0]
        if told:
            cost = Cost(number, time.monotonic() - begun, most, json.loads(told))
            if note:
                cost.lines["killed and gone on"] = note
            return cost


def size(folder: Path) -> float:
    """MiB of the files in a folder, or of one file."""
    files = [folder] if folder.is_file() else [p for p in folder.rglob("*") if p.is_file()]
    return sum(p.stat().st_size for p in files) / 2**20


def stories(out: Path) -> str:
    """How many stories there are, and how large."""
    import duckdb

    found = duckdb.sql(f"SELECT size FROM read_parquet('{out}/stories/*/*.parquet') ORDER BY size DESC").fetchall()
    sizes = [one for (one,) in found]
    return f"{len(sizes):,}, {statistics.mean(sizes):.1f} pages each, the largest {sizes[0]}"


def loaded(cost: Cost, out: Path, folder: Path) -> None:
    """Puts the dataset into a store and asks it; notes what both took."""
    store = folder / f"store-{cost.pages}.db"
    store.unlink(missing_ok=True)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun, most = time.monotonic(), 0
    process = subprocess.Popen([*MEADA, "load", str(out), "--store", str(store), "--json"], stdout=subprocess.DEVNULL)
    while process.poll() is None:
        most = max(most, resident(process.pid))
        time.sleep(0.5)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    cost.lines["load, ms of CPU a page"] = (
        f"{1000 * spent / cost.pages:.1f} ({time.monotonic() - begun:.0f} s, {most} MiB)"
    )
    cost.lines["store, MiB"] = f"{size(store):.0f}"
    cost.lines["search, p50 / p95 ms"] = asked(store, out)


def asked(store: Path, out: Path, many: int = 200) -> str:
    """The time of questions: names, words and pairs of them that stand in the dataset, first pages of twenty."""
    import duckdb

    from meada.store import Store

    rng = random.Random(1)
    query = f"SELECT quote FROM read_parquet('{out}/statements/*/*.parquet') ORDER BY hash(id) LIMIT 400"
    words = [word for (quote,) in duckdb.sql(query).fetchall() for word in quote.split() if word.isalpha()]
    times = []
    with Store.open(store) as opened:
        for n in range(many):
            asking = " ".join(rng.sample(words, 1 + n % 3))
            begun = time.perf_counter()
            opened.search(asking)
            times.append(1000 * (time.perf_counter() - begun))
    cuts = statistics.quantiles(times, n=20)
    return f"{cuts[9]:.0f} / {cuts[18]:.0f}"


def table(costs: Sequence[Cost]) -> None:
    """Prints the Markdown table."""
    first, last = costs[0], costs[-1]

    def line(name: str, cells: Sequence[str], more: str = "") -> None:
        print("| " + " | ".join([name, *cells, more]) + " |")

    def grown(x: float, y: float) -> str:
        return (
            f"{1 + math.log(y / x) / math.log(last.pages / first.pages):.2f}"
            if len(costs) > 1 and min(x, y) > 0.02
            else ""
        )

    print()
    line("pages", [f"{cost.pages:,}" for cost in costs], "grows with the power")
    print("|---|" + "---|" * (len(costs) + 1))
    for stage in last.stages:
        held = [cost.stages[stage] for cost in costs]
        line(f"{stage}, ms of CPU a page", [f"{x:.2f}" for x in held], grown(held[0], held[-1]))
    whole = [sum(cost.stages.values()) for cost in costs]
    line("all stages", [f"{x:.1f}" for x in whole], grown(whole[0], whole[-1]))
    line("pages a second", [f"{cost.pages / cost.seconds:.2f}" for cost in costs])
    line("peak of one worker, MiB", [str(max(cost.summary["peak"].values())) for cost in costs])
    line("peak of all processes, MiB", [str(cost.peak) for cost in costs])
    for name in dict.fromkeys(name for cost in costs for name in cost.lines):
        line(name, [cost.lines.get(name, "") for cost in costs])
    rows = costs[-1].summary["rows"]
    line("rows at the largest", [", ".join(f"{kind} {n:,}" for kind, n in rows.items())])
    if len(costs) > 1:
        print(f"\nA page at {last.pages:,} costs {whole[-1] / whole[0]:.2f} x what it costs at {first.pages:,}.")


def beside(source: Path, number: int, ours: float) -> None:
    """What the pieces cost over the first pages of an archive, against ``ours``."""
    for name in ("trafilatura", "newspaper"):
        given = [sys.executable, "-W", "ignore", str(HERE / "pieced.py"), name, str(source), str(number)]
        told = subprocess.run(given, stdout=subprocess.PIPE, check=False).stdout
        if not told:
            continue
        found = json.loads(told.splitlines()[-1])
        parts, total = ", ".join(f"{part} {ms:.1f}" for part, ms in found["ms"].items()), sum(found["ms"].values())
        print(
            f"{found['pages']} pages pieced together: {total:.1f} ms of CPU a page ({parts}), {found['peak']} MiB; "
            f"meada {ours:.1f} ms: {total / ours:.2f} x as fast",
            flush=True,
        )


def held(out: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of a dataset, in an order of their own."""
    import duckdb

    found = {}
    for one in sorted(p for p in out.iterdir() if p.is_dir()):
        query = f"SELECT * FROM read_parquet('{one}/*/*.parquet', hive_partitioning = true) ORDER BY ALL"
        found[one.name] = duckdb.sql(query).fetchall()
    return found


def kills(source: Path, folder: Path, given: argparse.Namespace) -> bool:
    """Ends runs at random points; True when the dataset is that of a run that was left alone."""
    rng, alone, out = random.Random(given.seed), folder / "alone", folder / "killed"
    subprocess.run(command(source, alone, given), stdout=subprocess.DEVNULL, check=False)
    done, stages = 0, Counter[str]()
    while done < given.kills:
        more = len(list(out.glob("work/done/*/*.json"))) + rng.randint(0, 3)
        process = subprocess.Popen(command(source, out, given), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while process.poll() is None and len(list(out.glob("work/done/*/*.json"))) < more:
            time.sleep(0.02)
        time.sleep(rng.uniform(0, 0.3))
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            process.wait()
            done += 1
            stages[max(STAGES, key=lambda name: (any(out.glob(f"work/done/{name}/*.json")), STAGES.index(name)))] += 1
        else:
            shutil.rmtree(out)  # it finished: begin anew
    subprocess.run(command(source, out, given), stdout=subprocess.DEVNULL, check=False)
    same = (found := held(alone)) == held(out)
    told = ", ".join(f"{stage} {n}" for stage, n in stages.items())
    print(f"{done} kills over {len(found['articles'])} articles; the last stage that had a task done: {told}")
    print("the same dataset" if same else "A DIFFERENT DATASET")
    return same


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("numbers", nargs="+", type=int)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--shard", type=int, default=200)
    parser.add_argument("--form", choices=("html", "text"), default="html")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kill", action="store_true")
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--load", action="store_true")
    parser.add_argument("--beside", type=int, default=0, metavar="N")
    parser.add_argument("--no-models", dest="models", action="store_false")
    parser.add_argument("--keep", metavar="FOLDER")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="meada-archive-") as scratch:
        folder = Path(given.keep or scratch)
        folder.mkdir(parents=True, exist_ok=True)
        costs: list[Cost] = []
        for number in sorted(given.numbers):
            source = pages(number, folder, given.form, given.seed)
            if given.kills:
                sys.exit(0 if kills(source, folder, given) else 1)
            out = folder / f"dataset-{number}"
            shutil.rmtree(out, ignore_errors=True)
            costs.append(measured(number, source, out, folder, given))
        table(costs)
        if given.beside:
            beside(source, given.beside, sum(costs[-1].stages.values()))


def measured(number: int, source: Path, out: Path, folder: Path, given: argparse.Namespace) -> Cost:
    """Makes and, where asked, loads a dataset, and says so as it goes."""
    before = os.getloadavg()[0]
    cost = run(number, source, out, given)
    cost.lines["load of the machine"] = f"{before:.1f} before, {os.getloadavg()[0]:.1f} after"
    cost.lines["input / dataset, MiB"] = f"{size(source):.0f} / {size(out):.0f}"
    cost.lines["stories"] = stories(out)
    print(f"{number:,} pages in {cost.seconds:.0f} s, {sum(cost.stages.values()):.1f} ms of CPU a page", flush=True)
    if given.load:
        loaded(cost, out, folder)
    return cost


if __name__ == "__main__":
    main()
