"""Numbers that the classifier sees: layout, text, links, position, repetition and neighbours of each block."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from operator import attrgetter
from typing import get_args

import numpy as np
import numpy.typing as npt

from meada.page.debris import Hint
from meada.page.draft import Draft
from meada.page.mark import names as mark_names
from meada.page.mass import run_columns, tree_columns
from meada.page.page import Candidate, Role
from meada.page.shape import Shape, folded
from meada.page.stretch import heaviest, stretch_columns

__all__ = ["Matrix", "base", "context", "lead_rows", "slugged"]

Matrix = npt.NDArray[np.float32]
"""One row a block, one column a feature."""

_ROLES = {role: place for place, role in enumerate(get_args(Role))}
_AROUND = (-3, -2, -1, 1, 2, 3)
_FAR = 999.0
_LONG = 400


def base(
    drafts: Sequence[Draft],
    shapes: Sequence[Shape],
    hints: Sequence[Hint | None],
    candidates: Sequence[Candidate],
    url: str | None = None,
    told: str = "",
) -> Matrix:
    """The features of every block: for HTML the marks of the elements around it too. Linear in the number of blocks.

    ``told`` is the article's text as the page's metadata gives it, folded; empty where it does not.
    """
    words = _Columns()
    local = _text(drafts, shapes, hints, candidates, url, told, words)
    _place(local, words)
    if any(draft.tag for draft in drafts):
        _layout(drafts, local, words)
    else:
        words.add(*stretch_columns(shapes, [draft.text for draft in drafts]))
    return words.matrix()


class _Columns:
    """Columns in the order they were added, kept as rows until all are there."""

    def __init__(self) -> None:
        self.held: list[npt.NDArray[np.float32]] = []
        self.tables: list[npt.NDArray[np.generic]] = []

    def add(self, *columns: npt.ArrayLike) -> None:
        self.held.extend(np.asarray(column, dtype=np.float32) for column in columns)

    def table(self, columns: npt.NDArray[np.generic]) -> None:
        """Adds the rows of ``columns``, which come after all single ones."""
        self.tables.append(columns)

    def matrix(self) -> Matrix:
        single = np.array(self.held, dtype=np.float32)
        rows = np.concatenate((single, *self.tables), dtype=np.float32, casting="unsafe") if self.tables else single
        return np.ascontiguousarray(rows.T)


class _Local:
    """What is known of each block alone, for the columns about its place and its neighbours."""

    def __init__(
        self, rows: Matrix, prose: Matrix, hint: npt.NDArray[np.int64], heading: Matrix, title: Matrix
    ) -> None:
        self.rows, self.prose, self.hint, self.heading, self.title = rows, prose, hint, heading, title
        self.words, self.size, self.link = rows[:, 0], rows[:, 1], rows[:, 2]


def _text(
    drafts: Sequence[Draft],
    shapes: Sequence[Shape],
    hints: Sequence[Hint | None],
    candidates: Sequence[Candidate],
    url: str | None,
    told: str,
    out: _Columns,
) -> _Local:
    titles = [set(folded(c.value).split()) for c in candidates if c.field == "headline"][:4]
    slug = [words] if (words := slugged(url)) else []
    leads = [set(folded(c.value).split()) for c in candidates if c.field == "standfirst"][:3]
    keys = [folded(draft.text) if len(draft.text) < _LONG else draft.text for draft in drafts]
    times = Counter(keys)
    rows = np.array(
        [
            (
                s.words, s.size, d.linked / s.size, s.stops, s.closed, s.inner, s.loud, s.small, d.links, d.href is not None,
                d.strong / s.size, s.letters / (s.words or 1), s.proper / (s.words or 1), s.short / (s.words or 1),
                d.text.count(","), d.text[:1] in "\"“«'‘—–-", d.text[-1:] == ":", d.text[-1:] == "?", times[k] - 1,
                "©" in d.text, "|" in d.text, d.text[:1].isdigit(), s.prose, s.address / (s.words or 1), s.address,
            )
            for d, s, k in zip(drafts, shapes, keys, strict=True)
        ],
        dtype=np.float32,
    )  # fmt: skip
    sets = [set(key.split()) if len(key) < 900 else set() for key in keys]
    title, lead, named = (
        np.array(_overlaps(sets, shapes, wanted, most), np.float32)
        for wanted, most in ((titles, 400), (leads, 900), (slug, 400))
    )
    title = np.maximum(title, named * 0.9) if not titles else title
    hint = np.array([-1 if h is None else _ROLES[h.role] for h in hints])
    sure = np.array([h is not None and h.sure for h in hints], np.float32)
    heading = np.array([h is not None and h.heading for h in hints], np.float32)
    out.add(*rows.T, np.log1p(rows[:, 0]), np.log1p(rows[:, 1]), title, named, lead, hint, sure, heading)
    out.add(np.full(len(drafts), told.count(" ")), _said(keys, told))
    for wanted in (titles or slug, leads):
        out.add(_covered(shapes, wanted))
    return _Local(rows, rows[:, 22], hint, heading, title)


def _covered(shapes: Sequence[Shape], wanted: list[set[str]]) -> list[float]:
    """The largest share of the long words of one of ``wanted`` that each block has; -1 where there are none."""
    long = [words for whole in wanted if (words := {word for word in whole if len(word) > 4})]
    if not long:
        return [-1.0] * len(shapes)
    every = set().union(*long)
    return [
        0.0 if shape.content.isdisjoint(every) else max([len(words & shape.content) / len(words) for words in long])
        for shape in shapes
    ]


def _said(keys: Sequence[str], told: str) -> list[float]:
    """How much of each block the metadata's text says too: 1 for all of it, .5 for its beginning, end or middle, -1 where
    there is no such text."""
    if not told:
        return [-1.0] * len(keys)
    return [_piece(folded(key) if len(key) >= _LONG else key, told) for key in keys]


def _piece(words: str, told: str) -> float:
    if words in told:
        return 1.0 if len(words) > 12 else 0.8
    middle = len(words) // 2
    if len(words) < 60:
        return 0.0
    return 0.5 * any(part in told for part in (words[:40], words[-40:], words[middle - 20 : middle + 20]))


def slugged(url: str | None) -> set[str]:
    """The words of the longest part of the address's path, when it has four or more; these are often the headline's."""
    parts = re.split(r"[/?#]", (url or "").split("://")[-1].lower())[1:]
    words = max((set(re.findall(r"[^\W\d_]+", part)) for part in parts), key=len, default=set())
    return words if len(words) > 3 else set()


def _overlaps(sets: Sequence[set[str]], shapes: Sequence[Shape], wanted: Sequence[set[str]], most: int) -> list[float]:
    """How much each block of fewer than ``most`` characters and the best of ``wanted`` share (Jaccard)."""
    every = set().union(*wanted)
    return [
        0.0 if shape.size >= most or words.isdisjoint(every) else max([_shared(words, other) for other in wanted])
        for words, shape in zip(sets, shapes, strict=True)
    ]


def _shared(words: set[str], other: set[str]) -> float:
    same = len(words & other)
    return same / (len(words) + len(other) - same)


def _place(x: _Local, out: _Columns) -> None:
    """Position in the page, distances to what matters, and the nearest neighbours."""
    n = len(x.words)
    at = np.arange(n)
    before = np.cumsum(x.size) - x.size
    prose = x.words * x.prose
    told = np.cumsum(prose)
    total = told[-1] or 1.0
    out.add(at, n - at, at / n, before / (before[-1] + x.size[-1]), (told - prose) / total, (total - told) / total)
    out.add(np.full(n, total), np.full(n, n), np.full(n, x.words.max()))
    kinds = (
        x.prose > 0, x.heading > 0, x.hint == _ROLES["dateline"], x.hint == _ROLES["byline"], x.title > 0.7, x.hint >= 0,
        x.hint == _ROLES["comments"], x.hint == _ROLES["copyright"],
    )  # fmt: skip
    for yes in kinds:
        out.add(_since(yes), _until(yes))
    first = int(np.argmax(x.title)) if x.title.max() > 0.45 else -1
    out.add(at - first if first >= 0 else np.full(n, _FAR))
    since = np.where(x.heading > 0, told, 0)
    out.add(told - np.maximum.accumulate(since))
    listed = ((x.rows[:, 4] == 0) & (x.words > 3) & (x.words < 26)).astype(np.float32)
    for width in (3, 8):
        out.add(_mean(x.rows[:, 3], width), _mean(listed, width), _mean(x.words, width))
    for width in (3, 8, 20):
        out.add(_mean(prose, width), _mean(x.link * x.size, width) / (_mean(x.size, width) + 1))
    beside = np.array((x.words, x.link, x.rows[:, 3], x.prose, x.hint, x.title), dtype=np.float32)
    for shift in _AROUND:
        out.add(*_shifted(beside, shift))


def _layout(drafts: Sequence[Draft], x: _Local, out: _Columns) -> None:
    """Elements: names, marks of class and id, and what stands in the same parent or has the same layout."""
    levels = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
    level = np.array([levels.get(draft.tag, 0) for draft in drafts])
    out.add(level, [draft.depth for draft in drafts])
    out.add(_since(level > 0), _until(level > 0), _since(level == 1))
    for shift in _AROUND:
        out.add(_shifted(level, shift))
    story = np.array([draft.story for draft in drafts])
    told = np.bincount(np.unique(story, return_inverse=True)[1], x.words * x.prose)
    titled = story[int(np.argmax(x.title))] if x.title.max() > 0.5 else -1
    out.add(story > 0, story == titled, np.full(len(drafts), len(told)), _since(np.diff(story, prepend=story[0]) != 0))
    kinds = [_coded(drafts, field) for field in ("group", "pile", "kind", "node", "story")]
    prose = x.words * x.prose
    total = prose.sum() or 1.0
    for kind in kinds:
        count, words, told = (np.bincount(kind, weights) for weights in (None, x.words, prose))
        size, linked = np.bincount(kind, x.size), np.bincount(kind, x.size * x.link)
        out.add(count[kind], words[kind], told[kind] / total, (linked / size)[kind], (words / count)[kind])
    for kind in kinds[:3]:
        for shift in (-1, 1):
            out.add(_shifted(kind, shift) == kind)
    out.add(*tree_columns([draft.node for draft in drafts], prose, x.words))
    width = len(mark_names())
    for field in ("own", "near"):
        out.table(_unpacked([getattr(draft, field) for draft in drafts], width).T)
    out.table(_apart(drafts, prose))


def _apart(drafts: Sequence[Draft], mass: npt.NDArray[np.float32]) -> npt.NDArray[np.generic]:
    """One row a mark: the blocks that have it on an element above, where less than half of the ``mass`` has it (what
    stands on the whole article tells nothing); then how many marks of most of the mass each block lacks, and how many it
    has that hardly any of it has."""
    above = _unpacked([draft.above for draft in drafts], len(mark_names()))
    share = mass @ above / (mass.sum() or 1.0)
    lacks = ((share >= 0.8) & (above == 0)).sum(axis=1)
    foreign = ((share < 0.1) & (above > 0)).sum(axis=1)
    return np.vstack(((above * (share < 0.5)).T, lacks, foreign))


def _coded(drafts: Sequence[Draft], field: str) -> npt.NDArray[np.int64]:
    """A small number for each block, equal where ``field`` is."""
    values = list(map(attrgetter(field), drafts))
    codes = {value: code for code, value in enumerate(dict.fromkeys(values))}
    return np.array([codes[value] for value in values])


def _unpacked(values: Sequence[int], width: int) -> npt.NDArray[np.uint8]:
    size = (width + 7) // 8
    raw = np.frombuffer(b"".join([value.to_bytes(size, "little") for value in values]), np.uint8)
    return np.unpackbits(raw.reshape(len(values), size), axis=1, bitorder="little")[:, :width]


def _since(yes: npt.NDArray[np.bool_]) -> npt.NDArray[np.float32]:
    """Blocks since the last that is true, 999 when there was none."""
    at = np.arange(len(yes))
    last = np.maximum.accumulate(np.where(yes, at, -1))
    return np.where(last < 0, _FAR, at - last).astype(np.float32)


def _until(yes: npt.NDArray[np.bool_]) -> npt.NDArray[np.float32]:
    return _since(yes[::-1])[::-1]


def _shifted(column: npt.NDArray[np.generic], by: int) -> npt.NDArray[np.float32]:
    """The values ``by`` blocks further on (last axis); -1 past the ends."""
    out = np.full(column.shape, -1, np.float32)
    if by > 0:
        out[..., :-by] = column[..., by:]
    else:
        out[..., -by:] = column[..., :by]
    return out


def _mean(column: npt.NDArray[np.float32], width: int) -> npt.NDArray[np.float32]:
    """The mean over ``width`` blocks on either side."""
    total = np.concatenate(([0.0], np.cumsum(column, dtype=np.float64)))
    at = np.arange(len(column))
    low, high = np.maximum(0, at - width), np.minimum(len(column), at + width + 1)
    return np.asarray((total[high] - total[low]) / (high - low), dtype=np.float32)


def context(first: Matrix, odds: npt.NDArray[np.float32], drafts: Sequence[Draft], shapes: Sequence[Shape]) -> Matrix:
    """The second round's features: the first round's ``odds``, what they say of neighbours, parents and layout, and how
    far a block's words are those of the likely body (other articles speak of other things); then ``first``."""
    words = np.array([shape.words for shape in shapes], dtype=np.float32)
    out = _Columns()
    out.add(odds, odds - odds.mean(), *_cohesion(odds, shapes))
    for shift in (-5, -4, -3, -2, -1, 1, 2, 3, 4, 5):
        out.add(_shifted(odds, shift))
    for width in (3, 8, 20):
        out.add(_mean(odds, width), _mean(odds * words, width) / (_mean(words, width) + 1))
    mass = np.cumsum(odds * words)
    total = mass[-1] or 1.0
    out.add(mass / total, np.full(len(odds), total), np.full(len(odds), odds.max()))
    likely = odds > 0.5
    out.add(_since(likely), _until(likely))
    out.add(*run_columns(odds, words))
    if any(draft.tag for draft in drafts):
        out.add(*tree_columns([draft.node for draft in drafts], odds * words, words))
        out.table(_apart(drafts, odds * words))
        for field in ("group", "pile", "kind", "story"):
            kind = _coded(drafts, field)
            weight = np.bincount(kind, words) + 1e-6
            inside = np.bincount(kind, odds * words)
            out.add((inside / weight)[kind], (inside / total)[kind])
    else:
        out.add(*_told(odds, drafts, shapes))
    return np.column_stack((out.matrix(), first))


def _told(
    odds: npt.NDArray[np.float32], drafts: Sequence[Draft], shapes: Sequence[Shape]
) -> list[npt.NDArray[np.float32]]:
    """How far the words of each plain line, and of those around it, are those of the longest stretch of sentences."""
    first, last = heaviest(shapes, [draft.text for draft in drafts])
    inside = np.zeros(len(odds), dtype=np.float32)
    inside[first : last + 1] = odds[first : last + 1]
    columns = [np.asarray(column, dtype=np.float32) for column in _cohesion(inside, shapes)]
    return [*columns, *(_mean(column, width) for column in columns for width in (3, 8))]


def lead_rows(odds: npt.NDArray[np.float32], shapes: Sequence[Shape]) -> slice:
    """The rows among which a standfirst is looked for: from the page's top to ten blocks into what the first round's
    ``odds`` take for the body."""
    for i, shape in enumerate(shapes):
        if shape.prose and odds[i] > 0.5:
            return slice(0, i + 10)
    return slice(0, len(shapes))


def _cohesion(odds: npt.NDArray[np.float32], shapes: Sequence[Shape]) -> tuple[list[float], list[float]]:
    """For each block the share of its content words that other likely body blocks have, and their mean mass."""
    mass: dict[str, float] = {}
    likely = [float(p) if p > 0.2 else 0.0 for p in odds]
    for p, shape in zip(likely, shapes, strict=True):
        if p:
            for word in shape.content:
                mass[word] = mass.get(word, 0.0) + p
    shares, means = [], []
    for p, shape in zip(likely, shapes, strict=True):
        others = [mass.get(word, 0.0) - p for word in shape.content]
        size = len(others) or 1
        shares.append(sum([other > 0.4 for other in others]) / size if others else -1.0)
        means.append(sum([min(other, 4.0) for other in others]) / size)
    return shares, means
