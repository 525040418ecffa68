"""`meada search`: sentences by their words, who said them, numbers and dates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from meada.cli.options import json_option, lang_option, store_option
from meada.cli.speech import N_, Command, Option

if TYPE_CHECKING:
    from meada.search import Hit, Results
    from meada.store import Store

__all__ = ["command"]

_VALUES = 6


@click.command(
    "search",
    cls=Command,
    examples=(
        "meada search barragem desaparecidos",
        'meada search "acordo de defesa" -treino',
        "meada search disse:putin antes:2025-09",
        "meada search numero:>500 feridos fonte:afp",
        "meada search feridos --save feridos",
    ),
    help=N_(
        "Find sentences by their words, whatever their form, accents or spelling. Words are asked for together; "
        '"…" is a phrase, - leaves out, OR asks for either.\n\n'
        "Operators, in Portuguese, Spanish or English: quem: quien: who: (named in it) · disse: dijo: said: · fonte: "
        "fuente: source: (outlet, agency or medium) · veiculo: medio: outlet: · agencia: agency: · onde: donde: where: · "
        "idioma: language: · tipo: kind: (headline, quote, figure, event, denial) · numero>500 numero<=10 cifra: number: · "
        "antes: before: and depois: despues: after: and publicado: published: (year, month or day of publication) · "
        "quando: cuando: when: (date of the fact)."
    ),
)
@click.argument("query", nargs=-1, metavar="QUERY…")
@click.option("--page", type=click.IntRange(1), default=1, cls=Option, help=N_("Which page of results."))
@click.option("--size", type=click.IntRange(1, 100), default=20, cls=Option, help=N_("Results on a page."))
@click.option(
    "--sort",
    type=click.Choice(["relevance", "newest", "oldest"]),
    default="relevance",
    cls=Option,
    help=N_("Headlines first, or the newest, or the oldest."),
)
@click.option("--save", metavar="NAME", cls=Option, help=N_("Keep the query under a name."))
@click.option("--saved", is_flag=True, cls=Option, help=N_("List the searches kept; with a name, run that one."))
@click.option("--forget", metavar="NAME", cls=Option, help=N_("Drop a search that was kept."))
@store_option
@json_option
@lang_option
def command(
    query: tuple[str, ...],
    page: int,
    size: int,
    sort: str,
    save: str | None,
    saved: bool,
    forget: str | None,
    store: str | None,
    as_json: bool,
) -> int:
    """Search; exit code 1 when nothing was found."""
    from meada.cli.speech import say
    from meada.store import Store

    text = " ".join(_typed(part) for part in query)
    with Store.open(store) as opened:
        if forget:
            opened.forget_search(forget)
            return 0
        if saved and not text:
            return _kept(opened, as_json)
        if saved:
            text = opened.saved_search(" ".join(query)).query
        if not text:
            raise click.UsageError(say("What are you looking for? Write a word, or: meada search --help"))
        if save:
            opened.save_search(save, text)
        return _print(opened, text, page, size, sort, as_json)


def _typed(part: str) -> str:
    """An argument as it would be typed into a search box: one with a space in it is a phrase, as the shell took its quotes."""
    if " " not in part or '"' in part:
        return part
    head, colon, tail = part.partition(":")
    return f'{head}:"{tail}"' if colon and " " not in head else f'"{part}"'


def _kept(opened: Store, as_json: bool) -> int:
    from meada.cli.speech import out

    known = opened.saved_searches()
    if as_json:
        out(known)
    else:
        for one in known:
            click.echo(f"{one.name}  {click.style(one.query, dim=True)}")
    return 0


def _print(opened: Store, text: str, page: int, size: int, sort: str, as_json: bool) -> int:
    from meada.cli.speech import out, tongue

    lang = tongue().split("-")[0]
    found = opened.search(text, sort=sort, page=page, size=size, lang=lang)  # type: ignore[arg-type]
    if as_json:
        out(found)
    else:
        for line in _lines(found):
            click.echo(line)
    return 0 if found.total else 1


def _lines(found: Results) -> Iterator[str]:
    from meada.cli.speech import say, w
    from meada.search.wording import FACETS, NOTES

    for note in found.notes:
        yield say(NOTES[note.why], part=note.part)
    if not found.total:
        yield from _nothing(found)
        return
    if found.widened:
        yield say("No sentence has all of it; these stand in articles that do.")
    for hit in found.hits:
        yield from _hit(hit)
    yield ""
    for facet in found.facets:
        values = [f"{_name(facet.kind, v.key, v.name)} ({w().number(v.count)})" for v in facet.values[:_VALUES]]
        yield click.style(f"{say(FACETS[facet.kind])}: ", dim=True) + " · ".join(values)
    count = w().count("{n} sentence", "{n} sentences", found.total)
    articles = w().count("{n} article", "{n} articles", found.articles)
    pages = -(-found.total // found.size)
    yield say(
        "{count} in {articles} · page {page} of {pages}", count=count, articles=articles, page=found.page, pages=pages
    )
    if found.capped:
        yield say("There are more: only the newest or oldest were looked at. Add a word or an operator.")


def _nothing(found: Results) -> Iterator[str]:
    from meada.cli.speech import say, w

    pages = w().count("{n} page", "{n} pages", found.searched)
    yield say("Nothing found in {pages}.", pages=pages)
    for query in found.suggestions:
        yield f"  {say('Try:')} {query}"


def _hit(hit: Hit) -> Iterator[str]:
    from meada.cli.speech import say, w
    from meada.search.wording import KINDS

    date = w().date(hit.published, "minute" if hit.published and "T" in hit.published else "day")
    head = [hit.label, hit.outlet or "", hit.agency or "", date, ", ".join(say(KINDS[k]) for k in hit.kinds)]
    yield ""
    yield click.style(" · ".join(part for part in head if part), dim=True)
    yield "  " + _lit(hit)
    if hit.speakers:
        yield click.style(f"  {say('who said it')}: {', '.join(hit.speakers)}", dim=True)
    if hit.copies:
        yield click.style("  " + say("also in {labels}", labels=", ".join(hit.also[:10])), dim=True)


def _lit(hit: Hit) -> str:
    """The sentence on one line, with what was searched for lit."""
    parts, at = [], hit.span.start
    for mark in hit.marks:
        parts += [
            _slice(hit, at, mark.start),
            click.style(_slice(hit, mark.start, mark.end), bold=True, underline=True),
        ]
        at = mark.end
    return " ".join("".join([*parts, _slice(hit, at, hit.span.end)]).split())


def _slice(hit: Hit, start: int, end: int) -> str:
    return hit.quote[start - hit.span.start : end - hit.span.start]


def _name(kind: str, key: str, name: str) -> str:
    from meada.cli.speech import say, w
    from meada.search.wording import KINDS

    if kind == "kind":
        return say(KINDS[key])
    return w().date(key, "month") if kind in ("published", "fact") else name
