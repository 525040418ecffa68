"""Time and memory of search over a store of N articles made for it: ``python benchmarks/search.py 20000 [--store PLACE]``.

The articles are invented: sentences of the example pages with a third of their words exchanged for others of a vocabulary
of 30,000 (its frequencies fall as in any text), people, places and outlets of their own, dates over two years. A store that
is there already is only asked. The queries are asked in an own process that loads no table of lemmas, as a server does.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from meada.article.article import Article, Outlet
from meada.ident import digest, ident
from meada.moment import Moment
from meada.page.page import Block, Page
from meada.reading.attribution import Attribution
from meada.reading.event import Event, Time
from meada.reading.figure import Figure
from meada.reading.mention import Entity, Mention
from meada.reading.reading import Reading
from meada.sources.capture import Capture
from meada.span import Span
from meada.store import Store, current

ROOT = Path(__file__).resolve().parents[1]
SENTENCES, PEOPLE, PLACES, OUTLETS = 25, 3_000, 400, 150
QUERIES = (
    "mortos", "barragem", "defesa civil", '"defesa civil"', "governo", "disse", "desaparecidos numero>50", "numero>500",
    "disse:ana", 'quem:"rui sa"', "onde:vila", "fonte:jornal mortos", "publicado:2025-03 mortos", "antes:2025-02 casas",
    "mortos OR feridos OR desaparecidos", "barragem -mortos", "tipo:negacao", "tipo:fala bombeiros", "quando:2025-06",
    "acção", "moscou", "bombeiros resgate helicóptero casas chuva", "xyzzyq", "barrajem", "de que não", "tipo:frase",
)  # fmt: skip


def make(store: Store, many: int, seed: int = 1) -> None:
    """Adds ``many`` articles."""
    draw = random.Random(seed)
    syllables = [a + b for a in "bcdfglmnprstvz" for b in "aeiou"]
    vocabulary = ["".join(draw.choices(syllables, k=draw.randint(2, 4))) for _ in range(30_000)]
    names = [f"{f} {s}" for f in ("Ana", "Rui", "Jo", "Eva", "Téo") for s in _capitals(draw, syllables, PEOPLE // 5)]
    places = [f"{f} {s}" for f in ("Vila", "Pedra") for s in _capitals(draw, syllables, PLACES // 2)]
    outlets = [f"Jornal {s}" for s in _capitals(draw, syllables, OUTLETS)]
    known = _sentences()
    made = current()
    for n in range(many):
        parts = _article(draw, n, draw.choices(known, k=SENTENCES), vocabulary, names, places, outlets)
        store.add(*parts, made)
        if n % 1_000 == 999:
            print(f"{n + 1:,} articles", file=sys.stderr, flush=True)


def _capitals(draw: random.Random, syllables: list[str], many: int) -> list[str]:
    return ["".join(draw.choices(syllables, k=3)).capitalize() for _ in range(many - 1)] + ["Sá"]


def _sentences() -> list[str]:
    text = " ".join(
        re.sub(r"<[^>]+>", " ", p.read_text("utf-8", "replace"))
        for p in sorted((ROOT / "examples" / "pages").rglob("*.*"))
    )
    return [s for s in (" ".join(one.split()) for one in re.split(r"(?<=[.!?])\s+", text)) if 40 < len(s) < 400]


def _article(
    draw: random.Random,
    n: int,
    sentences: list[str],
    vocabulary: list[str],
    names: list[str],
    places: list[str],
    outlets: list[str],
) -> tuple[Capture, Page, Article, Reading]:
    spans, parts, at = [], [], 0
    people, around = draw.sample(names, 4), draw.sample(places, 3)
    for one in sentences:
        words = one.split()
        for k in range(len(words)):
            if draw.random() < 0.33:
                words[k] = vocabulary[min(int(draw.paretovariate(0.6)), len(vocabulary)) - 1]
        told = " ".join([*words, draw.choice(people), draw.choice(around), str(int(draw.paretovariate(0.5)))])
        spans.append(Span(at, at + len(told)))
        parts.append(told)
        at += len(told) + 1
    text = "\n".join(parts)
    payload = text.encode()
    id = digest(payload)
    day = f"{2024 + n % 2}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
    outlet = draw.choice(outlets)
    article = Article(
        page=id, headline=spans[0], body=(Span(spans[1].start, len(text)),), title=parts[0], lang="pt", variant="pt-BR",
        published=Moment(begin=day, granularity="day"),
        outlet=Outlet(id=outlet.lower().replace(" ", "-"), name=outlet, basis="text"),
    )  # fmt: skip
    return (
        Capture(id=id, payload=payload, media_type="text/plain", via="file", origin=f"{n}.txt", charset="utf-8"),
        Page(capture=id, text=text, blocks=(Block(role="body", span=Span(0, len(text))),), lang="pt"),
        article,
        _reading(draw, id, text, spans, people, around, day),
    )


def _reading(
    draw: random.Random, id: str, text: str, spans: list[Span], people: list[str], around: list[str], day: str
) -> Reading:
    entities = [Entity(id=p.lower().replace(" ", "_"), type="person", name=p) for p in people]
    entities += [Entity(id=p.lower().replace(" ", "_"), type="place", name=p) for p in around]
    mentions = [
        Mention(id=ident("mention", id, m.start(), e.id), span=Span(*m.span()), type=e.type, entity=e.id)
        for e in entities
        for m in re.finditer(re.escape(e.name), text)
    ]
    said = [s for s in spans if draw.random() < 0.3]
    figures = [(s, m) for s in spans for m in [re.search(r"\d+$", s.of(text))] if m]
    return Reading(
        page=id,
        lang="pt",
        sentences=tuple(spans),
        entities=tuple(entities),
        mentions=tuple(mentions),
        attributions=tuple(
            Attribution(
                id=ident("attribution", id, s.start), type="indirect", content=(s,), entity=draw.choice(entities[:4]).id,
                polarity="denied" if draw.random() < 0.05 else "asserted",
            )
            for s in said
        ),
        figures=tuple(
            Figure(
                id=ident("figure", id, s.start), span=Span(s.start + m.start(), s.end), number=Span(s.start + m.start(), s.end),
                value=float(m[0]),
            )
            for s, m in figures
        ),
        events=tuple(
            Event(
                id=ident("event", id, s.start), type="OTHER", trigger=Span(s.start, s.start + 1), evidence=(s,),
                time=Time(begin=day, how="own", granularity="day"),
            )
            for s in spans
            if draw.random() < 0.3
        ),
    )  # fmt: skip


def ask(place: str, rounds: int) -> None:
    """Asks every query ``rounds`` times and prints a table."""
    with Store.open(place, create=False) as store:
        held = store.search("tipo:titulo").total
        took: list[float] = []
        spent: list[float] = []
        print("| query | results | median ms | worst ms |\n|---|---|---|---|")
        for query in QUERIES:
            own = []
            for page in range(1, rounds + 1):
                begin, busy = time.perf_counter(), time.process_time()
                found = store.search(query, page=page, lang="pt")
                own.append(1000 * (time.perf_counter() - begin))
                spent.append(1000 * (time.process_time() - busy))
            took += own
            total = f"{found.total:,}{'+' if found.capped else ''}{' widened' if found.widened else ''}"
            print(f"| `{query}` | {total} | {statistics.median(own):.0f} | {max(own):.0f} |")
        took.sort()
        spent.sort()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        assert "simplemma" not in sys.modules
        print(f"\nheadlines looked at: {held:,}; searches: {len(took)}; peak memory {peak:.0f} MB")
        for name, row in (("time", took), ("processor", spent)):
            print(f"{name}: p50 {statistics.median(row):.0f} ms, p95 {row[int(len(row) * 0.95)]:.0f} ms")


def main() -> None:
    """Makes the store where it is not there, and asks it in a process of its own."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("many", type=int, nargs="?", default=20_000)
    options.add_argument("--store", default=str(Path(tempfile.gettempdir()) / "meada-search.db"))
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--only-ask", action="store_true")
    chosen = options.parse_args()
    if chosen.only_ask:
        ask(chosen.store, chosen.rounds)
        return
    with Store.open(chosen.store) as store:
        lacking = chosen.many - len(store.entries())
        begin = time.perf_counter()
        if lacking > 0:
            make(store, lacking, seed=lacking)
            print(f"{lacking:,} articles added in {time.perf_counter() - begin:.0f} s", file=sys.stderr)
    subprocess.run(
        [sys.executable, __file__, "--only-ask", "--store", chosen.store, "--rounds", str(chosen.rounds)], check=True
    )


if __name__ == "__main__":
    main()
