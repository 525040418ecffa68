"""Copies of one text folded into a family, with the passages they share and where the text came from."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

from meada.ident import ident
from meada.span import Span
from meada.story.align import runs
from meada.story.brief import Brief, brief
from meada.story.near import COPY, PASSAGE, Sketches, containment
from meada.story.story import Copy, Family, Passage, Reason, Shared
from meada.story.text import Text, text_of
from meada.story.told import Told
from meada.story.translation import SCARRED, TRANSLATED, Anchors, Translation, align
from meada.story.union import connected

__all__ = [
    "LEAST",
    "copy",
    "credits_of",
    "families",
    "family",
    "folded",
    "nearness",
    "pairs",
    "passage",
    "passages",
    "rivals",
    "translation",
    "translations",
    "why_origin",
]

_SAME = 0.98
_WHOLE = 0.95
_INSIDE = 0.95
_RIVALS = 12
_FRAGMENT = 3
Key = TypeVar("Key")


class Anchored(Protocol):
    """What is aligned of a text."""

    @property
    def anchors(self) -> Anchors:
        """The names and numbers of a text in order."""

    @property
    def scarred(self) -> bool:
        """True where it shows that it was translated."""


LEAST = 8
"""Words that a text must have to be a copy."""


def pairs(texts: Sequence[Text]) -> dict[tuple[int, int], float]:
    """The pairs that share a passage, lower number first, with their containment."""
    sketches = Sketches()
    return {(other, at): share for at, one in enumerate(texts) for other, share in sketches.add(one.grams).items()}


def translations(texts: Sequence[Text]) -> dict[tuple[int, int], Translation]:
    """The pairs of two languages of which one translates the other, lower number first.

    Each text is aligned with the twelve of other languages that share most of its anchors, of which each is looked up in
    the latest 200 texts of each language that have it: those of its own take no other's place.
    """
    holders: dict[str | None, dict[str, list[int]]] = {}
    found: dict[tuple[int, int], Translation] = {}
    for at, one in enumerate(texts):
        forms = {a.form for a in one.anchors}
        votes: Counter[int] = Counter()
        for lang, held in holders.items():
            if lang != one.lang:
                for form in held.keys() & forms:
                    votes.update(held[form][-200:])
        own = holders.setdefault(one.lang, defaultdict(list))
        for form in forms:
            own[form].append(at)
        for other, n in rivals(votes):
            if aligned := translation(texts[other], one, n):
                found[other, at] = aligned
    return found


def rivals(votes: Mapping[Key, int]) -> list[tuple[Key, int]]:
    """The twelve with most ``votes``: those that a text is aligned with."""
    return sorted(votes.items(), key=lambda item: (-item[1], item[0]))[:_RIVALS]


def translation(a: Anchored, b: Anchored, common: int) -> Translation | None:
    """How ``b`` stands to ``a`` where one translates the other; ``common`` is how many anchors they share."""
    bar = SCARRED if a.scarred or b.scarred else TRANSLATED
    if 2 * common < bar * min(len({x.form for x in a.anchors}), len({x.form for x in b.anchors})):
        return None
    aligned = align(a.anchors, b.anchors)
    return aligned if aligned and aligned.share >= bar else None


def folded(
    told: Sequence[Told], briefs: Mapping[str, Brief] | None = None
) -> tuple[tuple[Family, ...], tuple[Passage, ...]]:
    """``told`` in families of copies, and the pairs that are no copies and yet share a passage (of texts that are the same,
    the first by id). An article without a copy is a family of its own. The order does not matter."""
    ordered = sorted(told, key=lambda one: one.id)
    texts = [text_of(one) for one in ordered]
    held = briefs or {t.id: brief(t, text=x) for t, x in zip(ordered, texts, strict=True)}
    known = [held[one.id] for one in ordered]
    shares = pairs(texts)
    copies = [(i, j) for (i, j), share in shares.items() if share >= COPY and texts[i].size >= LEAST]
    across = translations(texts)
    groups = connected(len(texts), [*copies, *across])
    return (
        tuple(family(group, ordered, texts, known, across) for group in groups),
        tuple(
            passage((ordered[i].id, texts[i]), (ordered[j].id, texts[j]), share)
            for (i, j), share in shares.items()
            if PASSAGE <= share < COPY
        ),
    )


def families(told: Sequence[Told]) -> tuple[Family, ...]:
    """``told`` in families of copies."""
    return folded(told)[0]


def passages(told: Sequence[Told]) -> tuple[Passage, ...]:
    """The pairs of ``told`` that are no copies and yet share a passage."""
    return folded(told)[1]


def passage(a: tuple[str, Text], b: tuple[str, Text], share: float) -> Passage:
    """What two pages share, the lower id first."""
    (x, here), (y, there) = sorted((a, b), key=lambda one: one[0])
    return Passage(a=x, b=y, containment=round(share, 3), shared=_shared(here, there))


def family(
    group: Sequence[int],
    told: Sequence[Told],
    texts: Sequence[Text],
    briefs: Sequence[Brief],
    across: Mapping[tuple[int, int], Translation],
) -> Family:
    """The family of the members ``group``, which are copies of one text, with what each is to its origin."""
    credited = credits_of(briefs[i] for i in group)
    origin = min(group, key=lambda i: nearness(briefs[i], credited))
    copies = [Copy(page=told[origin].id, label="origin", reasons=why_origin(briefs[origin], credited))]
    copies += [copy(i, group, origin, told, texts, across) for i in group if i != origin]
    return Family(
        id=ident("family", told[origin].id),
        origin=told[origin].id,
        copies=tuple(copies),
        agency=next(iter(credited)) if len(credited) == 1 else None,
    )


def credits_of(briefs: Iterable[Brief]) -> Counter[str]:
    """The agencies that ``briefs`` credit, with how many do."""
    return Counter(one.agency for one in briefs if one.agency)


def nearness(one: Brief, credited: Mapping[str, int]) -> tuple[bool, bool, float, int, str]:
    """The nearest to the source first: the agency's own page, no scars, the earliest instant, the longest text."""
    instant = one.day
    if instant is not None and one.begin and "T" not in one.begin:
        instant += 1.0
    return one.outlet not in credited, one.scarred, float("inf") if instant is None else instant, -one.size, one.id


def why_origin(one: Brief, credited: Mapping[str, int]) -> tuple[Reason, ...]:
    """Why it is taken as nearest the source."""
    out = []
    if one.outlet in credited:
        out.append(Reason(rule="origin.agency", detail=one.called or ""))
    if one.iso:
        out.append(Reason(rule="origin.earliest", detail=one.iso))
    out += [Reason(rule="origin.credit", detail=name, score=float(n)) for name, n in sorted(credited.items())]
    return tuple(out)


def copy(
    i: int,
    group: Sequence[int],
    origin: int,
    told: Sequence[Told],
    texts: Sequence[Text],
    across: Mapping[tuple[int, int], Translation],
) -> Copy:
    """What ``i`` is to the origin: a copy, else a translation; where it is neither, what it is to the member of ``group``
    that it shares most with, or translates best."""

    def turned(j: int) -> Translation | None:
        return across.get((min(i, j), max(i, j)))

    share = containment(texts[i].grams, texts[origin].grams)
    if share >= COPY:
        return _copied(i, origin, share, told, texts)
    if found := turned(origin):
        return _translated(i, origin, found, told, texts)
    shares = {j: containment(texts[i].grams, texts[j].grams) for j in group if j != i}
    of = max(shares, key=lambda j: (shares[j], -j))
    others = {j: t for j in shares if (t := turned(j))} if shares[of] < COPY else {}
    if others:
        of = max(others, key=lambda j: (others[j].share, -j))
        return _translated(i, of, others[of], told, texts)
    return _copied(i, of, shares[of], told, texts)


def _copied(i: int, of: int, share: float, told: Sequence[Told], texts: Sequence[Text]) -> Copy:
    return Copy(
        page=told[i].id,
        label=_label(texts[i], texts[of], share),  # type: ignore[arg-type]
        of=told[of].id,
        containment=round(share, 3),
        shared=_shared(texts[i], texts[of]),
        reasons=(_why(texts[i], texts[of], share),),
    )


def _label(here: Text, there: Text, share: float) -> str:
    ratio = min(here.size, there.size) / max(1, here.size, there.size)
    if share >= _SAME and ratio >= _WHOLE:
        return "verbatim"
    if share >= _INSIDE and ratio < _WHOLE:
        return "cut"
    return "edited" if share >= COPY else "passage"


def _why(here: Text, there: Text, share: float) -> Reason:
    if here.grams == there.grams:
        return Reason(rule="copy.exact", detail=f"{here.size} words", score=1.0)
    shorter = min(here.size, there.size)
    return Reason(
        rule="copy.containment", detail=f"{share:.0%} of the runs of 4 words, of {shorter} words", score=share
    )


def _translated(i: int, of: int, found: Translation, told: Sequence[Told], texts: Sequence[Text]) -> Copy:
    detail = f"{found.names} names, {found.numbers} numbers, {len(found.paragraphs)} paragraphs in the same order"
    reasons = [Reason(rule="translation.anchors", detail=detail, score=round(found.share, 3))]
    for at in (i, of):
        scars = [s for s in told[at].article.scars if s.kind == "translation"]
        reasons += [Reason(rule=f"translation.scar.{s.rule}", detail=s.span.of(told[at].page.text)) for s in scars[:5]]
    here, there = told[i].article.body, told[of].article.body
    aligned = [(b, a) if i > of else (a, b) for a, b in found.paragraphs]
    return Copy(
        page=told[i].id,
        label="translated",
        of=told[of].id,
        shared=tuple(Shared(here=here[a], there=there[b]) for a, b in aligned),
        reasons=tuple(reasons),
    )


def _shared(here: Text, there: Text) -> tuple[Shared, ...]:
    """The runs of words in both, cut where a paragraph ends in either, so that no foreign text lies inside."""
    a = [(word, n) for n, paragraph in enumerate(here.words) for word in paragraph]
    b = [(word, n) for n, paragraph in enumerate(there.words) for word in paragraph]
    out: list[Shared] = []
    for run in runs([word for word, _ in a], [word for word, _ in b]):
        first = 0
        for k in range(1, run.length + 1):
            end = k == run.length
            if end or a[run.here + k][1] != a[run.here + k - 1][1] or b[run.there + k][1] != b[run.there + k - 1][1]:
                x, y = a[run.here + first : run.here + k], b[run.there + first : run.there + k]
                if k - first >= min(_FRAGMENT, run.length):
                    out.append(Shared(here=Span(x[0][0].start, x[-1][0].end), there=Span(y[0][0].start, y[-1][0].end)))
                first = k
    return tuple(out)
