from __future__ import annotations

from itertools import permutations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from meada.page.page import READ
from meada.record.make import make
from statements import report

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
