"""Copies of one text folded into a family, with the passages they share and where the text came from."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from meada.ident import ident
from meada.span import Span
from meada.story.align import runs
from meada.story.day import day
from meada.story.gram import Gram, Word, grams, split
from meada.story.near import COPY, PASSAGE, Sketches, containment
from meada.story.story import Copy, Family, Passage, Reason, Shared
from meada.story.told import Told
from meada.story.translation import SCARRED, TRANSLATED, Anchors, Translation, align, anchors
from meada.story.union import connected

__all__ = ["Text", "families", "pairs", "passages", "text", "translations"]

_SAME = 0.98
_WHOLE = 0.95
_INSIDE = 0.95
_RIVALS = 12
_LEAST = 8
_FRAGMENT = 3


class Text:
    """The words, runs and anchors of one body, made once."""

    __slots__ = ("anchors", "grams", "lang", "scarred", "words")

    def __init__(self, words: list[list[Word]], found: Anchors, lang: str | None, scarred: bool) -> None:
        self.words, self.anchors, self.lang, self.scarred = words, found, lang, scarred
        self.grams: frozenset[Gram] = grams([word for paragraph in words for word in paragraph])

    @property
    def size(self) -> int:
        """How many words it has."""
        return sum(map(len, self.words))


def text(source: str, paragraphs: Sequence[Span], lang: str | None = None, *, scarred: bool = False) -> Text:
    """The text of ``paragraphs`` of ``source``; places are code points of ``source``."""
    words = [[w.shift(span.start) for w in split(span.of(source))] for span in paragraphs]
    return Text(words, anchors(source, paragraphs), lang, scarred)


def pairs(texts: Sequence[Text]) -> dict[tuple[int, int], float]:
    """The pairs that share a passage, lower number first, with their containment."""
    sketches = Sketches()
    return {(other, at): share for at, one in enumerate(texts) for other, share in sketches.add(one.grams).items()}


def translations(texts: Sequence[Text]) -> dict[tuple[int, int], Translation]:
    """The pairs of two languages of which one translates the other, lower number first.

    Each text is aligned with the twelve of other languages that share most of its rare anchors.
    """
    holders: dict[str, list[int]] = defaultdict(list)
    found: dict[tuple[int, int], Translation] = {}
    for at, one in enumerate(texts):
        forms = {a.form for a in one.anchors}
        votes: Counter[int] = Counter()
        for form in forms:
            for other in holders[form][-200:]:
                if texts[other].lang != one.lang:
                    votes[other] += 1
            holders[form].append(at)
        for other, n in sorted(votes.items(), key=lambda item: (-item[1], item[0]))[:_RIVALS]:
            bar = SCARRED if one.scarred or texts[other].scarred else TRANSLATED
            if 2 * n >= bar * min(len(forms), len({a.form for a in texts[other].anchors})):
                aligned = align(texts[other].anchors, one.anchors)
                if aligned and aligned.share >= bar:
                    found[other, at] = aligned
    return found


def families(told: Sequence[Told]) -> tuple[Family, ...]:
    """``told`` in families of copies; an article without a copy is a family of its own. The order does not matter."""
    ordered = sorted(told, key=lambda one: one.id)
    texts = [_text(one) for one in ordered]
    shares = {(i, j): share for (i, j), share in pairs(texts).items() if share >= COPY and texts[i].size >= _LEAST}
    across = translations(texts)
    return tuple(_family(group, ordered, texts, across) for group in connected(len(texts), [*shares, *across]))


def passages(told: Sequence[Told]) -> tuple[Passage, ...]:
    """The pairs of ``told`` that are no copies and yet share a passage."""
    ordered = sorted(told, key=lambda one: one.id)
    texts = [_text(one) for one in ordered]
    return tuple(
        Passage(a=ordered[i].id, b=ordered[j].id, containment=round(share, 3), shared=_shared(texts[i], texts[j]))
        for (i, j), share in pairs(texts).items()
        if PASSAGE <= share < COPY
    )


def _text(told: Told) -> Text:
    article = told.article
    scarred = any(scar.kind == "translation" for scar in article.scars)
    return text(told.page.text, article.body, article.lang, scarred=scarred)


def _family(
    group: list[int], told: Sequence[Told], texts: Sequence[Text], across: dict[tuple[int, int], Translation]
) -> Family:
    credited = Counter(a.id or a.name for i in group if (a := told[i].article.agency))
    origin = min(group, key=lambda i: _rank(told[i], texts[i], credited))
    copies = [Copy(page=told[origin].id, label="origin", reasons=_why_origin(told[origin], credited))]
    copies += [_copy(i, group, origin, told, texts, across) for i in group if i != origin]
    return Family(
        id=ident("family", *sorted(told[i].id for i in group)),
        origin=told[origin].id,
        copies=tuple(copies),
        agency=next(iter(credited)) if len(credited) == 1 else None,
    )


def _rank(told: Told, one: Text, credited: Counter[str]) -> tuple[bool, bool, float, int, str]:
    """The nearest to the source first: the agency's own page, no scars, the earliest instant, the longest text."""
    when = told.article.published
    instant = day(when.iso) if when else None
    if instant is not None and when and when.begin and "T" not in when.begin:
        instant += 1.0
    return not _own(told, credited), one.scarred, float("inf") if instant is None else instant, -one.size, told.id


def _own(told: Told, credited: Counter[str]) -> bool:
    outlet = told.article.outlet
    return outlet is not None and not outlet.hypothesis and (outlet.id or outlet.name) in credited


def _why_origin(told: Told, credited: Counter[str]) -> tuple[Reason, ...]:
    out = []
    if _own(told, credited):
        out.append(Reason(rule="origin.agency", detail=told.article.outlet.name if told.article.outlet else ""))
    if told.article.published and told.article.published.iso:
        out.append(Reason(rule="origin.earliest", detail=told.article.published.iso))
    out += [Reason(rule="origin.credit", detail=name, score=float(n)) for name, n in sorted(credited.items())]
    return tuple(out)


def _copy(
    i: int,
    group: list[int],
    origin: int,
    told: Sequence[Told],
    texts: Sequence[Text],
    across: dict[tuple[int, int], Translation],
) -> Copy:
    """What ``i`` is to the origin, or to the member it is nearest to where it shares too little with the origin."""
    shares = {j: containment(texts[i].grams, texts[j].grams) for j in group if j != i}
    of = origin if shares[origin] >= COPY else max(shares, key=lambda j: (shares[j], -j))
    if shares[of] < COPY:
        turned = {j: t for j in shares if (t := across.get((min(i, j), max(i, j))))}
        if turned:
            of = origin if origin in turned else max(turned, key=lambda j: (turned[j].share, -j))
            return _translated(i, of, turned[of], told, texts)
    share = shares[of]
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
