"""Where the time of reading goes: milliseconds of processor an article and stage, and spaCy with the same model beside it.

usage: python benchmarks/stages.py [N] [--no-model] [--polnear]

The pages are those of `benchmarks/maker.py`, with ``--polnear`` the English documents of that set (MEADA_SHARED). spaCy runs
the lines of the same articles, whole pipeline, with the matrix products that `meada.lang.model` gives it. The first tenth is
left out, for it loads tables and models.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Callable
from types import ModuleType
from typing import Any

from maker import pages, payload

import meada.article
import meada.page
from meada import flow, when
from meada.lang.model import load_parser
from meada.reading import attributions, events, figures, mentions, passage
from meada.reading.read import read_text
from meada.sources import paste
from reading import SETS, SHARED, load

STAGES: dict[str, tuple[ModuleType, str]] = {
    "page": (meada.page, "make"),
    "article": (meada.article, "make"),
    "passage, with the parser": (passage, "make"),
    "mentions": (mentions, "find"),
    "times": (when, "read"),
    "attributions": (attributions, "find"),
    "figures": (figures, "find"),
    "events": (events, "find"),
}
spent: dict[str, float] = defaultdict(float)


def timed(name: str, act: Callable[..., Any]) -> Callable[..., Any]:
    def run(*given: Any, **named: Any) -> Any:
        begin = time.process_time()
        try:
            return act(*given, **named)
        finally:
            spent[name] += time.process_time() - begin

    return run


def sources(count: int, polnear: bool, models: bool) -> list[Callable[[], Any]]:
    """What reads each article, and gives its entry or reading."""
    if polnear:
        parser = load_parser("en") if models else None
        path, where = SETS["polnear"]
        rows = load(SHARED / "data" / path, where)[:count]
        return [lambda text=row["text"]: (text, read_text(text, "en", parser=parser)) for row in rows]
    tools = flow.Tools.load(models=models)

    def take(page: Any) -> tuple[str, Any]:
        entry = flow.take(paste(payload(page, 1), url=page.url), tools)
        return entry.page.text, entry.reading

    return [lambda page=page: take(page) for page in pages(count, seed=1, noisy=0)]


def spacy_alone(texts: list[tuple[str, Any]]) -> float:
    """Milliseconds an article of the whole pipeline over the sentences that were read."""
    import meada_models

    begin = time.process_time()
    for text, reading in texts:
        for doc in meada_models.load(reading.lang).pipe([s.of(text) for s in reading.sentences]):
            [(word.pos_, word.lemma_, word.dep_) for word in doc]
    return 1000 * (time.process_time() - begin) / len(texts)


def main() -> None:
    given = [a for a in sys.argv[1:] if not a.startswith("-")]
    models = "--no-model" not in sys.argv
    acts = sources(int(given[0]) if given else 60, "--polnear" in sys.argv, models)
    warm = max(1, len(acts) // 10)
    for act in acts[:warm]:
        act()
    for name, (module, attribute) in STAGES.items():
        setattr(module, attribute, timed(name, getattr(module, attribute)))
    begin = time.process_time()
    texts = [act() for act in acts[warm:]]
    whole, number = time.process_time() - begin, len(acts) - warm
    for name, seconds in spent.items():
        print(f"{name:26} {1000 * seconds / number:7.1f} ms {seconds / whole:5.0%}")
    print(f"{'whole':26} {1000 * whole / number:7.1f} ms, {number / whole:.1f} articles a second, {number} articles")
    if models:
        beside = spacy_alone(texts)
        print(
            f"{'spaCy alone, same products':26} {beside:7.1f} ms; the whole takes {1000 * whole / number / beside:.2f} of it"
        )


if __name__ == "__main__":
    main()
