"""From the origin of a statement to the page: speaker, medium, agency, outlet."""

from __future__ import annotations

from functools import lru_cache

from meada.lang.inflection import forms
from meada.lang.lexicon import words
from meada.lang.table import LANGUAGES, table
from meada.reading.attribution import Attribution
from meada.reading.lexicon import lexicon
from meada.reading.mention import Mention
from meada.record.anaphor import again, company, headed
from meada.record.report import Report
from meada.record.statement import ChainLink
from meada.span import Span

__all__ = ["chain", "counting", "is_relay", "speakers", "voice"]

_MEDIA = frozenset(("agency", "outlet", "medium", "state_media"))
_SOURCES = frozenset(("person", "organisation", "state", "group"))
_DOCUMENT = 5
"""Words from "according to" to the clause that says whose a document is."""
_WHOSE = 150
"""Characters after a count in which a clause may say whose it is."""
_SUBJECT = 3
"""Words of a subject and its auxiliary before the verb that gives a count."""
_BARE = 2
"""Words of a source that is nothing but an article and a noun."""
_GAP = 28
"""Characters that articles and a title may put between a conjunction and the name it joins."""


def chain(report: Report, attribution: Attribution | None, *, joint: bool = False) -> tuple[ChainLink, ...]:
    """The chain of what ``attribution`` carries, or of the outlet's own voice when it is None.

    A relay's parents follow its own source (`Attribution.parent`). With ``joint`` the act is one of several speakers at
    once: none of them is the origin where a medium relays it, so the chain starts at that medium.
    """
    if attribution is None:
        return voice(report)
    steps: list[ChainLink] = []
    seen: set[str] = set()
    current: Attribution | None = attribution
    while current is not None and current.id not in seen:
        seen.add(current.id)
        steps += _steps(report, current, inherited=current is not attribution)
        current = report.attributions.get(current.parent) if current.parent else None
    if joint and any(step.role == "medium" for step in steps):
        steps = [step for step in steps if step.role != "speaker"]
    return (*_unique(steps), *_tail(report))


def voice(report: Report) -> tuple[ChainLink, ...]:
    """The chain of what is told in the text's own voice: the agency that wrote it, else the outlet."""
    agency = report.article.agency
    if agency is not None:
        narrator = ChainLink(role="narrator", entity=agency.id or agency.name, how="explicit", cue=agency.cue)
        return (narrator, _outlet(report))
    outlet = report.article.outlet
    named = outlet is not None and not outlet.hypothesis
    return (ChainLink(role="narrator", entity=_outlet(report).entity, how="explicit" if named else "inferred"),)


def counting(report: Report, span: Span) -> tuple[ChainLink, ...]:
    """The chain of a count for which no one is cited: of whoever raises, lowers or corrects it in its sentence ("the agency
    corrected the toll: it is 29, not 31"), else of the text's own voice."""
    if report.reading.lang not in LANGUAGES:
        return voice(report)
    sentence = report.sentence(span)
    if (whose := _declared(report, span, sentence)) is not None:
        return (whose, *_tail(report))
    for word in words(report.page.text, Span(sentence.start, span.start)):
        if word.lower not in _tallies(report.reading.lang):
            continue
        before = [
            m for m in report.reading.mentions
            if m.span.end == word.start - 1 and m.span.start >= sentence.start and m.type in _SOURCES
        ]  # fmt: skip
        before_ = (
            report.bodies.meant(Span(sentence.start, word.start).trimmed(report.page.text)) if not before else None
        )
        if before or before_:
            entity = report.entity(before_ or max(before, key=lambda m: len(m.span)).entity)
            return (
                ChainLink(role="speaker", entity=entity, how="grammatical", cue=Span(word.start, word.end)),
                *_tail(report),
            )
    return voice(report)


def _meant(report: Report, span: Span) -> str | None:
    """The body that opens the sentence as its subject, told by a noun ("El organismo había …")."""
    row = words(report.page.text, span)
    if not 2 <= len(row) <= _SUBJECT:
        return None
    return report.bodies.meant(Span(row[0].start, row[1].end))


def _declared(report: Report, span: Span, sentence: Span) -> ChainLink | None:
    """Whoever a relative clause right after the count says it is of ("os 8 milhões que a empresa declara"), or that of the
    document it is taken from ("…, segundo lista que o sindicato divulgou")."""
    lang = report.reading.lang or ""
    known = lexicon(lang)
    after = words(report.page.text, Span(span.end, min(sentence.end, span.end + _WHOSE)))
    cited = next((n for n, w in enumerate(after) if (w.lower,) in known.adverbials.get(w.lower, ())), None)
    row = after[cited : cited + _DOCUMENT] if cited is not None else after
    at = next((after.index(w) for w in row if w.lower in table(lang, "record")["whose"]), None)
    if at is None or (cited is None and any(c in report.low[span.end : after[at].start] for c in ",;(")):
        return None
    for verb in after[at + 1 :]:
        sense = known.sense(verb.lower)
        if sense is None or not sense.finite:
            continue
        said = [
            m for m in report.reading.mentions
            if after[at].end <= m.span.start and m.span.end == verb.start - 1 and m.type in _SOURCES
        ]  # fmt: skip
        if said:
            entity = report.entity(max(said, key=lambda m: len(m.span)).entity)
            return ChainLink(role="speaker", entity=entity, how="grammatical", cue=Span(verb.start, verb.end))
    return None


@lru_cache(maxsize=8)
def _tallies(lang: str) -> frozenset[str]:
    """The forms of the verbs that give or change a count."""
    lemmas = (*table(lang, "reporting")["frames"]["count_only"], *table(lang, "record")["counts"])
    return frozenset(form for lemma in lemmas for form, _ in forms(lemma, lang))


def is_relay(report: Report, attribution: Attribution) -> bool:
    """True when the source is a medium that passes on what others did or said: an act of publishing."""
    if attribution.type != "relay" or not attribution.medium:
        return False
    entity = report.known.get(attribution.entity or "")
    return attribution.source == attribution.medium or (entity is not None and entity.kind in _MEDIA)


def speakers(report: Report, attribution: Attribution) -> tuple[str, ...]:
    """The local ids of the entities that are the source, all of a coordinated source, in text order."""
    if led := headed(report, attribution):
        return led
    found = [e for span in attribution.source for e in _coordinated(report, span, attribution.entity)]
    if attribution.entity and attribution.entity not in found:
        found = [attribution.entity, *found] if len(found) != 1 else [attribution.entity]
    return tuple(dict.fromkeys(found))


def _coordinated(report: Report, source: Span, head: str | None) -> list[str]:
    """``head`` and what a conjunction joins to it in ``source`` ("Seul e Kiev", "A and the minister, B")."""
    inside = [
        m for m in report.reading.mentions if source.contains(m.span) and m.type in _SOURCES and m.form != "demonym"
    ]
    if len(inside) < 2 or report.triggers is None:
        return []
    first = [m for m in inside if m.entity == head] or inside[:1]
    out = [first[0].entity]
    for mention in inside:
        if (
            mention.span.start > first[0].span.start
            and mention.entity not in out
            and _joins(report, inside, mention, source)
        ):
            out.append(mention.entity)
    return out if len(out) > 1 else []


def _joins(report: Report, inside: list[Mention], mention: Mention, source: Span) -> bool:
    """True when only a conjunction, articles and a title stand between ``mention`` and the mention before it."""
    before = [m for m in inside if m.span.end <= mention.span.start and m.entity != mention.entity]
    if not before or report.triggers is None:
        return False
    gap = report.low[before[-1].span.end : mention.span.start]
    words = gap.replace(",", " ").split()
    joining = report.triggers.words["join"]
    return bool(words) and words[0] in joining and len(gap) <= _GAP and source.contains(mention.span)


def _steps(report: Report, attribution: Attribution, *, inherited: bool) -> list[ChainLink]:
    cue = attribution.cue[0] if attribution.cue else None
    how = "inherited" if inherited and not attribution.cue else "explicit"
    steps = []
    found = again(report, attribution) or speakers(report, attribution) or company(report, attribution)
    if found:
        for entity in found:
            known = report.known.get(entity)
            role = "medium" if known is not None and known.kind in _MEDIA else "speaker"
            steps.append(ChainLink(role=role, entity=report.entity(entity), how=how, cue=cue))  # type: ignore[arg-type]
    elif attribution.source_kind == "document":
        steps.append(ChainLink(role="document", entity=attribution.speaker, how="explicit", cue=cue))
    elif attribution.speaker:
        entity = _only(report, attribution.speaker) or attribution.speaker
        steps.append(ChainLink(role="speaker", entity=entity, how="explicit", cue=cue))
    elif attribution.source_kind != "visual":
        steps.append(ChainLink(role="speaker", entity=None, how="impersonal", cue=cue))
    for span in attribution.medium:
        relay = _entity_at(report, span)
        if relay and all(step.entity != report.entity(relay) for step in steps):
            steps.append(ChainLink(role="medium", entity=report.entity(relay), how="explicit", cue=span))
    return steps


def _only(report: Report, speaker: str) -> str | None:
    """The one body of the story that "the company" or "the union" can be (`meada.record.same`); None for other words."""
    if report.reading.lang not in LANGUAGES:
        return None
    row = speaker.lower().split()
    for name, nouns in table(report.reading.lang, "reporting")["bodies"].items():
        if name != "any" and len(row) <= _BARE and row[-1:] and row[-1] in nouns:
            found = report.entity(name)
            return found if found != name else None
    return None


def _entity_at(report: Report, span: Span) -> str | None:
    inside = [m for m in report.reading.mentions if span.overlaps(m.span)]
    media = [m for m in inside if (e := report.known.get(m.entity)) is not None and e.kind in _MEDIA]
    return max(media or inside, key=lambda m: len(m.span)).entity if inside else None


def _tail(report: Report) -> tuple[ChainLink, ...]:
    agency = report.article.agency
    head: tuple[ChainLink, ...] = ()
    if agency is not None:
        head = (ChainLink(role="agency", entity=agency.id or agency.name, how="explicit", cue=agency.cue),)
    return (*head, _outlet(report))


def _outlet(report: Report) -> ChainLink:
    outlet = report.article.outlet
    if outlet is None or outlet.hypothesis:
        return ChainLink(role="outlet", entity=None, how="inferred")
    return ChainLink(role="outlet", entity=outlet.id or outlet.name, how="explicit", cue=outlet.span)


def _unique(steps: list[ChainLink]) -> list[ChainLink]:
    out: dict[tuple[str, str | None], ChainLink] = {}
    for step in steps:
        out.setdefault((step.role, step.entity), step)
    return list(out.values())
