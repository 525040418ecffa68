"""How verdicts and summaries look in a terminal."""

from __future__ import annotations

from collections.abc import Iterator

import click

from meada.cli.speech import N_, say, w
from meada.export.summary import ArticleLine, FigureLine, LinkLine, StoryLine, Summary
from meada.flow import Verdict

__all__ = ["article_lines", "empty_lines", "story_lines", "summary_lines", "verdict_line"]

_HEADS = {
    "corroborates": N_("Agree"),
    "repeats": N_("Repeat"),
    "coincides": N_("Coincide, no source cited"),
    "updates": N_("Update"),
}
_PER_RELATION = 3
_WIDE = 64

_MARKS = {"added": ("✓", "green"), "known": ("=", "blue"), "skipped": ("–", "white"), "failed": ("✗", "red")}


def verdict_line(verdict: Verdict) -> str:
    """One line a file: a mark, the label it got or why it got none, and what to do."""
    mark, colour = _MARKS[verdict.status]
    head = click.style(mark, fg=colour, bold=True)
    if verdict.status == "added":
        flags = "".join(f" · {say(_FLAGS[flag])}" for flag in verdict.flags if flag in _FLAGS)
        return f"{head} {verdict.label:<4} {verdict.origin}{flags}"
    if verdict.status == "known":
        return f"{head} {verdict.label or '':<4} {verdict.origin} · {say('already here')}"
    reason = say(verdict.reason or "", **verdict.values)
    tail = f"\n       → {say(verdict.next, **verdict.values)}" if verdict.next else ""
    return f"{head}      {verdict.origin}: {reason}{tail}"


_FLAGS = {
    "index": N_("a list of headlines, not an article"),
    "live": N_("live coverage"),
    "paywall": N_("cut off by a paywall"),
    "truncated": N_("cut off"),
    "structure": N_("only the structure was read"),
}


def summary_lines(summary: Summary, *, pages: int, failures: int) -> Iterator[str]:
    """The counts, a line for each article, and for each story what agrees, repeats, changes and is denied."""
    yield " · ".join(
        (
            w().count("{n} page", "{n} pages", pages),
            w().count("{n} article", "{n} articles", len(summary.articles)),
            w().count("{n} failure", "{n} failures", failures),
        )
    )
    yield from article_lines(summary.articles)
    if not summary.stories:
        return
    families = sum(story.families for story in summary.stories)
    yield " · ".join(
        (
            w().count("{n} story", "{n} stories", len(summary.stories)),
            w().count("{n} copy family", "{n} copy families", families),
        )
    )
    for number, story in enumerate(summary.stories, 1):
        yield from story_lines(story, number)


def empty_lines(where: str) -> Iterator[str]:
    """What to do with an empty store."""
    yield say("Nothing here yet ({where}).", where=where)
    yield say("Add a folder of saved pages:  meada add FOLDER")
    yield say("Or try it on invented pages:  meada demo")


def article_lines(articles: tuple[ArticleLine, ...]) -> Iterator[str]:
    """Label, relay and date of each article; its notes on a second line."""
    for article in articles:
        relay = " ← ".join(_medium(name, state) for name, state in article.relay)
        yield f" {click.style(article.label, bold=True)} {relay}   {w().moment(article.published)}"
        notes = [text for code, values in article.notes if (text := _note(code, values))]
        if notes:
            yield f"    {click.style('⚠', fg='yellow')} {' · '.join(notes)}"


def _medium(name: str | None, state: bool) -> str:
    shown = name or say("outlet not stated")
    return f"{shown} ({say('state-run')})" if state else shown


def _note(code: str, values: dict[str, str | int]) -> str:
    n = values.get("n", 0)
    assert isinstance(n, int)
    match code:
        case "no headline":
            return say("no headline")
        case "the text says":
            return say("the text says {words}", words=values["words"])
        case "foreign headlines":
            return w().count("{n} foreign headline set apart", "{n} foreign headlines set apart", n)
        case "translation scars":
            return w().count("{n} mark of machine translation", "{n} marks of machine translation", n)
        case "widget scars":
            return w().count("{n} trace of page furniture", "{n} traces of page furniture", n)
        case "corrections":
            return w().count("{n} correction notice", "{n} correction notices", n)
        case _:
            flag = code.removeprefix("flag ")
            return say(_FLAGS[flag]) if flag in _FLAGS else ""


def story_lines(story: StoryLine, number: int) -> Iterator[str]:
    """One story: its title and extent, then the links that are shown."""
    span = " – ".join(dict.fromkeys(w().date(d) for d in (story.begin, story.until) if d))
    extent = w().count("{n} article", "{n} articles", len(story.articles)) + (f" · {span}" if span else "")
    yield ""
    title = story.title or say("Story without a title")
    yield f" {click.style(f'{number}. {title}', bold=True)}  ({extent})"
    for relation, head in _HEADS.items():
        yield from _links([k for k in story.links if k.relation == relation], say(head))
    conflicts = [k for k in story.links if k.relation == "contradicts"]
    yield from _links([k for k in conflicts if k.denied_by is None and "figure" in k.slots], say("Different figures"))
    yield from _links(
        [k for k in conflicts if k.denied_by is None and "figure" not in k.slots], say("Different versions")
    )
    yield from _denials([k for k in conflicts if k.denied_by is not None])
    yield from _figures(story.figures)


def _links(links: list[LinkLine], head: str) -> Iterator[str]:
    for link in links[:_PER_RELATION]:
        origins = f" ({w().count('{n} origin', '{n} origins', len(link.origins))})" if link.origins else ""
        (a, label_a), (b, label_b) = link.quotes
        yield f"  {head}{origins}: “{_short(a)}” {label_a} · “{_short(b)}” {label_b}"
    if len(links) > _PER_RELATION:
        yield f"  {' ' * len(head)}  {w().count('and {n} more', 'and {n} more', len(links) - _PER_RELATION)}"


def _denials(links: list[LinkLine]) -> Iterator[str]:
    for link in links[:_PER_RELATION]:
        (quote, label), _ = link.quotes
        who = link.denied_by or say("not identified")
        yield f"  {say('Denied')}: “{_short(quote)}” {label} – {who}"


def _figures(figures: tuple[FigureLine, ...]) -> Iterator[str]:
    if not figures:
        return
    shown = []
    for figure in figures[:6]:
        who = ", ".join(figure.sources) or say("who says so: not stated")
        shown.append(f"“{figure.words}” – {who} ({figure.label})")
    more = f" · {w().count('and {n} more', 'and {n} more', len(figures) - 6)}" if len(figures) > 6 else ""
    yield f"  {say('Figures')}: {' · '.join(shown)}{more}"


def _short(quote: str) -> str:
    flat = " ".join(quote.split())
    return flat if len(flat) <= _WIDE else flat[: _WIDE - 1].rsplit(" ", 1)[0] + "…"
