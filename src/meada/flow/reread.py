"""Pages read anew, and pages taken out: what people judged stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from meada.flow.host import Hosts
from meada.flow.lay import relay
from meada.flow.take import take
from meada.flow.tools import Tools
from meada.flow.verdict import Verdict, failed, guarded
from meada.flow.weave import unweave
from meada.sources.failure import Failure
from meada.store import Store

__all__ = ["remove", "reread"]


def reread(store: Store, tools: Tools, refs: Sequence[str] = ()) -> Iterator[Verdict]:
    """The pages ``refs``, or all, read anew with today's code and models, one verdict a page and one transaction each.

    Judgements are laid over what comes out; a page that cannot be read any more keeps its old reading. Stories are not
    made here: `weave` then makes those that the pages stand in. Raises `NotFoundError` before anything is read.
    """
    ids = [store.resolve(ref) for ref in refs] if refs else [entry.id for entry in store.entries()]
    hosts = Hosts(store)
    for id in dict.fromkeys(ids):
        yield _reread(store, tools, hosts, id)


def _reread(store: Store, tools: Tools, hosts: Hosts, id: str) -> Verdict:
    capture, label = store.capture(id), store.label(id)

    def work() -> tuple[str, ...]:
        entry = take(capture, tools, hosts.furniture(capture))
        store.refresh(entry.page, entry.article, entry.reading, tools.made())
        lost = relay(store, id, tools)
        unweave(store, [id])
        return tuple(dict.fromkeys("orphan" for _ in lost))

    done = guarded(work, capture.origin)
    if isinstance(done, Failure):
        return failed(done, store)
    return Verdict(origin=capture.origin, status="reread", label=label, capture=id, flags=done)


def remove(store: Store, refs: Sequence[str]) -> tuple[str, ...]:
    """Takes articles out with all that was made of them; gives their labels. `weave` then makes their stories anew.

    Judgements about them stay in the log, and are in force again when a page comes back. Raises `NotFoundError` before
    anything is taken out.
    """
    ids = list(dict.fromkeys(store.resolve(ref) for ref in refs))
    labels = tuple(store.label(id) for id in ids)
    for id in ids:
        unweave(store, [id])
        store.remove(id)
    return labels
