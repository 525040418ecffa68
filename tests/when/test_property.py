from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meada.lang.table import LANGUAGES
from meada.span import Span
from meada.when import Anchor, dateline, interval, read
from stopwatch import least

PUBLISHED = Anchor(published="2024-05-16T10:30-03:00", zone="America/Recife")
WORDS = (
    "há dois anos na segunda-feira (12, data local) 2023/24 12/08/2025 19h48 às 7 da noite depois de amanhã véspera da feira "
    "entre 3 e 5 de setembro século XIX anos 80 1º de maio. Desde então último dia 31 fim de semana passado "
    "hace tres días el pasado viernes 19.48 del lunes Sept. 3 to 5, 2024 7:48 p.m. ET a few days ago \n , ( ) - 99 0 30/02 "
    "dos mil veinte nineteen ninety-four mil novecentos e noventa ½ 24:00 31 de fevereiro 9999 0001-01-01 2024-W60"
).split(" ")
PHRASES = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)
LANGS = st.sampled_from(LANGUAGES)


@settings(deadline=None, max_examples=150)
@given(st.one_of(PHRASES, st.text(max_size=60)), LANGS)
def test_spans_hold_and_do_not_overlap(text: str, lang: str) -> None:
    found = read(text, lang, anchor=PUBLISHED)
    for item in found:
        assert 0 <= item.span.start < item.span.end <= len(text)
        assert item.rule
        assert 0 <= item.confidence <= 1
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))


@settings(deadline=None, max_examples=100)
@given(PHRASES, LANGS)
def test_the_interval_is_that_of_the_value(text: str, lang: str) -> None:
    for item in read(text, lang, anchor=PUBLISHED):
        if item.type in ("DATE", "TIME") and item.begin and item.until:
            assert item.begin < item.until
            if "REF" not in item.value:
                assert interval(item.value) in ((item.begin, item.until), interval(item.value, south=True))


@settings(deadline=None, max_examples=60)
@given(PHRASES, LANGS)
def test_reading_twice_and_in_a_longer_text_changes_nothing(text: str, lang: str) -> None:
    first = read(text, lang, anchor=PUBLISHED)
    assert read(text, lang, anchor=PUBLISHED) == first
    framed = f"Ouro\n{text}\nPrata"
    inside = read(framed, lang, anchor=PUBLISHED, spans=[Span(5, 5 + len(text))])
    assert [(x.span.shift(-5), x.type) for x in inside] == [(x.span, x.type) for x in first]


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=80), st.sampled_from([*LANGUAGES, None]), st.text(max_size=12))
def test_no_text_or_anchor_is_an_error(text: str, lang: str | None, stamp: str) -> None:
    anchor = Anchor(published=stamp, zone=stamp, fetched=stamp)
    read(text, lang or "pt", anchor=anchor)
    dateline(text, lang, zone=stamp, fetched=stamp)


@pytest.mark.parametrize("year", ["0001-01-01", "9998-12-31", "9999-12-31T23:59:59+14:00"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_ends_of_the_calendar(year: str, lang: str) -> None:
    read(" ".join(WORDS), lang, anchor=Anchor(published=year))


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "12/",
        "1,1.1,",
        "vinte e ",
        "segunda, ",
        "de ",
        "há dois anos e ",
        "3, ",
        "abril ",
        "(",
        "19h",
        "\n",
        "último ",
        "fim de semana ",
        "dia seguinte ",
        "véspera da ",
    ],
)
def test_time_grows_with_the_text_only(piece: str) -> None:
    def took(times: int) -> float:
        return least(lambda: read(piece * times, "pt", anchor=PUBLISHED))

    read(piece, "pt", anchor=PUBLISHED)
    small, large = took(300), took(1200)
    assert large < 12 * small + 0.2
