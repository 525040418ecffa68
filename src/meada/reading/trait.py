"""What can be said of a proposal by itself: the traits that its odds are the sum of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from meada.reading.draft import Draft
from meada.reading.line import Line
from meada.reading.tree import Tree
from meada.span import Span

__all__ = ["traits"]

_LENGTHS = ((1, "1"), (2, "2"), (5, "3-5"), (10, "6-10"), (20, "11-20"))
_FORMS = ("VerbForm=Inf", "VerbForm=Ger", "VerbForm=Part", "Tense=Past", "Tense=Pres")


def traits(draft: Draft, line: Line, tree: Tree, rivals: Sequence[Draft]) -> tuple[str, ...]:
    """The traits of ``draft``, a proposal of ``line``; ``rivals`` are the other proposals of the line.

    ``rule``, ``verb`` (the lemma of the cue) and both together; the kind of its source; the form of the cue and what it
    hangs on; how the content begins and how long it is; and which other rules propose the same for the same cue.
    """
    rule, lemma = draft.rule, draft.lemma or ""
    out = ["bias", f"rule {rule}", f"verb {lemma}", f"{rule} {lemma}"]
    first = lemma.split(" ", 1)[0]
    if first != lemma:
        out.append(f"verb {first}")
    i = head(draft, tree)
    said = [f"source {one}" for one in _source(draft, line, tree)]
    if i is not None:
        said += [f"cue {one}" for one in _cue(tree, i)]
    said += [f"content {one}" for one in _content(draft, line, tree)]
    said += _agreement(draft, rivals)
    for one in said:
        out += (one, f"{rule} {one}")
    return tuple(dict.fromkeys(out))


def head(draft: Draft, tree: Tree) -> int | None:
    """The token that bears the cue: the verb, adjective or noun that its other words hang on."""
    if not draft.cue:
        return None
    inside = tree.inside(draft.cue[0])
    verbs = [i for i in inside if tree.tokens[i].upos in ("VERB", "NOUN", "ADJ")]
    return verbs[-1] if verbs else inside[-1] if inside else None


def _source(draft: Draft, line: Line, tree: Tree) -> Iterator[str]:
    known = line.known
    if not draft.source:
        yield "none"
        return
    span = draft.source[-1]
    inside = tree.inside(span)
    low = span.of(line.text).lower()
    if low in known.grammar["selves"]:
        yield "self"
    elif low in known.grammar["relatives"]:
        yield "relative"
    elif low in known.grammar["pronouns"]:
        yield f"pronoun {low}"
    elif inside:
        token = tree.tokens[(tree.tops(inside) or inside)[0]]
        yield token.upos
        if token.upos == "NOUN":
            yield f"noun {token.lemma.lower()}"
        if any(tree.tokens[k].upos == "PROPN" for k in inside[:6]):
            yield "named"
    if draft.content and span.start > draft.content[0].start:
        yield "after"


def _cue(tree: Tree, i: int) -> Iterator[str]:
    token = tree.tokens[i]
    yield token.upos
    yield next((f for f in _FORMS if f in token.morph), "none")
    yield f"as {token.deprel}"
    for k in tree.kids[i]:
        rel, word = tree.rel(k), tree.word(k)
        if rel in ("aux", "mark", "case", "cop") and k < i:
            yield f"{rel} {word}"
        elif rel == "advmod" and "Polarity=Neg" in tree.tokens[k].morph:
            yield "negated"
    up = tree.tokens[i].head
    if up != i:
        yield f"under {tree.tokens[up].upos}"
        if tree.rel(i) in ("xcomp", "ccomp", "acl"):
            yield f"under {tree.tokens[up].lemma.lower()}"


def _content(draft: Draft, line: Line, tree: Tree) -> Iterator[str]:
    span = draft.content[0]
    text = span.of(line.text)
    words = sum(len(s.of(line.text).split()) for s in draft.content)
    yield "long " + next((name for most, name in _LENGTHS if words <= most), "more")
    first = text.split(" ", 1)[0].lower()
    known = line.known
    if text[:1] in "\"“'‘«":
        yield "quoted"
    elif known.has("complementisers", first) or known.has("relatives", first) or known.has("infinitive_marks", first):
        yield f"first {first}"
    if any(q.span.overlaps(s) for q in line.folded for s in draft.content):
        yield "quotation"
    if len(draft.content) > 1:
        yield "split"
    inside = tree.inside(span)
    if not inside:
        return
    tops = tree.tops(inside)
    if len(tops) > 1:
        yield "tops"
    top = tops[0] if tops else inside[0]
    token = tree.tokens[top]
    yield f"head {token.upos}"
    yield f"as {token.deprel}"
    if token.upos == "NOUN":
        yield f"noun {token.lemma.lower()}"
    elif token.upos == "PRON":
        yield f"pronoun {tree.word(top)}"
    elif token.upos == "VERB" and any(tree.rel(k) == "nsubj" for k in tree.kids[top]):
        yield "clause"
    last = line.words[-1].end
    if draft.content[-1].end >= last - 2:
        yield "to the end"


def _agreement(draft: Draft, rivals: Sequence[Draft]) -> Iterator[str]:
    cue = draft.cue[-1] if draft.cue else None
    for other in rivals:
        if other is draft or cue is None or not other.cue or not other.cue[-1].overlaps(cue):
            continue
        if _edge(other.content) == _edge(draft.content):
            yield f"same {other.rule}"
        else:
            yield f"beside {other.rule}"


def _edge(spans: Sequence[Span]) -> tuple[int, int]:
    return (min(s.start for s in spans), max(s.end for s in spans)) if spans else (0, 0)
