"""Attributions read off the dependency tree: any verb, adjective or noun with what it governs and who its subject is.

A proposal is named by the relation of its content and the side it stands on (``tree:ccomp``, ``tree:ccomp<``), so that the
learned weights of relation, side and word decide (`meada.reading.weights`); the shape follows the clausal complements of
Universal Dependencies (https://universaldependencies.org/u/dep/).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from meada.reading.draft import Draft
from meada.reading.line import Line
from meada.reading.told import clock
from meada.reading.tree import Tree
from meada.span import Span

__all__ = ["find", "subject"]

_CLIMB = 6
"""How many heads are asked for a subject."""
_MARKS = frozenset(("mark", "case"))
_GROUP = frozenset(("aux", "advmod", "cop"))
_PHRASES = frozenset(("tree:obj", "tree:obl", "tree:noun-nmod", "tree:adj-obl"))
"""Rules whose content is a noun phrase."""
_GOVERNED = frozenset(("ccomp", "xcomp", "obj", "parataxis"))
"""Relations of a verb to what may be its content."""


def find(line: Line, tree: Tree, wanted: Callable[[str], bool]) -> list[Draft]:
    """The proposals of ``line``, whose tokens ``tree`` holds, for words whose lemma is ``wanted``; several may share a cue."""
    out: list[Draft] = []
    for at, word in enumerate(line.words):
        i = tree.at.get(word.start) if word.kind == "w" else None
        if i is None:
            continue
        token = tree.tokens[i]
        propose = _PROPOSE.get(token.upos)
        lemma = token.lemma.lower()
        if propose is None or not wanted(lemma) or clock(line, at + 1):
            continue
        for rule, name, contents, source in propose(tree, i, lemma):
            draft = _draft(line, tree, i, rule, name, contents)
            if draft is not None:
                draft.source = source if source is not None else _source(tree, i)
                draft.source = [s for s in draft.source if not any(s.overlaps(c) for c in draft.content)]
                out.append(draft)
    return out


Proposal = tuple[str, str, list[Span], "list[Span] | None"]
"""Rule, lemma, content, and the source where it is not the subject."""


def _side(i: int, k: int) -> str:
    return "<" if k < i else ""


def _verb(tree: Tree, i: int, lemma: str) -> Iterator[Proposal]:
    particle = tree.child(i, "compound:prt")
    name = lemma if particle is None else f"{lemma} {tree.word(particle)}"
    obj, low = tree.child(i, "obj", "iobj"), tree.child(i, "xcomp")
    for k in tree.kids[i]:
        rel = tree.rel(k)
        if rel in _GOVERNED:
            yield f"tree:{rel}{_side(i, k)}", name, [tree.span(k)], None
        if rel == "xcomp" and obj is not None and obj < k:
            yield "tree:obj+xcomp", name, [Span(tree.span(obj).start, tree.span(k).end)], None
        elif rel in ("obl", "advcl"):
            yield from _oblique(tree, i, k, name, obj)
        elif tree.tokens[k].deprel == "nsubj:pass":
            yield from _passive(tree, i, k, name)
        elif rel == "nsubj" and low is not None:
            yield "tree:raised", name, [tree.span(k), tree.span(low)], []
    head = tree.tokens[i].head
    if head != i and tree.rel(i) == "parataxis":
        yield f"tree:host{_side(i, head)}", name, _around(tree, head, i), None


def _oblique(tree: Tree, i: int, k: int, name: str, obj: int | None) -> Iterator[Proposal]:
    """``speak of …``, ``warned about …``, ``accused X of …``: the phrase without its preposition."""
    mark = next((m for m in tree.kids[k] if tree.rel(m) in _MARKS and m < k), None)
    if mark is None or k < i:
        return
    span = tree.span(k, [mark])
    if span.start < tree.tokens[mark].end:
        return
    link = f"{name} {tree.word(mark)}"
    yield f"tree:{tree.rel(k)}", link, [span], None
    if obj is not None and obj < k:
        yield f"tree:obj+{tree.rel(k)}", link, [Span(tree.span(obj).start, span.end)], None


def _passive(tree: Tree, i: int, k: int, name: str) -> Iterator[Proposal]:
    """``The flaw was reported by X``: what is said is the subject, who says it the agent."""
    agent = next(
        (a for a in tree.kids[i] if tree.rel(a) == "obl" and any(tree.word(m) == "by" for m in tree.kids[a])), None
    )
    low = tree.child(i, "xcomp")
    if agent is not None:
        case = [m for m in tree.kids[agent] if tree.rel(m) == "case"]
        yield "tree:agent", name, [tree.span(k)], [tree.span(agent, case)]
    elif low is not None:
        yield "tree:raised-pass", name, [tree.span(k), tree.span(low)], []
    else:
        yield "tree:pass", name, [tree.span(k)], []


def _around(tree: Tree, head: int, i: int) -> list[Span]:
    """All that hangs on ``head`` without what hangs on ``i``: one span, or two where ``i`` stands inside it."""
    whole, hole = tree.span(head), tree.span(i)
    if hole.start <= whole.start or hole.end >= whole.end:
        return [tree.span(head, [i])]
    first = Span(whole.start, hole.start).trimmed(tree.text)
    rest = Span(hole.end, whole.end).trimmed(tree.text)
    return [_bare(tree, first), _bare(tree, rest)]


def _bare(tree: Tree, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and tree.text[start] in ",;:—– ":
        start += 1
    while end > start and tree.text[end - 1] in ",;:—– ":
        end -= 1
    return Span(start, end)


def _adjective(tree: Tree, i: int, lemma: str) -> Iterator[Proposal]:
    """``X is confident that …``, ``worried about …``."""
    for k in tree.kids[i]:
        rel = tree.rel(k)
        if k < i:
            continue
        if rel in ("ccomp", "xcomp"):
            yield f"tree:adj-{rel}", lemma, [tree.span(k)], None
        elif rel in ("obl", "advcl"):
            mark = next((m for m in tree.kids[k] if tree.rel(m) in _MARKS and m < k), None)
            if mark is None:
                continue
            if tree.word(mark) == "that":
                yield "tree:adj-ccomp", lemma, [tree.span(k)], None
            else:
                yield f"tree:adj-{rel}", f"{lemma} {tree.word(mark)}", [tree.span(k, [mark])], None


def _noun(tree: Tree, i: int, lemma: str) -> Iterator[Proposal]:
    """``the judge's statement that …``, ``plans to …``, ``his support for …``."""
    source = _owner(tree, i)
    for k in tree.kids[i]:
        rel = tree.rel(k)
        if k < i:
            continue
        if rel in ("acl", "ccomp") and tree.tokens[k].deprel != "acl:relcl":
            yield f"tree:noun-{rel}", lemma, [tree.span(k)], source
        elif rel == "nmod" and tree.tokens[k].deprel != "nmod:poss":
            mark = next((m for m in tree.kids[k] if tree.rel(m) == "case" and m < k), None)
            if mark is not None:
                yield "tree:noun-nmod", f"{lemma} {tree.word(mark)}", [tree.span(k, [mark])], source


def _owner(tree: Tree, i: int) -> list[Span]:
    """Whose noun it is: a possessive, a name before it, the subject of the verb it is the object of."""
    owner = tree.child(i, "nmod:poss")
    if owner is None:
        owner = next((k for k in tree.kids[i] if k < i and tree.tokens[k].upos == "PROPN"), None)
    if owner is not None:
        return [tree.span(owner)]
    head = tree.tokens[i].head
    if tree.rel(i) in ("obj", "obl", "xcomp") and head != i:
        return _source(tree, head)
    return []


_PROPOSE: dict[str, Callable[[Tree, int, str], Iterator[Proposal]]] = {
    "VERB": _verb,
    "ADJ": _adjective,
    "NOUN": _noun,
}


def subject(tree: Tree, i: int) -> int | None:
    """The subject of the verb or predicate ``i``: its own, or one it shares by coordination, control or a participle."""
    for _ in range(_CLIMB):
        found = tree.child(i, "nsubj")
        if found is not None:
            return found
        head, rel = tree.tokens[i].head, tree.rel(i)
        if head == i:
            return None
        if rel == "acl":
            return head
        if rel not in ("conj", "xcomp", "advcl", "ccomp", "parataxis", "aux", "cop"):
            return None
        if rel == "xcomp":
            obj = tree.child(head, "obj", "iobj")
            if obj is not None and obj < i:
                return obj
        i = head
    return None


def _source(tree: Tree, i: int) -> list[Span]:
    found = subject(tree, i)
    return [tree.span(found)] if found is not None and not tree.holds(found, i) else _head(tree, found, i)


def _head(tree: Tree, found: int | None, i: int) -> list[Span]:
    """The subject without the clause that holds ``i``: the head of a relative or participle."""
    if found is None:
        return []
    inside = [k for k in tree.kids[found] if tree.holds(k, i)]
    span = tree.span(found, inside)
    return [span] if span.end <= tree.tokens[i].start or span.start >= tree.tokens[i].end else []


def _draft(line: Line, tree: Tree, i: int, rule: str, name: str, contents: list[Span]) -> Draft | None:
    """The proposal with its cue; None where the content reaches outside the sentence or is nothing."""
    whole = Span(line.words[0].start, line.words[-1].end)
    content = [_outside(line, s) for s in contents]
    if rule in _PHRASES:
        content = [_before_mark(line, c) for c in content]
    if not all(len(c) and whole.contains(c) for c in content):
        return None
    cue = _cue(tree, i)
    if any(cue.overlaps(c) for c in content):
        return None
    lemma = name.split(" ", 1)[0]
    inside = [q for q in line.folded if any(c.contains(q.span) for c in content)]
    kind = (
        "direct"
        if len(content) == 1 and any(q.span == content[0] for q in inside)
        else "mixed"
        if inside
        else "indirect"
    )
    draft = Draft(content, cue=[cue], type=kind, lemma=name, rule=rule, complete=kind == "direct")
    draft.stance = line.known.stance.get(name) or line.known.stance.get(lemma, "neutral")
    _polarity(line, tree, i, draft)
    return draft


def _outside(line: Line, span: Span) -> Span:
    """``span`` with its edges moved out of any quotation that it cuts."""
    for quote in line.quotes.values():
        if quote.span.overlaps(span) and not quote.span.contains(span) and not span.contains(quote.span):
            start = span.start if span.start < quote.span.start else quote.span.start
            span = Span(start, max(span.end, quote.span.end))
        elif quote.inner == span:
            span = quote.span
    return span


def _before_mark(line: Line, span: Span) -> Span:
    """``span`` up to a semicolon in it."""
    mark = next((w.start for w in line.words if span.start < w.start < span.end and w.lower == ";"), None)
    return Span(span.start, mark).trimmed(line.text) if mark is not None else span


def _cue(tree: Tree, i: int) -> Span:
    """The verb with its auxiliaries and negation."""
    first = i
    for k in reversed([k for k in tree.kids[i] if k < i]):
        if tree.rel(k) not in _GROUP or (tree.rel(k) == "advmod" and "Polarity=Neg" not in tree.tokens[k].morph):
            break
        first = k
    return Span(tree.tokens[first].start, tree.tokens[i].end)


def _polarity(line: Line, tree: Tree, i: int, draft: Draft) -> None:
    negated = any(line.known.has("negations", tree.word(k)) for k in tree.kids[i] if k < i)
    if negated:
        draft.polarity, draft.type = "unsaid", "denial"
    elif draft.stance == "denial":
        draft.polarity = "denied"
        draft.type = "denial" if draft.type != "direct" else draft.type
