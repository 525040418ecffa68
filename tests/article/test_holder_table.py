"""Holders of offices from `meada.toml` and its tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from meada.article.registry import Added, Registry
from meada.errors import SettingsError

TABLE = """name,office,of,since,until,feminine,acting,wikidata
Lia Prado,head_of_state,Argentina,2019-12-10,2023-12-10,yes,,Q1
"Sá, Bento",head_of_state,ARG,2023-12,,no,yes,
Nair Pontes,prefeita|mayor,Porto Leme,2021,2024,,,
"""


def load(folder: Path, toml: str, table: str | None = None, name: str = "holders.csv") -> Registry:
    (folder / "meada.toml").write_text(toml, "utf-8")
    if table is not None:
        (folder / name).write_text(table, "utf-8")
    return Registry.load(folder / "meada.toml")


def test_a_table_and_entries_give_holders(tmp_path: Path) -> None:
    toml = 'holders = ["holders.csv"]\n[[holder]]\nname = "Ema Luz"\noffice = ["premiê"]\nof = "Serrália"\n'
    first, *rest = load(tmp_path, toml, TABLE).world.roll.rows
    assert (first.name, first.offices, first.of, first.where) == (
        "Ema Luz",
        ("premiê",),
        "Serrália",
        "meada.toml, [[holder]] 1",
    )
    assert [(h.name, h.of, h.since, h.until, h.feminine, h.acting) for h in rest] == [
        ("Lia Prado", "ARG", "2019-12-10", "2023-12-10", True, False),
        ("Sá, Bento", "ARG", "2023-12-01", None, False, True),
        ("Nair Pontes", "Porto Leme", "2021-01-01", "2024-12-31", None, False),
    ]
    assert rest[0].external == (("wikidata", "Q1"),)
    assert rest[2].offices == ("prefeita", "mayor")
    assert [h.where for h in rest] == ["holders.csv:2", "holders.csv:3", "holders.csv:4"]


def test_tabs_part_a_tsv(tmp_path: Path) -> None:
    (row,) = load(
        tmp_path, 'holders = ["h.tsv"]', "name\toffice\tof\nLia\thead_of_state\tBrasil\n", "h.tsv"
    ).world.roll.rows
    assert (row.name, row.of) == ("Lia", "BRA")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Lia,head_of_state,Xurúpia,,,,,", "no state is called “Xurúpia”"),
        ("Lia,head_of_state,ARG,ontem,,,,", "“ontem” is no date"),
        ("Lia,head_of_state,ARG,2023-02-30,,,,", "“2023-02-30” is no date"),
        ("Lia,head_of_state,ARG,2023-13,,,,", "“2023-13” is no date"),
        ("Lia,head_of_state,ARG,2024,2023,,,", "ends (2023-12-31) before it begins (2024-01-01)"),
        ("Lia,,ARG,,,,,", "office"),
        ("Lia,head_of_state,ARG,,,talvez,,", "feminine"),
        ("Lia,head_of_state,ARG,,,,,,,", "more cells than columns"),
    ],
)
def test_a_wrong_row_is_named_with_its_line(tmp_path: Path, row: str, said: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load(tmp_path, 'holders = ["holders.csv"]', TABLE + row + "\n")
    assert said in str(caught.value)
    assert caught.value.where == "holders.csv:5"


@pytest.mark.parametrize(
    ("toml", "table", "said"),
    [
        ('holders = ["gone.csv"]', None, "cannot be read"),
        ('holders = "holders.csv"', TABLE, "no list"),
        ('holders = ["holders.csv"]', "name,office,of,party\n", "party"),
        ('holders = ["holders.csv"]', "name,of\n", "office"),
        ("[[holder]]\nname = 'Lia'\noffice = 'rei'\nof = 'ESP'\nuntill = '2020'", None, "untill"),
    ],
)
def test_a_wrong_file_is_named(tmp_path: Path, toml: str, table: str | None, said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        load(tmp_path, toml, table)


def test_what_is_added_goes_to_json_and_back(tmp_path: Path) -> None:
    import msgspec

    made = load(tmp_path, 'holders = ["holders.csv"]\n[[outlet]]\nid = "x"\nnames = ["Xis"]\n', TABLE)
    again = Registry.over(msgspec.json.decode(msgspec.json.encode(made.added), type=Added))
    assert again.world.roll.rows == made.world.roll.rows
    assert (again.version, "x" in again.outlets) == (made.version, True)
    assert made.version != Registry.load().version
