from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from meada import __version__, flow, page, record
from meada.errors import StoreError
from meada.page import Furniture, Page
from meada.record import Record
from meada.sources import Capture, paste
from meada.store import Store

TOOLS = flow.Tools.load()


def html(number: int, *, url: str) -> str:
    return (
        f'<html lang="pt-BR"><head><title>Obra {number} começa na serra</title><link rel="canonical" href="{url}"></head><body>'
        f"<h1>Obra {number} começa na serra</h1><p>A prefeita Lídia Prado disse nesta terça-feira que a obra número {number} da serra "
        f"de Arraial começa em março e custa {number} milhões de reais aos cofres da cidade.</p>"
        f"<p>Moradores do bairro {number} pediram mais prazo para deixar as casas que ficam perto do canteiro da obra {number}.</p>"
        "<div><p>Assine o boletim da manhã e receba no seu correio as notícias que a redação escolhe para você, de graça.</p></div>"
        "</body></html>"
    )


def save(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(1, count + 1):
        (folder / f"{number:02}.html").write_text(html(number, url=f"https://serra.example/n/{number}"), "utf-8")
    return folder


def test_blocks_that_recur_on_a_host_are_learned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    handed: list[Furniture | None] = []
    real = page.make

    def spy(*args: Any, furniture: Furniture | None = None, **kwargs: Any) -> Page:
        handed.append(furniture)
        return real(*args, furniture=furniture, **kwargs)

    monkeypatch.setattr(page, "make", spy)
    with Store.temporary() as store:
        list(flow.add([save(tmp_path / "a", 8)], store, TOOLS))
        bodies = [
            "\n".join(span.of(made.text) for span in article.body)
            for made, article in zip(store.pages(), store.articles(), strict=True)
        ]
    assert handed[:5] == [None] * 5
    last = handed[-1]
    assert last is not None
    assert last.pages == 7
    assert last.seen
    assert all("boletim" not in body for body in bodies[-2:])
    assert all("Moradores" in body for body in bodies)


def test_a_fault_in_one_page_is_recorded_and_the_rest_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Store.add

    def fails(self: Store, capture: Capture, *rest: Any) -> str:
        if "02.html" in capture.origin:
            raise StoreError("the disk is full")
        return real(self, capture, *rest)

    monkeypatch.setattr(Store, "add", fails)
    with Store.temporary() as store:
        verdicts = list(flow.add([save(tmp_path / "a", 3)], store, TOOLS))
        assert [v.status for v in verdicts] == ["added", "failed", "added"]
        assert [f.origin.rsplit("/", 1)[-1] for f in store.failures()] == ["02.html"]
        assert len(store.entries()) == 2


def test_stories_are_made_once_and_kept(tmp_path: Path) -> None:
    with Store.temporary() as store:
        list(flow.add([save(tmp_path / "a", 2)], store, TOOLS))
        flow.weave(store, TOOLS)
        first = store.stories()
        flow.weave(store, TOOLS)
        assert store.stories() == first
        assert {p for s in first for p in s.pages} == {e.id for e in store.entries()}


def test_every_item_names_what_made_it(tmp_path: Path) -> None:
    with Store.temporary() as store:
        list(flow.add([save(tmp_path / "a", 1)], store, TOOLS))
        flow.weave(store, TOOLS)
        for reading in store.readings():
            rules = [a.rule for a in reading.attributions] + [f.rule for f in reading.figures]
            rules += [e.rule for e in reading.events] + [t.rule for t in reading.times]
            assert rules
            assert all(rules)
        for statement in store.statements():
            assert store.item(statement.id).made.code == __version__
        assert store.verify() == []


def test_a_paste_is_read_like_a_file() -> None:
    entry = flow.take(paste(html(3, url="https://serra.example/n/3")), TOOLS)
    assert entry.article.headline is not None
    assert entry.article.headline.of(entry.page.text) == "Obra 3 começa na serra"


def test_a_fault_in_one_story_keeps_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = Broken()
    monkeypatch.setattr(record, "weave", broken)
    with Store.temporary() as store:
        list(flow.add([save(tmp_path / "a", 2)], store, TOOLS))
        verdicts = flow.weave(store, TOOLS)
        assert broken.calls == len(store.stories()) == len(verdicts)
        assert {v.status for v in verdicts} == {"failed"}
        assert {v.code for v in verdicts} == {"fault"}
        assert {p for s in store.stories() for p in s.pages} == {e.id for e in store.entries()}


class Broken:
    """A record maker that always fails."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, *_: Any, **__: Any) -> Record:
        self.calls += 1
        raise RuntimeError("no record today")
