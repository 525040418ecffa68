from __future__ import annotations

from meada.lang.lexicon import pieces
from meada.lang.trigger import triggers
from meada.reading import word
from meada.span import Span


def test_a_word_of_hostile_length_is_read_and_not_kept() -> None:
    text = "X" * 5000
    kept = word._kept.cache_info().currsize
    assert word.words_of(text, 0, len(text)) == [word.Word(0, 5000, "x" * 5000, "w", True)]
    assert word._kept.cache_info().currsize == kept
    known = triggers("pt")
    kept = known._kept.cache_info().currsize
    assert not known.evokes("x" * 5000)
    assert known._kept.cache_info().currsize == kept


def test_only_words_that_something_listed_begins_with_evoke() -> None:
    known = triggers("pt")
    assert known.evokes("reunião")
    assert known.evokes("reuniram-se")
    assert not known.evokes("azulejo")


def test_a_short_sentence_is_one_piece_and_a_long_one_several() -> None:
    text = "  um dois três quatro  "
    assert pieces(text, Span(0, len(text)), 250) == [Span(2, len(text) - 2)]
    assert [p.of(text) for p in pieces(text, Span(0, len(text)), 2)] == ["um dois", "três quatro"]
    assert pieces("   ", Span(0, 3)) == []
