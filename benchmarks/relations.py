"""Links found in the clusters of the CSTNews corpus and inside real pages, for people to judge: which kinds are right how
often.

    PYTHONPATH=tests python benchmarks/relations.py sample -n 12     # prints links by kind, with a key each
    PYTHONPATH=tests python benchmarks/relations.py score            # precision by kind over benchmarks/judged.json

``benchmarks/judged.json`` holds what was judged: a key (documents and offsets, no text) and whether the link is right. Rules
alone read the clusters, so that the result does not hang on a model; pages of publishers and the articles of PolNeAR are read
as users' pages are, with the models, and each is a story of its own: a minute for each 50. `sample` draws from what has no
mark yet. Needs the shared material, at ../shared or $MEADA_SHARED.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple

from meada import flow
from meada import record as records
from meada import story as stories
from meada.article.article import Article
from meada.audit import wilson
from meada.ident import digest
from meada.moment import Moment
from meada.page.page import Block, Page
from meada.reading.read import read
from meada.record.link import Link
from meada.record.record import Record
from meada.record.report import Report
from meada.record.statement import Statement
from meada.sources.capture import Capture
from meada.span import Span
from meada.story.entities import join
from meada.story.told import Told
from shared import SHARED

JUDGED = Path(__file__).parent / "judged.json"
SETS = ("pt_pages", "fundus", "trafilatura_eval", "scrapinghub", "naeb")
LANGUAGES = ("pt", "es", "en")
MediaType = Literal["text/html", "text/plain"]


class Found(NamedTuple):
    """A link with its statements and its key."""

    key: str
    link: Link
    a: Statement
    b: Statement

    @property
    def kind(self) -> str:
        """Its relation; with the slot that decided, where claims or figures were compared."""
        slots = [slot for slot in ("topic", "figure", "family") if slot in self.link.slots]
        return ":".join((self.link.relation, *slots[:1]))


def found(shared: Path, *, of: frozenset[str] | None = None) -> Iterator[Found]:
    """All links of all clusters, each cluster taken as one story, and those inside each page of `SETS` that is in `LANGUAGES`
    and each article of PolNeAR; with ``of``, of these only the ones named there."""
    yield from _clusters(shared)
    tools = flow.Tools.load()
    for document, text, media_type in _documents(shared):
        if of is None or document in of:
            yield from _alone(document, text.encode(), media_type, tools)


def _documents(shared: Path) -> Iterator[tuple[str, str, MediaType]]:
    """Each page and each article in plain text: what it is called here, what it says, and its media type."""
    for name in SETS:
        with gzip.open(shared / "data" / "pages" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            rows = (row for row in map(json.loads, lines) if row["lang"] in LANGUAGES)
            yield from ((f"{name}~{row['id']}", row["html"], "text/html") for row in rows)
    with gzip.open(shared / "data" / "attribution" / "polnear.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from ((f"polnear~{row['id']}", row["text"], "text/plain") for row in map(json.loads, lines))


def _alone(document: str, payload: bytes, media_type: MediaType, tools: flow.Tools) -> Iterator[Found]:
    capture = Capture(
        id=digest(payload), payload=payload, media_type=media_type, via="file", origin=document, charset="utf-8"
    )
    entry = flow.take(capture, tools)
    known = join((entry.reading,))
    report = Report(
        page=entry.page,
        article=entry.article,
        reading=entry.reading,
        family=entry.page.capture,
        same=known.page(entry.reading),
    )
    yield from _found(records.make(document, [report]), {entry.page.capture: document})


def _clusters(shared: Path) -> Iterator[Found]:
    by: dict[str, list[dict[str, Any]]] = defaultdict(list)
    with gzip.open(shared / "data" / "stories" / "cstnews.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            by[row["cluster"]].append(row)
    for cluster, rows in sorted(by.items()):
        yield from _links(cluster, rows)


def _links(cluster: str, rows: list[dict[str, Any]]) -> Iterator[Found]:
    told = {row["id"]: _told(row) for row in rows}
    names = {one.page.capture: id for id, one in told.items()}
    families = {c.page: f.id for s in stories.make(list(told.values())) for f in s.families for c in f.copies}
    known = join(one.reading for one in told.values())
    reports = [
        Report(
            page=one.page,
            article=one.article,
            reading=one.reading,
            family=families.get(one.page.capture, one.page.capture),
            same=known.page(one.reading),
        )
        for one in told.values()
    ]
    yield from _found(records.make(cluster, reports), names)


def _found(made: Record, names: Mapping[str, str]) -> Iterator[Found]:
    held = {s.id: s for s in made.statements}
    for link in made.links:
        ends = [held[link.a], held[link.b]]
        places = [f"{names[s.page]}:{s.evidence[0].span.start}:{s.type}" for s in ends]
        yield Found("/".join((*places, link.relation)), link, *ends)


def _told(row: dict[str, Any]) -> Told:
    body = row["text"].replace("\r\n", "\n")
    text = f"{row['title']}\n{body}"
    blocks, at = [Block(role="headline", span=Span(0, len(row["title"])), reason="given")], len(row["title"]) + 1
    for line in body.split("\n"):
        if line.strip():
            blocks.append(Block(role="body", span=Span(at, at + len(line)).trimmed(text), reason="given"))
        at += len(line) + 1
    page = Page(capture=digest(text.encode()), text=text, blocks=tuple(blocks), lang="pt")
    when = Moment(begin=row["date"], basis="unknown", words="", where="given")
    article = Article(
        page=page.capture, headline=blocks[0].span, body=tuple(b.span for b in blocks[1:]), published=when, lang="pt"
    )
    return Told(page=page, article=article, reading=read(page, article))


def judged() -> dict[str, bool]:
    """The marks by key."""
    marks: dict[str, bool] = json.loads(JUDGED.read_text("utf-8"))["marks"] if JUDGED.exists() else {}
    return marks


def cases(shared: Path) -> Iterator[tuple[str, float, bool]]:
    """Relation, confidence and whether it is right, for each link that was judged."""
    marks = judged()
    documents = frozenset(place.rsplit(":", 2)[0] for key in marks for place in key.split("/")[:2])
    for one in found(shared, of=documents):
        if one.key in marks and "topic" not in one.link.slots:
            yield one.link.relation, one.link.confidence, marks[one.key]


def main(command: str, most: int) -> None:
    """Print a sample by kind, or the precision by kind."""
    assert SHARED is not None, "needs the shared material"
    every, marks = list(found(SHARED)), judged()
    print(dict(Counter(one.kind for one in every)))
    if command == "score":
        right = Counter(one.kind for one in every if marks.get(one.key))
        whole = Counter(one.kind for one in every if one.key in marks)
        for kind, n in sorted(whole.items()):
            low, high = wilson(right[kind], n)
            print(f"{kind:22s} {right[kind]:3d}/{n:3d} {right[kind] / n:.3f} [{low:.2f}, {high:.2f}]")
        return
    random.Random(1).shuffle(every)
    shown: Counter[str] = Counter()
    for one in every:
        shown[one.kind] += 1
        if shown[one.kind] <= most and one.key not in marks:
            quotes = [" | ".join(e.quote for e in s.evidence)[:240].replace("\n", " ") for s in (one.a, one.b)]
            figures = [s.figure.words if s.figure else "" for s in (one.a, one.b)]
            print(f"{one.key}\t{one.kind} {one.link.confidence} {one.link.level}")
            print(f"   {figures[0]} {quotes[0]}\n   {figures[1]} {quotes[1]}")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[3]) if "-n" in sys.argv else 12)
