"""What a search finds, in what order, with what counts."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest

from chains import MADE, article, capture
from meada.article.article import Outlet
from meada.errors import NotFoundError
from meada.moment import Moment
from meada.reading.attribution import Attribution
from meada.reading.event import Event, Time
from meada.reading.figure import Figure
from meada.reading.mention import Entity, Mention
from meada.reading.reading import Reading
from meada.search.results import Results
from meada.span import Span
from meada.store import Store


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    """An empty store, on each of the two engines."""
    with Store.open(place) as one:
        yield one


def add(
    store: Store,
    *sentences: str,
    day: str | None = "2026-03-05",
    outlet: str = "Gazeta da Serra",
    lang: str = "pt",
    said: str | None = None,
    number: float | None = None,
    fact: str | None = None,
) -> str:
    """An article of ``sentences``, the first its headline; ``said``, ``number`` and ``fact`` stand in the last."""
    text = "\n".join(sentences)
    cap = capture(text.encode())
    page, art, _ = article(cap, text)
    spans, at = [], 0
    for one in sentences:
        spans.append(Span(at, at + len(one)))
        at += len(one) + 1
    last = spans[-1]
    moment = Moment(begin=day, granularity="day") if day else None
    art = msgspec.structs.replace(
        art, headline=spans[0], title=sentences[0], published=moment, lang=lang,
        outlet=Outlet(id=outlet.lower().replace(" ", "-"), name=outlet, basis="text"),
    )  # fmt: skip
    who = said and said.lower().replace(" ", "_")
    reading = Reading(
        page=cap.id,
        lang=lang,
        sentences=tuple(spans),
        entities=(Entity(id=who, type="person", name=said),) if said and who else (),
        mentions=(Mention(id="m", span=last, type="person", entity=who),) if who else (),
        attributions=(Attribution(id="a", type="indirect", content=(last,), entity=who),) if who else (),
        figures=(Figure(id="f", span=last, number=last, value=number),) if number is not None else (),
        events=(Event(id="e", type="OTHER", trigger=last, evidence=(), time=Time(begin=fact, how="own")),)
        if fact
        else (),
    )
    return store.add(cap, page, art, reading, MADE)


def labels(found: Results) -> list[str]:
    return [hit.label for hit in found.hits]


def lit(found: Results) -> list[list[str]]:
    return [[hit.quote[m.start - hit.span.start : m.end - hit.span.start] for m in hit.marks] for hit in found.hits]


def test_word_forms_accents_and_spellings(store: Store) -> None:
    add(store, "Soldados chegam", "As acções do exército em Moscovo foram registadas.")
    add(store, "Otro titular", "Un soldado habló en Moscú.", lang="es")
    assert labels(store.search("soldado")) == ["A1", "A2"]
    assert lit(store.search("moscou")) == [["Moscú"], ["Moscovo"]]
    assert labels(store.search("ação")) == labels(store.search("acoes")) == ["A1"]
    assert labels(store.search("MOSCOW")) == ["A2", "A1"]
    assert labels(store.search("registrado")) == ["A1"]


def test_quotes_are_slices_of_the_page(store: Store) -> None:
    add(store, "😀 Um título", "A ponte caiu 😀 sobre o rio.")
    (hit,) = store.search("rio ponte").hits
    text = store.page(hit.label).text
    assert hit.span.of(text) == hit.quote == "A ponte caiu 😀 sobre o rio."
    assert [m.of(text) for m in hit.marks] == ["ponte", "rio"]


def test_phrases_exclusion_or_and_function_words(store: Store) -> None:
    add(store, "Um", "A defesa civil do vale chegou.")
    add(store, "Dois", "O civil pediu defesa ao vale.")
    add(store, "Três", "A escola fechou.")
    assert labels(store.search('"defesa civil"')) == ["A1"]
    assert labels(store.search("defesa vale -chegar")) == ["A2"]
    assert sorted(labels(store.search("escola OR pediu"))) == ["A2", "A3"]
    assert labels(store.search("a escola de que")) == ["A3"]
    assert store.search("a o").total == 3  # the articles are one lemma
    assert labels(store.search("-escola"))[-1] != "A3"
    assert store.search("...").total == 0


def test_operators(store: Store) -> None:
    add(store, "Um", "Ana Rego falou em 600 feridos.", said="Ana Rego", number=600, day="2025-08-12", fact="2025-07-30")
    add(store, "Dois", "Rui Sá falou em 40 feridos.", said="Rui Sá", number=40, day="2025-10-27", outlet="O Farol")
    add(store, "Três", "Houve feridos.", day=None, outlet="O Farol")
    for query, found in {
        "feridos disse:rego": ["A1"],
        "disse:ana": ["A1"],
        'quem:"rui sa"': ["A2"],
        "quem:=ana_rego": ["A1"],
        "feridos fonte:farol": ["A2", "A3"],
        "feridos -fonte:farol": ["A1"],
        "numero>500": ["A1"],
        "numero>=40": ["A2", "A1"],
        "numero<600": ["A2"],
        "numero=40": ["A2"],
        "feridos -numero>100": ["A2", "A3"],
        "feridos antes:2025-09": ["A1"],
        "feridos depois:2025-08": ["A2"],
        "feridos depois:2025-08-11": ["A2", "A1"],
        "feridos publicado:2025": ["A2", "A1"],
        "quando:2025-07": ["A1"],
        "quando:30/07/2025": ["A1"],
        "feridos tipo:fala": ["A2", "A1"],
        "feridos tipo:fala OR tipo:figure": ["A2", "A1"],
        "disse:ninguem": [],
    }.items():
        assert labels(store.search(query)) == found, query


def test_facets_count_what_they_leave(store: Store) -> None:
    for n in range(7):
        add(
            store,
            f"Nota {n}",
            f"A ponte número {n} caiu.",
            outlet="O Farol" if n % 3 else "A Voz",
            day=f"2025-0{n + 1}-02",
        )
    found = store.search("ponte", lang="pt")
    kinds = {facet.kind: facet for facet in found.facets}
    assert {v.name: v.count for v in kinds["outlet"].values} == {"O Farol": 4, "A Voz": 3}
    assert [v.key for v in kinds["published"].values] == [f"2025-0{n}" for n in range(7, 0, -1)]
    for facet in found.facets:
        for value in facet.values:
            narrowed = store.search(value.query, lang="pt")
            assert narrowed.total == value.count, value
            (again,) = [v for f in narrowed.facets if f.kind == facet.kind for v in f.values if v.key == value.key]
            assert (again.selected, again.query) == (True, "ponte")


def test_copies_of_a_sentence_are_shown_once_the_first_published(store: Store) -> None:
    for n, day in enumerate(("2026-03-07", "2026-03-05", None, "2026-03-06")):
        add(store, f"Título {n}", "A ponte caiu na quinta-feira.", day=day, outlet=f"Jornal {n}")
    found = store.search("ponte")
    (hit,) = found.hits
    assert (hit.label, hit.also, hit.copies) == ("A2", ("A4", "A1", "A3"), 3)
    assert (found.total, found.articles) == (1, 4)
    outlets = next(f for f in found.facets if f.kind == "outlet")
    assert [v.count for v in outlets.values] == [1, 1, 1, 1]


def test_order_and_pages(store: Store) -> None:
    for n in range(1, 8):
        add(store, "A ponte" if n == 3 else f"Nota {n}", f"Obra {n} da ponte.", day=None if n == 5 else f"2026-03-0{n}")
    assert labels(store.search("ponte", sort="newest")) == ["A7", "A6", "A4", "A3", "A3", "A2", "A1", "A5"]
    assert labels(store.search("ponte", sort="oldest")) == ["A1", "A2", "A3", "A3", "A4", "A6", "A7", "A5"]
    assert labels(store.search("ponte"))[0] == "A3"
    pages = [store.search("ponte", sort="newest", page=n, size=3) for n in (1, 2, 3, 4)]
    assert [labels(p) for p in pages] == [["A7", "A6", "A4"], ["A3", "A3", "A2"], ["A1", "A5"], []]
    assert {p.total for p in pages} == {8}


def test_words_of_one_article_in_several_sentences(store: Store) -> None:
    add(store, "Nota", "Choveu em Vila Serena.", "Caíram casas.")
    add(store, "Outra", "Choveu em Pedra Alta.")
    found = store.search("choveu casas")
    assert (found.widened, labels(found)) == (True, ["A1", "A1"])
    assert not store.search("choveu").widened


def test_nothing_found_helps(store: Store) -> None:
    add(store, "Nota", "A prefeitura fechou a ponte.", said="Ana Rego")
    found = store.search("prefitura ponte fonte:ninguem")
    assert (found.total, found.searched) == (0, 1)
    assert "prefeitura ponte fonte:ninguem" in found.suggestions
    assert store.search("").total == 0


def test_more_than_is_looked_at_is_said(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("meada.store.find.CAP", 3)
    monkeypatch.setattr("meada.store.find._candidates.__kwdefaults__", {"cap": 3})
    for n in range(5):
        add(store, f"Nota {n}", f"A ponte {n}.", day=f"2026-03-0{n + 1}")
    found = store.search("ponte", sort="newest")
    assert (found.capped, found.total, labels(found)) == (True, 3, ["A5", "A4", "A3"])
    assert not store.search("ponte publicado:2026-03-02").capped


def test_the_index_follows_what_is_stored(store: Store) -> None:
    add(store, "Nota", "A ponte caiu.")
    label = add(store, "Outra", "A escola fechou.")
    page, art, reading = store.page(label), store.article(label), store.reading(label)
    later = msgspec.structs.replace(art, published=Moment(begin="2027-01-01"))
    store.refresh(page, later, msgspec.structs.replace(reading, sentences=reading.sentences[:1]), MADE)
    assert store.search("escola").total == 0
    assert labels(store.search("publicado:2027")) == [label]
    dated = msgspec.structs.replace(later, published=Moment(begin="2028-02-03"))
    store.revise(page.capture, (page, dated, reading))
    assert labels(store.search("escola publicado:2028-02-03")) == [label]
    store.revise(page.capture, None)
    assert labels(store.search("publicado:2027")) == [label]
    store.remove("A1")
    assert store.search("ponte").total == 0
    assert store.verify() == []


def test_names_with_quotes_and_hostile_queries(store: Store) -> None:
    add(store, "Nota", "A ponte do O'Brien caiu.", outlet='Jornal "X" – ação')
    for query in (
        "\"' OR 1=1 --",
        "ponte*",
        "lemmas:ponte",
        "NEAR(ponte caiu)",
        "(((",
        "a\x00b",
        "ponte " * 60,
        "😀",
        "%_",
    ):
        store.search(query)
    assert store.search("o'brien").total == 1
    assert store.search("fonte:acao").total == 2


def test_searches_are_kept(store: Store) -> None:
    first = store.save_search("pontes", "ponte numero>3", who="Ana")
    assert store.save_search("pontes", "ponte").id == first.id
    store.save_search("escolas", "escola")
    assert [(s.name, s.query, s.who) for s in store.saved_searches()] == [
        ("escolas", "escola", None),
        ("pontes", "ponte", None),
    ]
    assert store.saved_search("pontes") == store.saved_search(str(first.id))
    store.forget_search("pontes")
    with pytest.raises(NotFoundError, match="no saved search"):
        store.saved_search("pontes")
