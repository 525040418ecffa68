"""Pages and feeds by address into the store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from meada.errors import SourceError
from meada.flow.add import added
from meada.flow.host import Hosts
from meada.flow.tools import Tools
from meada.flow.verdict import Verdict, failed
from meada.sources.failure import Failure
from meada.sources.feed import feed, items
from meada.sources.fetch import Answer, Fetcher, Validators
from meada.store import Store

__all__ = ["Follower"]


class Follower:
    """Asks for addresses and adds what they give. It remembers what feeds said of their version, and asks for no page twice
    that the store has."""

    def __init__(self, store: Store, tools: Tools, fetcher: Fetcher) -> None:
        self._store, self._tools, self._fetcher = store, tools, fetcher
        self._versions: dict[str, Validators] = {}

    def visit(self, addresses: Iterable[str]) -> Iterator[Verdict]:
        """Each page among ``addresses``, and each page that a feed among them leads to: one verdict a page."""
        hosts = Hosts(self._store)
        held = {entry.origin: entry.label for entry in self._store.entries()}
        held |= {entry.url: entry.label for entry in self._store.entries() if entry.url}
        for url in addresses:
            for origin, found in self._found(url, held):
                if isinstance(found, str):
                    yield Verdict(origin=origin, status="known", label=found)
                elif isinstance(found, Failure):
                    yield failed(found, self._store)
                else:
                    yield self._page(found, origin, hosts, held)

    def feed(self, payload: bytes, origin: str) -> Iterator[Verdict]:
        """The pages that a feed at hand leads to, or the verdict that it is none."""
        try:
            found = items(payload)
        except SourceError as error:
            yield failed(Failure.of(error, origin), self._store)
            return
        yield from self.visit([item.url for item in found])

    def _found(self, url: str, held: dict[str, str]) -> Iterator[tuple[str, Answer | Failure | str]]:
        """What an address gives: an answer, the label it is known by, or why not; of a feed, for each of its pages."""
        if url in held:
            yield url, held[url]
            return
        answer = self._ask(url, self._versions.get(url))
        if isinstance(answer, Failure) or answer.body is None:
            if isinstance(answer, Failure):
                yield url, answer
            return
        if not feed(answer.body):
            yield url, answer
            return
        self._versions[url] = answer.validators
        try:
            entries = items(answer.body, answer.url)
        except SourceError as error:
            yield url, Failure.of(error, url)
            return
        for item in entries:
            yield item.url, held.get(item.url) or self._ask(item.url)

    def _ask(self, url: str, validators: Validators | None = None) -> Answer | Failure:
        try:
            return self._fetcher.get(url, validators)
        except SourceError as error:
            return Failure.of(error, url)

    def _page(self, answer: Answer, origin: str, hosts: Hosts, held: dict[str, str]) -> Verdict:
        try:
            capture = self._fetcher.capture(answer, origin)
        except SourceError as error:
            return failed(Failure.of(error, origin), self._store)
        verdict = added(capture, self._store, self._tools, hosts)
        if verdict.label:
            held[origin] = verdict.label
        return verdict
