"""What adding articles costs in a store that holds many, and in a story that holds many.

``python benchmarks/growth.py store --pages 2000``: invented pages (`maker.py`) go into a store, all at once, and then ten at a
time: seconds to place ten among a quarter, a half and all of them. ``python benchmarks/growth.py story --pages 500``: pages
that tell one event, and seconds to add one more to their story, record and all. Rules alone read the pages (``--models`` to
use what is installed). Stores are temporary unless ``--store`` keeps one.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import maker

from meada import flow
from meada.errors import MeadaError
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


def placed(store: Store, tools: flow.Tools, texts: Sequence[str]) -> float:
    """Seconds to place ``texts``, which are read first."""
    add(store, tools, texts)
    start = time.perf_counter()
    flow.weave(store, tools)
    return time.perf_counter() - start


def store_growth(number: int, tools: flow.Tools, store: Store) -> None:
    """Ten at a time, among more and more."""
    texts = [maker.html(made, 1) for made in maker.pages(number + 4 * TEN, noisy=0.0)]
    fresh, at = texts[number:], 0
    for part in (number // 4, number // 2, number):
        start = time.perf_counter()
        read = add(store, tools, texts[at:part])
        reading, at = time.perf_counter() - start, part
        bulk = placed(store, tools, ())
        ten = placed(store, tools, [fresh.pop(0) for _ in range(TEN)])
        print(
            f"{store.count():>7,} articles, {len(store.stories()):>5,} stories: read {read:,} in {reading:.1f} s, "
            f"placed them in {bulk:.1f} s; ten more placed in {ten:.2f} s",
            flush=True,
        )


def story_growth(number: int, tools: flow.Tools, store: Store) -> None:
    """One more article in a story of many."""
    texts = [maker.html(made, 1) for made in one_event(number + 3)]
    add(store, tools, texts[:number])
    start = time.perf_counter()
    flow.weave(store, tools)
    print(f"{store.count():,} articles at once: {time.perf_counter() - start:.1f} s", flush=True)
    ids = store.placed()
    while len(store.stories()) > 1:
        first, other, *_ = store.stories()
        given = {"into": first.id}
        flow.judge(store, "merge", other.id, kind="story", who="bench", payload=given, tools=tools)
    story = store.stories()[0]
    print(f"one story of {len(story.pages):,} of {len(ids):,}, {len(store.statements()):,} statements", flush=True)
    for text in texts[number:]:
        seconds = placed(store, tools, [text])
        grown = max(store.stories(), key=lambda s: len(s.pages))
        print(f"one more: {seconds:.2f} s; the story has {len(grown.pages):,} articles", flush=True)


def one_event(number: int) -> Iterable[maker.Made]:
    """Pages of one event: the largest events of the maker, told by one cast."""
    import datetime as dt

    begin = dt.datetime(2026, 3, 2, 8, tzinfo=dt.UTC)
    found: list[maker.Made] = []
    turn = 0
    while len(found) < number:
        found += [maker.page(text, at, 1) for at, text in maker.texts(1 + turn, 7, begin + dt.timedelta(hours=turn))]
        turn += 1
    return found[:number]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("store", "story"))
    parser.add_argument("--pages", type=int, default=500)
    parser.add_argument("--models", action="store_true")
    parser.add_argument("--store", type=Path)
    given = parser.parse_args()
    tools = flow.Tools.load(models=given.models)
    with Store.open(given.store) if given.store else Store.temporary() as store:
        (store_growth if given.what == "store" else story_growth)(given.pages, tools, store)


if __name__ == "__main__":
    main()
