"""Who takes part in an event: read off the order of the words, the prepositions and the voice of the verb."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from meada.lang.lexicon import Word
from meada.lang.trigger import Hit, Triggers
from meada.reading.clause import Clause
from meada.reading.event import Participant
from meada.reading.mention import Mention
from meada.span import Span

__all__ = ["Scene", "participants", "reach", "subject"]

_PLAYERS = frozenset(("person", "organisation", "state", "group"))


class Scene(NamedTuple):
    """One sentence with its clauses, words and mentions, all in text order."""

    text: str
    low: str
    words: list[Word]
    clauses: list[Clause]
    mentions: list[Mention]
    known: Triggers

    def before(self, offset: int) -> str:
        """The word that ends before ``offset`` with nothing but space between, in lower case; empty where none does."""
        word = next((w for w in reversed(self.words) if w.end <= offset), None)
        return word.lower if word and not self.low[word.end : offset].strip(' “"«') else ""

    def preposition(self, mention: Mention) -> str:
        """The kind of preposition that governs ``mention`` (``of``, ``to``, ``with`` …), empty for none. Articles,
        adjectives of the phrase and the first of two joined names are looked through."""
        at = mention.span.start
        for _ in range(4):
            word = self.before(at)
            if not word:
                return ""
            if word in self.known.words["of"] and self._quantified(at):
                return self._outer(at)
            for kind in ("against", "with", "between", "by", "of", "to", "in", "about"):
                if word in self.known.words[kind]:
                    return kind
            if word in self.known.words["join"]:
                left = next(
                    (m for m in reversed(self.mentions) if m.span.end <= at and not m.span.overlaps(mention.span)), None
                )
                return self.preposition(left) if left and at - left.span.end < 6 else ""
            if word not in self.known.words["inner"]:
                return ""
            at = self.low.rfind(word, 0, at)
        return ""

    def _quantified(self, at: int) -> bool:
        """True for ``milhares de``: the two words before ``at`` are a noun of quantity and *of*."""
        last = [w.lower for w in self.words if w.end <= at][-2:]
        return len(last) == 2 and last[0] in self.known.words["quantity"]

    def _outer(self, at: int) -> str:
        """The kind of preposition before a noun of quantity and *of*."""
        first = [w for w in self.words if w.end <= at][-2]
        word = self.before(first.start)
        return next((k for k in ("against", "with", "between", "by", "to", "in") if word in self.known.words[k]), "")

    def within(self, span: Span) -> list[Mention]:
        """The mentions inside ``span`` that may take part, no demonym that stands inside a longer mention."""
        inside = [m for m in self.mentions if span.contains(m.span) and m.type in _PLAYERS]
        return [m for m in inside if not (m.form == "demonym" and any(_covers(o, m) for o in self.mentions))]


def _covers(longer: Mention, shorter: Mention) -> bool:
    return longer is not shorter and longer.span.contains(shorter.span) and longer.span != shorter.span


def subject(scene: Scene, at: int, upto: int) -> list[Mention]:
    """The mentions that are the subject of clause ``at`` before offset ``upto``: the first phrase without preposition and
    what is joined to it; for a relative clause its antecedent; else the subject of the clause it is joined to."""
    clause = scene.clauses[at]
    here = [m for m in scene.within(clause.span) if m.span.end <= upto and m.form != "demonym"]
    free = [m for m in here if not scene.preposition(m)]
    if free:
        return _joined(scene, free[0], here)
    if at == 0:
        return []
    if clause.opener in scene.known.words["relative"]:
        return _antecedent(scene, clause)
    return subject(scene, at - 1, scene.clauses[at - 1].span.end)


def _joined(scene: Scene, first: Mention, here: list[Mention]) -> list[Mention]:
    """``first`` and the mentions joined to it by *and* or apposition."""
    out = [first]
    for mention in here:
        if mention.span == first.span and mention is not first:
            out.append(mention)
        elif mention.span.start >= out[-1].span.end:
            gap = scene.low[out[-1].span.end : mention.span.start].strip()
            words = gap.replace(",", " ").split()
            if all(w in scene.known.words["join"] | scene.known.words["article"] for w in words) and len(words) < 3:
                out.append(mention)
            else:
                break
    return out


def _antecedent(scene: Scene, clause: Clause) -> list[Mention]:
    before = [m for m in scene.within(Span(0, clause.span.start)) if m.form != "demonym"]
    if not before:
        return []
    last = before[-1]
    return [m for m in before if m.span == last.span]


def participants(scene: Scene, hit: Hit, at: int) -> list[Participant]:
    """The actors and recipients of ``hit`` in clause ``at`` of ``scene``."""
    clause = scene.clauses[at]
    after = scene.within(Span(hit.span.end, max(reach(scene, at), hit.span.end)))
    nominal = hit.feature == "noun"
    passive = hit.feature == "part" and _passive(scene, hit, clause)
    subjects = [] if hit.feature == "part" and not passive else subject(scene, at, hit.span.start)
    roles = hit.trigger.roles
    if nominal:
        return _nominal(scene, hit, clause, after)
    if roles == "victim":
        return _as("recipient", subjects or [m for m in after if not scene.preposition(m)][:2])
    if passive or hit.feature == "part":
        agents = [m for m in after if scene.preposition(m) == "by"]
        return [*_as("actor", agents), *_as("recipient", subjects)]
    if roles == "meet":
        joined = [m for m in after if scene.preposition(m) in ("with", "between")]
        return _as("actor", [*subjects, *joined])
    return [*_as("actor", subjects), *_as("recipient", _objects(scene, after, roles))]


def reach(scene: Scene, at: int) -> int:
    """How far to the right of clause ``at`` its phrases may go: over commas, not over an opener."""
    end = scene.clauses[at].span.end
    for clause in scene.clauses[at + 1 :]:
        if clause.opener:
            break
        end = clause.span.end
    return end


def _passive(scene: Scene, hit: Hit, clause: Clause) -> bool:
    words = [w.lower for w in scene.words if clause.span.start <= w.start < hit.span.start][-3:]
    return any(w in scene.known.words["passive"] for w in words)


def _objects(scene: Scene, after: list[Mention], roles: str) -> list[Mention]:
    """The recipient: what stands without preposition or after *to*, else after *against*, *with*, *of*; the first phrase."""
    order = {"give": ("to", "with", ""), "against": ("against", "", "with")}.get(roles, ("", "to", "against", "with"))
    for kind in order:
        found = [m for m in after if scene.preposition(m) == kind and m.form != "demonym"]
        if found:
            return _joined(scene, found[0], found)
    return []


def _nominal(scene: Scene, hit: Hit, clause: Clause, after: list[Mention]) -> list[Participant]:
    """Roles around a noun: *of* gives the actor, *against* and *to* the recipient, *between* both; an adjective of a state
    beside it the actor; else the subject of its clause where the noun is the object of a verb."""
    roles = hit.trigger.roles
    near = [m for m in after if m.span.start - hit.span.end < 90]
    by = {
        k: [m for m in near if scene.preposition(m) == k]
        for k in ("of", "against", "between", "with", "by", "to", "in")
    }
    beside = [m for m in scene.mentions if m.form in ("demonym", "name") and _beside(scene, m, hit)]
    if roles == "victim":
        return _as("recipient", by["of"] or beside)
    if roles == "meet":
        found = [*by["between"], *by["of"], *by["with"], *beside]
        if not by["between"] and len({m.entity for m in found}) < 2:
            found = [*subject(scene, scene.clauses.index(clause), hit.span.start), *found]
        return _as("actor", found)
    actors = by["by"] or by["of"][:1] or beside or by["between"]
    if (
        not actors
        and scene.before(hit.span.start)
        not in scene.known.words["of"] | scene.known.words["by"] | scene.known.words["to"]
    ):
        actors = subject(scene, scene.clauses.index(clause), hit.span.start)
    against = by["against"] or by["to"] or [m for m in by["in"] if m.type == "state"]
    return [*_as("actor", actors), *_as("recipient", against)]


def _beside(scene: Scene, mention: Mention, hit: Hit) -> bool:
    """``sanções ocidentais``, ``Russian attack``, ``cúpula Rússia-EUA``."""
    gap = mention.span.start - hit.span.end
    if mention.form == "demonym" and gap < 0:
        before = scene.low[mention.span.end : hit.span.start]
        return (
            scene.known.adjective_first
            and mention.span.end <= hit.span.start
            and before.count(" ") <= 2
            and "," not in before
        )
    if mention.form == "demonym":
        return (
            gap < 22
            and not scene.known.adjective_first
            and scene.low[hit.span.end : mention.span.start].count(" ") <= 2
        )
    pair = scene.low[mention.span.start - 1 : mention.span.end + 1]
    return 0 <= gap <= 14 and "-" in (pair[:1], pair[-1:])


def _as(role: str, mentions: Iterable[Mention]) -> list[Participant]:
    seen: dict[str, Participant] = {}
    for mention in mentions:
        seen.setdefault(mention.entity, Participant(role=role, entity=mention.entity, span=mention.span))  # type: ignore[arg-type]
    return list(seen.values())
