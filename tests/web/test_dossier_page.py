from __future__ import annotations

import html
import io
import json
import re
import zipfile

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from meada.export.selected import SELECTED, render
from meada.export.selection import Pick, of_dossier, of_search, select
from meada.export.setting import Setting
from meada.record.statement import Statement
from meada.span import Span
from meada.store import Store
from meada.web.pick import picked, resolved
from pen import send

Client = TestClient[Litestar]


def headline(store: Store, label: str) -> tuple[str, str]:
    article, page = store.article(label), store.page(label)
    assert article.headline is not None
    return picked(label, [article.headline]), " ".join(article.headline.of(page.text).split())


def denied(store: Store) -> Statement:
    """A claim that another statement denies."""
    told = {s.id: s for s in store.statements()}
    return next(told[s.denies] for s in told.values() if s.denies)


def test_words_are_put_together_noted_and_put_in_order(pen: Client, store: Store) -> None:
    assert send(pen, "/d", name="Duas manchetes")[0] == 200
    for label in ("A2", "A3"):
        send(pen, "/juntar", what=headline(store, label)[0])
    dossier = store.dossiers.every()[0]
    first, second = store.dossiers.passages(dossier.id)
    assert (first.words, second.words) == (headline(store, "A2")[1], headline(store, "A3")[1])
    send(pen, f"/d/{dossier.id}/{second.id}", action="up")
    _, page = send(pen, f"/d/{dossier.id}/{second.id}", action="note", note="A primeira <b>contagem</b>.", version=0)
    assert "A primeira &lt;b&gt;contagem&lt;/b&gt;." in page
    assert page.index(second.words[:30]) < page.index(first.words[:30])
    send(pen, f"/d/{dossier.id}/{second.id}", action="out")
    assert [p.id for p in store.dossiers.passages(dossier.id)] == [first.id]
    send(pen, f"/d/{dossier.id}/{second.id}", action="back")
    assert [p.id for p in store.dossiers.passages(dossier.id)] == [second.id, first.id]
    send(pen, f"/d/{dossier.id}", action="drop")
    assert dossier.id not in [d.id for d in store.dossiers.every()]
    assert "Duas manchetes" in pen.get("/d").text
    send(pen, f"/d/{dossier.id}", action="restore")
    send(pen, f"/d/{dossier.id}", action="rename", name="Manchetes")
    assert store.dossiers.get(dossier.id).name == "Manchetes"


def test_the_same_words_are_there_once(pen: Client, store: Store) -> None:
    send(pen, "/d", name="Uma")
    for _ in range(2):
        send(pen, "/juntar", what=headline(store, "A2")[0])
    assert store.dossiers.every()[0].passages == 1


def test_two_who_write_one_note_see_each_other(pen: Client, store: Store) -> None:
    send(pen, "/d", name="A quatro mãos")
    send(pen, "/juntar", what=headline(store, "A2")[0])
    dossier = store.dossiers.every()[0]
    (one,) = store.dossiers.passages(dossier.id)
    where = f"/d/{dossier.id}/{one.id}"
    send(pen, where, action="note", note="Rui: conferido.", version=0)
    status, page = send(pen, where, action="note", note="Lia: em dúvida.", version=0)
    assert status == 409
    assert "Rui: conferido." in page
    assert "Lia: em dúvida." in page
    assert store.dossiers.passages(dossier.id)[0].note == "Rui: conferido."
    send(pen, where, action="note", note="Lia: em dúvida.", version=1)
    assert store.dossiers.passages(dossier.id)[0].note == "Lia: em dúvida."


def test_a_passage_goes_in_without_leaving_the_page(pen: Client, store: Store) -> None:
    pen.get("/d")
    sent = {"_csrf_token": pen.cookies["meada_csrf"], "what": headline(store, "A3")[0]}
    found = pen.post("/juntar", data=sent, headers={"x-in-place": "1"})
    assert re.fullmatch(r'<a class="kept" href="/d/\d+#e\d+">in the dossier</a>\s*', found.text)


@pytest.mark.parametrize(
    "what", ["A1:5-5", "A1:0-999999", "A1:9-1", "Z9:1-5", "statement-000000000000", "", "A1:1-99999999999"]
)
def test_what_names_no_words_is_refused_with_a_reason(pen: Client, store: Store, what: str) -> None:
    held = sum(d.passages for d in store.dossiers.every())
    status, page = send(pen, "/juntar", what=what)
    assert status in (404, 422)
    assert 'class="lead"' in page or "<h1" in page
    assert sum(d.passages for d in store.dossiers.every()) == held


def test_only_text_that_is_read_can_be_picked(store: Store) -> None:
    page = store.page("A1")
    found = resolved(store, f"A1:0-{min(3_900, len(page.text))}")
    zones = [
        b.span
        for b in page.blocks
        if b.role in ("headline", "standfirst", "body", "subhead", "quote_box", "correction")
    ]
    assert len(found.quotes) > 2
    assert all(any(zone.contains(one.span) for zone in zones) for one in found.quotes)
    assert all(one.span.of(page.text) == one.words for one in found.quotes)


def test_a_quotation_is_copied_with_its_source(pen: Client, store: Store) -> None:
    name, words = headline(store, "A1")
    said = pen.get(f"/a/A1/citar?trecho={name.partition(':')[2]}").text
    assert said.startswith(f"“{words}”\n")
    assert (store.shelf.articles(pages=(store.resolve("A1"),))[0].outlet_name or "?") in said
    assert "#:~:text=" in said
    assert store.resolve("A1")[:12] in said


def test_what_is_denied_comes_with_what_denies_it(store: Store) -> None:
    told = denied(store)
    found = resolved(store, told.id)
    selection = select(store, "x", [Pick(page=found.page, label=found.label, quotes=found.quotes, item=found.item)])
    (one,) = selection.passages
    assert one.denials
    assert {denial.citation.capture for denial in one.denials} <= {citation.capture for citation in selection.captures}
    for name in ("md", "html", "json", "csv"):
        assert one.denials[0].words[2:30] in html.unescape(_text(name, store, [found.item or ""])), name


def test_words_that_are_gone_are_said_to_be_gone(store: Store) -> None:
    found = resolved(store, headline(store, "A1")[0])
    quote = found.quotes[0]
    moved = type(quote)(
        span=Span(quote.span.start + 1, quote.span.end + 1), words="outras palavras", before="x", after="y"
    )
    kept = [Pick(page=found.page, label="A1", quotes=(moved,)), Pick(page="0" * 64, label="A77", quotes=found.quotes)]
    lost, gone = select(store, "x", kept).passages
    assert (lost.words, lost.spans, lost.citation is None) == ("outras palavras", (), False)
    assert (gone.spans, gone.citation) == ((), None)


def _text(name: str, store: Store, ids: list[str]) -> str:
    picks = [Pick(page=p.page, label=p.label, quotes=p.quotes, item=p.item) for p in (resolved(store, i) for i in ids)]
    data = b"".join(render(name, select(store, "Pasta", picks), Setting(tag="en")))
    if data[:2] != b"PK":
        return data.decode()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(archive.read(one).decode("utf-8-sig") for one in archive.namelist())


@pytest.mark.parametrize("name", SELECTED)
def test_every_format_names_its_sources_and_copies_no_body(pen: Client, store: Store, name: str) -> None:
    found = pen.get(f"/api/dossiers/1/export/{name}")
    assert found.status_code == 200
    data = found.content
    text = data.decode("utf-8", "replace")
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            text = "\n".join(archive.read(one).decode("utf-8-sig") for one in archive.namelist())
            assert set(archive.namelist()) == {"passages.csv", "pages.csv", "SHA256SUMS"}
    selection = of_dossier(store, 1)
    assert selection.captures[0].capture in text or name == "annotations"
    if name != "sha256":
        assert selection.passages[0].words in text
        assert "Conferir com a prefeitura." in text
    body = store.article("A1").body[2].of(store.page("A1").text)
    assert body not in text


def test_annotations_of_a_dossier_point_at_their_words(store: Store) -> None:
    page = json.loads(b"".join(render("annotations", of_dossier(store, 1), Setting())))
    for item, passage in zip(page["items"], of_dossier(store, 1).passages, strict=True):
        quote, place = item["target"]["selector"]
        text = store.page(passage.citation.capture if passage.citation else "").text
        assert text[place["start"] : place["end"]] == quote["exact"]


def test_a_search_and_a_comparison_are_taken_away_too(pen: Client, store: Store) -> None:
    found = json.loads(pen.get("/api/search/export/json?q=mortos").content)
    assert [p["words"] for p in found["passages"]] == [p.words for p in of_search(store, "mortos").passages]
    assert found["passages"][0]["citation"]["capture"]
    page = pen.get("/h/1/numeros").text
    first = re.search(r'href="/n/([^"]+)"', page)
    assert first is not None
    rows = pen.get(f"/n/{first[1]}").text.count('data-head="Quote"')
    compared = json.loads(pen.get(f"/api/comparisons/{first[1]}/export/json").content)
    assert len(compared["passages"]) == rows
    assert pen.get("/api/dossiers/1/export/ftm").status_code == 404
    assert pen.get("/api/dossiers/99/export/md").status_code == 404
