from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from msgspec.structs import replace

from exported import exported
from meada.cli import export as cli
from meada.export.form import FORMATS
from meada.export.gather import of_article, of_person, of_stories
from meada.export.material import Material
from meada.export.row import TABLES
from meada.export.standing import Standing
from meada.span import Span
from meada.store import Store

QUOTING = [name for name in FORMATS if name not in ("parquet",)]


def text(name: str, data: bytes) -> str:
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "\n".join(archive.read(one).decode("utf-8-sig") for one in archive.namelist())
    return data.decode()


def unquoted(material: Material) -> str:
    """A paragraph of an article that no statement quotes from."""
    quoted: dict[str, list[Span]] = {}
    for statement in material.statements():
        for evidence in statement.evidence:
            quoted.setdefault(evidence.page, []).append(evidence.span)
    for document in material.documents:
        for paragraph in document.article.body:
            words = paragraph.of(document.text)
            free = not any(
                s.start < paragraph.end and paragraph.start < s.end for s in quoted.get(document.capture, ())
            )
            if free and len(words) > 40 and words.isprintable() and not set(words) & set("\"'&<>*_"):
                return words
    raise AssertionError("the examples have no such paragraph")


def test_the_command_knows_the_same_formats_and_tables() -> None:
    assert tuple(FORMATS) == cli._NAMES
    assert tuple(TABLES) == cli._TABLES


@pytest.mark.parametrize("name", QUOTING)
def test_no_more_than_quotations_unless_the_whole_is_asked(name: str, materials: list[Material]) -> None:
    words = unquoted(materials[0])
    assert words not in text(name, exported(name, materials[:1]))
    full = text(name, exported(name, materials[:1], full_text=True))
    if name not in ("records", "annotations", "timeline"):
        assert " ".join(words.split()) in " ".join(full.split())


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_at_all_can_be_exported(name: str) -> None:
    assert exported(name, []) or name == "ftm" or name == "ris"


@pytest.mark.parametrize("name", QUOTING)
def test_what_was_rejected_is_gone_unless_everything_is_asked(name: str, materials: list[Material]) -> None:
    material = materials[0]
    told = {s.id: s for s in material.statements()}
    rejected = next(s for s in told.values() if s.kind == "figure" and s.figure and s.figure.unit == "person")
    no = Standing(state="rejected", who="Rui Sá")
    changed = replace(material, standings={(None, rejected.id): no})
    assert rejected.id not in text(name, exported(name, [changed])) or FORMATS[name].raw


@pytest.mark.parametrize("name", ["json", "csv", "annotations", "md", "ris"])
def test_the_state_is_said_with_who_and_rule(name: str, materials: list[Material]) -> None:
    said = text(name, exported(name, materials))
    assert "Ana Prado" in said
    assert "confirmed" in said


@pytest.mark.parametrize("name", FORMATS)
def test_an_article_and_a_person_can_be_exported_too(name: str, kept: Path) -> None:
    with Store.open(kept) as store:
        record = store.record(store.stories()[0].id)
        who = next(c.entity for s in record.statements for c in s.chain if c.role == "speaker" and c.entity)
        assert exported(name, of_article(store, "A1"))
        assert exported(name, of_person(store, who))


def test_a_person_s_export_holds_only_what_names_them(kept: Path) -> None:
    with Store.open(kept) as store:
        record = store.record(store.stories()[0].id)
        who = next(c.entity for s in record.statements for c in s.chain if c.role == "speaker" and c.entity)
        for material in of_person(store, who):
            for statement in material.statements():
                named = {p.entity for p in statement.participants} | {c.entity for c in statement.chain}
                assert who in named


def test_stories_come_one_by_one(kept: Path) -> None:
    with Store.open(kept) as store:
        found = list(of_stories(store))
        assert [m.stories[0].id for m in found] == [s.id for s in store.stories()]
        assert all(len(m.stories) == 1 for m in found)
