"""Who does the tasks: processes of this machine, or a cluster. The tasks are the same and do not know."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import connection
from types import TracebackType
from typing import Protocol, Self

from meada.bulk.perform import perform
from meada.bulk.place import Place
from meada.bulk.settings import Settings
from meada.bulk.task import Task
from meada.errors import MeadaError

__all__ = ["ATTEMPTS", "Act", "Engine", "Local", "lost"]

ATTEMPTS = 6
"""Workers that may die over one task before the run is given up. Two name the page; more are needed for several pages."""
_AHEAD = 2


Act = Callable[[Place, Settings, Task, int], None]
"""What a worker runs: `perform`."""


class Engine(Protocol):
    """Does tasks of one stage, which depend on nothing but stages before, and gives each as it is finished."""

    def run(self, place: Place, settings: Settings, tasks: Iterable[Task]) -> Iterator[Task]:
        """Raises what a task raises. A worker that dies costs its task another attempt."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def lost(task: Task) -> MeadaError:
    """The error for a task that no worker lives through."""
    return MeadaError(
        "the task {name} of the stage {stage} killed {n} workers",
        next="look for a lack of memory; a smaller shard or fewer jobs may help",
        name=task.name,
        stage=task.stage,
        n=ATTEMPTS,
    )


class Local:
    """A pool of ``jobs`` fresh processes, kept over all stages, so that each loads its parsers once.

    When a process dies the pool is gone with all that was under way; those tasks are done again one by one, in a
    process by themselves, so that only the one at fault pays.
    """

    def __init__(self, jobs: int = 0, *, act: Act = perform) -> None:
        self.jobs, self._act = jobs or os.cpu_count() or 1, act
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def run(self, place: Place, settings: Settings, tasks: Iterable[Task]) -> Iterator[Task]:
        """See `Engine`."""
        waiting = iter(tasks)
        under: dict[Future[None], Task] = {}
        while True:
            try:
                while len(under) < _AHEAD * self.jobs and (task := next(waiting, None)) is not None:
                    under[self._submit(place, settings, task)] = task
                if not under:
                    return
                for future in wait(under, return_when=FIRST_COMPLETED).done:
                    future.result()
                    yield under.pop(future)
            except BrokenProcessPool:
                self._close()
                suspects = sorted(under.values(), key=lambda task: task.name)
                under.clear()
                yield from self._alone(place, settings, suspects)

    def _submit(self, place: Place, settings: Settings, task: Task, attempt: int = 0) -> Future[None]:
        if self._pool is None:
            self._pool = _pool(self.jobs)
        return self._pool.submit(self._act, place, settings, task, attempt)

    def _alone(self, place: Place, settings: Settings, tasks: list[Task]) -> Iterator[Task]:
        """Each of ``tasks`` by itself, in one process as long as it lives."""
        jobs, self.jobs = self.jobs, 1
        try:
            for task in tasks:
                for attempt in range(1, ATTEMPTS + 2):
                    if attempt > ATTEMPTS:
                        raise lost(task)
                    try:
                        self._submit(place, settings, task, attempt).result()
                        break
                    except BrokenProcessPool:
                        self._close()
                yield task
        finally:
            self._close()
            self.jobs = jobs

    def _close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


def _pool(jobs: int) -> ProcessPoolExecutor:
    """Fresh processes, each with one thread for its matrices: there are as many processes as cores already."""
    for library in ("OPENBLAS", "OMP", "MKL"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"), initializer=_follow)


def _follow() -> None:
    """Ends this process when the one that began it is gone: a killed run leaves no workers behind."""
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            connection.wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
