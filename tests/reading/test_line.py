"""A sentence as words, with and without a model's tokens."""

from __future__ import annotations

from meada.article import Article
from meada.lang.parse import Parse, Token
from meada.page.page import Block, Page
from meada.reading import attributions, passage
from meada.reading.lexicon import lexicon
from meada.reading.line import LONGEST, Line, lines
from meada.reading.quotes import pair
from meada.span import Span


def line(text: str, lang: str) -> Line:
    span = Span(0, len(text))
    (only,) = lines(text, span, [span], pair(text, span), lexicon(lang))
    return only


def test_a_quotation_is_one_word_and_short_forms_keep_their_stop() -> None:
    words = line("Mr. Orrin of St. Ives said “no, not now” twice.", "en").words
    assert [w.kind for w in words] == ["w", "w", "w", "w", "w", "w", "q", "w", "p"]


def test_an_article_makes_a_noun_of_a_verb_form() -> None:
    sentence = line("A conta chegou e ela conta tudo.", "pt")
    assert sentence.sense(1) is None
    assert sentence.sense(5) is not None


def test_a_sentence_without_end_is_read_in_pieces() -> None:
    text = "barco " * (3 * LONGEST)
    span = Span(0, len(text))
    assert [len(x) for x in lines(text, span, [span], (), lexicon("pt"))] == [LONGEST] * 3


def test_what_a_model_calls_a_noun_is_no_cue() -> None:
    text = "Leal Nota diz que o cais fecha."
    page = Page(capture="x", text=text, blocks=(Block(role="body", span=Span(0, len(text))),), lang="pt")
    made = passage.make(page, Article(page="x", lang="pt"))
    assert made is not None
    start = text.index("diz")
    noun = Parse(tokens=(Token(start, start + 3, "NOUN", "diz", 0, "root"),), sentences=(), names=(), model="test")
    assert len(attributions.find(made, (), ())) == 1
    parsed = passage.Passage(text=text, lang="pt", paragraphs=made.paragraphs, anchor=made.anchor, parse=noun)
    assert attributions.find(parsed, (), ()) == ()


def modelled(text: str, lang: str, *tags: tuple[str, str, str]) -> Line:
    """The line with the model's tag and features for some of its words."""
    found = line(text, lang)
    at = {word: text.index(word) for word, _, _ in tags}
    found.tokens = {at[w]: Token(at[w], at[w] + len(w), tag, w, 0, "root", morph) for w, tag, morph in tags}
    return found


def test_what_governs_that_is_a_verb_whatever_the_model_calls_it() -> None:
    fears = modelled(
        "The council fears that the quay will close.", "en", ("council", "NOUN", ""), ("fears", "NOUN", "")
    )
    assert fears.sense(2) is not None
    owned = modelled(
        "The council's fears that it will close grew.", "en", ("council's", "NOUN", ""), ("fears", "NOUN", "")
    )
    assert owned.sense(2) is None


def test_a_past_form_called_a_participle_may_be_the_verb_of_its_clause() -> None:
    called = modelled("The council called off the fair.", "en", ("called", "VERB", "Tense=Past|VerbForm=Part"))
    assert called.finite(2)
    going = modelled("The council going home.", "en", ("going", "VERB", "Tense=Pres|VerbForm=Part"))
    assert not going.finite(2)
