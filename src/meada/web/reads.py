"""How often articles are opened on this installation: counted in memory, written now and then, beside the pages."""

from __future__ import annotations

import asyncio
from collections import Counter
from threading import Lock

from meada.errors import StoreError
from meada.store import Store

__all__ = ["Reads"]

_EVERY = 30.0


class Reads:
    """A count that no reader waits for; what cannot be written now is kept for the next time."""

    def __init__(self) -> None:
        self._counted: Counter[str] = Counter()
        self._lock = Lock()

    def count(self, page: str) -> None:
        """One more reading of the article ``page``."""
        with self._lock:
            self._counted[page] += 1

    def write(self, store: Store) -> None:
        """Adds what was counted to ``store``."""
        with self._lock:
            counted, self._counted = self._counted, Counter()
        if not counted:
            return
        try:
            store.shelf.count_reads(counted)
        except StoreError:
            with self._lock:
                self._counted += counted

    async def keep(self, store: Store) -> None:
        """Writes every half minute, for as long as the room is open."""
        while True:
            await asyncio.sleep(_EVERY)
            await asyncio.to_thread(self.write, store)
