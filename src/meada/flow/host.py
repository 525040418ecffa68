"""What the pages of one host have taught."""

from __future__ import annotations

from meada import page as pages
from meada.page.address import address
from meada.page.page import Page
from meada.sources.capture import Capture
from meada.store import Store
from meada.store.entry import host

__all__ = ["Hosts"]


class Hosts:
    """What pages of one host have taught so far, in the store and in this run: see `meada.page.Furniture`."""

    ENOUGH, AT_MOST, RECURS = 5, 40, 3

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, pages.Furniture] = {}

    def furniture(self, capture: Capture) -> pages.Furniture | None:
        """The blocks that recur on this host, once enough of its pages were seen; None until then."""
        name = host(address(capture))
        if not name:
            return None
        seen = self._of(name)
        if seen.pages < self.ENOUGH:
            return None
        return pages.Furniture(seen.pages, {block: n for block, n in seen.seen.items() if n >= self.RECURS})

    def learn(self, capture: Capture, page: Page) -> None:
        """Take one more page in."""
        name = host(address(capture))
        if name:
            self._known[name] = self._of(name).learn([page])

    def _of(self, name: str) -> pages.Furniture:
        if name not in self._known:
            latest = self._store.of_host(name, self.AT_MOST)
            self._known[name] = pages.Furniture().learn(self._store.page(id) for id in latest)
        return self._known[name]
