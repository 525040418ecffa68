from __future__ import annotations

from itertools import permutations

from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from meada.page.page import READ
from meada.record.make import grow, make
from meada.record.side import PageFacts
from statements import report
from stopwatch import least

FIRST = """Ministra promete nova ponte para Vale Sereno

12/05/2031 10h15

A ministra das Obras, Ana Prates, prometeu "reconstruir a ponte até dezembro", informou nesta segunda-feira o governo.

Pelo menos 11 pessoas morreram, segundo a Defesa Civil. "Ninguém avisou o povo", disse o prefeito Rui Salto.

O sindicato acusou a empresa Pontal de esconder rachaduras no pilar. A Pontal negou a acusação.

As mais lidas
Cantora anuncia pausa na carreira
Preço do cacau sobe
"""
SECOND = """Sobe para 14 o total de mortos em Vale Sereno

13/05/2031 09h40

Pelo menos 14 pessoas morreram, segundo a Defesa Civil. A ministra Ana Prates visitou Vale Sereno na segunda-feira.

"Ninguém avisou o povo", disse o prefeito Rui Salto.
"""


def test_the_order_of_the_reports_does_not_matter() -> None:
    reports = [report(FIRST), report(SECOND)]
    assert len({str(make("s", list(order))) for order in permutations(reports)}) == 1


def test_every_statement_stands_on_words_of_a_read_block() -> None:
    made = make("s", [report(FIRST), report(SECOND)])
    texts = {r.id: r.page.text for r in (report(FIRST), report(SECOND))}
    assert made.statements
    for one in made.statements:
        for evidence in one.evidence:
            assert evidence.span.of(texts[evidence.page]) == evidence.quote
            assert evidence.zone in READ


def test_links_join_statements_of_the_record() -> None:
    made = make("s", [report(FIRST), report(SECOND)])
    known = {s.id for s in made.statements}
    assert all({k.a, k.b} <= known and k.a != k.b for k in made.links)


def facts(text: str) -> PageFacts:
    made = report(text)
    body = made.article.body
    return PageFacts(family=made.family, published=made.published, lang="pt", body=(body[0].start, body[-1].end))


def test_a_record_that_grows_is_the_record_made_at_once() -> None:
    first, second = report(FIRST), report(SECOND)
    grown = grow(make("s", [first]), second, {first.id: facts(FIRST)})
    at_once = make("s", [first, second])
    assert {s.id for s in grown.statements} == {s.id for s in at_once.statements}
    assert grown.links == at_once.links


def test_adding_to_a_story_of_five_hundred_takes_less_than_a_second() -> None:
    texts = [SECOND.replace("14", str(20 + n)).replace("Sereno", f"Sereno {n}") for n in range(8)]
    reports = [report(text) for text in texts]
    base = make("s", reports)
    statements = tuple(
        replace(s, id=f"{s.id}-{n}", page=f"{s.page}-{n}", denies=None) for n in range(63) for s in base.statements
    )
    pages = {
        f"{r.id}-{n}": PageFacts(family=f"{r.id}-{n}", published=r.published, lang="pt")
        for r in reports
        for n in range(63)
    }
    record = replace(base, statements=statements, links=())
    new = report(FIRST)
    assert least(lambda: grow(record, new, pages)) < 2.0  # one second on an idle machine; this one may be shared


WORDS = (
    "Ana Prates",
    "disse",
    "que",
    "11",
    "mortos",
    "negou",
    "a acusação",
    '"',
    "segundo",
    "a Defesa Civil",
    ".",
    "\n\n",
    "e",
)


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40))
@example(["disse", "Ana Prates", "e"])  # a sentence that ends in a conjunction
@settings(max_examples=30, deadline=None)
def test_any_words_make_a_record(words: list[str]) -> None:
    made = make("s", [report("Ana " + " ".join(words)), report(FIRST)])
    assert all(s.evidence for s in made.statements)
