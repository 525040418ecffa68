"""Checking a passage against a store: what is held that matches, repeats, updates, contradicts or denies it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

from meada.article.article import Article
from meada.i18n import N_
from meada.ident import digest
from meada.lang.parse import Parser
from meada.lang.table import LANGUAGES
from meada.lang.world import SHIPPED, World
from meada.moment import Moment
from meada.page.language import detect
from meada.page.page import Block, Page
from meada.reading.mention import Entity
from meada.reading.read import read
from meada.reading.reading import Reading
from meada.record.checked import RELATIONS, Finding, Standing, against
from meada.record.report import Report
from meada.record.side import PageFacts, Side, remembered, side, stems
from meada.record.state import state
from meada.record.statement import Evidence, Statement
from meada.record.topic import about
from meada.span import Span
from meada.store import Store
from meada.store.clue import clues
from meada.store.nearby import Nearby

__all__ = ["HEADS", "Checked", "Held", "check"]

_PASSAGE = "passage"
HEADS = {
    "repeats": N_("The same words"),
    "matches": N_("Says the same"),
    "updates": N_("Later state"),
    "earlier": N_("Earlier state"),
    "contradicts": N_("Another version"),
    "denies": N_("Denied"),
}
"""What each relation of a held statement to the passage is called, in the order in which they are shown."""


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """A stored statement that bears on the passage. ``quote`` is its sentence, at ``span`` of the page ``label``; ``who`` are
    those it goes back to, first to last, empty where nobody is cited; ``copies`` other articles with the same text.

    ``relation`` is one of `RELATIONS`; ``part`` the words of the passage it bears on.
    """

    relation: Standing
    statement: str
    label: str
    page: str
    outlet: str | None
    published: str | None
    quote: str
    span: Span
    who: tuple[str, ...] = ()
    part: str = ""
    score: float
    level: Literal["shown", "suggested"]
    why: str
    copies: tuple[str, ...] = ()
    story: str | None = None


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """What a store holds on ``text``: ``held`` by relation, in each the first report first. ``searched`` is the number of
    pages of the store; that nothing is held is no evidence of anything."""

    text: str
    lang: str | None
    held: tuple[Held, ...]
    searched: int


def check(
    text: str,
    store: Store,
    *,
    lang: str | None = None,
    published: str | None = None,
    parser: Parser | None = None,
    world: World = SHIPPED,
) -> Checked:
    """Stored statements that bear on ``text``, read as the text of a page would be.

    ``lang`` is an ISO 639-1 code, else told from the text, else the language of most articles; ``published`` an ISO 8601
    date for relative dates and for what came later. A bare sentence without a name or a date will do. No more of the store
    is loaded than the articles that share most with the passage.
    """
    text = text.strip()
    known = lang or detect(text) or store.usual_language() or LANGUAGES[0]
    reading, page = _read(text, known if known in LANGUAGES else LANGUAGES[0], published, parser, world)
    keys = clues(page, reading)
    near = store.nearby(keys)
    mine = _passage(page, reading, published, near.entities)
    pages = {p: PageFacts(family=f.family, published=f.published, lang=f.lang) for p, f in near.pages.items()}
    by_id = {s.id: s for s in near.statements}
    stored = [remembered(s, pages[s.page], by_id.get(s.within or "")) for s in near.statements if s.page in pages]
    entities = {e.id: e for e in (*reading.entities, *near.entities)}
    found = against(mine, stored, links=near.links, entities=entities, rarity=near.rarity)
    parts = [" ".join(s.statement.evidence[0].quote.split()) for s in mine]
    held = _folded([_held(one, by_id[one.statement], near, entities, parts) for one in found])
    return Checked(text=text, lang=known, held=tuple(sorted(held, key=_order)), searched=near.searched)


def _order(one: Held) -> tuple[int, str, str, Span]:
    return RELATIONS.index(one.relation), one.published or "9", one.page, one.span


def _read(text: str, lang: str, published: str | None, parser: Parser | None, world: World) -> tuple[Reading, Page]:
    capture = digest(text.encode("utf-8", "surrogatepass"))
    whole = Span(0, len(text))
    page = Page(capture=capture, text=text, blocks=(Block(role="body", span=whole, reason="passage"),), lang=lang)
    moment = Moment(begin=published, words=published, where="given") if published else None
    article = Article(page=capture, body=(whole,), published=moment, lang=lang)
    return read(page, article, parser=parser, world=world), page


def _passage(page: Page, reading: Reading, published: str | None, known: Sequence[Entity]) -> list[Side]:
    """The statements of the passage, and each of its sentences that no statement tells, as sides of their own."""
    moment = Moment(begin=published, words=published, where="given") if published else None
    article = Article(page=page.capture, body=tuple(b.span for b in page.blocks), published=moment, lang=reading.lang)
    report = Report(page=page, article=article, reading=reading, family=_PASSAGE, same=_same(reading, known))
    made = state(report)
    told = [e.span for s in made for e in s.evidence]
    bare = [s for s in reading.sentences if not any(s.overlaps(span) for span in told)]
    sides = [side(report, s) for s in (*made, *(_bare(report, span) for span in bare))]
    return [msgspec.structs.replace(one, published=published) for one in sides]


def _bare(report: Report, span: Span) -> Statement:
    page = report.page
    quote = Evidence(page=page.capture, span=span, quote=span.of(page.text), zone="body")
    return Statement(
        id=f"{_PASSAGE}-{span.start}",
        page=page.capture,
        kind="claim",
        type="OTHER",
        evidence=(quote,),
        rule="bare",
        topics=about(report, span),
    )


def _same(reading: Reading, known: Sequence[Entity]) -> dict[str, str]:
    """Entities of the passage as those of the store: by a name they share, a person also by the last word of one name."""
    names: dict[tuple[str, ...], set[str]] = {}
    for entity in known:
        for name in (entity.name, *entity.names):
            words = tuple(stems(name))
            names.setdefault(words, set()).add(entity.id)
            if entity.type == "person" and len(words) > 1:
                names.setdefault(words[-1:], set()).add(entity.id)
    out = {}
    ids = {entity.id for entity in known}
    for entity in reading.entities:
        fits = names.get(tuple(stems(entity.name)), set()) if entity.id not in ids else set()
        if len(fits) == 1:
            out[entity.id] = next(iter(fits))
    return out


def _held(
    finding: Finding, statement: Statement, near: Nearby, entities: Mapping[str, Entity], parts: Sequence[str]
) -> Held:
    facts = near.pages[statement.page]
    first = statement.evidence[0]
    who = [s.entity for s in statement.chain if s.role in ("speaker", "medium", "document") and s.entity]
    return Held(
        relation=finding.relation,
        statement=statement.id,
        label=facts.label,
        page=statement.page,
        outlet=facts.outlet,
        published=facts.published,
        quote=" ".join(" … ".join(e.quote for e in statement.evidence).split()),
        span=first.span,
        who=tuple(dict.fromkeys(entities[w].name if w in entities else w for w in who)),
        part=parts[finding.of] if finding.of is not None else "",
        score=finding.score,
        level=finding.level,
        why=finding.why,
        copies=(facts.family,),
        story=facts.story,
    )


def _folded(held: Sequence[Held]) -> list[Held]:
    """One line for the copies of one text that stand in one relation: the first report, with the labels of the others."""
    groups: dict[tuple[str, str, str], list[Held]] = {}
    for one in sorted(held, key=_order):
        groups.setdefault((one.relation, one.copies[0], _bag(one.quote)), []).append(one)
    return [
        msgspec.structs.replace(
            group[0], copies=tuple(dict.fromkeys(o.label for o in group if o.label != group[0].label))
        )
        for group in groups.values()
    ]


def _bag(quote: str) -> str:
    return " ".join(stems(quote))
