"""How verdicts and summaries look in a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from shutil import get_terminal_size

import click

from meada.cli.speech import N_, say, w
from meada.export.summary import ArticleLine, FigureLine, LinkLine, Side, StoryLine, Summary
from meada.flow import Verdict

__all__ = ["article_lines", "empty_lines", "story_lines", "summary_lines", "verdict_line"]

_PER_RELATION = 3
_FIGURES = 6
_WIDE = 72
_MANY = 8
"""From so many articles on, lists of foreign headlines are counted once for all, not for each article."""
_LABELS = 5

_MARKS = {
    "added": ("✓", "green"),
    "known": ("=", "blue"),
    "reread": ("↻", "green"),
    "skipped": ("–", "white"),
    "failed": ("✗", "red"),
}


def verdict_line(verdict: Verdict) -> str:
    """One line a file: a mark, the label it got or why it got none, and what to do."""
    mark, colour = _MARKS[verdict.status]
    head = click.style(mark, fg=colour, bold=True)
    if verdict.status in ("added", "reread"):
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
    "orphan": N_("a judgement about it finds its words no more: meada log --orphans"),
}


def summary_lines(summary: Summary, *, pages: int, failures: int) -> Iterator[str]:
    """The counts, a line for each article, and for each story what agrees, is denied, changes and repeats."""
    foreign = sum(int(v["n"]) for a in summary.articles for code, v in a.notes if code == "foreign headlines")
    counts = [
        w().count("{n} page", "{n} pages", pages),
        w().count("{n} article", "{n} articles", len(summary.articles)),
        w().count("{n} failure", "{n} failures", failures),
    ]
    if foreign and len(summary.articles) > _MANY:
        counts.append(w().count("{n} foreign headline set apart", "{n} foreign headlines set apart", foreign))
    yield " · ".join(counts)
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
    """Label, relay, date and, where there is room, the headline of each article; its notes on a line of their own."""
    rows = [(" ← ".join(_medium(name, state) for name, state in a.relay), w().moment(a.published)) for a in articles]
    first = max((len(a.label) for a in articles), default=0)
    second = max((len(relay) for relay, _ in rows if len(relay) <= _RELAY), default=0)
    third = max((len(date) for _, date in rows), default=0)
    room = _columns() - first - second - third - 7
    for article, (relay, date) in zip(articles, rows, strict=True):
        title = ""
        if article.headline and room >= _TITLE and len(relay) <= second:
            title = "  " + click.style(_short(article.headline, room), dim=True)
        head = f" {click.style(f'{article.label:<{first}}', bold=True)}  {relay:<{second}}"
        yield f"{head}  {date:<{third}}{title}" if title else f"{head}  {date}"
        notes = [text for code, values in article.notes if _own(code, len(articles)) and (text := _note(code, values))]
        if notes:
            yield _wrapped(f"{click.style('⚠', fg='yellow')} {' · '.join(notes)}", first + 3, first + 5)


_RELAY, _TITLE = 44, 28
"""Columns: of the longest relay that others are aligned to, and of the shortest piece of a headline worth showing."""


def _own(code: str, articles: int) -> bool:
    return code != "foreign headlines" or articles <= _MANY


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
    """One story: its title and extent, then the links that are shown, the most telling first, and its figures."""
    span = " – ".join(dict.fromkeys(w().date(d) for d in (story.begin, story.until) if d))
    extent = w().count("{n} article", "{n} articles", story.total) + (f" · {span}" if span else "")
    title = " ".join((story.title or say("Story without a title")).split())
    yield ""
    yield _wrapped(f"{click.style(f'{number}. {title}', bold=True)}  ({extent})", 1, 4)
    denials = [k for k in story.links if k.denied_by is not None]
    links = [k for k in story.links if k.denied_by is None]
    yield from _links(_of(links, "corroborates"), say("Agree"), "green")
    yield from _some([_denial(k) for k in denials], say("Denied"), "red")
    conflicts = _of(links, "contradicts")
    yield from _links([k for k in conflicts if "figure" in k.slots], say("Different figures"), "red")
    yield from _links([k for k in conflicts if "figure" not in k.slots], say("Different versions"), "red")
    yield from _links(_of(links, "updates"), say("Update"), "yellow", " → ")
    yield from _links(_of(links, "repeats"), say("Repeat"), "cyan")
    yield from _links(_of(links, "coincides"), say("Coincide, no source cited"), "cyan")
    yield from _some([_figure(f) for f in story.figures], say("Figures"), None, _FIGURES)


def _of(links: list[LinkLine], relation: str) -> list[LinkLine]:
    return [k for k in links if k.relation == relation]


def _links(links: list[LinkLine], head: str, colour: str, between: str = " · ") -> Iterator[str]:
    yield from _some(
        [
            between.join(_side(side, cited="figure" in link.slots) for side in link.sides) + _origins(link)
            for link in links
        ],
        head,
        colour,
    )


def _origins(link: LinkLine) -> str:
    """How many origins an agreement has, and which; one for what is repeated. Other relations count none."""
    n = len(link.origins)
    if link.relation == "corroborates":
        return f" – {_counted(link)}: {', '.join(link.origins)}"
    return f" – {w().count('{n} origin', '{n} origins', n)}" if link.relation == "repeats" and n == 1 else ""


def _counted(link: LinkLine) -> str:
    """How many independent origins; a range where a chain or a joint estimate is uncertain."""
    n = len(link.origins)
    if link.least < link.most:
        return say("{least} to {most} origins", least=w().number(max(1, link.least)), most=w().number(link.most))
    return w().count("{n} origin", "{n} origins", n)


def _denial(link: LinkLine) -> str:
    by = link.denied_by or say("not identified")
    return f"{_side(link.sides[0])} – {by} ({' '.join(link.sides[-1].labels[:_LABELS])})"


def _figure(figure: FigureLine) -> str:
    who = ", ".join(figure.sources[:3]) or say("who says so: not stated")
    counted = f" ({_short(figure.counted)})" if figure.counted else ""
    return f"“{_short(figure.words)}”{counted} {_labels(figure.labels)} – {who}"


def _side(side: Side, *, cited: bool = False) -> str:
    """The quote with its articles and, where figures differ, who is cited for it."""
    who = f" ({', '.join(side.sources[:2])})" if cited and side.sources else ""
    return f"“{_around(side.quote, side.focus)}” {_labels(side.labels)}{who}"


def _labels(labels: tuple[str, ...]) -> str:
    return click.style(" ".join(labels[:_LABELS]) + ("…" if len(labels) > _LABELS else ""), bold=True)


def _some(lines: list[str], head: str, colour: str | None, most: int = _PER_RELATION) -> Iterator[str]:
    """A heading and its first lines, each wrapped to the terminal; the rest is counted."""
    if not lines:
        return
    rest = len(lines) - most
    more = f" ({w().count('and {n} more', 'and {n} more', rest)})" if rest > 0 else ""
    yield f"    {click.style(head, fg=colour, bold=colour is not None)}{more}"
    yield from (_wrapped(line, 6, 8) for line in lines[:most])


def _wrapped(text: str, first: int, rest: int) -> str:
    return click.wrap_text(text, _columns(), " " * first, " " * rest)


def _columns() -> int:
    """The width of the terminal, at most 120; 100 where the output is no terminal."""
    return max(40, min(120, get_terminal_size((100, 24)).columns))


def _short(quote: str, wide: int = _WIDE) -> str:
    """``quote`` on one line, without a loose mark at either end, cut at a word."""
    flat = " ".join(quote.split()).strip(_LOOSE)
    return flat if len(flat) <= wide else flat[: wide - 1].rsplit(" ", 1)[0].rstrip(",;:–- ") + "…"


def _around(quote: str, focus: str) -> str:
    """As `_short`, with ``focus`` in what is left: where it stands too far on, the quote is cut before it too."""
    flat = " ".join(quote.split()).strip(_LOOSE)
    at = flat.find(" ".join(focus.split())) if focus else -1
    if at + len(focus) < _WIDE - 12:
        return _short(flat)
    return "…" + _short(flat[at - _LEAD :].split(" ", 1)[-1], _WIDE - 1)


_LEAD = 24
"""Characters before what matters in a quote that is cut at both ends, at most."""
_LOOSE = ' ,;:–—"“”«»'
