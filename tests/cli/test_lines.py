from __future__ import annotations

import click
import pytest

from meada.cli import lines
from meada.cli.speech import speak
from meada.export.summary import ArticleLine, FigureLine, LinkLine, Side, StoryLine, Summary
from meada.moment import Moment

LONG = (
    "a prefeitura de Arraial informou que a ponte sobre o rio das Pedras fica fechada até o fim das vistorias da semana"
)


@pytest.fixture(autouse=True)
def in_brazil(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    speak("pt-BR")


def article(label: str, *relay: tuple[str | None, bool], **given: object) -> ArticleLine:
    published = Moment(begin="2026-03-05T19:32:00", granularity="minute", basis="presumed")
    return ArticleLine(**{"label": label, "headline": "Ponte reabre", "relay": relay, "published": published} | given)  # type: ignore[arg-type]


def link(relation: str, *sides: tuple[str, tuple[str, ...]], **given: object) -> LinkLine:
    own = tuple(Side(quote=quote, labels=labels) for quote, labels in sides)
    return LinkLine(**{"relation": relation, "sides": own, "origins": (), "slots": ()} | given)  # type: ignore[arg-type]


def story(*links: LinkLine, figures: tuple[FigureLine, ...] = ()) -> StoryLine:
    return StoryLine(
        id="s", title="A ponte de Arraial", articles=("A1", "A2"), total=2, families=2, episodes=1,
        begin="2026-03-05", until="2026-03-09", links=links, figures=figures,
    )  # fmt: skip


def shown(*links: LinkLine, figures: tuple[FigureLine, ...] = ()) -> str:
    return click.unstyle("\n".join(lines.story_lines(story(*links, figures=figures), 1)))


def test_every_line_fits_the_terminal() -> None:
    sides = ((LONG, ("A1", "A2", "A3")), (LONG[::-1], ("A4",)))
    text = shown(link("corroborates", *sides, origins=("Prefeitura de Arraial", "Sindicato dos Barqueiros")))
    assert max(map(len, text.splitlines())) <= 80
    assert "2 origens: Prefeitura" in text
    assert "…” A1 A2 A3" in " ".join(text.split())


def test_the_most_telling_come_first_and_what_repeats_is_one_line() -> None:
    text = shown(
        link("coincides", ("a ponte fechou", ("A1",)), ("fecharam a ponte", ("A2",))),
        link("repeats", ("a ponte fechou", ("A1", "A2", "A3")), origins=("Prefeitura",)),
        link("contradicts", ("a obra atrasou", ("A1",)), ("não houve atraso", ("A2",)), denied_by="Lídia Prado"),
        link("contradicts", ("onze feridos", ("A1",)), ("doze feridos", ("A2",)), slots=("figure",)),
        link("corroborates", ("a ponte caiu", ("A1",)), ("caiu a ponte", ("A2",)), origins=("x", "y")),
    )
    heads = ["Concordam", "Negado", "Números diferentes", "Repetem", "Coincidem, sem fonte citada"]
    places = [text.index(head) for head in heads]
    assert places == sorted(places)
    assert "“a ponte fechou” A1 A2 A3 – 1 origem" in text
    assert "“a obra atrasou” A1 – Lídia Prado (A2)" in text


def test_a_long_list_is_cut_and_counted() -> None:
    many = [link("updates", (f"{n} feridos", ("A1",)), (f"{n + 1} feridos", ("A2",))) for n in range(9)]
    text = shown(*many)
    assert text.count("→") == 3
    assert "(e mais 6)" in text


def test_a_figure_nobody_answers_for_says_so() -> None:
    figure = FigureLine(words="quase 300 casas", quote="quase 300 casas", labels=("A2",), sources=())
    assert "“quase 300 casas” A2 – quem diz: não informado" in shown(figures=(figure,))


def test_articles_stand_in_columns_with_what_is_presumed() -> None:
    rows = (article("A1", ("Folha da Serra", False), ("Agência Cume", True)), article("A10", (None, False)))
    text = [click.unstyle(line) for line in lines.article_lines(rows)]
    assert text[0] == " A1   Folha da Serra ← Agência Cume (estatal)  5 mar. 2026, 19h32 (fuso presumido)"
    assert text[1].index("5 mar.") == text[0].index("5 mar.")
    assert "veículo não informado" in text[1]


@pytest.mark.parametrize(("count", "lists"), [(2, 2), (12, 0)])
def test_lists_of_foreign_headlines_are_told_by_article_or_once_for_all(count: int, lists: int) -> None:
    notes = (("foreign headlines", {"n": 3}),)
    rows = tuple(article(f"A{n}", ("Folha", False), notes=notes) for n in range(count))
    text = click.unstyle("\n".join(lines.summary_lines(Summary(articles=rows, stories=()), pages=count, failures=0)))
    assert text.count("⚠ 3 títulos alheios separados") == lists
    assert ("36 títulos alheios separados" in text.splitlines()[0]) is (count == 12)


def test_a_wide_terminal_has_room_for_headlines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    assert "Ponte reabre" in "".join(lines.article_lines((article("A1", ("Folha", False)),)))


def test_what_a_figure_counts_stands_beside_it_where_it_is_said_elsewhere() -> None:
    figure = FigureLine(
        words="27", quote="o número de mortos chegou a 27", counted="mortos", labels=("A2",), sources=()
    )
    assert "“27” (mortos) A2 – quem diz: não informado" in shown(figures=(figure,))


def test_a_long_quote_is_cut_so_that_its_figure_stays_in_sight() -> None:
    sides = (
        Side(quote=f"{LONG} e que 14 famílias saíram", labels=("A1",), sources=("Prefeitura",), focus="14"),
        Side(quote="16 famílias saíram", labels=("A2",), focus="16"),
    )
    text = " ".join(shown(link("contradicts", slots=("figure",), sides=sides)).split())
    assert "“…da semana e que 14 famílias saíram” A1 (Prefeitura) · “16 famílias saíram” A2" in text
