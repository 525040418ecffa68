"""The same pages on this machine's processes, on Ray with one node, on two simulated nodes, and on two of which one is lost.

Run: ``python benchmarks/ray_nodes.py [60] [--models] [--seed 1]`` where the extra `ray` is installed. Prints what each run
took and whether its dataset is that of the first; leaves with 1 where one is not. The nodes are raylets with processes of
their own (``ray.cluster_utils.Cluster``); the lost one is killed with its workers once some shards have been read, and some
are under way.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from archive import held, pages
from meada.bulk import Settings, run
from meada.bulk.engine import Engine, Local
from meada.bulk.ray import OnRay

STORE = 100 << 20
"""Bytes of a node's object store: nothing is put into it."""


class Nodes:
    """A cluster of two nodes of one processor each on this machine."""

    def __init__(self) -> None:
        from ray.cluster_utils import Cluster

        node = {"num_cpus": 1, "object_store_memory": STORE, "include_dashboard": False}
        self.cluster = Cluster(initialize_head=True, head_node_args=node)
        self.second = self.cluster.add_node(num_cpus=1, object_store_memory=STORE)

    def lose(self) -> None:
        """Kills the second node with all that runs on it."""
        self.cluster.remove_node(self.second, allow_graceful=False)

    def close(self) -> None:
        """Ends the nodes."""
        self.cluster.shutdown()


def timed(name: str, make: Callable[[Path], Any], out: Path, first: Any) -> Any:
    """Runs ``make``, prints what it took and whether the dataset is ``first``; gives the dataset."""
    begun = time.monotonic()
    note = make(out)
    found = held(out)
    verdict = "" if first is None else "the same dataset" if found == first else "A DIFFERENT DATASET"
    rows = {kind: len(lines) for kind, lines in found.items()}
    size = f"{rows['articles']} articles, {rows.get('links', 0)} links"
    print(
        f"{name}: {time.monotonic() - begun:.0f} s, {size} {note or ''} {verdict}",
        flush=True,
    )
    if first is not None and found != first:
        sys.exit(1)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("number", type=int, nargs="?", default=60)
    parser.add_argument("--models", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    os.environ.setdefault("RAY_AUTH_MODE", "disabled")  # the nodes are this machine
    settings = Settings(shard=5, window=30, overlap=2, batch=12, models=given.models, memory=128)
    with tempfile.TemporaryDirectory(prefix="meada-nodes-") as scratch:
        folder = Path(scratch)
        source = str(pages(given.number, folder, "text", given.seed))

        def on(engine: Engine) -> Callable[[Path], None]:
            return lambda out: void(run([source], str(out), settings, engine))

        first = timed("processes of this machine", on(Local(1)), folder / "local", None)
        timed("Ray, one node", on(OnRay(1)), folder / "one", first)
        for name, lost in (("Ray, two nodes", False), ("Ray, two nodes of which one is lost", True)):
            nodes = Nodes()
            try:
                timed(name, lambda out, n=nodes, k=lost: clustered(n, source, out, settings, k), folder / name, first)
            finally:
                nodes.close()


def void(_: object) -> None:
    return None


def clustered(nodes: Nodes, source: str, out: Path, settings: Settings, lost: bool) -> str:
    """A run on the cluster. With ``lost``, the second node goes once it has been at work."""
    stop = threading.Event()
    told: list[str] = []

    def watch() -> None:
        while not stop.wait(0.2):
            done = len(list(out.glob("work/done/take/*.json")))
            if done >= 3:
                nodes.lose()
                told.append(f"(a node killed after {done} shards)")
                return

    watcher = threading.Thread(target=watch, daemon=True)
    if lost:
        watcher.start()
    try:
        run([source], str(out), settings, OnRay(address=nodes.cluster.address))
    finally:
        stop.set()
    return "".join(told) or ("(the node outlived the run)" if lost else "")


if __name__ == "__main__":
    main()
