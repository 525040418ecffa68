"""Measures families, episodes and stories, and chooses the scalars of `resources/episode.toml`.

    PYTHONPATH=tests python benchmarks/stories.py STEP, where STEP is

    sets [--deep]      BCubed and pairs on the development sets
    copies             what is found again of texts cut, edited, padded, translated
    growth             headlines a second, at 10,000 and 100,000
    shuffle            BCubed after shuffling the order within each day
    index              adding ten articles to a few and to many
    tune               the scalars without vectors, one at a time around those that ship

`sets`, `copies`, `shuffle` and `tune` need the shared material, at ../shared or $MEADA_SHARED.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import itertools
import json
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec

from meada.story.family import families
from meada.story.index import Index
from meada.story.stream import episodes, label
from meada.story.told import Told
from meada.story.weight import Weights, weights
from retold import cut, edit, pad, story, told, translate
from shared import SHARED

SETS = ("og2021_headlines", "cstnews", "basil")
LANGS = {"por": "pt", "spa": "es", "eng": "en"}

Row = dict[str, Any]


def rows(name: str) -> list[Row]:
    if SHARED is None:
        sys.exit("the shared material is not beside the project: set MEADA_SHARED")
    with gzip.open(SHARED / "data" / "stories" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def items(gold: Sequence[Row]) -> list[Row]:
    return [
        {"id": g["id"], "title": g["title"], "text": g.get("text") or "", "date": g["date"], "lang": LANGS[g["lang"]]}
        for g in gold
    ]


def f1(p: float, r: float) -> float:
    return 2 * p * r / (p + r) if p + r else 0.0


def bcubed(gold: Sequence[str], found: Sequence[str]) -> tuple[float, float, float]:
    """Precision, recall and F1 (Bagga and Baldwin 1998)."""
    g, s, both = Counter(gold), Counter(found), Counter(zip(gold, found, strict=True))
    p = sum(c * c / s[b] for (_, b), c in both.items()) / len(gold)
    r = sum(c * c / g[a] for (a, _), c in both.items()) / len(gold)
    return p, r, f1(p, r)


def pairs(labels: Sequence[str], keep: Callable[[int, int], bool] = lambda a, b: True) -> set[tuple[int, int]]:
    held: dict[str, list[int]] = defaultdict(list)
    for at, name in enumerate(labels):
        held[name].append(at)
    return {(a, b) for at in held.values() for a, b in itertools.combinations(at, 2) if keep(a, b)}


def agree(want: set[tuple[int, int]], got: set[tuple[int, int]]) -> str:
    p, r = len(want & got) / max(1, len(got)), len(want & got) / max(1, len(want))
    return f"P {p:.3f} R {r:.3f} F1 {f1(p, r):.3f}"


def sets(args: argparse.Namespace) -> None:
    for name in SETS:
        gold = rows(name)
        started = time.process_time()
        out = list(label(items(gold), deep=args.deep))
        spent = time.process_time() - started
        want, got = [g["cluster"] for g in gold], [o["episode"] for o in out]
        print(f"{name}: BCubed P {{:.3f}} R {{:.3f}} F1 {{:.3f}}, {spent:.1f} s".format(*bcubed(want, got)))
        by_language([g["lang"] for g in gold], want, got)


def by_language(langs: Sequence[str], want: Sequence[str], got: Sequence[str]) -> None:
    if len(set(langs)) < 2:
        return
    for lang in sorted(set(langs)):
        at = [i for i, x in enumerate(langs) if x == lang]
        print(f"  {lang} F1 {bcubed([want[i] for i in at], [got[i] for i in at])[2]:.3f}")

    def cross(a: int, b: int) -> bool:
        return langs[a] != langs[b]

    print("  pairs across languages", agree(pairs(want, cross), pairs(got, cross)))


CHANGES: dict[str, Callable[[str, int], str]] = {
    "cut to 40 %": lambda text, n: cut(text),
    "10 % of words edited": lambda text, n: edit(text, seed=n),
    "cut, edited and padded": lambda text, n: pad(edit(cut(text), seed=n), n),
}


def copies(args: argparse.Namespace) -> None:
    cst = rows("cstnews")
    texts = (
        [g["text"].replace("\r", "") for g in cst] + [g["text"] for g in rows("basil")] + [story(n) for n in range(60)]
    )
    texts = [text for text in texts if len(text.split()) >= 60]
    for name, change in CHANGES.items():
        pages = [told(t, outlet=f"a{n}") for n, t in enumerate(texts)]
        pages += [told(change(t, n), outlet=f"b{n}") for n, t in enumerate(texts)]
        size = len(texts)
        home = {c.page: f.id for f in families(pages) for c in f.copies}
        found = {(n, m) for n, m in pairs([home[p.id] for p in pages]) if n < size <= m}
        base = {c.page: f.id for f in families(pages[:size]) for c in f.copies}
        known = {(n, m) for n in range(size) for m in range(size) if base[pages[n].id] == base[pages[m].id]}
        want = {(n, n + size) for n in range(size)}
        fair = {(n, m) for n, m in found if (n, m) in want or (n, m - size) not in known}
        print(f"{name}: {agree(want, fair)} over {size} texts (copies among the texts themselves left out)")
    pages = [told(t, outlet=f"a{n}") for n, t in enumerate(texts)]
    pages += [told(translate(t), lang="en", outlet=f"b{n}") for n, t in enumerate(texts)]
    home = {c.page: f.id for f in families(pages) for c in f.copies}
    found = {(n, m) for n, m in pairs([home[p.id] for p in pages]) if n < len(texts) <= m}
    print("translated word by word:", agree({(n, n + len(texts)) for n in range(len(texts))}, found))
    pages = [told(g["text"], outlet=g["id"]) for g in cst]
    home = {c.page: f.id for f in families(pages) for c in f.copies}
    cluster = [g["cluster"] for g in cst]
    wrong = pairs([home[p.id] for p in pages], lambda a, b: cluster[a] != cluster[b])
    print(f"cstnews: {len(wrong)} pairs of different stories joined as copies")


def headlines(n: int, seed: int = 1, days: int = 60) -> list[Row]:
    """Invented headlines: each happening has nine words by Zipf's law, told one to eight times in two days."""
    rng = random.Random(seed)
    syllables = [c + v for c in "bcdfglmnprstv" for v in "aeiou"]
    vocabulary = ["".join(rng.choices(syllables, k=rng.randint(2, 4))) for _ in range(20_000)]
    weight = list(itertools.accumulate(1 / (k + 1) for k in range(len(vocabulary))))
    out: list[Row] = []
    while len(out) < n:
        words = rng.choices(vocabulary, cum_weights=weight, k=9)
        start = rng.random() * days
        for _ in range(min(rng.randint(1, 8), n - len(out))):
            title = " ".join(
                w if rng.random() < 0.75 else rng.choices(vocabulary, cum_weights=weight)[0] for w in words
            )
            at = dt.datetime(2026, 1, 1) + dt.timedelta(days=start + 2 * rng.random())
            out.append({"id": str(len(out)), "title": title.capitalize(), "lang": "pt", "date": at.isoformat()})
    return out


def growth(args: argparse.Namespace) -> None:
    spent = []
    for n in (10_000, 100_000):
        made = headlines(n)
        started = time.process_time()
        list(label(made, deep=False))
        spent.append(time.process_time() - started)
        print(f"{n} headlines: {spent[-1]:.1f} s of processor time, {n / spent[-1]:.0f} a second")
    print(f"{spent[1] / spent[0]:.1f} times")


def shuffle(args: argparse.Namespace) -> None:
    gold = rows("og2021_headlines")
    scores = []
    for seed in range(4):
        rng = random.Random(seed)
        by_day: dict[str, list[Row]] = defaultdict(list)
        for g in gold:
            by_day[g["date"][:10]].append(g)
        mixed: list[Row] = []
        for _, found in sorted(by_day.items()):
            times = [g["date"] for g in found]
            if seed:
                rng.shuffle(found)
            mixed += [
                {**g, "date": at, "id": f"{n:02}{g['id']}"} for n, (g, at) in enumerate(zip(found, times, strict=True))
            ]
        out = [o["episode"] for o in label(items(mixed), deep=False)]
        scores.append(bcubed([g["cluster"] for g in mixed], out)[2])
        print(f"{'as given' if not seed else f'shuffled {seed}'}: {scores[-1]:.4f}")
    print(f"differs by at most {max(abs(s - scores[0]) for s in scores):.4f}")


def invented(k: int, days: int) -> Told:
    published = dt.datetime(2020, 1, 1) + dt.timedelta(days=k % days)
    return told(story(k, 3, 30), title=story(k, 1, 8), published=published.isoformat())


def index(args: argparse.Namespace) -> None:
    for n in (200, 2_000, 20_000):
        grown = Index()
        grown.add(invented(k, n // 20) for k in range(n))
        late = [invented(n + k, n // 20) for k in range(10)]
        started = time.process_time()
        grown.add(late)
        print(f"10 articles added to {n}: {1000 * (time.process_time() - started):.1f} ms")


TRIED = {
    "terms.stem": (4, 5, 6),
    "terms.name": (0.8, 1.0, 1.3),
    "terms.number": (0.6, 1.0, 1.4),
    "terms.background": (0, 100, 300, 1000),
    "time.fade": (1.5, 2.0, 3.0),
    "lexical.join": (0.06, 0.08, 0.10, 0.12),
    "lexical.size": (0.0, 0.01, 0.02),
    "lexical.floor": (0.02, 0.03, 0.05),
    "effort.postings": (100, 400, 1500),
    "effort.neighbours": (50, 100, 200),
}


def changed() -> Iterator[tuple[str, Weights]]:
    for name, values in TRIED.items():
        for value in values:
            plain = msgspec.to_builtins(weights())
            table, field = name.split(".")
            plain[table][field] = value
            yield f"{name} = {value}", msgspec.convert(plain, Weights)


def tune(args: argparse.Namespace) -> None:
    gold = {name: sorted(rows(name), key=lambda g: (not g["date"], g["date"] or "", g["id"])) for name in SETS}
    for name, w in changed():
        line = []
        for held in gold.values():
            found = {i: str(at) for at, part in enumerate(episodes(items(held), w)) for i in part}
            line.append(bcubed([g["cluster"] for g in held], [found[i] for i in range(len(held))])[2])
        print(f"{name:28}", *(f"{x:.3f}" for x in line), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    steps = {"sets": sets, "copies": copies, "growth": growth, "shuffle": shuffle, "index": index, "tune": tune}
    parser.add_argument("step", choices=steps)
    parser.add_argument("--deep", action="store_true", help="with the vectors of the extra `deep`")
    args = parser.parse_args()
    steps[args.step](args)


if __name__ == "__main__":
    main()
