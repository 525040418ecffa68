"""Who did what to whom, when and where: from triggers to events."""

from __future__ import annotations

from collections.abc import Sequence

from meada.lang.gazetteer import state_name
from meada.lang.lexicon import Word, lowered, words
from meada.lang.trigger import Hit, Triggers, triggers
from meada.reading.attribution import Attribution
from meada.reading.clause import clauses
from meada.reading.event import Event, Participant, Place, Time
from meada.reading.figure import Figure
from meada.reading.happening import Draft, gather
from meada.reading.mention import Entity, Mention
from meada.reading.modality import modality, polarity
from meada.reading.passage import Passage
from meada.reading.role import Scene, participants, reach, subject
from meada.span import Span
from meada.when.expression import Expression

__all__ = ["find"]

_SITES = {"city": "city", "region": "admin1", "site": "site"}


def find(
    passage: Passage,
    entities: Sequence[Entity],
    mentions: Sequence[Mention],
    times: Sequence[Expression] = (),
    attributions: Sequence[Attribution] = (),
    figures: Sequence[Figure] = (),
) -> tuple[Event, ...]:
    """The events of ``passage`` in text order, one a happening; every span indexes `Passage.text`.

    ``entities`` and ``mentions`` are those of `meada.reading.mentions.find`; ``times``, ``attributions`` and ``figures``
    of the other finders, where they ran. An event inside the content of an attribution carries its id.
    """
    finder = _Finder(passage, entities, mentions, times, attributions)
    return tuple(draft.event() for draft in gather(finder.drafts()))


class _Finder:
    """What the sentences of one passage share."""

    def __init__(
        self,
        passage: Passage,
        entities: Sequence[Entity],
        mentions: Sequence[Mention],
        times: Sequence[Expression],
        attributions: Sequence[Attribution],
    ) -> None:
        self.passage, self.low = passage, lowered(passage.text)
        self.entities = {e.id: e for e in entities}
        self.mentions, self.attributions = mentions, attributions
        self.times = [t for t in times if t.type in ("DATE", "TIME")]
        self.known: Triggers = triggers(passage.lang)
        self.last: tuple[Mention, ...] = ()
        self.running: Time | None = None

    def drafts(self) -> list[Draft]:
        """The events clause by clause, before those of one happening are merged."""
        scenes = [self._scene(sentence) for sentence in self.passage.sentences]
        idle = sum(self._leisurely(scene.words) for scene in scenes) > 0.3 * len(scenes)
        out: list[Draft] = []
        for scene in scenes:
            out.extend(self._read(scene, idle or self._leisurely(scene.words)))
        return out

    def _scene(self, sentence: Span) -> Scene:
        found = words(self.passage.text, sentence)
        inside = [m for m in self.mentions if sentence.contains(m.span)]
        return Scene(
            self.passage.text, self.low, found, clauses(self.low, sentence, found, self.known), inside, self.known
        )

    def _leisurely(self, sentence: list[Word]) -> bool:
        """True for a sentence about sport, lottery or entertainment: two of their words or more."""
        return sum(word.lower in self.known.leisure for word in sentence) > 1

    def _read(self, scene: Scene, idle: bool) -> list[Draft]:
        out: list[Draft] = []
        for hit, at in _hits(scene):
            if (idle and hit.trigger.type in self.known.serious) or any(_takes(held, hit, scene, at) for held in out):
                continue
            draft = self._draft(scene, hit, at)
            if self._tells(draft) or _tied(out, draft):
                out.append(draft)
        if scene.clauses:
            self.last = tuple(subject(scene, 0, scene.clauses[0].span.end)) or self.last
        return out

    def _draft(self, scene: Scene, hit: Hit, at: int) -> Draft:
        attribution = self._attribution(hit.span)
        who = participants(scene, hit, at)
        if not any(p.role == "actor" for p in who) and hit.feature in ("past", "pres", "imperf", "fut") and at == 0:
            who = [*_actors(self.last), *who]
        how = modality(scene, hit, at, attribution)
        kind = "background" if hit.trigger.ongoing and hit.feature in ("noun", "phrase") else hit.trigger.kind
        type_ = "AGREE" if hit.trigger.type == "CONSULT" and how in ("planned", "expected") else hit.trigger.type
        draft = Draft(
            hit, type_, [_evidence(scene, hit, at, who)], who, how, polarity(scene, hit, at), None,
            self._place(scene, hit, at), attribution.id if attribution else None, kind,
        )  # fmt: skip
        draft.time = self._time(scene, hit, at, kind)
        return draft

    def _tells(self, draft: Draft) -> bool:
        """Whether a clause tells enough: a bare noun needs someone, a deal two sides, a meeting more than a crowd."""
        actors = {p.entity for p in draft.participants if p.role == "actor"}
        if draft.hit.feature in ("noun", "inf", "ger") and not draft.participants:
            return draft.type not in self.known.words["needs_actor"]
        if draft.hit.trigger.type == "CONSULT" and draft.participants:
            return any(self.entities[p.entity].type != "group" for p in draft.participants)
        return draft.hit.trigger.id.split(".")[0] != "AGREE" or draft.hit.trigger.roles != "meet" or len(actors) > 1

    def _attribution(self, span: Span) -> Attribution | None:
        """The innermost attribution whose content holds ``span``."""
        holding = [a for a in self.attributions if any(c.contains(span) for c in a.content)]
        return min(holding, key=lambda a: sum(len(c) for c in a.content), default=None)

    def _time(self, scene: Scene, hit: Hit, at: int, kind: str) -> Time | None:
        """The date in the clause of the trigger, else the only one of its sentence, else none."""
        sentence = Span(scene.words[0].start, scene.words[-1].end)
        inside = [t for t in self.times if sentence.contains(t.span)]
        clause = _stretch(scene, at)
        own = [t for t in inside if scene.clauses[at].span.contains(t.span)]
        own = own or [t for t in inside if clause.contains(t.span)]
        found = own or (inside if len(inside) == 1 else [])
        if not found:
            return None
        best = min(found, key=lambda t: abs(t.span.start - hit.span.start))
        return Time(
            begin=best.begin, until=best.until, granularity=best.granularity, zone=best.zone, zone_basis=best.zone_basis,
            how="own" if own else "inherited", span=best.span,
        )  # fmt: skip

    def _place(self, scene: Scene, hit: Hit, at: int) -> Place | None:
        """The place named in the clause of the trigger, nearest after it; a state after *in* counts."""
        clause = _stretch(scene, at)
        found: list[tuple[int, Place]] = []
        for mention in scene.mentions:
            if not clause.contains(mention.span) or mention.form not in ("name", "demonym"):
                continue
            entity = self.entities.get(mention.entity)
            if entity is None or (mention.type != "place" and scene.preposition(mention) != "in"):
                continue
            if mention.type == "place":
                place = Place(
                    name=mention.span.of(self.passage.text),
                    country=entity.country,
                    granularity=_SITES.get(entity.kind or ""),
                    span=mention.span,
                )
            elif mention.type == "state":
                place = Place(
                    name=state_name(entity.id, self.passage.lang, self.passage.world),
                    country=entity.id,
                    granularity="country",
                    span=mention.span,
                )
            else:
                continue
            found.append((abs(mention.span.start - hit.span.start), place))
        return min(found, key=lambda item: item[0])[1] if found else None


def _hits(scene: Scene) -> list[tuple[Hit, int]]:
    """The triggers of a sentence with the clause each stands in, left to right, none inside another."""
    out: list[tuple[Hit, int]] = []
    if not scene.words:
        return out
    sentence = Span(scene.words[0].start, scene.words[-1].end)
    done = -1
    for i, word in enumerate(scene.words):
        if word.start < done:
            continue
        nominal = i > 0 and scene.words[i - 1].lower in scene.known.words["determiner"]
        hit = scene.known.at(scene.low, word, sentence, nominal=nominal)
        if hit is None:
            continue
        done = hit.span.end
        at = next((n for n, c in enumerate(scene.clauses) if c.span.start <= hit.span.start < c.span.end), None)
        if hit.feature == "part" and not _verbal(scene, hit):
            continue
        if at is not None and not any(
            m.form == "name" and m.span.contains(hit.span) and m.type != "state" for m in scene.mentions
        ):
            out.append((hit, at))
    return out


def _takes(held: Draft, hit: Hit, scene: Scene, at: int) -> bool:
    """True when an earlier event of the sentence swallows this one: what is promised or asked, or the object of its verb."""
    span = held.hit.span
    clause = next((n for n, c in enumerate(scene.clauses) if c.span.start <= span.start < c.span.end), at)
    cause = held.type == "PROTEST" and hit.trigger.type in scene.known.words["cause"]
    if cause and hit.feature in ("noun", "inf", "phrase") and hit.span.start > span.end:
        return True
    content = held.type != "PROTEST" or hit.feature in ("noun", "inf")
    if held.hit.trigger.absorb and hit.span.start > span.end and content:
        return clause == at or (at == clause + 1 and scene.clauses[at].opener in scene.known.words["complement"])
    return clause == at and any(hit.span.of(scene.low).startswith(n.strip()) for n in held.hit.trigger.near)


def _verbal(scene: Scene, hit: Hit) -> bool:
    """True for a participle that tells an event: an auxiliary stands before it or an agent after it."""
    before = [w.lower for w in scene.words if w.end <= hit.span.start][-4:]
    after = next((w.lower for w in scene.words if w.start >= hit.span.end), "")
    return after in scene.known.words["by"] or any(w in scene.known.words["auxiliary"] for w in before)


def _tied(out: Sequence[Draft], draft: Draft) -> bool:
    """True when the sentence has told an event of that type already: a bare noun may only add to it."""
    return any(held.type == draft.type for held in out)


def _actors(mentions: Sequence[Mention]) -> list[Participant]:
    return [Participant(role="actor", entity=m.entity) for m in {m.entity: m for m in mentions}.values()]


def _evidence(scene: Scene, hit: Hit, at: int, who: Sequence[Participant]) -> Span:
    """The clause that tells the event: from its subject (or the noun itself) to the end of the clause."""
    clause = scene.clauses[at].span
    end = max(clause.end, hit.span.end)
    if hit.feature == "noun":
        start = hit.span.start
        after = [h for h in scene.words if h.start > hit.span.end and h.end <= end and _finite(h, scene.known)]
        ends = [p.span.end for p in who if p.span and p.span.start > hit.span.end]
        stop = after[0].start if after else end
        return Span(start, max(hit.span.end, min(end, max([stop, *(e for e in ends if e <= end)])))).trimmed(scene.text)
    starts = [p.span.start for p in who if p.span and p.span.end <= hit.span.start and _linked(scene, p.span, clause)]
    starts += [m.span.start for m in scene.mentions if m.form == "title" and _titles(m, starts, who)]
    return Span(min([*starts, clause.start, hit.span.start]), end).trimmed(scene.text)


def _titles(title: Mention, starts: Sequence[int], who: Sequence[Participant]) -> bool:
    """True when ``title`` stands right before the name that opens the evidence."""
    return any(0 <= start - title.span.end <= 2 for start in starts) and any(p.entity == title.entity for p in who)


def _stretch(scene: Scene, at: int) -> Span:
    """The clause with what only commas part from it, on both sides."""
    first = at
    while first > 0 and not scene.clauses[first].opener:
        first -= 1
    return Span(scene.clauses[first].span.start, max(reach(scene, at), scene.clauses[at].span.end))


def _linked(scene: Scene, span: Span, clause: Span) -> bool:
    """True when only a short apposition parts ``span`` from ``clause``."""
    return span.start >= clause.start or 0 <= clause.start - span.end <= 30


def _finite(word: Word, known: Triggers) -> bool:
    return any(feature in ("past", "pres", "fut") for _, feature in known.verbs.get(word.lower, ()))
