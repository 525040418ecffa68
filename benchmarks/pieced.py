"""What one would piece together instead of meada, over a web archive: ``python benchmarks/pieced.py NAME WARC [N]``.

NAME is ``trafilatura`` (trafilatura, spaCy, MinHash of datasketch) or ``newspaper`` (newspaper4k, spaCy with textacy on top:
names, noun phrases, and direct speech in the languages whose verbs textacy knows, which Portuguese is not one of). Both parse
with the models of meada as spaCy runs them by itself, in one process. Prints one line of JSON: the pages, CPU milliseconds a
page of each part, and the most memory in MiB. N bounds the pages.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any


class Laps:
    """Processor time by part."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self._mark = time.process_time()

    def lap(self, part: str) -> None:
        """Books what was spent since the last call on ``part``."""
        now = time.process_time()
        self.spent[part] = self.spent.get(part, 0.0) + now - self._mark
        self._mark = now


def payloads(source: Path) -> Iterator[str]:
    """The pages of a web archive as text."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    with source.open("rb") as stream:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.response):
            yield record.reader.read().decode("utf-8", "replace")


def parsers() -> Callable[[str], Any]:
    """What gives the pipeline of a text, by its language."""
    import meada_models
    from meada.page.language import detect

    loaded = {lang: meada_models.load(lang) for lang in meada_models.LANGUAGES}
    return lambda text: loaded.get(detect(text) or "pt") or loaded["pt"]


def trafilatura(pages: Iterator[str]) -> tuple[int, Laps]:
    """Text by trafilatura, words by spaCy, near copies by datasketch."""
    from trafilatura import extract

    of, texts, laps = parsers(), list[str](), Laps()
    for page in pages:
        texts.append(extract(page, with_metadata=True) or "")
        laps.lap("trafilatura")
        for doc in of(texts[-1]).pipe([line for line in texts[-1].split("\n") if line]):
            [(word.pos_, word.lemma_, word.dep_) for word in doc]
        laps.lap("spaCy")
    near(texts)
    laps.lap("datasketch")
    return len(texts), laps


def near(texts: list[str]) -> int:
    """Pairs of near copies as the documentation of datasketch has it: MinHash LSH over word 4-grams, 128 permutations."""
    from datasketch import MinHash, MinHashLSH

    lsh, found = MinHashLSH(threshold=0.5, num_perm=128), 0
    for at, text in enumerate(texts):
        words = text.lower().split()
        sketch = MinHash(num_perm=128)
        sketch.update_batch([" ".join(words[i : i + 4]).encode() for i in range(len(words) - 3)])
        found += len(lsh.query(sketch))
        lsh.insert(str(at), sketch)
    return found


def newspaper(pages: Iterator[str]) -> tuple[int, Laps]:
    """Text by newspaper4k, words by spaCy, names, noun phrases and direct speech by textacy."""
    from newspaper import Article
    from textacy import extract
    from textacy.constants import REPORTING_VERBS

    of, number, laps = parsers(), 0, Laps()
    for page in pages:
        article = Article("https://diario.example/")
        article.download(input_html=page)
        article.parse()
        text = article.text or ""
        laps.lap("newspaper4k")
        doc = of(text)(text)
        laps.lap("spaCy")
        list(extract.entities(doc))
        list(extract.noun_chunks(doc))
        if doc.lang_ in REPORTING_VERBS:
            with suppress(ValueError):  # textacy gives a text up where a quotation is not closed
                list(extract.direct_quotations(doc))
        laps.lap("textacy")
        number += 1
    return number, laps


def main() -> None:
    name, source = sys.argv[1], Path(sys.argv[2])
    pages = islice(payloads(source), int(sys.argv[3]) if len(sys.argv) > 3 else None)
    number, laps = {"trafilatura": trafilatura, "newspaper": newspaper}[name](pages)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    spent = {part: round(1000 * seconds / max(1, number), 2) for part, seconds in laps.spent.items()}
    print(json.dumps({"pages": number, "ms": spent, "peak": peak}))


if __name__ == "__main__":
    main()
