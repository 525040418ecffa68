from collections.abc import Sequence

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from meada.story.neighbour import Vector
from meada.story.stream import label

STREAM = [
    {"id": "a", "title": "Barragem do Juncal transborda e isola Vila Rosmaninho", "lang": "pt", "date": "2026-04-02T08:00"},
    {"id": "b", "title": "Vila Rosmaninho fica isolada após barragem transbordar", "lang": "pt", "date": "2026-04-02T11:30"},
    {"id": "c", "title": "Barragem do Juncal: Vila Rosmaninho segue isolada", "lang": "pt", "date": "2026-04-03T09:00"},
    {"id": "d", "title": "Tenista Ofélia Quental vence o torneio de Porto Salgado", "lang": "pt", "date": "2026-04-02T10:00"},
    {"id": "e", "title": "Ofélia Quental é campeã em Porto Salgado", "lang": "pt", "date": "2026-04-02T12:00"},
    {"id": "f", "title": "Ofélia Quental é campeã em Porto Salgado", "lang": "pt", "date": "2026-07-19T12:00"},
]  # fmt: skip


def episodes(items: Sequence[dict[str, str]]) -> dict[str, str]:
    return {item["id"]: row["episode"] for item, row in zip(items, label(items, deep=False), strict=True)}


def test_two_happenings_are_two_episodes() -> None:
    found = episodes(STREAM)
    assert found["a"] == found["b"] == found["c"]
    assert found["d"] == found["e"] != found["a"]


def test_likeness_fades_with_time() -> None:
    assert episodes(STREAM)["f"] != episodes(STREAM)["e"]


@given(st.permutations(STREAM))
@settings(max_examples=20, deadline=None)
def test_labels_do_not_depend_on_the_order(shuffled: list[dict[str, str]]) -> None:
    assert episodes(shuffled) == episodes(STREAM)


def test_an_empty_stream_has_no_labels() -> None:
    assert list(label([], deep=False)) == []


def test_bare_and_broken_items_stand_alone() -> None:
    rows = list(label([{"id": "x"}, {"id": "y", "title": None, "date": "ontem"}], deep=False))
    assert len({row["episode"] for row in rows}) == 2


def test_vectors_join_what_words_do_not() -> None:
    class Meaning:
        id = "meaning"

        def encode(self, texts: Sequence[str]) -> Sequence[Vector]:
            flood, tennis = np.eye(2, dtype=np.float32)
            return [flood if "Juncal" in text else tennis for text in texts]

    told = [
        {"id": "1", "title": "Barragem do Juncal cede", "lang": "pt", "date": "2026-04-02"},
        {"id": "2", "title": "Flooding: Juncal gives way", "lang": "en", "date": "2026-04-02"},
        {"id": "3", "title": "Final de ténis adiada", "lang": "pt", "date": "2026-04-02"},
        {"id": "4", "title": "Title match put off", "lang": "en", "date": "2026-04-02"},
    ]
    found = [row["episode"] for row in label(told, encoder=Meaning())]
    assert found[0] == found[1] != found[2] == found[3]
