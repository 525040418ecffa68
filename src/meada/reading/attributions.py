"""Finds who says what in a passage."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Any

from meada.ident import ident
from meada.lang.parse import Token
from meada.reading import adverbial, carry, direct, nominal, parsed, relay, speakers, verbal
from meada.reading.attribution import Attribution
from meada.reading.choice import choose
from meada.reading.draft import Draft
from meada.reading.lexicon import Lexicon, lexicon
from meada.reading.line import Line, lines
from meada.reading.mention import Entity, Mention
from meada.reading.odds import Odds, odds
from meada.reading.passage import Paragraph, Passage
from meada.reading.quotes import Quote, pair
from meada.reading.sentences import split
from meada.reading.trait import traits
from meada.reading.tree import Tree
from meada.reading.weights import weights
from meada.span import Span, merge

__all__ = ["branches", "find", "pattern", "proposals"]

_SHORT = 12
"""A sentence of fewer characters says nothing that a tree could tell."""
_TOLD = 25
"""A quotation of fewer characters quotes nobody."""
_WEIGHED = frozenset(
    f"verb:{name}"
    for name in (
        "bare", "clause", "fronted-clause", "infinitive", "mixed", "object", "person-clause", "person-infinitive",
        "preposition", "quoted-clause", "split",
    )
)  # fmt: skip
"""Patterns that any verb may enter, so that its weight decides; the others stand on their own."""


def branches(sentence: str, lang: str) -> bool:
    """Whether ``sentence`` is worth a dependency tree: where the odds of what a tree proposes were learned."""
    return odds(lang) is not None and len(sentence) >= _SHORT


def find(
    passage: Passage, entities: Sequence[Entity], mentions: Sequence[Mention], *, sift: bool = True
) -> tuple[Attribution, ...]:
    """The attributions of ``passage`` in text order, with speakers resolved and relays and denials tied.

    ``entities`` and ``mentions`` may be empty: then names are resolved by their words alone. Every part is a span of
    ``passage.text``; see `Attribution`. ``sift`` false keeps what the learned weights would drop (for learning them).
    """
    known, learned = lexicon(passage.lang), odds(passage.lang)
    names = _names(passage)
    tree = Tree(passage.text, passage.parse.tokens) if passage.parse is not None else None
    tokens = {t.start: t for t in tree.tokens} if tree is not None else {}
    drafts: list[Draft] = []
    read: list[Line] = []
    for line, paragraph, quotes in _lines(passage, known, tokens):
        found, told = _line(line, paragraph, names, mentions), _told(line, known, tokens)
        if sift and tree is not None and learned is not None and tree.grown(line.words[0].start):
            found, told = _chosen(line, tree, found, told, learned)
        elif sift:
            found, told = [d for d in found if _expected(d, passage)], [d for d in told if _expected(d, passage)]
        for draft in [*found, *_nested(found, quotes, passage.text, known), *told]:
            draft.paragraph, draft.line = line.paragraph, len(read)
            drafts.append(draft)
        read.append(line)
    drafts += carry.find(read, drafts)
    drafts.sort(key=lambda d: (d.start, -max((s.end for s in d.content), default=0)))
    drafts = relay.tie(drafts, read)
    speakers.resolve(drafts, read, entities, mentions)
    return _frozen(drafts)


def proposals(passage: Passage) -> Iterator[tuple[Draft, tuple[str, ...]]]:
    """What the patterns and the tree propose in ``passage``, which was parsed, each with its traits: to learn from."""
    assert passage.parse is not None
    known, names = lexicon(passage.lang), _names(passage)
    tree = Tree(passage.text, passage.parse.tokens)
    tokens = {t.start: t for t in tree.tokens}
    for line, paragraph, _ in _lines(passage, known, tokens):
        found = [d for d in (*_line(line, paragraph, names), *_told(line, known, tokens)) if d.content]
        found += parsed.find(line, tree, lambda _: True)
        yield from ((d, traits(d, line, tree, found)) for d in found)


def _lines(
    passage: Passage, known: Lexicon, tokens: dict[int, Token]
) -> Iterator[tuple[Line, Paragraph, tuple[Quote, ...]]]:
    """The sentences of ``passage`` with their paragraph and its quotations."""
    for number, paragraph in enumerate(passage.paragraphs):
        quotes = pair(passage.text, paragraph.span)
        dashed = passage.text[paragraph.span.start] in "—–―"
        cut = [paragraph.span] if dashed else paragraph.sentences
        for line in lines(passage.text, paragraph.span, cut, quotes, known):
            line.paragraph, line.tokens = number, tokens
            yield line, paragraph, quotes


def _topic(draft: Draft, text: str, mentions: Sequence[Mention]) -> bool:
    """Whether what stands before the colon is what the line is about ("Barragem do Vale: Defesa Civil eleva …"): a name
    that is no person's, before words that stand in no quotation marks."""
    if draft.rule != "direct:label" or not draft.source or text[draft.content[0].start] in "\"“«'‘":
        return False
    types = {m.type for m in mentions if m.span.overlaps(draft.source[0])}
    return bool(types) and "person" not in types


def _chosen(
    line: Line, tree: Tree, found: Sequence[Draft], told: Sequence[Draft], learned: Odds
) -> tuple[list[Draft], list[Draft]]:
    """What stands of ``found`` and ``told`` beside what the tree proposes, by the learned odds."""
    refused = [s for d in found if not d.content for s in d.cue]
    proposed = [d for d in (*found, *told) if d.content] + parsed.find(line, tree, learned.words.__contains__)
    stand = choose(line, tree, proposed, learned, _WEIGHED, refused)
    inner = [d for d in stand if d in told]
    outer = [d for d in (*found, *stand) if not d.content or (d in stand and d not in inner)]
    return sorted(dict.fromkeys(outer), key=lambda d: d.cue[0].start if d.cue else d.start), inner


def _expected(draft: Draft, passage: Passage) -> bool:
    """Weighs ``draft``: its confidence is the share of right readings of its pattern with its verb; false below the cut."""
    learned = weights(passage.lang)
    if learned is None or draft.type == "figure" or draft.rule not in _WEIGHED:
        return True
    share = learned.share(draft.lemma, pattern(draft, passage.text, lexicon(passage.lang)))
    if share is None:
        return True
    draft.confidence = round(share, 3)
    return share >= learned.least


def pattern(draft: Draft | Attribution, text: str, known: Lexicon) -> str:
    """The name under which a draft is weighed: its rule, apart for a speaker who says "I" or "you"."""
    own = bool(draft.source) and draft.source[0].of(text).lower() in known.grammar["selves"]
    return f"{draft.rule}+self" if own else draft.rule


def _names(passage: Passage) -> frozenset[str]:
    """Words that stand capitalised inside sentences, in lower case."""
    out: set[str] = set()
    for sentence in passage.sentences:
        words = sentence.of(passage.text).split()
        out.update(w.strip(".,;:!?()\"“”'’").lower() for w in words[1:] if w[:1].isupper())
    return frozenset(out)


def _line(line: Line, paragraph: Paragraph, names: frozenset[str], mentions: Sequence[Mention] = ()) -> list[Draft]:
    spoken = direct.dialogue(line) or direct.label(line, names, headline=paragraph.role == "headline")
    if spoken is not None and not _topic(spoken, line.text, mentions):
        return [spoken]
    out = nominal.first(line)
    out += verbal.find(line, out)
    adverbs = adverbial.find(line)
    out += [a for a in adverbs if not any(c.overlaps(d) for c in a.cue for b in out for d in b.cue)]
    if not out:
        said = direct.introduced(line)
        out += [said] if said else []
    out += nominal.find(line, out)
    return out


def _told(line: Line, known: Lexicon, tokens: dict[int, Token]) -> list[Draft]:
    """What the speaker of a quotation says that others say: ``"Os vizinhos dizem que a ponte treme", contou ela``. Only
    a clause with its complementiser and a subject that is no "I" or "we" counts."""
    out: list[Draft] = []
    for word in line.words:
        quote = line.quotes.get(word.start) if word.kind == "q" else None
        if quote is None or len(quote.inner) < _TOLD:
            continue
        for inner in lines(line.text, quote.inner, split(line.text, quote.inner, known.lang), (), known):
            inner.tokens = tokens
            found = [d for d in verbal.find(inner, []) if d.rule == "verb:clause" and _another(d, line.text, known)]
            for draft in found:
                draft.rule = "verb:quoted-clause"
            out += found
    return out


def _another(draft: Draft, text: str, known: Lexicon) -> bool:
    """Whether ``draft`` names a source, and not the speaker."""
    if not draft.source or draft.polarity != "asserted":
        return False
    first = draft.source[0].of(text).lower()
    return first not in known.grammar["pronouns"] and first not in known.grammar["selves"]


def _nested(found: Sequence[Draft], quotes: Sequence[Quote], text: str, known: Lexicon) -> list[Draft]:
    """What a quotation quotes in its turn: ``"O juiz disse: 'volte amanhã'"``."""
    out: list[Draft] = []
    deep = [q for q in quotes if q.depth == 1]
    if not deep:
        return out
    starts, shallow = [q.span.start for q in deep], [q for q in quotes if q.depth == 0]
    tops = [q.span.start for q in shallow]
    for draft in found:
        for span in draft.content:
            inner = deep[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
            above = shallow[max(0, bisect_left(tops, span.start + 1) - 1) : bisect_left(tops, span.end)]
            outer = next((q for q in above if span.overlaps(q.span)), None)
            if not inner or outer is None:
                continue
            flat = [Quote(span=q.span, inner=q.inner, depth=0, open=q.open) for q in inner]
            for line in lines(text, outer.inner, [outer.inner], flat, known):
                out += [d for d in verbal.find(line, []) if d.type == "direct"]
    return out


def _frozen(drafts: Sequence[Draft]) -> tuple[Attribution, ...]:
    ids = {id(d): ident("attribution", d.rule, *d.content, *d.cue, *d.source) for d in drafts}
    seen: set[str] = set()
    out = []
    for draft in drafts:
        key = ids[id(draft)]
        if key not in seen:
            seen.add(key)
            out.append(_attribution(draft, key, ids))
    return tuple(out)


def _attribution(draft: Draft, key: str, ids: dict[int, str]) -> Attribution:
    parts: dict[str, Any] = {
        p: _ordered(getattr(draft, p)) for p in ("content", "cue", "source", "medium", "addressee")
    }
    return Attribution(
        id=key,
        type=draft.type,  # type: ignore[arg-type]
        **parts,
        speaker=draft.speaker,
        entity=draft.entity,
        polarity=draft.polarity,  # type: ignore[arg-type]
        stance=draft.stance,
        source_kind=draft.kind,
        carried=draft.carried,
        parent=ids.get(id(draft.parent)) if draft.parent else None,
        denies=ids.get(id(draft.denies)) if draft.denies else None,
        cue_lemma=draft.lemma,
        rule=draft.rule,
        confidence=draft.confidence,
        weights=draft.weights,
    )


def _ordered(spans: Sequence[Span]) -> tuple[Span, ...]:
    return merge(spans)
