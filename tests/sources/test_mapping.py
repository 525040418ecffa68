from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meada.errors import SettingsError
from meada.sources.mapping import FIELDS, Mapping, guess, iso, order, parse


def test_a_mapping_is_written_as_pairs() -> None:
    assert parse("text=texto, date=data,order=mdy") == Mapping(text="texto", date="data", order="mdy")


@pytest.mark.parametrize("given", ["texto", "corpo=texto", "text=", "order=ymd", ""])
def test_what_maps_no_field_is_refused(given: str) -> None:
    with pytest.raises(SettingsError):
        parse(given)


def test_columns_are_guessed_by_their_names_whatever_their_spelling() -> None:
    found = guess(["ID", "Título", "Texto completo", "Data de publicação", "Veículo", "Link", "Idioma"])
    assert (found.title, found.text, found.date) == ("Título", "Texto completo", "Data de publicação")
    assert (found.outlet, found.url, found.language) == ("Veículo", "Link", "Idioma")


def test_small_words_and_outer_names_do_not_count() -> None:
    found = guess(["Corpo da notícia", "publicado em", "dia"])
    assert (found.text, found.date) == ("Corpo da notícia", "publicado em")
    found = guess(["article.headline", "article.body", "article.published.at", "source.name", "source.url", "link"])
    assert (found.title, found.text, found.outlet, found.url) == (
        "article.headline",
        "article.body",
        "source.name",
        "link",
    )
    assert found.date == "article.published.at"


def test_a_column_that_was_named_is_not_taken_for_another_field() -> None:
    found = guess(["texto", "corpo"], Mapping(title="texto"))
    assert (found.title, found.text) == ("texto", "corpo")


def test_a_named_column_must_be_there() -> None:
    with pytest.raises(SettingsError, match="no column"):
        guess(["a"], Mapping(text="b"))


def test_the_order_of_dates_shows_in_a_number_above_twelve() -> None:
    assert order(["05/03/2026", "25/03/2026"]) == "dmy"
    assert order(["05/03/2026", "03/25/2026"]) == "mdy"
    assert order(["05/03/2026"]) is None
    assert order(["25/03/2026", "03/25/2026"]) is None


@pytest.mark.parametrize(
    ("cell", "known", "found"),
    [
        ("05/03/2026", "dmy", "2026-03-05"),
        ("05/03/2026", "mdy", "2026-05-03"),
        ("05/03/2026", None, None),
        ("25.03.26 14h20", None, "2026-03-25T14:20:00"),
        ("2026-03-05", None, "2026-03-05"),
        ("2026-03-05 14:20", None, "2026-03-05T14:20"),
        ("2026-03-05T14:20:00-03:00", None, "2026-03-05T14:20:00-03:00"),
        ("1772719200", None, "2026-03-05T14:00:00+00:00"),
        (date(2026, 3, 5), None, "2026-03-05"),
        (datetime(2026, 3, 5, 9), None, "2026-03-05T09:00:00"),
        ("31/02/2026", "dmy", None),
        ("ontem", None, None),
        (None, None, None),
    ],
)
def test_cells_become_dates_where_they_can_be_told(cell: object, known: str | None, found: str | None) -> None:
    assert iso(cell, known) == found  # type: ignore[arg-type]


@given(st.lists(st.text(max_size=12), max_size=8), st.text(max_size=30))
def test_any_columns_and_cells_are_borne(columns: list[str], cell: str) -> None:
    found = guess(columns)
    taken = [column for field in FIELDS if (column := getattr(found, field))]
    assert len(set(taken)) == len(taken)
    assert set(taken) <= set(columns)
    iso(cell, "dmy")
