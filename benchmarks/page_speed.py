"""How fast pages are read, beside trafilatura, on the same pages in one run.

Run: ``python benchmarks/page_speed.py [SET …] [--limit N] [--repeat N]`` with ``../shared`` beside the project or
``MEADA_SHARED`` set and trafilatura installed. Both read each page in turn, in this process; the clock is the process's
own time, so that other work on the machine counts for less. Prints for each set milliseconds a page of each and how many
times faster `meada.page.from_html` is. ``--memory`` reads the pages with meada alone, ``--repeat`` times over, and prints
the highest resident size as it goes.
"""

from __future__ import annotations

import argparse
import gc
import gzip
import json
import os
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

from meada.errors import MeadaError
from meada.page import from_html

SETS = ("pt_pages", "scrapinghub", "naeb", "fundus", "wcxb_articles")
_STEP = 250


def shared() -> Path:
    named = os.environ.get("MEADA_SHARED")
    places = [Path(named)] if named else [parent / "shared" for parent in Path(__file__).resolve().parents[1:4]]
    found = next((place for place in places if (place / "data").is_dir()), None)
    if found is None:
        sys.exit("the shared gold data is not here: set MEADA_SHARED to its folder")
    return found


def pages(path: Path, limit: int) -> Iterator[tuple[str, str | None]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in islice(lines, limit):
            item = json.loads(line)
            yield item["html"], item.get("url")


def ours(html: str, url: str | None) -> float:
    start = time.process_time()
    with suppress(MeadaError):
        from_html(html, url=url)
    return time.process_time() - start


def theirs(html: str, url: str | None) -> float:
    from trafilatura import extract

    start = time.process_time()
    extract(html, url=url)
    return time.process_time() - start


def race(path: Path, limit: int, repeat: int) -> tuple[int, float, float]:
    """Pages, and the seconds that meada and trafilatura took; who goes first changes from page to page."""
    number, mine, other = 0, 0.0, 0.0
    for html, url in pages(path, limit):
        for turn in range(repeat):
            number += 1
            if (number + turn) % 2:
                mine += ours(html, url)
                other += theirs(html, url)
            else:
                other += theirs(html, url)
                mine += ours(html, url)
    return number, mine, other


def speed(folder: Path, sets: list[str], limit: int, repeat: int) -> None:
    total = [0, 0.0, 0.0]
    for name in sets:
        path = folder / f"{name}.jsonl.gz"
        warm = next(pages(path, 1))
        ours(*warm), theirs(*warm)
        found = race(path, limit, repeat)
        total = [a + b for a, b in zip(total, found, strict=True)]
        show(name, *found)
    show("all", int(total[0]), total[1], total[2])


def show(name: str, number: int, mine: float, other: float) -> None:
    print(
        f"{name:14} {number:6,} pages  meada {1000 * mine / number:7.1f} ms  trafilatura {1000 * other / number:7.1f} ms"
        f"  {other / mine:5.2f} x",
        flush=True,
    )


def memory(folder: Path, sets: list[str], limit: int, repeat: int) -> None:
    number = 0
    for _ in range(repeat):
        for name in sets:
            for html, url in pages(folder / f"{name}.jsonl.gz", limit):
                ours(html, url)
                number += 1
                if number % _STEP == 0:
                    print(f"{number:6,} pages  now {now():6.0f} MiB  highest {highest():6.0f} MiB", flush=True)


def highest() -> float:
    """The highest resident size so far, in MiB."""
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size / (2**20 if sys.platform == "darwin" else 2**10)


def now() -> float:
    """The resident size now, in MiB; the highest one where the system has no ``/proc``."""
    gc.collect()
    try:
        pages_held = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return highest()
    return pages_held * resource.getpagesize() / 2**20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", default=list(SETS))
    parser.add_argument("--limit", type=int, default=100, help="pages of each set")
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--memory", action="store_true")
    given = parser.parse_args()
    act = memory if given.memory else speed
    act(shared() / "data" / "pages", given.sets, given.limit, given.repeat)


if __name__ == "__main__":
    main()
