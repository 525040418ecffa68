"""Who did what to whom, when and where: from triggers to events."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from meada.lang.gazetteer import state_name
from meada.lang.lexicon import Word, lowered, pieces, words
from meada.lang.trigger import Hit, Triggers, triggers
from meada.reading.attribution import Attribution
from meada.reading.chronicle import Chronicle, stretch
from meada.reading.clause import clauses
from meada.reading.event import Event, Participant, Place
from meada.reading.extent import evidence
from meada.reading.figure import Figure
from meada.reading.happening import Draft, gather
from meada.reading.mention import Entity, Mention
from meada.reading.modality import modality, polarity
from meada.reading.numeral import numbers
from meada.reading.passage import Passage
from meada.reading.role import active, participants, subject
from meada.reading.scene import Scene
from meada.reading.word import words_of
from meada.span import Span, cover
from meada.when.expression import Expression

__all__ = ["find"]

_AGENT = 25
_TOLL = 200
"""Characters between what is counted and its figure, at most."""
_HEADLINE = 0.6
"""The share of longer words with a capital from which a sentence writes all of them so."""
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
    raised = _raised(passage, figures)
    return tuple(e for e in (draft.event() for draft in gather(finder.drafts())) if e.trigger.start not in raised)


def _raised(passage: Passage, figures: Sequence[Figure]) -> set[int]:
    """Where verbs begin that take a count to its figure ("o número de mortos chegou a 27"): nobody came anywhere."""
    changes = frozenset(numbers(passage.lang).data["toll"]["changes"])
    out: set[int] = set()
    for figure in figures:
        if not figure.rule.startswith("figure:toll") or figure.population is None:
            continue
        begin, end = figure.population.end, figure.span.start
        if 0 < end - begin < _TOLL:
            out.update(w.start for w in words_of(passage.text, begin, end) if w.lower in changes)
    return out


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
        self.starts = [m.span.start for m in mentions]
        self.tags = {t.start: t.upos for t in passage.parse.tokens} if passage.parse else {}
        self.known: Triggers = triggers(passage.lang)
        self.last: tuple[Mention, ...] = ()
        self.countries = {e.id: e.country for e in entities if e.country}
        self.chronicle = Chronicle([t for t in times if t.type in ("DATE", "TIME")], passage.anchor)
        self.claims: list[tuple[Span, int]] = []
        self.paragraph = 0

    def drafts(self) -> list[Draft]:
        """The events clause by clause, before those of one happening are merged."""
        sentences = [(n, s) for n, p in enumerate(self.passage.paragraphs) for s in p.sentences]
        scenes = [(n, self._scene(piece)) for n, s in sentences for piece in pieces(self.passage.text, s)]
        idle = sum(self._leisurely(scene.words) for _, scene in scenes) > 0.3 * len(scenes)
        out: list[Draft] = []
        for self.paragraph, scene in scenes:
            self.claims.clear()
            out.extend(self._read(scene, idle or self._leisurely(scene.words)))
        return out

    def _scene(self, sentence: Span) -> Scene:
        found = words(self.passage.text, sentence)
        first = bisect_left(self.starts, sentence.start)
        inside = [m for m in self.mentions[first : bisect_left(self.starts, sentence.end)] if sentence.contains(m.span)]
        return Scene(
            self.passage.text,
            self.low,
            found,
            clauses(self.low, sentence, found, self.known),
            inside,
            self.known,
            {},
            self.tags,
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
        out = [d for d in out if not d.hit.trigger.weak or all(o.hit.trigger.weak for o in out)]
        if scene.clauses:
            self.last = tuple(subject(scene, 0, scene.clauses[0].span.end)) or self.last
        return out

    def _draft(self, scene: Scene, hit: Hit, at: int) -> Draft:
        attribution = self._attribution(hit.span)
        frames = self._framed(hit)
        who = [p for p in self._who(scene, hit, at, attribution) if not _inside(p.span, frames)]
        who = _deal(who) if hit.trigger.type == "AGREE" else who
        how = modality(scene, hit, at, attribution)
        if how == "asserted" and _alleged(scene, hit, at, self.claims):
            how = "alleged"
        if hit.trigger.type == "ACCUSE":
            self.claims.append((hit.span, at))
        kind = "background" if hit.trigger.ongoing and hit.feature in ("noun", "phrase") else hit.trigger.kind
        type_ = "AGREE" if hit.trigger.type == "CONSULT" and how in ("planned", "expected") else hit.trigger.type
        time = self.chronicle.time(scene, hit, at, who, kind, frames)
        return Draft(
            hit, type_, [evidence(scene, hit, at, who)], who, how, polarity(scene, hit, at),
            time, self._place(scene, hit, at), attribution.id if attribution else None,
            kind, self.countries, self.paragraph, self._source(attribution),
        )  # fmt: skip

    def _source(self, attribution: Attribution | None) -> str | None:
        """Who says it, where that is a side of the story and not a medium."""
        entity = self.entities.get(attribution.entity or "") if attribution is not None else None
        return None if entity is None or entity.kind in ("agency", "medium", "outlet") else entity.id

    def _framed(self, hit: Hit) -> list[Span]:
        """The stretches of the attributions whose content holds the trigger: their source, medium and cue."""
        holding = [a for a in self.attributions if any(c.contains(hit.span) for c in a.content)]
        frames = [(*a.source, *a.cue, *a.medium) for a in holding]
        return [cover(f) for f in frames if f and not cover(f).overlaps(hit.span)]

    def _who(self, scene: Scene, hit: Hit, at: int, attribution: Attribution | None) -> list[Participant]:
        """The participants; a verb that opens its sentence takes the last subject, one said of oneself the speaker."""
        who = participants(scene, hit, at)
        if any(p.role in ("actor", "messenger") for p in who) or hit.trigger.roles in ("victim", "reaction"):
            return who
        if (
            hit.feature == "phrase"
            and attribution is not None
            and attribution.entity
            and attribution.type in ("direct", "mixed")
        ):
            return [
                Participant(role="actor", entity=attribution.entity),
                *(p for p in who if p.entity != attribution.entity),
            ]
        if hit.feature in ("past", "present", "imperfect", "future") and at == 0:
            return [*_actors(self.last), *who]
        return who

    def _tells(self, draft: Draft) -> bool:
        """Whether a clause tells enough: a bare noun needs someone, a deal two sides, a meeting more than a crowd."""
        actors = {p.entity for p in draft.participants if p.role == "actor"}
        if draft.hit.trigger.roles == "host":
            return len(actors) > 1
        if draft.hit.feature in ("noun", "infinitive", "gerund", "participle") and not draft.participants:
            return draft.type not in self.known.words["needs_actor"]
        if draft.hit.trigger.mode == "obstruct" and (not actors or any(self._official(a) for a in actors)):
            return draft.hit.feature in ("past", "present", "imperfect") and not actors
        if draft.hit.trigger.type == "CONSULT" and draft.participants:
            return any(self.entities[p.entity].type != "group" for p in draft.participants)
        return draft.hit.trigger.id.split(".")[0] != "AGREE" or draft.hit.trigger.roles != "meet" or len(actors) > 1

    def _official(self, entity: str) -> bool:
        """Police and governments close roads; they do not protest by it."""
        return self.entities[entity].kind in ("police", "government", "military") or entity in ("police", "government")

    def _attribution(self, span: Span) -> Attribution | None:
        """The innermost attribution whose content holds ``span``."""
        holding = [a for a in self.attributions if any(c.contains(span) for c in a.content)]
        return min(holding, key=lambda a: sum(len(c) for c in a.content), default=None)

    def _place(self, scene: Scene, hit: Hit, at: int) -> Place | None:
        """The place named in the clause of the trigger, nearest after it; a state after *in* counts."""
        clause = stretch(scene, at)
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
        if word.start < done or not scene.known.evokes(word.lower):
            continue
        if idle := scene.known.idle.at(scene.low, word):
            done = idle[0].end
            continue
        hit = scene.known.at(scene.low, word, sentence, nominal=scene.nominal(i))
        if hit is None:
            continue
        if hit.feature == "present" and scene.tags.get(word.start) in ("NOUN", "PROPN"):
            continue  # a noun that is spelt like the verb: "telephone numbers"
        done = hit.span.end
        at = next((n for n, c in enumerate(scene.clauses) if c.span.start <= hit.span.start < c.span.end), None)
        if (hit.feature == "participle" and not _verbal(scene, hit)) or not _reflexive(scene, hit):
            continue
        if _in_name(scene, i):
            continue
        if at is not None and not any(
            m.form == "name" and m.span.contains(hit.span) and m.type != "state" for m in scene.mentions
        ):
            out.append((hit, at))
    return out


def _in_name(scene: Scene, i: int) -> bool:
    """``a Rua do Ataque``: word ``i`` goes on a name that capitals make, in a sentence that does not write all with them."""
    words = scene.words
    before = i - 2 if i > 1 and words[i - 1].lower in scene.known.words["of"] else i - 1
    if before < 0 or not (_capital(scene, i) and _capital(scene, before)):
        return False
    if any(scene.text[words[k].end : words[k + 1].start] != " " for k in range(before, i)):
        return False
    long = [k for k, word in enumerate(words) if word.end - word.start > 3]
    return sum(_capital(scene, k) for k in long) < _HEADLINE * len(long)


def _capital(scene: Scene, i: int) -> bool:
    return scene.text[scene.words[i].start].isupper()


def _takes(held: Draft, hit: Hit, scene: Scene, at: int) -> bool:
    """True when an earlier event of the sentence swallows this one: what is promised or asked, the reasons of a protest, the
    purpose of a ceremony, or the object of its verb."""
    span, known = held.hit.span, scene.known.words
    clause = next((n for n, c in enumerate(scene.clauses) if c.span.start <= span.start < c.span.end), at)
    if hit.span.start < span.end:
        return False
    aimed = ("noun", "infinitive", "phrase") if held.type == "PROTEST" else ("infinitive",)
    if held.type in ("PROTEST", "CEREMONY") and hit.trigger.type in known["cause"] and hit.feature in aimed:
        return True
    content = held.type != "PROTEST" or hit.feature in ("noun", "infinitive")
    if held.hit.trigger.absorb and content:
        follows = at == clause + 1 and scene.clauses[at].opener in known["complement"]
        return clause == at or (follows and held.type != "ACCUSE")
    near = held.hit.trigger.near if held.hit.feature != "noun" or held.type == "SUPPORT" else ()
    return clause == at and any(hit.span.of(scene.low).startswith(n.split()[-1]) for n in near)


def _alleged(scene: Scene, hit: Hit, at: int, claims: Sequence[tuple[Span, int]]) -> bool:
    """True for what an accusation of this sentence says, in the clause that follows it."""
    return any(at == clause + 1 and scene.clauses[at].opener and span.end <= hit.span.start for span, clause in claims)


def _inside(span: Span | None, frames: Sequence[Span]) -> bool:
    return span is not None and any(frame.contains(span) for frame in frames)


def _deal(who: list[Participant]) -> list[Participant]:
    """Those whom a deal binds are its actors where no one else is (``o pacto compromete ambos``)."""
    if any(p.role == "actor" for p in who):
        return who
    return [Participant(role="actor", entity=p.entity, span=p.span) for p in who]


def _verbal(scene: Scene, hit: Hit) -> bool:
    """True for a participle that tells an event: an auxiliary stands before it or an agent after it."""
    before = [w.lower for w in scene.words if w.end <= hit.span.start][-4:]
    after = next((w.lower for w in scene.words if w.start >= hit.span.end), "")
    if active(scene, hit):
        return True
    agent = any(0 < m.span.start - hit.span.end < _AGENT and m.type != "place" for m in scene.mentions)
    return (agent and after in scene.known.words["by"]) or any(w in scene.known.words["auxiliary"] for w in before)


def _reflexive(scene: Scene, hit: Hit) -> bool:
    """True unless the entry asks for a reflexive verb (``reuniu-se``) and this one is not (``reuniu mil pessoas``)."""
    if not hit.trigger.reflexive or hit.feature in ("noun", "phrase"):
        return True
    word = hit.span.of(scene.low)
    before = [w.lower for w in scene.words if w.end <= hit.span.start][-3:]
    known = scene.known.words["reflexive"]
    return any(word.endswith(k) and word != k for k in known) or any(w in known or w.endswith("-se") for w in before)


def _tied(out: Sequence[Draft], draft: Draft) -> bool:
    """True when the sentence has told an event of that type already: a bare noun may only add to it."""
    return any(held.type == draft.type for held in out)


def _actors(mentions: Sequence[Mention]) -> list[Participant]:
    return [Participant(role="actor", entity=m.entity) for m in {m.entity: m for m in mentions}.values()]
