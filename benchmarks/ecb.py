"""Whether mentions of events in many articles tell one happening, on ECB+ with gold mentions.

    PYTHONPATH=tests python benchmarks/ecb.py [--split dev|train] [--tune]

Prints MUC, B³, CEAFe and CoNLL of the lemma baseline (one lemma, one happening) and of what the record goes by: the class of
the trigger or the lemma, who stands beside it, when and where. Once within the subtopics of the set, once within groups of
articles that `meada.story.stream` makes. Sentences that were checked by hand count, singletons too. Needs `simplemma`.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import simplemma

from coref import b_cubed, ceaf_e, conll, muc
from meada.lang.lexicon import Word
from meada.lang.trigger import triggers
from meada.span import Span
from meada.story.entities import skeleton
from meada.story.group import group
from meada.story.stream import episodes
from meada.story.term import fold
from meada.story.weight import Bar, weights
from shared import SHARED

Row = dict[str, Any]
Key = tuple[str, str]


class Deed(NamedTuple):
    """A mention of an event: its lemma and class, and the words of who, when and where beside it."""

    key: Key
    cluster: str
    lemma: str
    kind: str | None
    before: frozenset[str]
    after: frozenset[str]
    times: frozenset[str]
    places: frozenset[str]
    told: bool


class Scale(NamedTuple):
    """What each sign counts."""

    lemma: float = 0.7
    stem: float = 0.5
    kind: float = 0.15
    people: float = 0.2
    apart: float = 0.05
    speaker: float = 0.3
    time: float = 0.0
    place: float = 0.0
    common: float = 0.5
    join: float = 0.4


def load(name: str, split: str) -> list[Row]:
    if SHARED is None:
        sys.exit("the shared material is not beside the project: set MEADA_SHARED")
    with gzip.open(SHARED / "data" / "events" / f"ecbplus_{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [row for row in map(json.loads, lines) if row["split"] == split]


@lru_cache(maxsize=1 << 16)
def lemma(word: str) -> str:
    return fold(simplemma.lemmatize(word, lang="en"))


def head(text: str, words: Sequence[str]) -> str:
    """The head of a mention: the first word of a verb with its particles, the last of a noun."""
    return words[0] if len(words) > 1 and lemma(words[0]) != fold(words[0]) else words[-1]


def kind(word: str) -> str | None:
    """The class of the trigger: the type, with the mode or label that parts it."""
    at = Span(0, len(word))
    found = triggers("en").at(word.lower(), Word(0, len(word), word.lower()), at, nominal=False)  # type: ignore[call-arg]
    return found and "/".join(filter(None, (found.trigger.type, found.trigger.mode, found.trigger.label)))


def names(rows: Iterable[Row]) -> frozenset[str]:
    """The words of what takes part, levelled; pronouns tell nobody."""
    return frozenset(
        s for row in rows for w in row["text"].split() if len(w) > 2 and (s := skeleton(lemma(w))) not in _EMPTY
    )


_EMPTY = frozenset("the and his her their its who him she they them that this for with from".split())


def deeds(mentions: Sequence[Row], docs: Mapping[str, Row]) -> list[Deed]:
    beside: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for row in mentions:
        beside[row["doc"], row["sent"]].append(row)
    out = []
    for row in mentions:
        if not row["validated"] or not row["tag"].removeprefix("NEG_").startswith("ACTION"):
            continue
        near = beside[row["doc"], row["sent"]]
        sentence = docs[row["doc"]]["sents"][row["sent"]]
        word = head(row["text"], [sentence[t] for t in row["toks"]])
        who = [r for r in near if r["tag"].startswith(("HUMAN", "NON_HUMAN"))]
        at = row["toks"][0]
        out.append(
            Deed(
                key=(row["doc"], row["m_id"]),
                cluster=row["cluster"],
                lemma=lemma(word),
                kind=kind(word),
                before=names(sorted((r for r in who if r["toks"][-1] < at), key=lambda r: -r["toks"][0])[:2]),
                after=names(sorted((r for r in who if r["toks"][0] > at), key=lambda r: r["toks"][0])[:2]),
                times=names(r for r in near if r["tag"].startswith("TIME")),
                places=names(r for r in near if r["tag"].startswith("LOC")),
                told="REPORTING" in row["tag"],
            )
        )
    return out


def likeness(a: Deed, b: Deed, spread: Mapping[str, float], s: Scale) -> float:
    """How surely two mentions tell one happening; two words of one class need someone beside both."""
    here, there = a.before | a.after, b.before | b.after
    if a.lemma == b.lemma:
        x = s.lemma * (1 - s.common * spread[a.lemma])
    elif a.lemma[:5] == b.lemma[:5] and min(len(a.lemma), len(b.lemma)) > 4:
        x = s.stem
    elif a.kind and a.kind == b.kind and here & there:
        x = s.kind
    else:
        return 0.0
    x += s.people * overlap(here, there)
    if here and there and not here & there:
        x -= s.apart
    if (a.told or b.told) and not a.before & b.before:
        x -= s.speaker
    x += s.time * shared(a.times, b.times) + s.place * shared(a.places, b.places)
    return max(0.0, min(1.0, x))


def overlap(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def shared(a: frozenset[str], b: frozenset[str]) -> float:
    """1 for words in common; apart counts for nothing, as one day has many names."""
    return float(bool(a & b))


def spreads(found: Sequence[Deed], area: Mapping[str, str]) -> dict[str, float]:
    """For each lemma the part of all areas it stands in: ``say`` is everywhere."""
    held: dict[str, set[str]] = defaultdict(set)
    for deed in found:
        held[deed.lemma].add(area[deed.key[0]])
    total = len(set(area.values()))
    return {word: math.log(len(at)) / math.log(max(2, total)) for word, at in held.items()}


def by_lemma(found: Sequence[Deed], area: Mapping[str, str]) -> list[set[Key]]:
    out: dict[tuple[str, str], set[Key]] = defaultdict(set)
    for deed in found:
        out[area[deed.key[0]], deed.lemma].add(deed.key)
    return list(out.values())


def by_signs(found: Sequence[Deed], area: Mapping[str, str], s: Scale) -> list[set[Key]]:
    spread = spreads(found, area)
    held: dict[str, list[Deed]] = defaultdict(list)
    for deed in found:
        held[area[deed.key[0]]].append(deed)
    bar = Bar(join=s.join, size=0.0, floor=0.0, vector=0.0)
    out = []
    for part in held.values():
        rows: list[dict[int, float]] = [{} for _ in part]
        for (i, a), (j, b) in itertools.combinations(enumerate(part), 2):
            if x := likeness(a, b, spread, s):
                rows[j][i] = x
        out += [{part[i].key for i in members} for members in group(rows, bar)]
    return out


def told_groups(docs: Mapping[str, Row]) -> dict[str, str]:
    """The group of each article as a stream without dates gives it."""
    items = [
        {"id": k, "title": "", "text": "\n".join(map(" ".join, d["sents"])), "lang": "en"} for k, d in docs.items()
    ]
    keys = list(docs)
    return {keys[i]: str(at) for at, part in enumerate(episodes(items, weights())) for i in part}


def gold(found: Sequence[Deed]) -> list[set[Key]]:
    out: dict[str, set[Key]] = defaultdict(set)
    for deed in found:
        out[deed.cluster].add(deed.key)
    return list(out.values())


def show(name: str, want: list[set[Key]], got: list[set[Key]]) -> None:
    scores = (measure(want, got) for measure in (muc, b_cubed, ceaf_e, conll))
    print(f"{name:28} MUC {{:.3f}} B3 {{:.3f}} CEAFe {{:.3f}} CoNLL {{:.3f}}".format(*scores), flush=True)


TRIED = {
    "lemma": (0.45, 0.55, 0.6, 0.7), "stem": (0.2, 0.3, 0.4, 0.5), "kind": (0.0, 0.15, 0.3, 0.4, 0.5),
    "speaker": (0.0, 0.1, 0.2, 0.3, 0.4), "people": (0.1, 0.2, 0.3, 0.4), "apart": (0.0, 0.05, 0.1, 0.15, 0.2),
    "time": (0.0, 0.05, 0.1, 0.15), "place": (0.0, 0.05, 0.1), "common": (0.0, 0.3, 0.5, 0.7, 1.0),
    "join": (0.3, 0.35, 0.4, 0.45, 0.5),
}  # fmt: skip


def tune(found: Sequence[Deed], area: Mapping[str, str]) -> None:
    best, want = Scale(), gold(found)
    top = conll(want, by_signs(found, area, best))
    for name, values in TRIED.items():
        for value in values:
            tried = best._replace(**{name: value})
            score = conll(want, by_signs(found, area, tried))
            if score > top + 1e-4:
                top, best = score, tried
        print(f"{name}: {top:.4f} {best}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=("dev", "train"), default="dev")
    parser.add_argument("--tune", action="store_true", help="choose the scale on the split, one sign at a time")
    args = parser.parse_args()
    docs = {row["doc"]: row for row in load("docs", args.split)}
    found = deeds(load("mentions", args.split), docs)
    given = {doc: f"{row['topic']}/{row['sub']}" for doc, row in docs.items()}
    print(f"{len(found)} mentions of {len(gold(found))} happenings")
    if args.tune:
        tune(found, given)
        return
    for name, area in (("gold subtopics", given), ("episodes of the stream", told_groups(docs))):
        print(name)
        show("  lemma", gold(found), by_lemma(found, area))
        show("  class, people, time, place", gold(found), by_signs(found, area, Scale()))


if __name__ == "__main__":
    main()
