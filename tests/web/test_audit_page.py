from __future__ import annotations

import re
import time

from litestar import Litestar
from litestar.testing import TestClient

from meada import audit
from meada.store import Store
from pen import send

Client = TestClient[Litestar]


def test_a_sample_is_drawn_marked_left_and_gone_on_with(pen: Client, store: Store) -> None:
    before = len(store.draws.every())
    send(pen, "/auditoria", kind="event", n="4", seed="7")
    for _ in range(100):
        if len(store.draws.every()) > before:
            break
        time.sleep(0.05)
    number = store.draws.every()[0].id
    items = audit.drawn(store, number).items
    assert [one.item for one in items] == [one.item for one in audit.sample(store, "event", 4, 7)]
    where = f"/auditoria/{number}"
    assert "0 of 4 marked" in pen.get(where).text
    send(pen, where, at="1", mark="right", who="Lia Ramos")
    _, page = send(pen, where, at="2", mark="wrong", why="outro sujeito")
    assert "2 of 4 marked" in page
    low, high = audit.wilson(1, 2)
    assert f"right: 50 % ({round(low * 100)} % – {round(high * 100)} %)" in page
    assert f'href="{where}?item=2"' in page
    assert "Marked before:" in pen.get(f"{where}?item=1").text
    send(pen, where, at="1", mark="unsure")
    marks = [m for m in store.marks("event") if m.item == items[0].item]
    assert [m.mark for m in marks] == ["right", "unsure"]
    assert {m.who for m in marks} == {"Lia Ramos"}
    assert audit.drawn(store, number).next == 2


def test_the_words_in_question_stand_in_their_paragraph(pen: Client, store: Store) -> None:
    held = audit.drawn(store, 1)
    page = pen.get("/auditoria/1?item=1").text
    first = held.items[0]
    words = min(first.spans).of(store.page(first.page).text)
    assert re.search(rf'<span class="m figure"[^>]*>{re.escape(words)}</span>', page)


def test_a_mark_that_is_none_is_refused(pen: Client, store: Store) -> None:
    marked = len(store.marks())
    assert send(pen, "/auditoria/1", at="1", mark="maybe", who="Lia")[0] == 404
    assert send(pen, "/auditoria/1", at="99", mark="right", who="Lia")[0] == 404
    assert send(pen, "/auditoria", kind="gossip")[0] == 404
    assert pen.get("/auditoria/99").status_code == 404
    assert len(store.marks()) == marked
