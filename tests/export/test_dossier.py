from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from meada import flow
from meada.cli.main import main
from meada.export.dossier import dossier, plain
from meada.export.gather import gather
from meada.export.material import Material
from meada.i18n import TAGS, words
from meada.record.link import Link
from meada.record.statement import Statement
from meada.store import Store
from meada.story.story import Story

PAGES = {
    "a.txt": "Barco vira no rio das Pedras\n\nPelo menos 11 pessoas morreram no naufrágio de ontem, disse a Defesa Civil de Arraial.\n\n"
    "A prefeita Lídia Prado visitou o porto nesta terça-feira e prometeu um novo píer.\n",
    "b.txt": "Naufrágio: onze mortos em *Arraial* | [1]\n\nPelo menos 11 pessoas morreram no naufrágio de ontem, disse a Defesa Civil de "
    "Arraial.\n\nO dono do barco negou que houvesse excesso de passageiros.\n",
}  # fmt: skip


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pages")
    for name, text in PAGES.items():
        (folder / name).write_text(text, "utf-8")
    tools = flow.Tools.load()
    with Store.open(folder / "s.db") as store:
        list(flow.add([folder / name for name in PAGES], store, tools))
        flow.weave(store, tools)
    return folder / "s.db"


@pytest.fixture(scope="module")
def material(where: Path) -> Iterator[Material]:
    with Store.open(where) as store:
        yield gather(store)


def rendered(text: str) -> str:
    html = MarkdownIt("commonmark").enable("table").use(footnote_plugin).render(text)
    assert isinstance(html, str)
    return html


@pytest.mark.parametrize("tag", TAGS)
def test_it_is_valid_markdown_whose_notes_are_all_used(material: Material, tag: str) -> None:
    text = dossier(material, words(tag))
    html = rendered(text)
    called, told = set(re.findall(r"\[\^(\d+)\](?!:)", text)), set(re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE))
    assert called == told
    assert called
    assert "[^" not in html
    assert html.count('class="footnote-item"') == len(told)
    assert html.count("<h1>") == len(material.stories)


def test_every_quote_is_in_a_page_and_its_note_leads_there(material: Material) -> None:
    text = dossier(material, words("en"))
    texts = [d.text for d in material.documents]
    for end in re.findall(r"\d+–(\d+)", text):
        assert any(int(end) <= len(one) for one in texts)
    quotes = re.findall(r"“([^”]+)”\[\^", text)
    assert quotes
    for quote in quotes:
        for part in quote.split(" … "):
            assert any(part.replace("\\", "") in " ".join(one.split()) for one in texts), part


def test_no_path_of_the_reader_s_machine_is_told(material: Material) -> None:
    assert str(Path(material.documents[0].origin).parent) not in dossier(material, words("en"))


@given(st.text(max_size=60))
def test_words_of_a_page_never_become_marks(text: str) -> None:
    html = rendered(f"- x{plain(text)}x\n")
    assert set(re.findall(r"</?([a-z0-9]+)", html)) <= {"ul", "li"}


def test_json_comes_back_as_it_was_kept(where: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["export", "--all", "--store", str(where)])
    assert left.value.code == 0
    given = json.loads(capsys.readouterr().out)
    with Store.open(where) as store:
        assert msgspec.convert(given["stories"], list[Story]) == list(store.stories())
        assert {s.id for s in msgspec.convert(given["statements"], list[Statement])} == {
            s.id for s in store.statements()
        }
        links = {k for story in store.stories() for k in store.record(story.id).links}
        assert set(msgspec.convert(given["links"], list[Link])) == links
    assert [d["label"] for d in given["documents"]] == ["A1", "A2"]


def test_records_name_only_what_they_hold(where: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["export", "--format", "records", "--store", str(where)])
    given = json.loads(capsys.readouterr().out)
    ids = {record["id"] for record in given["records"]}
    assert ids
    assert all(link["a"] in ids and link["b"] in ids for link in given["links"])
