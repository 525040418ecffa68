from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meada.when import dateline, printed_dates


@pytest.mark.parametrize(
    ("line", "begin", "zone"),
    [
        ("12/03/2026 19h48", "2026-03-12T19:48:00", None),
        ("21.dez.2025 às 12h55", "2025-12-21T12:55:00", None),
        ("27 de outubro de 2025", "2025-10-27", None),
        ("Publicado 3/3/2026 9:00 (horário de Brasília)", "2026-03-03T09:00:00", "-03:00"),
        ("March 14, 2026 at 4:15 p.m. EST", "2026-03-14T16:15:00", "-05:00"),
        ("Mon 5 Aug 2024 15.30 BST", "2024-08-05T15:30:00", "+01:00"),
        ("2024年4月24日10:00", "2024-04-24T10:00:00", None),
        ("5 de febrero de 2026 a las 10:20h", "2026-02-05T10:20:00", None),
        ("05.08.2025 03:33 min", "2025-08-05", None),
    ],
)
def test_printed_dates(line: str, begin: str, zone: str | None) -> None:
    found = printed_dates(line)
    assert [(item.begin, item.zone) for item in found] == [(begin, zone)]


@given(st.text(max_size=200))
def test_spans_lie_in_the_line(line: str) -> None:
    for item in printed_dates(line):
        assert item.span.of(line)
        assert dt.date.min <= item.day <= dt.date.max


@pytest.mark.parametrize("line", ["31/02/2026", "99/99/2026 10h", "1/1/26/27", "12:48", ""])
def test_what_is_no_date_gives_none(line: str) -> None:
    assert printed_dates(line) == []


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("pt", "12/03/2026 19h48"),
        ("pt", "21.dez.2025 às 12h55"),
        ("pt", "Publicado em 27 de outubro de 2025, às 8h05"),
        ("pt", "Publicado a 16 de Maio de 2024, 09:48"),
        ("es", "5 de febrero de 2026 a las 10:20h"),
        ("es", "Publicado: 05.03.2024 09:15"),
        ("en", "February 12, 2026 at 4:15 p.m. EST"),
        ("en", "Thursday 16 May 2024 19.48 BST"),
        ("en", "2024-05-16T09:48:21"),
    ],
)
def test_the_grammar_reads_the_same_date(lang: str, line: str) -> None:
    (printed,) = printed_dates(line)
    found = dateline(line, lang, zone="Europe/Lisbon")
    assert found is not None
    assert found.published is not None
    assert found.published.begin == printed.begin
    assert printed.zone in (None, found.published.zone)
