"""Work that outlasts a request: pages that are being read, one lot at a time."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Sequence

from meada import audit, flow
from meada.sources.capture import Capture
from meada.sources.failure import Failure
from meada.store import Store

__all__ = ["Lot", "Sample", "Work"]

KEPT = 20
"""Lots whose verdicts are kept."""


class Lot:
    """Pages handed in together. ``verdicts`` grow as they are read; ``done`` is true when the stories were made too."""

    def __init__(self, total: int) -> None:
        self.id, self.total = secrets.token_hex(6), total
        self.verdicts: list[flow.Verdict] = []
        self.done = False


class Sample:
    """A sample that is being drawn: ``number`` is its number in the store once it is, ``failed`` true where it could not be."""

    def __init__(self) -> None:
        self.id, self.failed = secrets.token_hex(6), False
        self.number: int | None = None


def _draw(made: Sample, store: Store, kind: str, n: int, seed: int, who: str | None) -> None:
    try:
        made.number = audit.draw(store, kind, n, seed, who=who)
    finally:
        made.failed = made.number is None


class Work:
    """The tools, loaded at their first use, and the lots of this run."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._tools: flow.Tools | None = None
        self._loading, self._turn = threading.Lock(), threading.Lock()
        self._lots: dict[str, Lot] = {}
        self._samples: dict[str, Sample] = {}

    @property
    def tools(self) -> flow.Tools:
        """The tools of this installation, with what the store keeps of the user's registry."""
        with self._loading:
            if self._tools is None:
                self._tools = flow.Tools.of(self._store)
            return self._tools

    def start(self, captures: Sequence[Capture | Failure], store: Store) -> Lot:
        """Begins to read ``captures`` into ``store`` in the background."""
        lot = Lot(len(captures))
        self._lots[lot.id] = lot
        for old in list(self._lots)[:-KEPT]:
            del self._lots[old]
        threading.Thread(target=self._read, args=(lot, captures, store), daemon=True).start()
        return lot

    def lot(self, id: str) -> Lot | None:
        """The lot called ``id``, if it is still known."""
        return self._lots.get(id)

    def sample(self, store: Store, kind: str, n: int, seed: int, who: str | None) -> Sample:
        """Begins to draw a sample for an audit in the background: it looks at every article."""
        made = Sample()
        self._samples[made.id] = made
        for old in list(self._samples)[:-KEPT]:
            del self._samples[old]
        threading.Thread(target=_draw, args=(made, store, kind, n, seed, who), daemon=True).start()
        return made

    def sampled(self, id: str) -> Sample | None:
        """The sample called ``id`` while it is being drawn, if it is still known."""
        return self._samples.get(id)

    def _read(self, lot: Lot, captures: Sequence[Capture | Failure], store: Store) -> None:
        try:
            with self._turn:
                for verdict in flow.receive(captures, store, self.tools):
                    lot.verdicts.append(verdict)
                lot.verdicts.extend(flow.weave(store, self.tools))
        finally:
            lot.done = True
