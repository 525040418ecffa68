"""What an archive costs: pages of `maker.py` through `meada bulk`, and through what one would piece together instead.

Run: ``python benchmarks/archive.py 1000 [--jobs 2] [--kill] [--beside] [--form html|text] [--load]``. Prints the time of
the whole and of each stage, CPU milliseconds a page, peak memory of a worker and of the run with its workers, sizes, and the
load of the machine before and after. ``--kill`` ends the run with SIGKILL in the middle and goes on. ``--beside`` runs
trafilatura, spaCy with the models of meada, and MinHash with exact comparison over the same pages in the same run, one
process each.
``--kills N`` only ends a run N times at random points, goes on each time, and compares the dataset with that of a run that
was left alone: nothing doubled, nothing lost.
Several numbers of pages give the exponent of growth between the smallest and the largest.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent


def pages(number: int, folder: Path, form: str, seed: int) -> Path:
    path = folder / (f"pages-{number}.warc.gz" if form == "html" else f"pages-{number}.jsonl")
    if not path.exists():
        given = [str(number), "--to", str(path), "--seed", str(seed), *(["--form", "text"] if form == "text" else [])]
        subprocess.run([sys.executable, str(HERE / "maker.py"), *given], check=True)
    return path


def command(source: Path, out: Path, given: argparse.Namespace) -> list[str]:
    more = [] if given.models else ["--no-models"]
    main = "from meada.cli.main import main; main()"
    return [
        sys.executable,
        "-c",
        main,
        "bulk",
        str(source),
        "-o",
        str(out),
        "-j",
        str(given.jobs),
        "--shard",
        str(given.shard),
        *more,
        "--json",
    ]


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


def run(source: Path, out: Path, given: argparse.Namespace) -> tuple[dict[str, Any], float, int]:
    """The summary, the seconds it took, and the most memory of all its processes together."""
    begun, most, killed = time.monotonic(), 0, not given.kill
    while True:
        process = subprocess.Popen(command(source, out, given), stdout=subprocess.PIPE)
        while process.poll() is None:
            most = max(most, resident(process.pid))
            done = len(list(out.glob("work/done/take/*.json")))
            if not killed and done > 1:
                process.send_signal(signal.SIGKILL)
                killed = True
                print(f"killed after {done} shards; going on", flush=True)
            time.sleep(0.5)
        told = process.communicate()[0]
        if told:
            return json.loads(told), time.monotonic() - begun, most


def size(folder: Path) -> float:
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file()) / 2**20


def beside(source: Path) -> dict[str, float]:
    """CPU milliseconds a page of each part of what one would piece together, in one process: trafilatura, spaCy with the
    models of meada as spaCy runs them by itself, and MinHash."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType
    from trafilatura import extract

    import meada_models
    from meada.page.language import detect

    loaded = {lang: meada_models.load(lang) for lang in meada_models.LANGUAGES}
    texts: list[str] = []
    spent = dict.fromkeys(("trafilatura", "spacy", "datasketch"), 0.0)
    mark = time.process_time()

    def lap(part: str) -> None:
        nonlocal mark
        spent[part] += time.process_time() - mark
        mark = time.process_time()

    with source.open("rb") as stream:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.response):
            text = extract(record.reader.read().decode("utf-8", "replace"), with_metadata=True) or ""
            texts.append(text)
            lap("trafilatura")
            nlp = loaded.get(detect(text) or "pt") or loaded["pt"]
            for doc in nlp.pipe([line for line in text.split("\n") if line]):
                [(word.pos_, word.lemma_, word.dep_) for word in doc]
            lap("spacy")
    near(texts)
    lap("datasketch")
    return {part: 1000 * seconds / max(1, len(texts)) for part, seconds in spent.items()}


def near(texts: list[str]) -> int:
    """Pairs of near copies as the documentation of datasketch has it: MinHash LSH over word 4-grams, 128 permutations."""
    from datasketch import MinHash, MinHashLSH

    lsh, found = MinHashLSH(threshold=0.5, num_perm=128), 0
    for at, text in enumerate(texts):
        words = text.lower().split()
        sketch = MinHash(num_perm=128)
        sketch.update_batch([" ".join(words[i : i + 4]).encode() for i in range(len(words) - 3)])
        found += len(lsh.query(sketch))
        lsh.insert(str(at), sketch)
    return found


def held(out: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of a dataset, in an order of their own."""
    import duckdb

    found = {}
    for table in sorted(p for p in out.iterdir() if p.is_dir()):
        query = f"SELECT * FROM read_parquet('{table}/*/*.parquet', hive_partitioning = true) ORDER BY ALL"
        found[table.name] = duckdb.sql(query).fetchall()
    return found


def kills(source: Path, folder: Path, given: argparse.Namespace) -> None:
    rng, alone, out = random.Random(given.seed), folder / "alone", folder / "killed"
    begun = time.monotonic()
    subprocess.run(command(source, alone, given), stdout=subprocess.DEVNULL, check=False)
    whole, done = time.monotonic() - begun, 0
    while done < given.kills:
        process = subprocess.Popen(command(source, out, given), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            process.wait(rng.uniform(0.02, 0.4) * whole)
            shutil.rmtree(out)  # it finished: begin anew
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            done += 1
    subprocess.run(command(source, out, given), stdout=subprocess.DEVNULL, check=False)
    same = held(alone) == held(out)
    print(
        f"{done} kills over {len(held(alone)['articles'])} pages: {'the same dataset' if same else 'A DIFFERENT DATASET'}"
    )
    if not same:
        sys.exit(1)


def show(number: int, found: tuple[dict[str, Any], float, int], out: Path, source: Path) -> float:
    """Prints a table; gives CPU milliseconds a page."""
    summary, seconds, most = found
    total = 1000 * sum(summary["cpu"].values()) / number
    print(
        f"\n{number:,} pages: {seconds:.1f} s, {number / seconds:.2f} pages/s, {total:.1f} ms of CPU a page, {most} MiB in all"
    )
    print(f"input {source.stat().st_size / 2**20:.1f} MiB, dataset {size(out):.1f} MiB")
    print(f"{'stage':10} {'ms a page':>10} {'peak MiB':>9}")
    for stage, cpu in summary["cpu"].items():
        print(f"{stage:10} {1000 * cpu / number:10.2f} {summary['peak'][stage]:9}")
    print(summary["rows"], flush=True)
    return total


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("numbers", nargs="+", type=int)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--shard", type=int, default=200)
    parser.add_argument("--form", choices=("html", "text"), default="html")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kill", action="store_true")
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--beside", action="store_true")
    parser.add_argument("--no-models", dest="models", action="store_false")
    parser.add_argument("--keep", help="folder for pages and datasets, kept")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="meada-archive-") as scratch:
        folder = Path(given.keep or scratch)
        folder.mkdir(parents=True, exist_ok=True)
        costs = []
        for number in given.numbers:
            source = pages(number, folder, given.form, given.seed)
            if given.kills:
                kills(source, folder, given)
                continue
            print(f"load {os.getloadavg()[0]:.1f}", flush=True)
            out = folder / f"dataset-{number}"
            shutil.rmtree(out, ignore_errors=True)
            costs.append((number, show(number, run(source, out, given), out, source)))
            if given.beside:
                parts = beside(source)
                ours, theirs = costs[-1][1], sum(parts.values())
                told = ", ".join(f"{part} {cost:.1f}" for part, cost in parts.items())
                print(f"beside: {theirs:.1f} ms of CPU a page ({told}); meada {theirs / ours:.2f} x as fast")
            print(f"load {os.getloadavg()[0]:.1f}", flush=True)
        if len(costs) > 1:
            (a, x), (b, y) = costs[0], costs[-1]
            growth = 1 + math.log(y / x) / math.log(b / a)
            print(f"\na page at {b:,}: {y / x:.2f} x its cost at {a:,}; the whole grows with the power {growth:.3f}")


if __name__ == "__main__":
    main()
