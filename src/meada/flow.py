"""The one place that knows the order of the work: captures to articles, readings, stories and records."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Literal, TypeVar
from urllib.parse import urlsplit

import msgspec

from meada import article as articles
from meada import page as pages
from meada import record as records
from meada import sources
from meada import story as stories
from meada.article.article import Article
from meada.article.registry import Registry
from meada.errors import SourceError
from meada.lang.model import load_parser
from meada.lang.parse import Parser
from meada.page.address import address
from meada.page.page import Page
from meada.reading.read import read
from meada.reading.reading import Reading
from meada.settings import Limits
from meada.sources.capture import Capture
from meada.sources.failure import Failure
from meada.store import Store
from meada.store.made import Made, current
from meada.story import entities

__all__ = ["Entry", "Tools", "Verdict", "add", "count", "take", "weave"]

count = sources.count

T = TypeVar("T")


class Tools:
    """What the work needs beside its input: registries, limits, and a parser for each language that has one."""

    def __init__(
        self,
        *,
        registry: Registry,
        limits: Limits | None = None,
        parser: Callable[[str], Parser | None] | None = None,
    ) -> None:
        self.registry = registry
        self.limits = limits or Limits()
        self._load = parser or load_parser
        self._parsers: dict[str, Parser | None] = {}

    @classmethod
    def load(cls, *, registry: Path | None = None, limits: Limits | None = None, models: bool = True) -> Tools:
        """The tools of this installation; ``registry`` is a ``meada.toml`` with entries of the user's own. Without
        ``models`` rules alone read, whatever is installed."""
        return cls(registry=Registry.load(registry), limits=limits, parser=load_parser if models else _rules_alone)

    def parser(self, lang: str | None) -> Parser | None:
        """The parser of ``lang``, loaded at its first use; None when there is none."""
        if lang is None:
            return None
        if lang not in self._parsers:
            self._parsers[lang] = self._load(lang)
        return self._parsers[lang]

    def made(self) -> Made:
        """The versions of what works now."""
        models = tuple(sorted(p.id for p in self._parsers.values() if p is not None))
        return current(models)


def _rules_alone(lang: str) -> Parser | None:
    return None


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A capture and all that one page alone gives."""

    capture: Capture
    page: Page
    article: Article
    reading: Reading


class Verdict(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What became of one input. ``label`` is the article's (``A7``); ``reason`` and ``next`` are set on a failure, and
    ``values`` fill their ``{fields}``; ``flags`` are the article's."""

    origin: str
    status: Literal["added", "known", "skipped", "failed"]
    label: str | None = None
    capture: str | None = None
    code: str | None = None
    reason: str | None = None
    next: str | None = None
    values: dict[str, str] = {}
    flags: tuple[str, ...] = ()


def take(capture: Capture, tools: Tools, furniture: pages.Furniture | None = None) -> Entry:
    """Page, article and reading of one capture. Raises `SourceError` where no page can be made of it."""
    page = pages.make(capture, furniture=furniture, limits=tools.limits)
    article = articles.make(page, registry=tools.registry)
    reading = read(page, article, parser=tools.parser(article.lang), world=tools.registry.world)
    return Entry(capture=capture, page=page, article=article, reading=reading)


def add(paths: Sequence[str | Path], store: Store, tools: Tools) -> Iterator[Verdict]:
    """Every page under ``paths`` into ``store``, one verdict an input and one transaction a capture.

    Adding what is there adds nothing; a page that fails is recorded and stops no other. Stories are not made here: see
    `weave`.
    """
    hosts = _Hosts(store)
    for found in sources.walk(paths, limits=tools.limits):
        yield _failed(found, store) if isinstance(found, Failure) else _added(found, store, tools, hosts)


class _Hosts:
    """What pages of one host have taught so far, in the store and in this run: see `meada.page.Furniture`."""

    ENOUGH, AT_MOST, RECURS = 5, 40, 3

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, pages.Furniture] = {}
        self._stored: dict[str, list[str]] | None = None

    def furniture(self, capture: Capture) -> pages.Furniture | None:
        """The blocks that recur on this host, once enough of its pages were seen; None until then."""
        host = _host(address(capture))
        if not host:
            return None
        seen = self._of(host)
        if seen.pages < self.ENOUGH:
            return None
        return pages.Furniture(seen.pages, {block: n for block, n in seen.seen.items() if n >= self.RECURS})

    def learn(self, capture: Capture, page: Page) -> None:
        """Take one more page in."""
        host = _host(address(capture))
        if host:
            self._known[host] = self._of(host).learn([page])

    def _of(self, host: str) -> pages.Furniture:
        if host not in self._known:
            if self._stored is None:
                self._stored = {}
                for entry in self._store.entries():
                    self._stored.setdefault(_host(entry.url), []).append(entry.id)
            latest = self._stored.get(host, [])[-self.AT_MOST :]
            self._known[host] = pages.Furniture().learn(self._store.page(id) for id in latest)
        return self._known[host]


def _host(url: str | None) -> str:
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:  # a bracket or port that no address has
        return ""


def _added(capture: Capture, store: Store, tools: Tools, hosts: _Hosts) -> Verdict:
    if store.has_capture(capture.id):
        return Verdict(origin=capture.origin, status="known", label=store.label(capture.id), capture=capture.id)

    def work() -> tuple[Entry, str]:
        entry = take(capture, tools, hosts.furniture(capture))
        return entry, store.add(capture, entry.page, entry.article, entry.reading, tools.made())

    done = _guarded(work, capture.origin)
    if isinstance(done, Failure):
        return _failed(done, store)
    entry, label = done
    hosts.learn(capture, entry.page)
    return Verdict(origin=capture.origin, status="added", label=label, capture=capture.id, flags=entry.article.flags)


def _guarded(work: Callable[[], T], origin: str) -> T | Failure:
    """What ``work`` gives, or the failure it ends in: the one boundary where a fault in a page or story is caught."""
    try:
        return work()
    except SourceError as error:
        return Failure.of(error, origin)
    except Exception as error:
        return _fault(error, origin)


def _fault(error: Exception, origin: str) -> Failure:
    place = traceback.extract_tb(error.__traceback__)[-1]
    return Failure(
        origin=origin,
        code="fault",
        what=f"{type(error).__name__} in {Path(place.filename).stem}:{place.lineno}: {error}"[:300],
        next="this is a fault of meada: please report it with the page",
    )


def _failed(failure: Failure, store: Store) -> Verdict:
    if not failure.skipped:
        store.record_failure(failure)
    return Verdict(
        origin=failure.origin,
        status="skipped" if failure.skipped else "failed",
        code=failure.code,
        reason=failure.template or failure.what,
        next=failure.next,
        values=failure.values,
    )


def weave(store: Store, tools: Tools) -> tuple[Verdict, ...]:
    """Stories and records over all that the store holds, written in one transaction; nothing to do when every article
    stands in a story already. A story whose record fails is kept without one, and gives a verdict."""
    placed = {page for story in store.stories() for page in story.pages}
    if placed == {entry.id for entry in store.entries()}:
        return ()
    told = [
        stories.Told(page=page, article=article, reading=reading)
        for page, article, reading in zip(store.pages(), store.articles(), store.readings(), strict=True)
    ]
    made = stories.make(told)
    by_id = {one.id: one for one in told}
    done = [(story, _guarded(partial(_record, story, by_id), story.title or story.id)) for story in made]
    kept = [records.Record(story=story.id) if isinstance(found, Failure) else found for story, found in done]
    store.replace_stories(made, kept, tools.made())
    return tuple(_failed(found, store) for _, found in done if isinstance(found, Failure))


def _record(story: stories.Story, told: dict[str, stories.Told]) -> records.Record:
    family = {copy.page: f.id for f in story.families for copy in f.copies}
    known = entities.join(told[id].reading for id in story.pages)
    reports = [
        records.Report(
            page=told[id].page,
            article=told[id].article,
            reading=told[id].reading,
            family=family.get(id, id),
            same=known.page(told[id].reading),
        )
        for id in story.pages
    ]
    return records.make(story.id, reports)
