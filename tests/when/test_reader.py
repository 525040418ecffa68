from __future__ import annotations

import pytest

from meada.span import Span
from meada.when import Anchor, Expression, read

# A Thursday, on the clock of Recife.
PUBLISHED = Anchor(published="2024-05-16T10:30-03:00", zone="America/Recife")


def only(text: str, lang: str = "pt", anchor: Anchor = PUBLISHED) -> Expression:
    (found,) = read(text, lang, anchor=anchor)
    return found


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("O cais de Vila Serena abriu em 3 de março de 2021.", "3 de março de 2021", "2021-03-03"),
        ("A ponte caiu na terça-feira.", "terça-feira", "2024-05-14"),
        ("A ponte caiu na quinta-feira.", "quinta-feira", "2024-05-16"),
        ("O júri se reunirá na segunda.", "segunda", "2024-05-20"),
        ("A prefeita falou nesta sexta-feira (17, data local).", "sexta-feira (17, data local)", "2024-05-17"),
        ("O barco sumiu no dia 30.", "dia 30", "2024-04-30"),
        ("A usina parou em novembro.", "novembro", "2023-11"),
        ("A usina parará em novembro.", "novembro", "2024-11"),
        ("O coral cantou há duas semanas.", "há duas semanas", "2024-05-02"),
        ("O coral ensaia ali e mora na vila há dois meses.", "há dois meses", "P2M"),
        ("A balsa volta daqui a três dias.", "daqui a três dias", "2024-05-19"),
        ("A feira ia de 28 de abril a 2 de maio.", "28 de abril a 2 de maio", "2024-04-28/2024-05-02"),
        ("O sino tocou às sete e meia da noite.", "sete e meia da noite", "2024-05-16T19:30"),
        ("O posto abre às quartas.", "quartas", "XXXX-WXX-3"),
    ],
)
def test_portuguese(text: str, words: str, value: str) -> None:
    found = only(text)
    assert (found.span.of(text), found.value) == (words, value)


@pytest.mark.parametrize(
    "text",
    [
        "A segunda banda e a quinta turma desfilaram.",
        "O bilhete foi dado às 40 crianças do coro.",
        "A padaria fica na Rua 7 de Abril.",
        "O navio levava 1987 sacas.",
        "Março e Augusta é uma dupla; o Bloco 24 também.",
    ],
)
def test_words_that_look_like_dates_are_left(text: str) -> None:
    found = [
        x for x in read(text, "pt", anchor=PUBLISHED) if x.type in ("DATE", "TIME") and "Março" not in x.span.of(text)
    ]
    assert found == []


def test_the_discourse_date_is_carried_through_the_spans() -> None:
    text = "O motim foi em 4 de maio.\nANÚNCIO de 1 de junho\nNo dia seguinte, o porto fechou."
    spans = [Span(0, 25), Span(text.index("No dia"), len(text))]
    found = read(text, "pt", anchor=PUBLISHED, spans=spans)
    assert [x.value for x in found] == ["2024-05-04", "2024-05-05"]
    assert found[1].anchor == "discourse"


def test_without_publication_nothing_is_invented() -> None:
    found = read("A ponte caiu ontem, em abril ou na terça-feira.", "pt", anchor=Anchor())
    assert all(x.begin is None and x.until is None for x in found)


def test_a_clock_that_names_its_zone_keeps_it() -> None:
    found = only("O sismo foi às 14h20 (hora de Lisboa).")
    assert (found.value, found.zone, found.zone_basis) == ("2024-05-16T14:20+01:00", "+01:00", "text")


def test_a_widget_counts_from_fetching() -> None:
    assert only("Atualizado há 3 horas").value == "FETCH-PT3H"


def test_since_then_is_as_precise_as_the_time_it_starts_from() -> None:
    since = read("A ponte caiu em 2019. Desde então, a vila usa a balsa.", "pt", anchor=PUBLISHED)[-1]
    assert (since.begin, since.granularity) == ("2019-01-01", "year")
