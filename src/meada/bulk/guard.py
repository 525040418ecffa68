"""One page at a time under watch: a fault, a hang or a crash costs that page and no other."""

from __future__ import annotations

import faulthandler
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TypeVar

import msgspec

from meada.bulk.task import Job, Task
from meada.errors import SourceError
from meada.flow.verdict import guarded
from meada.sources.failure import Failure

__all__ = ["Guard", "OvertimeError"]

T = TypeVar("T")


class OvertimeError(SourceError):
    """It took longer than allowed."""

    code = "timeout"


class _State(msgspec.Struct):
    now: str | None = None
    condemned: list[str] = []


class Guard:
    """Watches the items of one task.

    After a worker died over the task, each item is written down before it is begun. What a second worker dies over is
    named by that note and passed over from then on, as a failure. Use as a context manager.
    """

    def __init__(self, job: Job, task: Task) -> None:
        self._place, self._seconds, self._noting = job.place, job.settings.seconds, job.attempt > 0
        self._note = f"work/now/{task.stage}/{task.name}.json"
        self._state = _State()
        if self._noting:
            data = self._place.get(self._note)
            self._state = msgspec.json.decode(data, type=_State) if data else _State()
            if self._state.now is not None:
                self._state.condemned.append(self._state.now)
                self._begin(None)

    def __enter__(self) -> Guard:
        return self

    def __exit__(self, *exc: object) -> None:
        if self._noting and exc[0] is None:
            self._begin(None)

    def try_(self, key: str, origin: str, work: Callable[[], T]) -> T | Failure:
        """What ``work`` gives, or the failure it ends in."""
        if key in self._state.condemned:
            return Failure(
                origin=origin,
                code="crash",
                what="the process that read it died",
                next="this is a fault of meada: please report it with the page",
            )
        if self._noting:
            self._begin(key)

        def watched() -> T:
            with _watched(self._seconds):
                return work()

        return guarded(watched, origin)

    def _begin(self, key: str | None) -> None:
        self._state.now = key
        self._place.put(self._note, msgspec.json.encode(self._state))


@contextmanager
def _watched(seconds: float) -> Iterator[None]:
    """Raises `OvertimeError` in what takes longer than ``seconds``; ends the process where even that does not stop it (a
    loop in C, which no exception reaches)."""

    def over(signum: int, frame: FrameType | None) -> None:
        raise OvertimeError(
            "it took longer than {seconds} seconds", next="read it alone, with more time", seconds=f"{seconds:g}"
        )

    soft = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGALRM, over) if soft else None
    faulthandler.dump_traceback_later(2 * seconds, exit=True, file=_nowhere())
    if soft:
        signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        if soft:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
        faulthandler.cancel_dump_traceback_later()


_SINK: list[int] = []


def _nowhere() -> int:
    if not _SINK:
        _SINK.append(os.open(os.devnull, os.O_WRONLY))
    return _SINK[0]
