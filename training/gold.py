"""Gold pages as rows to learn from: each block of a page with whether its words stand in the gold body."""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
import zlib
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import numpy as np

from meada.errors import SourceError
from meada.page import meta
from meada.page.debris import lexicon
from meada.page.draft import Draft
from meada.page.feature import base
from meada.page.lines import cut
from meada.page.mark import bits, names
from meada.page.shape import shape
from meada.page.tree import parse
from meada.page.walk import walk
from meada.settings import Limits

WORD = re.compile(r"\w+")
FOLDS = 5
SECOND_LEVEL = {"co", "com", "net", "org", "gov", "edu", "ac", "or", "ne", "go"}


@dataclass
class Sheet:
    """A page as the classifier sees it. ``y`` is 1 for body, ``lead`` 1 for standfirst; -1 where gold does not tell."""

    id: str
    set: str
    fold: int
    drafts: list
    shapes: list
    hints: list
    candidates: list
    x: np.ndarray
    y: np.ndarray
    lead: np.ndarray
    gold: dict = field(repr=False)
    told: str = field(default="", repr=False)

    @property
    def marked(self) -> bool:
        """Whether the page has elements, or is plain lines."""
        return bool(self.drafts[0].tag)


def load(path: Path) -> list[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def domain(url: str | None, fallback: str) -> str:
    """The registered domain, near enough: outlets never stand on both sides of a fold."""
    host = re.sub(r"^[a-z]+://", "", url or "").split("/")[0].split(":")[0].lower()
    parts = host.split(".")
    if len(parts) < 2:
        return fallback
    keep = 3 if len(parts) > 2 and parts[-2] in SECOND_LEVEL and len(parts[-1]) == 2 else 2
    return ".".join(parts[-keep:])


def fold_of(url: str | None, fallback: str) -> int:
    return zlib.crc32(domain(url, fallback).encode()) % FOLDS


def words(text: str) -> list[str]:
    return WORD.findall(unicodedata.normalize("NFKC", text).lower())


def sheet(gold: dict, name: str) -> Sheet | None:
    """One page of an HTML set; None when it cannot be read."""
    try:
        root = parse(gold["html"], where=gold["id"], limits=Limits())
    except SourceError:
        return None
    seen = walk(root)
    if not seen.drafts:
        return None
    found, told = meta.told(meta.collect(root))
    return _made(gold, name, seen.drafts, found, None, told)


def lined(gold: dict, name: str) -> Sheet:
    """One page of a set of lines."""
    drafts = cut("\n".join(gold["lines"]))
    starts, at = {}, 0
    for line, y in zip(gold["lines"], gold["y"], strict=True):
        starts[at + len(line) - len(line.lstrip())] = y
        at += len(line) + 1
    y = np.array([starts.get(draft.start, 0) for draft in drafts], dtype=np.int8)
    return _made(gold, name, drafts, [], y)


def _made(gold: dict, name: str, drafts: list, found: list, y: np.ndarray | None, told: str = "") -> Sheet:
    shapes = [shape(draft.text) for draft in drafts]
    hints = [lexicon().hint(draft.text) for draft in drafts]
    none = np.full(len(drafts), -1, dtype=np.int8)
    if y is None:
        y = aligned([draft.text for draft in drafts], gold["text"]) if gold.get("text") else none
    lead = none
    if "standfirst" in gold and gold.get("text"):
        lead = aligned([draft.text for draft in drafts], gold["standfirst"] or "")
    return Sheet(
        gold["id"], name, fold_of(gold.get("url"), gold["id"]), drafts, shapes, hints, found,
        base(drafts, shapes, hints, found, gold.get("url"), told), y, lead,
        {k: v for k, v in gold.items() if k != "html"}, told,
    )  # fmt: skip


def thinned(sheet: Sheet, rng: np.random.Generator) -> Sheet | None:
    """The same page with most of its furniture gone, as a pasted text or a small site has it; None without a body.

    Half of the HTML pages lose their class names too (the marks of elements stay).
    """
    body = sheet.y == 1
    if not body.any():
        return None
    keep = body | (rng.random(len(body)) < rng.choice([0.0, 0.05, 0.15, 0.4]))
    at = np.flatnonzero(keep)
    bare = rng.random() < 0.5
    drafts = [plain(sheet.drafts[i]) if bare else sheet.drafts[i] for i in at]
    shapes, hints = [sheet.shapes[i] for i in at], [sheet.hints[i] for i in at]
    x = base(drafts, shapes, hints, sheet.candidates, sheet.gold.get("url"), sheet.told if rng.random() < 0.5 else "")
    return Sheet(
        sheet.id + "#thin",
        sheet.set,
        sheet.fold,
        drafts,
        shapes,
        hints,
        sheet.candidates,
        x,
        sheet.y[at],
        sheet.lead[at],
        {},
    )


def plain(draft: Draft) -> Draft:
    """``draft`` without what class names said."""
    tags = sum(bits(name) for name in names() if name.startswith("<"))
    return msgspec.structs.replace(draft, own=draft.own & tags, near=draft.near & tags, above=draft.above & tags)


def aligned(texts: list[str], gold: str) -> np.ndarray:
    """Which ``texts`` are in ``gold``: the heaviest chain of blocks whose words stand in the gold in the same order.

    A block of which at least 60 % of the word 4-grams are in the gold can be in the chain at the place of its first
    4-gram; one shorter than four words only where all of it stands.
    """
    target = words(gold)
    places: dict[tuple[str, ...], list[int]] = {}
    for n in (1, 2, 3, 4):
        for i in range(len(target) - n + 1):
            places.setdefault(tuple(target[i : i + n]), []).append(i)
    options: list[tuple[int, int, int, float]] = []
    for i, text in enumerate(texts):
        own = words(text)
        options += _options(i, own, target, places)
    chosen = np.zeros(len(texts), dtype=np.int8)
    for i in _chain(options):
        chosen[i] = 1
    return chosen


def _options(i: int, own: list[str], target: list[str], places: dict) -> list[tuple[int, int, int, float]]:
    size = len(own)
    if not size:
        return []
    n = min(4, size)
    grams = [tuple(own[k : k + n]) for k in range(size - n + 1)]
    here = [gram in places for gram in grams]
    if sum(here) < 0.6 * len(grams):
        return []
    lead = here.index(True)
    out = []
    for place in places[grams[lead]][:25]:
        start = place - lead
        if size < 4 and target[start : start + size] != own:
            continue
        agree = sum(a == b for a, b in zip(own, target[max(0, start) : start + size], strict=False))
        out.append((i, max(0, start), start + size, sum(here) / len(grams) * size * (0.5 + 0.5 * agree / size)))
    return out


def _chain(options: list[tuple[int, int, int, float]]) -> list[int]:
    """Blocks of the heaviest chain, increasing in block and place, overlapping by two words at most."""
    if not options:
        return []
    options = sorted(options, key=lambda o: (o[0], o[1]))
    block = np.array([o[0] for o in options])
    start = np.array([o[1] for o in options])
    end = np.array([o[2] for o in options])
    weight = np.array([o[3] for o in options])
    best = weight.copy()
    back = np.full(len(options), -1)
    for k in range(1, len(options)):
        able = (block[:k] < block[k]) & (end[:k] <= start[k] + 2)
        if able.any():
            gap = np.minimum(np.maximum(start[k] - end[:k], 0), 50) * 0.002
            score = np.where(able, best[:k] - gap, -1)
            j = int(score.argmax())
            if score[j] > 0:
                best[k] += score[j]
                back[k] = j
    k = int(best.argmax())
    out = []
    while k >= 0:
        out.append(int(block[k]))
        k = int(back[k])
    return out
