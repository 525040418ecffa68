"""Who takes part in an event: read off the order of the words, the prepositions and the voice of the verb."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec.structs import replace

from meada.lang.trigger import Hit
from meada.reading.clause import Clause
from meada.reading.event import Participant
from meada.reading.mention import Mention
from meada.reading.scene import Scene, reach
from meada.span import Span

__all__ = ["active", "participants", "subject"]

Role = Literal["actor", "recipient", "participant", "messenger"]
_NEAR = 90


def subject(scene: Scene, at: int, upto: int, plural: bool | None = None) -> list[Mention]:
    """The mentions that are the subject of clause ``at`` before offset ``upto``.

    The first phrase without preposition and what is joined to it; for a relative clause its antecedent; where the clause
    starts with its verb, the subject of the clause before. A singular verb (``plural`` False) takes no pair from there.
    Nothing where the clause has a subject of its own that is no mention.
    """
    key = (at, upto, plural)
    if key not in scene.subjects:
        scene.subjects[key] = _subject(scene, at, upto, plural)
    return scene.subjects[key]


def _subject(scene: Scene, at: int, upto: int, plural: bool | None) -> list[Mention]:
    clause = scene.clauses[at]
    here = [m for m in scene.within(clause.span) if m.span.end <= upto and m.form != "demonym"]
    free = [m for m in here if not scene.preposition(m)]
    if free:
        found = _joined(scene, free[0], here)
        if plural and _one(found) and at and not clause.opener and found[0].span.start == clause.span.start:
            before = subject(scene, at - 1, scene.clauses[at - 1].span.end)
            return before if len({m.entity for m in before}) > 1 else found
        return found if plural is not False or _one(found) else []
    if at == 0 or _own_phrase(scene, clause, upto):
        return []
    if clause.opener in scene.known.words["relative"] and _relative(scene, clause):
        return _antecedent(scene, clause)
    for earlier in range(at - 1, -1, -1):
        inner = scene.clauses[earlier]
        relative = inner.opener in scene.known.words["relative"] and _relative(scene, inner)
        if earlier and relative and not clause.opener:
            continue
        span = inner.span
        found = subject(scene, earlier, span.end, plural if plural else None)
        if found and (plural is not False or _one(found)):
            return found
    return []


def _one(found: list[Mention]) -> bool:
    return len({m.entity for m in found}) == 1


def _own_phrase(scene: Scene, clause: Clause, upto: int) -> bool:
    """True when an article or demonstrative between the start of the clause and its verb opens a phrase of its own."""
    known = scene.known.words
    inside: list[str] = []
    for word in scene.words:
        if clause.span.start <= word.start and word.end <= upto:
            if word.lower in known["auxiliary"] or word.lower in scene.known.verbs:
                break
            inside.append(word.lower)
    opened = [
        w
        for i, w in enumerate(inside)
        if w in known["phrase_opener"] and (i == 0 or inside[i - 1] not in known["governing"])
    ]
    return bool(opened) and len(inside) > 1


def _relative(scene: Scene, clause: Clause) -> bool:
    """True where the opener follows a noun, not a verb of saying: the word before it names someone or something."""
    before = scene.low[: clause.span.start].rstrip()
    near = [m for m in scene.mentions if 0 <= clause.span.start - m.span.end <= 3]
    return bool(near) or before.endswith(",")


def _antecedent(scene: Scene, clause: Clause) -> list[Mention]:
    before = [m for m in scene.within(Span(0, clause.span.start)) if m.form != "demonym"]
    return [m for m in before if m.span == before[-1].span] if before else []


def _joined(scene: Scene, first: Mention, here: list[Mention]) -> list[Mention]:
    """``first`` and the mentions joined to it by *and* or apposition."""
    out = [first]
    links = scene.known.words["join"] | scene.known.words["article"]
    for mention in here:
        if mention.span == first.span and mention is not first:
            out.append(mention)
        elif mention.span.start >= out[-1].span.end:
            words = scene.low[out[-1].span.end : mention.span.start].replace(",", " ").split()
            if len(words) > 2 or any(w not in links for w in words):
                break
            out.append(mention)
    return out


def active(scene: Scene, hit: Hit) -> bool:
    """True for a participle whose nearest auxiliary is one of the perfect (``havia enviado``, *had sent*)."""
    last = [w.lower for w in scene.words if w.end <= hit.span.start][-4:][::-1]
    helper = next((w for w in last if w in scene.known.words["passive"] | scene.known.words["perfect"]), "")
    return helper in scene.known.words["perfect"]


def _plural(scene: Scene, hit: Hit) -> bool | None:
    """The number of a finite verb by its ending; None where the form does not tell."""
    endings = tuple(scene.known.words["plural_ending"])
    if endings and hit.feature == "phrase":
        long = [w for w in hit.span.of(scene.low).split() if len(w) > 4]
        return True if any(w.endswith(endings) for w in long) else None
    if not endings or hit.feature not in ("past", "present", "imperfect", "future", "conditional"):
        return None
    return hit.span.of(scene.low).split("-")[0].endswith(endings)


def participants(scene: Scene, hit: Hit, at: int) -> list[Participant]:
    """The actors and recipients of ``hit`` in clause ``at`` of ``scene``, each with its path."""
    mentions = {m.span: m for m in scene.mentions}
    found = _participants(scene, hit, at)
    return [replace(p, path=_path(scene, hit, mentions[p.span])) if p.span in mentions else p for p in found]


def _path(scene: Scene, hit: Hit, mention: Mention) -> str:
    """How ``mention`` stands to the trigger (see `Participant`)."""
    if mention.form == "demonym":
        return "adjective"
    return scene.preposition(mention) or ("before" if mention.span.start < hit.span.start else "after")


def _participants(scene: Scene, hit: Hit, at: int) -> list[Participant]:
    after = scene.within(Span(hit.span.end, max(reach(scene, at), hit.span.end)))
    if hit.feature == "noun":
        return _nominal(scene, hit, at, after)
    reduced = hit.feature == "participle" and not active(scene, hit)
    passive = reduced and _passive(scene, hit, scene.clauses[at])
    subjects = [] if reduced and not passive else subject(scene, at, hit.span.start, _plural(scene, hit))
    roles = hit.trigger.roles
    if roles == "victim":
        return _as(
            "recipient", _just_before(scene, hit) or subjects or [m for m in after if not scene.preposition(m)][:2]
        )
    if roles == "reaction":
        return _reaction(scene, at, after)
    if roles == "convey":
        return [*_as("messenger", subjects), *_as("actor", [m for m in after if scene.preposition(m) == "of"][:1])]
    if reduced:
        agents = [m for m in after if scene.preposition(m) == "by"]
        return [*_as("actor", agents), *_as("recipient", subjects)]
    if roles == "host":
        return _hosted(scene, subjects, after)
    if roles == "meet":
        return _as("actor", [*subjects, *(m for m in after if scene.preposition(m) in ("with", "between"))])
    return [*_as("actor", subjects), *_as("recipient", _objects(scene, hit, after))]


def _hosted(scene: Scene, subjects: list[Mention], after: list[Mention]) -> list[Participant]:
    """``A ministra recebeu o presidente da empresa, Ana Luz``: the host and the person received meet."""
    guests = [m for m in after if m.type == "person" and scene.preposition(m) in ("", "to")]
    return _as("actor", [*subjects, *_joined(scene, guests[0], guests)]) if subjects and guests else []


def _just_before(scene: Scene, hit: Hit) -> list[Mention]:
    """``soldados búlgaros mortos``: whom a participle stands beside."""
    return [m for m in scene.mentions if m.form != "demonym" and 0 <= hit.span.start - m.span.end <= 1]


def _reaction(scene: Scene, at: int, after: list[Mention]) -> list[Participant]:
    """``A aproximação entre X e Y suscitou críticas em Z``: Z reacts to X and Y."""
    before = [m for m in scene.within(scene.clauses[at].span) if m not in after and m.form != "demonym"]
    return [*_as("actor", [m for m in after if scene.preposition(m) in ("in", "of")]), *_as("recipient", before)]


def _passive(scene: Scene, hit: Hit, clause: Clause) -> bool:
    words = [w.lower for w in scene.words if clause.span.start <= w.start < hit.span.start][-3:]
    return any(w in scene.known.words["passive"] for w in words)


def _objects(scene: Scene, hit: Hit, after: list[Mention]) -> list[Mention]:
    """The recipient: what stands without preposition or after *to*, else after *against*, *with*, *of*; the first phrase.
    What the entry itself looks for (the troops that are sent) is no recipient."""
    roles, near = hit.trigger.roles, hit.trigger.near
    order = {"give": ("to", "with", ""), "against": ("against", "", "with")}.get(roles, ("", "to", "against", "with"))
    after = [m for m in after if m.span.start - hit.span.end < _NEAR]
    for kind in order:
        found = [m for m in after if scene.preposition(m) == kind and m.form != "demonym"]
        if kind == "":
            found = [
                m for m in found if _direct(scene, hit, m) and not (near and m.span.of(scene.low).startswith(near))
            ]
        if found:
            return _joined(scene, found[0], found)
    return []


def _direct(scene: Scene, hit: Hit, mention: Mention) -> bool:
    """True when no preposition parts ``mention`` from the verb: an object, not a part of some other phrase."""
    kinds = ("against", "with", "between", "by", "of", "in", "about")
    between = [w.lower for w in scene.words if w.start >= hit.span.end and w.end <= mention.span.start]
    return not any(w in scene.known.words[k] for w in between for k in kinds)


def _nominal(scene: Scene, hit: Hit, at: int, after: list[Mention]) -> list[Participant]:
    """Roles around a noun: *of* gives the actor, *against* and *to* the recipient, *between* both; an adjective of a state
    beside it the actor; else the subject of its clause where the noun is the object of a verb."""
    near = [m for m in after if m.span.start - hit.span.end < _NEAR]
    by = {
        k: [m for m in near if scene.preposition(m) == k]
        for k in ("of", "against", "between", "with", "by", "to", "in")
    }
    beside = [m for m in scene.mentions if m.form in ("demonym", "name") and _beside(scene, m, hit)]
    if hit.trigger.roles == "victim":
        return _as("recipient", by["of"] or beside)
    if hit.trigger.roles == "meet":
        return _meeting(scene, hit, at, by, beside)
    actors = by["by"] or by["of"][:1] or beside or by["between"]
    against = by["against"] or by["to"] or [m for m in by["in"] if m.type == "state"]
    if hit.trigger.ongoing and actors and not against and actors == by["of"][:1]:
        return _as("recipient", actors)
    if not actors and not _governed(scene, hit) and not hit.trigger.ongoing:
        return [*_as(_joining(scene, hit, at), subject(scene, at, hit.span.start)), *_as("recipient", against)]
    if not against and _under(scene, hit):
        against = subject(scene, at, hit.span.start)
    joining = (
        _as("participant", subject(scene, at, hit.span.start)) if _joining(scene, hit, at) == "participant" else []
    )
    return [*_as("actor", actors), *_as("recipient", against), *joining]


def _meeting(scene: Scene, hit: Hit, at: int, by: dict[str, list[Mention]], beside: list[Mention]) -> list[Participant]:
    """Both sides of a meeting or deal: *between* them, *of* and *with* them, or who has it in a relative clause."""
    found = [*by["between"], *by["of"], *by["with"], *beside]
    if len({m.entity for m in found}) > 1:
        return _as("actor", found)
    held = _relative_clause(scene, hit)
    if len({m.entity for m in held}) > 1:
        return _as("actor", held)
    subjects = subject(scene, at, hit.span.start)
    role = _joining(scene, hit, at)
    if role == "participant":
        return [*_as("actor", found), *_as(role, subjects)]
    found = [*subjects, *found]
    return _as("actor", found or _pair(scene))


def _relative_clause(scene: Scene, hit: Hit) -> list[Mention]:
    """``cúpula que X terá com Y``: subject and partner in the clause that the noun opens."""
    for n, clause in enumerate(scene.clauses):
        if 0 <= clause.span.start - hit.span.end <= 2 and clause.opener in scene.known.words["relative"]:
            inside = scene.within(Span(clause.span.start, reach(scene, n)))
            kept = [m for m in inside if m.form != "demonym" and scene.preposition(m) in ("", "with")]
            return [m for m in kept if m.type != "state" or scene.preposition(m)]
    return []


def _pair(scene: Scene) -> list[Mention]:
    """Two entities that one phrase of the sentence stands for (``ambos os países``)."""
    spans = [m.span for m in scene.mentions if m.form in ("epithet", "pronoun")]
    return [m for m in scene.mentions if spans.count(m.span) == 2 and m.form in ("epithet", "pronoun")]


def _joining(scene: Scene, hit: Hit, at: int) -> Role:
    """``participant`` where the noun is what someone takes part in, else ``actor``."""
    start = scene.clauses[at].span.start
    last = [w.lower for w in scene.words if start <= w.start and w.end <= hit.span.start][-4:]
    return "participant" if any(w.startswith(tuple(scene.known.words["attending"])) for w in last) else "actor"


def _governed(scene: Scene, hit: Hit) -> bool:
    known = scene.known.words
    attending = [w.lower for w in scene.words if w.end <= hit.span.start][-3:]
    if any(w.startswith(tuple(known["attending"])) for w in attending):
        return False
    return scene.before(hit.span.start) in known["of"] | known["by"] | known["to"]


def _under(scene: Scene, hit: Hit) -> bool:
    """``sob (extensas) sanções``."""
    return any(w.lower in scene.known.words["under"] for w in [w for w in scene.words if w.end <= hit.span.start][-2:])


def _beside(scene: Scene, mention: Mention, hit: Hit) -> bool:
    """``sanções ocidentais``, ``Russian attack``, ``cúpula Rússia-EUA``."""
    gap = mention.span.start - hit.span.end
    if mention.form == "demonym" and gap < 0:
        before = scene.low[mention.span.end : hit.span.start]
        close = mention.span.end <= hit.span.start and before.count(" ") <= 2 and "," not in before
        return close and scene.known.adjective_first
    if mention.form == "demonym":
        return (
            gap < 22
            and not scene.known.adjective_first
            and scene.low[hit.span.end : mention.span.start].count(" ") <= 2
        )
    pair = scene.low[mention.span.start - 1 : mention.span.end + 1]
    return 0 <= gap <= 14 and "-" in (pair[:1], pair[-1:])


def _as(role: Role, mentions: Iterable[Mention]) -> list[Participant]:
    seen: dict[str, Participant] = {}
    for mention in mentions:
        seen.setdefault(mention.entity, Participant(role=role, entity=mention.entity, span=mention.span))
    return list(seen.values())
