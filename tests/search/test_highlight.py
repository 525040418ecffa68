from __future__ import annotations

from meada.search.highlight import marks
from meada.search.word import plain, words
from meada.span import Span


def lit(text: str, *wanted: str) -> list[str]:
    row = words(text, Span(0, len(text)))
    lemmas = {word.form: plain(word.form) for word in row}
    asked = [[frozenset((plain(w.form),)) for w in words(one)] for one in wanted]
    return [span.of(text) for span in marks(row, lemmas, asked)]


def test_words_and_phrases() -> None:
    text = "😀 A Defesa Civil do Vale: a defesa, civil ou não, do vale."
    assert lit(text, "defesa civil") == ["Defesa Civil", "defesa, civil"]
    assert lit(text, "vale", "defesa civil", "defesa") == ["Defesa Civil", "Vale", "defesa, civil", "vale"]
    assert lit(text, "nada") == []


def test_words_with_combining_accents_and_numbers() -> None:
    text = "A ac\u0327a\u0303o de 10.000 reais"
    assert lit(text, "ação") == ["ac\u0327a\u0303o"]
    assert lit(text, "10.000") == ["10.000"]
