"""Any stored item in a terminal: its fields, its words lit in their sentence, their place in the saved file, versions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click
import msgspec

from meada.cli.log import state_words
from meada.cli.speech import N_, out, say
from meada.cli.story import episode_lines, family_lines
from meada.errors import NotFoundError
from meada.lang.table import LANGUAGES, table
from meada.page.page import Page, Segment
from meada.reading.event import Event, Participant
from meada.record.link import Link
from meada.span import Span
from meada.story.story import Episode, Family, Story

if TYPE_CHECKING:
    from meada.desk import Standing
    from meada.store import Item, Store

__all__ = ["explain", "segment", "spans"]

_AROUND = 60
_WOVEN = re.compile(r"(?:family|episode|story)-[0-9a-f]{12}")
_KINDS = {
    "attribution": N_("attribution"),
    "figure": N_("figure"),
    "event": N_("event"),
    "mention": N_("mention"),
    "statement": N_("statement"),
    "link": N_("link"),
}


def explain(opened: Store, ref: str, as_json: bool) -> None:
    """Print the item that ``ref`` names with its path; a link with both of its statements."""
    if _WOVEN.fullmatch(ref):
        _woven(opened, ref, as_json)
        return
    item = opened.item(ref)
    items = [item] + ([opened.item(item.value.a), opened.item(item.value.b)] if isinstance(item.value, Link) else [])
    if as_json:
        out([_as_data(opened, one) for one in items])
        return
    for one in items:
        for line in _lines(opened, one):
            click.echo(line)


def _woven(opened: Store, ref: str, as_json: bool) -> None:
    """A family, an episode or a story: who belongs, and why."""
    held = ((story, *parts) for story in opened.stories() for parts in _parts(story))
    found = next(((story, part) for story, id, part in held if id == ref), None)
    if found is None:
        raise NotFoundError(f"no item “{ref}”", next="show its story")
    story, part = found
    if as_json:
        out({"story": story.id, "kind": type(part).__name__.lower(), "item": part})
        return
    labels = {page: opened.label(page) for page in story.pages}
    for line in family_lines(part, labels) if isinstance(part, Family) else episode_lines(story, ref, labels):
        click.echo(line)


def _parts(story: Story) -> Iterator[tuple[str, Story | Family | Episode]]:
    yield story.id, story
    yield from ((family.id, family) for family in story.families)
    yield from ((episode.id, episode) for episode in story.episodes)


def _as_data(opened: Store, item: Item) -> dict[str, Any]:
    page = opened.page(item.page) if item.page else None
    quotes = [_place(page, name, span) for name, span in named(item.value)] if page else []
    stand = _stand(opened, item)
    state = {"state": stand.state if stand else "machine", "judgements": opened.judgements(item.id)}
    return state | {"kind": item.kind, "item": item.value, "page": item.page, "quotes": quotes, "made": item.made}


def _stand(opened: Store, item: Item) -> Standing | None:
    """How an item stands, None while only the machine has spoken."""
    from meada.desk import standings

    page = None if item.kind == "link" else item.page
    return standings(opened.judgements(item.id)).get((item.kind, page, item.id))


def spans(value: object) -> Iterator[Span]:
    """Every span that a value holds, in the order of its fields, each once."""
    return iter(dict.fromkeys(span for _, span in named(value)))


def named(value: object, name: str = "") -> Iterator[tuple[str, Span]]:
    """Every span that a value holds, in the order of its fields, with what it is: the field's name; of a participant its
    role, who it is and by which path it was found."""
    if isinstance(value, Span):
        if len(value):
            yield name, value
    elif isinstance(value, Participant):
        if value.span is not None:
            yield " ".join(filter(None, (value.role, value.entity, value.path and f"({value.path})"))), value.span
    elif isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            yield from named(getattr(value, field), name if name and field == "span" else field)
    elif isinstance(value, tuple):
        for part in value:
            yield from named(part, name)


def _place(page: Page, name: str, span: Span) -> dict[str, Any]:
    found = segment(page, span.start)
    node = {"node": found.node or None, "offset": found.offset + span.start - found.start} if found else {}
    return {"what": name, "start": span.start, "end": span.end, "quote": span.of(page.text)} | node


def segment(page: Page, at: int) -> Segment | None:
    """The part of the capture that the character ``at`` of the page's text came from."""
    return next((s for s in page.segments if s.start <= at < s.start + s.length), None)


def _lines(opened: Store, item: Item) -> Iterator[str]:
    yield f"{click.style(say(_KINDS[item.kind]), bold=True)} {item.id}"
    yield f"  {say('state'):<14} {state_words(_stand(opened, item))}"
    if isinstance(item.value, Event) and item.page and (entry := _entry(opened, item)):
        yield f"  {say('entry'):<14} {entry}"
    for name in item.value.__struct_fields__:
        value = getattr(item.value, name)
        if name != "id" and isinstance(value, str | int | float | bool) and value not in ("", False):
            yield f"  {name:<14} {value}"
    for trait, worth in getattr(item.value, "weights", ()):
        yield f"  {say('weight'):<14} {worth:+.2f} {trait}"
    if item.page:
        page = opened.page(item.page)
        yield f"  {say('in')} {opened.label(item.page)} · {opened.capture(item.page).origin}"
        for name, span in named(item.value):
            yield from _quoted(page, name, span)
        yield from _stood(opened, item)
    made = item.made
    models = ", ".join(made.models) or say("rules alone")
    yield click.style(f"  meada {made.code} · {models} · {_registries(made.registries)}", dim=True)


def _stood(opened: Store, item: Item) -> Iterator[str]:
    """Words of the item that stand for somebody without the name: for whom, and the rule or the user's row that says so."""
    if item.kind == "mention" or not item.page:
        return
    page, own = opened.page(item.page), [span for _, span in named(item.value)]
    reading = opened.reading(item.page)
    names = {entity.id: entity.name for entity in reading.entities}
    for mention in reading.mentions:
        if mention.form in ("epithet", "pronoun", "metonym") and any(span.contains(mention.span) for span in own):
            words = " ".join(mention.span.of(page.text).split())
            who = names.get(mention.entity, mention.entity)
            yield f"  {say('stands for'):<14} “{words}” → {who} · {mention.rule} ({mention.confidence:.2f})"


def _entry(opened: Store, item: Item) -> str | None:
    """The entry of the lexicon that evoked an event, with what it asks for; None where today's lexicon has it no more."""
    lang = opened.reading(item.page).lang if item.page else None
    number = item.value.rule.partition(":")[0].rpartition(".")[2]
    rows = table(lang, "events")["trigger"] if lang in LANGUAGES else []
    row = rows[int(number)] if number.isdecimal() and int(number) < len(rows) else None
    if row is None or row["type"] != item.value.rule.partition(".")[0]:
        return None
    said = [
        f"{key}: {', '.join(row[key])}" for key in ("verbs", "nouns", "phrases", "with", "lead", "not") if row.get(key)
    ]
    return f"lang/{lang}/events.toml · roles: {row.get('roles', 'act')} · {' · '.join(said)}"


def _registries(versions: dict[str, str]) -> str:
    return " ".join(f"{name}@{version[:6]}" for name, version in sorted(versions.items()))


def _quoted(page: Page, name: str, span: Span) -> Iterator[str]:
    """What the quote is, the quote lit in the words around it, and its place in the saved file."""
    text = page.text
    before = text[max(0, span.start - _AROUND) : span.start].rpartition("\n")[2]
    after = text[span.end : span.end + _AROUND].partition("\n")[0]
    lit = click.style(" ".join(span.of(text).split()), underline=True, bold=True)
    found = segment(page, span.start)
    where = f"{found.node or say('character')}:{found.offset + span.start - found.start}" if found else ""
    yield f"  {name}"
    yield f"    [{span.start}–{span.end}] …{before}{lit}{after}…"
    if where:
        yield click.style(f"      {where}", dim=True)
