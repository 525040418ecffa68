"""Pages into the store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from meada import sources
from meada.flow.host import Hosts
from meada.flow.take import Entry, take
from meada.flow.tools import Tools
from meada.flow.verdict import Verdict, failed, guarded
from meada.sources.capture import Capture
from meada.sources.failure import Failure
from meada.sources.table import Table
from meada.store import Store

__all__ = ["add", "added", "count", "receive"]

count = sources.count


def add(paths: Sequence[str | Path], store: Store, tools: Tools, *, table: Table | None = None) -> Iterator[Verdict]:
    """Every page under ``paths`` into ``store``, one verdict an input and one transaction a capture.

    Adding what is there adds nothing; a page that fails is recorded and stops no other. Stories are not made here: see
    `weave`. ``table`` says how tables are read, whose rows are a capture each.
    """
    yield from receive(sources.walk(paths, limits=tools.limits, table=table or Table()), store, tools)


def receive(captures: Iterable[Capture | Failure], store: Store, tools: Tools) -> Iterator[Verdict]:
    """As `add`, for pages that are at hand already."""
    hosts = Hosts(store)
    for found in captures:
        yield failed(found, store) if isinstance(found, Failure) else added(found, store, tools, hosts)


def added(capture: Capture, store: Store, tools: Tools, hosts: Hosts) -> Verdict:
    """One capture into ``store``, and its verdict."""
    if store.has_capture(capture.id):
        return Verdict(origin=capture.origin, status="known", label=store.label(capture.id), capture=capture.id)

    def work() -> tuple[Entry, str]:
        entry = take(capture, tools, hosts.furniture(capture))
        return entry, store.add(capture, entry.page, entry.article, entry.reading, tools.made())

    done = guarded(work, capture.origin)
    if isinstance(done, Failure):
        return failed(done, store)
    entry, label = done
    hosts.learn(capture, entry.page)
    return Verdict(origin=capture.origin, status="added", label=label, capture=capture.id, flags=entry.article.flags)
