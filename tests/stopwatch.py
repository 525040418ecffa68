"""Time that a test can rely on: of this process alone, without the collector, the least of some tries."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import Any

__all__ = ["least"]


def least(act: Callable[[], Any], tries: int = 3) -> float:
    """Seconds of processor time that ``act`` takes at the least.

    Other tests' objects would make each full collection cost tenths of a second, and other processes only slow a try
    down: what is left in the quickest is the act itself.
    """
    found = []
    on = gc.isenabled()
    gc.disable()
    try:
        for _ in range(tries):
            begin = time.process_time()
            act()
            found.append(time.process_time() - begin)
    finally:
        if on:
            gc.enable()
    return min(found)
