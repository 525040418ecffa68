from __future__ import annotations

import pytest

from meada.when import Anchor, read

# A Thursday.
PUBLISHED = Anchor(published="2024-05-16T10:30-03:00", zone="America/Recife")


def first(text: str, lang: str, anchor: Anchor = PUBLISHED) -> tuple[str, str]:
    found = read(text, lang, anchor=anchor)
    assert found, text
    return found[-1].span.of(text), found[-1].value


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("A orquestra tocou na noite de sexta para sábado.", "noite de sexta para sábado", "2024-05-10TNI"),
        ("A orla fechou na semana retrasada.", "semana retrasada", "2024-W18"),
        ("O ensaio fica para a semana.", "para a semana", "2024-W21"),
        ("O lucro do 1T24 caiu.", "1T24", "2024-Q1"),
        ("O cais abriu na primeira quinzena de março.", "primeira quinzena de março", "2024-03-01/2024-03-15"),
        (
            "A trégua começou às 18h00 locais (13h00 em Brasília).",
            "18h00 locais (13h00 em Brasília)",
            "2024-05-16T13:00-03:00",
        ),
        ("A rifa corre de dois em dois anos.", "dois em dois anos", "P2Y"),
        ("O circo ficou de janeiro a março deste ano.", "janeiro a março deste ano", "2024-01/2024-03"),
        ("O forno parou há exatos 10 anos.", "há exatos 10 anos", "2014"),
        ("O censo é de 1872, disse ela.", "1872", "1872"),
        ("O prazo foi esticado até 30 de junho.", "30 de junho", "2024-06-30"),
        (
            "O naufrágio foi em 3 de maio. Cinco dias após o naufrágio, acharam o sino.",
            "Cinco dias após o naufrágio",
            "2024-05-08",
        ),
        ("A regata abre na véspera da romaria, marcada para domingo (19).", "domingo (19)", "2024-05-19"),
        ("O eclipse foi na terça-feira de Carnaval.", "terça-feira de Carnaval", "2024-02-13"),
        ("A lei é dos anos noventa.", "anos noventa", "199"),
        ("A ponte ruiu no fim de semana.", "fim de semana", "2024-W19-WE"),
        ("No próximo verão, a barca volta.", "próximo verão", "2024-SU"),
        ("O júri deve sair às 16h desta quinta-feira.", "16h desta quinta-feira", "2024-05-16T16:00"),
        ("A reforma estava marcada para o dia 18 de abril.", "18 de abril", "2024-04-18"),
        ("A festa é no segundo domingo de maio de 2025.", "segundo domingo de maio de 2025", "2025-05-11"),
        ("Ele mora no Rio de Janeiro desde março.", "março", "2024-03"),
    ],
)
def test_portuguese(text: str, words: str, value: str) -> None:
    assert first(text, "pt") == (words, value)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("La noria abrió el 3 de marzo de 2021.", "3 de marzo de 2021", "2021-03-03"),
        ("El faro se apagó el martes.", "martes", "2024-05-14"),
        ("El faro se apagará el martes.", "martes", "2024-05-21"),
        ("La alcaldesa habló este viernes (17, hora local).", "viernes (17, hora local)", "2024-05-17"),
        ("El coro cantó hace dos semanas.", "hace dos semanas", "2024-05-02"),
        ("El puerto cerró anteayer.", "anteayer", "2024-05-14"),
        ("Sonó a las siete menos cuarto.", "siete menos cuarto", "2024-05-16T06:45"),
        ("El mercado abre los jueves.", "los jueves", "XXXX-WXX-4"),
        ("Ensayan cada lunes a las 10.", "cada lunes a las 10", "XXXX-WXX-1T10:00"),
        ("La feria fue del 28 de abril al 2 de mayo.", "28 de abril al 2 de mayo", "2024-04-28/2024-05-02"),
        ("La romería será mañana de 8:00 a 17:00.", "mañana de 8:00 a 17:00", "2024-05-17T08:00/2024-05-17T17:00"),
        ("El dique es de 2019. Desde entonces, no hubo crecidas.", "Desde entonces", "2019/2024-05-16"),
        ("El torneo fue la semana antepasada.", "semana antepasada", "2024-W18"),
    ],
)
def test_spanish(text: str, words: str, value: str) -> None:
    assert first(text, "es") == (words, value)


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The mill opened on March 3, 2021.", "March 3, 2021", "2021-03-03"),
        ("The mill burned on Tuesday.", "Tuesday", "2024-05-14"),
        ("The mill will open on Tuesday.", "Tuesday", "2024-05-21"),
        ("The choir sang two weeks ago.", "two weeks ago", "2024-05-02"),
        ("The ferry returns in three days.", "in three days", "2024-05-19"),
        ("The bell rang at 7:48 p.m. on Monday.", "7:48 p.m. on Monday", "2024-05-13T19:48"),
        ("It starts at 0300 GMT on Friday.", "0300 GMT on Friday", "2024-05-17T03:00+00:00"),
        (
            "It was open tomorrow from 8 a.m. to 5 p.m.",
            "tomorrow from 8 a.m. to 5 p.m.",
            "2024-05-17T08:00/2024-05-17T17:00",
        ),
        ("The fair ran from Sept. 3 to 5, 2023.", "Sept. 3 to 5, 2023", "2023-09-03/2023-09-05"),
        ("It was built in nineteen ninety-four.", "nineteen ninety-four", "1994"),
        ("The mill closed the week before last.", "the week before last", "2024-W18"),
        ("It was sold two weeks before Christmas.", "two weeks before Christmas", "2023-12-11"),
        ("The panel meets every Monday at 10 a.m.", "every Monday at 10 a.m.", "XXXX-WXX-1T10:00"),
    ],
)
def test_english(text: str, words: str, value: str) -> None:
    assert first(text, "en") == (words, value)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Dos de cada 2/3 de los votos, la segunda vuelta y la cuarta fila.", "es"),
        ("La bodega está en la Calle 9 de Julio.", "es"),
        ("Julio me llamó y Abril no vino.", "es"),
        ("March on, said May, 58.", "en"),
        ("The hunter June (Ada Cole) is in her mid-30s.", "en"),
        ("O coral do Rio de Janeiro ensaia.", "pt"),
        ("She may march; the second act sold 2024 seats for $2025.", "en"),
        ("A terça parte dos 2/3 dos votos ficou com o Bloco 24.", "pt"),
    ],
)
def test_look_alikes_are_left(text: str, lang: str) -> None:
    assert [x for x in read(text, lang, anchor=PUBLISHED) if x.type in ("DATE", "TIME")] == []


@pytest.mark.parametrize(("zone", "value"), [("America/Chicago", "2024-03-04"), ("Europe/London", "2024-04-03")])
def test_the_outlets_zone_orders_a_numeric_date(zone: str, value: str) -> None:
    assert first("It closed on 03/04/2024.", "en", Anchor(published="2024-05-16", zone=zone))[1] == value


def test_an_order_nothing_settles_keeps_both_readings() -> None:
    (found,) = read("It closed on 03/04/2024.", "en", anchor=Anchor(published="2024-05-16"))
    assert {found.value, *found.alternatives} == {"2024-03-04", "2024-04-03"}
    assert found.confidence <= 0.5


def test_a_weekday_keeps_its_other_reading() -> None:
    (found,) = read("O bonde parou no domingo.", "pt", anchor=PUBLISHED)
    assert (found.value, found.alternatives) == ("2024-05-12", ("2024-05-19",))
