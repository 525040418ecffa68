from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from msgspec.structs import replace

from archive import QUICK
from meada.bulk.guard import Guard
from meada.bulk.place import Place
from meada.bulk.task import Job, Task
from meada.sources.failure import Failure

TASK = Task(stage="take", name="000001")


def _job(folder: Path, attempt: int = 0) -> Job:
    return Job(Place(str(folder)), replace(QUICK, seconds=0.2), attempt)


def _forever() -> None:
    while True:
        time.sleep(0.01)


def test_what_takes_too_long_is_a_failure_and_the_next_is_tried(tmp_path: Path) -> None:
    with Guard(_job(tmp_path), TASK) as guard:
        late = guard.try_("a", "a.html", _forever)
        assert isinstance(late, Failure)
        assert (late.code, late.origin) == ("timeout", "a.html")
        assert guard.try_("b", "b.html", lambda: 7) == 7


def test_a_fault_is_a_failure(tmp_path: Path) -> None:
    with Guard(_job(tmp_path), TASK) as guard:
        found = guard.try_("a", "a.html", lambda: 1 // 0)
    assert isinstance(found, Failure)
    assert found.code == "fault"


def test_nothing_is_written_down_while_no_worker_died(tmp_path: Path) -> None:
    with Guard(_job(tmp_path), TASK) as guard:
        guard.try_("a", "a.html", lambda: 7)
    assert not list(tmp_path.rglob("*.json"))


def test_what_a_second_worker_died_over_is_passed_over_by_the_third(tmp_path: Path) -> None:
    second = Guard(_job(tmp_path, 1), TASK)
    second.try_("a", "a.html", lambda: 7)
    second.try_("b", "b.html", lambda: 7)  # and here it dies
    with Guard(_job(tmp_path, 2), TASK) as third:
        assert third.try_("a", "a.html", lambda: 7) == 7
        found = third.try_("b", "b.html", lambda: 7)
    assert isinstance(found, Failure)
    assert found.code == "crash"
    with Guard(_job(tmp_path, 3), TASK) as fourth:  # the third did not die
        assert isinstance(fourth.try_("b", "b.html", lambda: 7), Failure)
        assert fourth.try_("c", "c.html", lambda: 7) == 7


def test_a_process_that_no_exception_reaches_is_ended(tmp_path: Path) -> None:
    code = (
        "import signal, sys, time\nfrom pathlib import Path\nfrom meada.bulk.guard import _watched\n"
        "signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])\nwith _watched(0.2):\n    time.sleep(60)\n"
    )
    env = os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    assert subprocess.run([sys.executable, "-c", code], env=env, timeout=50, check=False).returncode != 0
