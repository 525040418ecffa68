"""What adding articles costs in a store that holds many, and in a story that holds many.

``python benchmarks/growth.py store --pages 1000,5000,20000``: invented pages (`maker.py`) go into a store, all at once up
to each of these sizes, and then ten more, ``--times`` over: seconds to read ten, to place them, and to sum up what was added,
as `meada add` does. ``python benchmarks/growth.py story --pages 500``: pages that tell one event, and seconds to add one more
to their story, record and all. ``--words`` cuts every page to so many words. Rules alone read the pages (``--models`` to use
what is installed). Stores are temporary unless ``--store`` keeps one, which is not filled again. Times are the processor's.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import maker

from meada import flow
from meada.errors import MeadaError
from meada.export.gather import gather
from meada.export.summary import summarise
from meada.sources import paste
from meada.store import Store

TEN = 10


def add(store: Store, tools: flow.Tools, texts: Iterable[str]) -> int:
    """Reads pages into the store without placing them; gives how many there were."""
    n = 0
    for text in texts:
        try:
            entry = flow.take(paste(text), tools)
        except MeadaError:
            continue
        store.add(entry.capture, entry.page, entry.article, entry.reading, tools.made())
        n += 1
    return n


def more(store: Store, tools: flow.Tools, texts: Iterable[str]) -> tuple[float, float, float]:
    """Seconds to read ``texts`` into the store, to place them, and to sum up what was added, as `meada add` does."""
    begin = time.process_time()
    n = add(store, tools, texts)
    read = time.process_time()
    flow.weave(store, tools)
    woven = time.process_time()
    summarise(gather(store, labels=[f"A{store.count() - at}" for at in range(n)]))
    return read - begin, woven - read, time.process_time() - woven


def store_growth(sizes: list[int], words: int, times: int, tools: flow.Tools, store: Store) -> None:
    """Ten at a time, among more and more."""
    texts = (
        maker.html(short(made, words), 1) for made in maker.pages(sizes[-1] + TEN * (times + 1) * len(sizes), noisy=0.0)
    )
    for size in sizes:
        held = store.count()
        skipped = list(islice(texts, max(0, size - held)))
        if held < size:
            begin = time.process_time()
            add(store, tools, skipped)
            read = time.process_time() - begin
            flow.weave(store, tools, anew=True)
            print(
                f"{store.count():,} articles read in {read:.0f} s, placed in {time.process_time() - begin - read:.0f} s"
            )
        more(store, tools, islice(texts, TEN))  # what is loaded once
        found = [more(store, tools, islice(texts, TEN)) for _ in range(times)]
        tell(f"{store.count():>7,} articles, {len(store.stories()):>5,} stories: ten more", found)


def story_growth(number: int, words: int, times: int, tools: flow.Tools, store: Store) -> None:
    """One more article in a story of many; the held-out ones are of all days."""
    begin = datetime(2026, 3, 2, 8, tzinfo=UTC)
    told = sorted(maker.texts(1, 7, begin, number + times + 1), key=lambda one: one[0])
    made = [maker.html(short(maker.page(text, at, 1), words), 1) for at, text in told]
    apart = {round(at * (len(made) - 1) / times) for at in range(times + 1)}
    if not store.count():
        add(store, tools, [text for at, text in enumerate(made) if at not in apart])
        ids = [entry.id for entry in store.entries()]
        store.judge(who="bench", item="story", kind="story", action="merge", payload={"pages": ids})
        start = time.process_time()
        flow.weave(store, tools, anew=True)
        print(f"told at once in {time.process_time() - start:.0f} s")
    story = max(store.stories(), key=lambda one: len(one.pages))
    counts = f"{len(store.statements(story.id)):,} statements, {len(store.links(story.id)):,} links"
    print(f"one story of {len(story.pages):,} articles, {counts}", flush=True)
    fresh = [made[at] for at in sorted(apart)]
    store.judge(
        who="bench", item="story", kind="story", action="merge", payload={"pages": [*story.pages, *ids_of(fresh)]}
    )
    more(store, tools, fresh[:1])
    tell("one more", [more(store, tools, [text]) for text in fresh[1:]])
    print(f"the story has {len(store.story(story.id).pages):,} articles")


def ids_of(texts: Iterable[str]) -> Iterator[str]:
    """The ids that pages will have."""
    return (paste(text).id for text in texts)


def tell(what: str, found: list[tuple[float, float, float]]) -> None:
    """The middle of what was measured, and its least and most."""
    names = ("read", "placed", "summed up")
    each = [
        f"{name} {statistics.median(x):.2f} s ({min(x):.2f}–{max(x):.2f})"
        for name, x in zip(names, zip(*found, strict=True), strict=True)
    ]
    print(f"{what}: {', '.join(each)}", flush=True)


def short(made: maker.Made, words: int) -> maker.Made:
    """A page with no more paragraphs than hold ``words`` words."""
    kept, n = [], 0
    for paragraph in made.text.paragraphs:
        if n < words:
            kept.append(paragraph)
            n += len(paragraph.split())
    return replace(made, text=replace(made.text, paragraphs=tuple(kept)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("store", "story"))
    parser.add_argument("--pages", default="500", help="how many; for a store several sizes, by commas")
    parser.add_argument("--words", type=int, default=10_000)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--models", action="store_true")
    parser.add_argument("--store", type=Path)
    given = parser.parse_args()
    tools = flow.Tools.load(models=given.models)
    sizes = [int(one) for one in given.pages.split(",")]
    with Store.open(given.store) if given.store else Store.temporary() as store:
        if given.what == "store":
            store_growth(sizes, given.words, given.times, tools, store)
        else:
            story_growth(sizes[0], given.words, given.times, tools, store)


if __name__ == "__main__":
    main()
