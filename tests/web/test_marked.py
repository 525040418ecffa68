from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from meada.span import Span
from meada.web.marked import Mark, paragraph

TEXT = "A ponte de Lavra caiu. “Ninguém avisou”, disse Irene Couto. São 12 feridos."


def spans(size: int) -> st.SearchStrategy[Span]:
    return st.tuples(st.integers(0, size), st.integers(0, size)).map(lambda p: Span(min(p), max(p)))


@given(st.lists(spans(len(TEXT)), max_size=6), st.lists(spans(len(TEXT)), max_size=3), spans(len(TEXT)))
@settings(deadline=None, max_examples=60)
def test_the_text_is_kept_whatever_is_marked(marked: list[Span], sentences: list[Span], where: Span) -> None:
    marks = [Mark(id=f"m{n}", kind="quote", spans=(span,), note=n) for n, span in enumerate(marked)]
    made = paragraph(TEXT, where, "body", sentences=sorted(sentences), marks=marks)
    assert made.text == where.of(TEXT)


def test_a_mark_over_two_sentences_has_one_reference_at_its_end() -> None:
    mark = Mark(id="a", kind="quote", spans=(Span(11, 40),), note=1)
    made = paragraph(TEXT, Span(0, len(TEXT)), "body", sentences=[Span(0, 22), Span(23, 60)], marks=[mark])
    notes = [(piece.text, [n.number for n in piece.notes]) for s in made.sentences for piece in s.pieces if piece.notes]
    assert [numbers for _, numbers in notes] == [[1]]
    assert notes[0][0].endswith(TEXT[30:40])


def test_an_anchor_stands_where_its_item_begins() -> None:
    made = paragraph(TEXT, Span(0, len(TEXT)), "body", sentences=[Span(0, 22), Span(23, 60)], anchors={"x": 23})
    assert [piece.anchors for s in made.sentences for piece in s.pieces] == [(), ("x",)]
