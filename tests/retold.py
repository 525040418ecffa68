"""Articles from sentences of invented news, and what happens to a text on its way: cut, edited, padded, translated."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from meada.article.article import Agency, Article, Outlet
from meada.ident import digest
from meada.moment import Moment
from meada.page.page import Block, Page
from meada.reading.reading import Reading
from meada.span import Span
from meada.story.told import Told

_WORDS = (
    "barragem ponte estrada governo prefeitura chuva colheita porto navio mina escola hospital greve acordo conselho "
    "votação imposto energia água floresta fronteira comércio pesca trabalhador ministro reunião relatório obra verba "
    "anunciou disse confirmou negou abriu fechou pediu decidiu cresceu caiu durante depois antes segundo sobre entre novo "
    "grande antigo local nacional público última primeira semana manhã noite região cidade vale margem família"
).split()
_NAMES = "Rosmaninho Quental Serrália Brandel Tavaria Kestóvia Moscoso Arruela Velmar Pedreira Ilhavo Torvão".split()


def story(seed: int, paragraphs: int = 8, words: int = 45) -> str:
    """An invented text: ``paragraphs`` lines of about ``words`` words, with names and numbers; the seed decides it."""
    rng = random.Random(seed)
    lines = []
    for _ in range(paragraphs):
        line = []
        for at in range(words):
            kind = rng.random()
            line.append(
                rng.choice(_NAMES) if at and kind < 0.09
                else str(rng.randint(2, 990)) if at and kind < 0.13
                else rng.choice(_WORDS) + rng.choice(("", "", "", "s", "al", "ção"))
            )  # fmt: skip
        lines.append(" ".join(line).capitalize() + ".")
    return "\n".join(lines)


def cut(text: str, share: float = 0.4) -> str:
    """The first ``share`` of the words."""
    words = text.split(" ")
    return " ".join(words[: max(1, int(len(words) * share))])


def edit(text: str, share: float = 0.1, seed: int = 0) -> str:
    """``share`` of the words replaced."""
    rng = random.Random(seed)
    return re.sub(r"\w+", lambda m: rng.choice(_WORDS) if rng.random() < share else m[0], text)


def pad(text: str, seed: int = 0, words: int = 60) -> str:
    """Foreign lines before and after."""
    return f"{story(seed + 10_001, 1, words)}\n{text}\n{story(seed + 20_002, 1, words)}"


def translate(text: str) -> str:
    """Every plain word another; names, numbers, stops and paragraphs as they were."""
    return re.sub(r"\b[^\W\d_A-Z][^\W\d_]*", lambda m: m[0][::-1] + "en", text)


def told(
    text: str,
    *,
    title: str = "",
    published: str | None = "2026-03-05T12:00",
    lang: str = "pt",
    outlet: str | None = None,
    agency: str | None = None,
    reading: Reading | None = None,
    debris: Sequence[str] = (),
) -> Told:
    """``text`` as an article, a paragraph a line; ``debris`` are lines between its paragraphs that are no body."""
    lines: list[tuple[str, bool]] = []
    for n, line in enumerate(text.split("\n")):
        lines += [(line, True)] + ([(debris[n], False)] if n < len(debris) else [])
    whole = "\n".join(line for line, _ in lines)
    body, blocks, start = [], [], 0
    for line, own in lines:
        span = Span(start, start + len(line))
        start = span.end + 1
        body += [span] if own and line else []
        blocks.append(Block(role="body" if own else "related", span=span))
    id = digest(f"{whole}|{published}|{outlet}|{title}".encode())
    moment = Moment(begin=published, granularity="minute", zone="-03:00") if published else None
    article = Article(
        page=id,
        body=tuple(body),
        title=title or None,
        published=moment,
        lang=lang,
        outlet=Outlet(id=outlet, name=outlet, basis="domain") if outlet else None,
        agency=Agency(id=agency, name=agency, basis="text") if agency else None,
    )
    page = Page(capture=id, text=whole, blocks=tuple(blocks), lang=lang)
    return Told(page=page, article=article, reading=reading or Reading(page=id, lang=lang))
